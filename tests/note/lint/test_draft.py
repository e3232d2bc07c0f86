"""A draft says fixed lines and quotes the paper; the lint holds it to that."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.note.lint import Profile, lint
from tests.note.lint.notes import subject, write_note

DRAFT = """# Grid Buckets: Clustering Vector Paths in Linear Time

> **论文**：Grid Buckets: Clustering Vector Paths in Linear Time\\
> **作者**：Ada Lind、Bo Chen\\
> **发表**：GeoSys 2024\\
> **阅读时长**：约 1 分钟\\
> **难度**：⭐⭐ (程序估计：文中编号公式 2 个)\\
> **前置知识**：并查集（程序估计）、栅格（程序估计）\\
> **状态**：草稿（未经模型撰写）

## TL;DR

草稿没有 TL;DR。

## 论文概述

原文摘要：

> We propose GridBuckets, a grid for clustering vector paths, with union-find.
>
> —— 原文第 1 页

## 背景与动机

待撰写。

## 核心方法

![Figure 1: The stages of GridBuckets.](images/fig1_arch_pipeline.png)

**图示内容**：原文图注：

> Figure 1: The stages of GridBuckets.
>
> —— 原文第 2 页

**关键信息**：

- 类型：架构图
- 位置：原文第 2 页

**与正文对应**：见§2。

## 实验分析

待撰写。

## 深度理解问答

### Q1: 为什么这样设计？

待撰写。

### Q2: 哪些符号容易混淆？

待撰写。

### Q3: 什么情况下方法会失效？

待撰写。

## 总结

### 核心贡献

待撰写。

### 局限性

待撰写。

### 适用场景

待撰写。
"""


def errors_of(folder: Path) -> list[str]:
    return [f"{finding.rule} {finding.message}" for finding in lint(subject(folder)).errors]


def test_the_status_in_the_header_makes_a_draft(tmp_path: Path) -> None:
    assert subject(write_note(tmp_path, DRAFT)).profile is Profile.DRAFT


def test_a_draft_may_be_short_and_without_answers(tmp_path: Path) -> None:
    assert errors_of(write_note(tmp_path, DRAFT)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a grid for clustering", "a grid for sorting", "DRAFT-01 the quotation is not on page 1."),
        ("—— 原文第 1 页", "—— 原文第 3 页", "DRAFT-01 the quotation is not on page 3."),
        ("—— 原文第 1 页", "—— 原文", "DRAFT-01 the quotation names no page."),
        ("## 实验分析", "## 实验", "SEC-01 the section “实验分析” is missing."),
        ("位置：原文第 2 页", "位置：原文第 9 页", "REF-03 the paper has no page 9, it has 3."),
        ("### Q2: 哪些", "### 哪些", "QA-02 the heading reads “哪些符号容易混淆？”."),
        ("**图示内容**：", "", "FIG-04 below the image stands 关键信息, 与正文对应."),
    ],
)
def test_what_a_draft_must_keep(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in DRAFT
    assert errors_of(write_note(tmp_path, DRAFT.replace(old, new))) == [expected]


def test_as_a_finished_note_a_draft_is_far_from_enough(tmp_path: Path) -> None:
    finished = DRAFT.replace("\\\n> **状态**：草稿（未经模型撰写）", "")
    assert {"SEC-04", "TLDR-01", "OVR-01", "CODE-01"} <= {
        finding.rule for finding in lint(subject(write_note(tmp_path, finished))).errors
    }

"""EXP: conclusions, not numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.config import Language
from generator.note.blocks import Block, Part
from generator.note.grounding.items import Kind
from generator.note.labels import SectionKey
from generator.note.lint.evidence import normalize, whole_text
from generator.note.lint.registry import EVERYWHERE, FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.rules.grounding import read_grounding
from generator.note.lint.subject import LintSubject
from generator.note.lint.terms import names
from generator.note.sentences import split_sentences

_PARTS = {
    Language.ZH: (("主实验结果", "主要结果", "主实验"), ("消融实验", "消融"), ("局限性", "局限")),
    Language.EN: (
        ("Main Experimental Results", "Main Results"),
        ("Ablation Experiments", "Ablations", "Ablation Studies", "Ablation Study"),
        ("Limitations",),
    ),
}
_CONTRAST = re.compile(r"对照|从.{1,60}(?:到|至)|\bcontrols?\b|\bfrom\b.{1,60}\bto\b", re.I)
"""Sciences without named baselines compare two conditions of one experiment."""
_SCALING = {Language.ZH: "Scaling 分析", Language.EN: "Scaling Analysis"}
_MOST_NUMBERS = 6
_MOST_ROWS = 12
_NUMBER = re.compile(r"(?<![A-Za-z\d.@-])\d+(?:[.,]\d+)*")
_NAME_NUMBER = re.compile(r"(?<![A-Za-z])[A-Za-z][\w.]*(?:[-@/.][\w.]+)+(?: \d+(?:\.\d+)?[KMB]\b)?", re.ASCII)
_ANCHOR_NUMBER = re.compile(
    r"(?:第|图|表|式|附录|§|算法|\b(?:Section|Figure|Fig\.|Table|Equation|Eq\.|Algorithm|Appendix|p\.))\s*"
    r"(?:[A-Z]\.|[(（])?\d+(?:\.\d+)*",
    re.I,
)
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_DOLLAR = re.compile(r"(?<!\\)\$")


def _values(text: str) -> list[str]:
    """The numbers of a text that are no part of a name (Higgs-1M, Recall@5, GPT-3 175B) and no label (表 1)."""
    return _NUMBER.findall(_NAME_NUMBER.sub("", _ANCHOR_NUMBER.sub("", text)))


def _labels(section: Part) -> dict[str, int]:
    leads = {lead.label: lead.line for block in section.walk() for lead in block.leads}
    headings = {block.prose.strip(): block.line for block in section.walk() if block.type == "heading"}
    return {**leads, **headings}


@rule("EXP-01", E, zh="实验分析有 **主实验结果**、**消融实验**、**局限性**, 没有的写「论文未报告」", profiles=FINISHED)
def parts(subject: LintSubject) -> Iterator[Problem]:
    """The experiments have **Main Experimental Results**, **Ablation Experiments**, **Limitations**."""
    section = subject.section(SectionKey.EXPERIMENTS)
    if section:
        found = _labels(section)
        for accepted in _PARTS[subject.language]:
            if not set(accepted) & set(found):
                way_out = f"Add `- **{accepted[0]}**：…`, or say there 论文未报告 / not reported."
                yield Problem(section.line, f"**{accepted[0]}** is missing.", way_out)
        if (
            subject.paper
            and "scaling" in whole_text(subject.paper)
            and not any("scaling" in x.casefold() for x in found)
        ):
            wanted = _SCALING[subject.language]
            yield Problem(section.line, f"**{wanted}** is missing.", "The paper speaks of scaling: add it.", W)


@rule("EXP-02", W, zh="至少一句与论文点名的基线比较, 带数字", profiles=FINISHED, needs=Needs.PAPER)
def compares(subject: LintSubject) -> Iterator[Problem]:
    """A sentence compares with a baseline of the paper, by a number."""
    section = subject.section(SectionKey.EXPERIMENTS)
    assert subject.paper
    if section:
        known = whole_text(subject.paper)
        sentences = (text for block in section.walk() for text in split_sentences(block.prose))
        measured = [text for text in sentences if _values(text)]
        contrasted = any(len(_values(text)) > 1 and _CONTRAST.search(text) for text in measured)
        if not contrasted and not any(normalize(name) in known for text in measured for name in names(text)):
            yield Problem(section.line, "nothing is compared by number.", "Name a baseline and both numbers.")


@rule("EXP-03", W, zh="每段至多六个数字, 表格之后有文字结论", profiles=FINISHED)
def no_dump(subject: LintSubject) -> Iterator[Problem]:
    """A paragraph has six numbers at most; text follows each table."""
    section = subject.section(SectionKey.EXPERIMENTS)
    for block in section.walk() if section else ():
        count = len(_values(block.prose))
        if block.type == "paragraph" and count > _MOST_NUMBERS:
            yield Problem(block.line, f"this paragraph has {count} numbers.", "Give the conclusion, or make a table.")
    for table, after in pairwise((*section.blocks, None) if section else ()):
        if table and table.type == "table" and (after is None or after.type in ("heading", "table", "fence")):
            yield Problem(table.line, "no conclusion follows this table.", "Say what it shows.")


@rule("EXP-04", E, zh="表格各行列数相同, 公式里没有裸竖线, 至多 12 行", profiles=EVERYWHERE)
def tables(subject: LintSubject) -> Iterator[Problem]:
    """A table's rows have as many cells as its head, no bare | in formulas, 12 rows at most."""
    for block in subject.walk():
        if block.type == "table":
            yield from _table(subject, block)


@rule("EXP-05", W, zh="表格一行的数字出自论文的同一页", profiles=FINISHED, needs=Needs.PAPER)
def rows_are_of_one_page(subject: LintSubject) -> Iterator[Problem]:
    """The numbers of a table's row stand on one page of the paper."""
    rows = {row.line for block in subject.walk() if block.type == "table" for row in block.walk() if row.type == "tr"}
    pages: dict[int, set[int]] = {}
    for item in read_grounding(subject).items:
        if item.kind is Kind.NUMBER and item.line in rows and item.evidence and item.evidence[0].page:
            pages.setdefault(item.line, set()).add(item.evidence[0].page)
    for line, found in sorted(pages.items()):
        if len(found) > 1:
            shown = ", ".join(map(str, sorted(found)))
            yield Problem(line, f"this row's numbers stand on pages {shown}.", "Check that they are of one table.")


def _table(subject: LintSubject, table: Block) -> Iterator[Problem]:
    rows = [(number, subject.lines[number - 1]) for number in range(table.line, table.end + 1)]
    columns = len(_cells(rows[0][1]))
    for number, row in rows[2:]:
        if any(len(_DOLLAR.findall(cell)) % 2 for cell in _cells(row)):
            yield Problem(number, "a bare | in a formula cuts the cell.", r"Write \vert or \mid.")
        elif len(_cells(row)) != columns:
            yield Problem(number, f"the row has {len(_cells(row))} cells, the head {columns}.", "Even them.")
    if len(rows) - 2 > _MOST_ROWS:
        yield Problem(table.line, f"the table has {len(rows) - 2} rows.", "Keep the twelve that matter.", W)


def _cells(row: str) -> list[str]:
    return _UNESCAPED_PIPE.split(row.strip().removeprefix("|").removesuffix("|"))

"""CODE: the method as code or pseudo-code."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from generator.note.blocks import Block, Part
from generator.note.labels import SectionKey
from generator.note.lint.registry import FINISHED, E, Problem, W, rule
from generator.note.lint.subject import LintSubject

_MOST_LINES = 60
_MOST_CHARACTERS = 6000  # what ast.parse is asked to read
_SAYS_WHAT = re.compile(
    r"示意|伪代码|仓库|源码|官方实现|摘自|pseudo-?code|\bsketch|repositor|\bcode of\b|simplified", re.I
)
_FIRST_LINES = 3


def _fences(part: Part | None) -> Iterator[Block]:
    return (block for block in part.walk() if block.type == "fence") if part else iter(())


@rule("CODE-01", E, zh="核心方法至少有一段代码或伪代码", profiles=FINISHED)
def has_code(subject: LintSubject) -> Iterator[Problem]:
    """Core Method has a block of code or pseudo-code."""
    method = subject.section(SectionKey.METHOD)
    if method and not any(_fences(method)):
        yield Problem(method.line, "the method has no code.", "Add a sketch: ```python … ```.")


@rule("CODE-02", W, zh="代码块标明语言, python 代码语法正确", profiles=FINISHED)
def code_parses(subject: LintSubject) -> Iterator[Problem]:
    """A block of code names its language; Python parses."""
    for block in subject.walk():
        if block.type == "fence":
            language = block.info.split()[0].casefold() if block.info.strip() else ""
            if not language:
                yield Problem(block.line, "the code names no language.", "Write ```python or ```text.")
            elif language in ("python", "py") and (wrong := _syntax_error(block.content)):
                yield Problem(block.line + wrong[0], f"this is no Python: {wrong[1]}.", "Mend it, or write ```text.")


def _syntax_error(code: str) -> tuple[int, str] | None:
    if len(code) > _MOST_CHARACTERS:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            ast.parse(code)
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except (ValueError, RecursionError, MemoryError):
        return 1, "it is nested too deep"
    return None


@rule("CODE-03", W, zh="代码之前 (或首行注释) 说明是示意、伪代码还是摘自仓库", profiles=FINISHED)
def code_says_what_it_is(subject: LintSubject) -> Iterator[Problem]:
    """The text before the code (or its first comment) says that it is a sketch, or whose code it is."""
    before = ""
    for block in subject.walk():
        if block.type == "fence":
            head = "\n".join(block.content.split("\n")[:_FIRST_LINES])
            if not _SAYS_WHAT.search(before) and not _SAYS_WHAT.search(head):
                yield Problem(
                    block.line, "nothing says where this code is from.", "Write 示意代码 / A sketch before it."
                )
            before = ""
        elif block.inline:
            before = block.prose if block.type != "heading" else before + block.prose


@rule("CODE-04", W, zh="代码块不超过 60 行", profiles=FINISHED)
def code_length(subject: LintSubject) -> Iterator[Problem]:
    """A block of code has 60 lines at most."""
    for block in subject.walk():
        lines = block.content.count("\n")
        if block.type == "fence" and lines > _MOST_LINES:
            yield Problem(block.line, f"the code has {lines} lines.", "Keep what carries the idea.")

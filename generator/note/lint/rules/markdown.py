"""MD: Markdown that GitHub, MkDocs and every other renderer show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.errors import NoteError
from generator.note.blocks import DISPLAY_MATH, LISTS, Block
from generator.note.document import check_readable
from generator.note.lint.registry import EVERYWHERE, E, Problem, W, rule
from generator.note.lint.source import outside_verbatim, substitute
from generator.note.lint.subject import LintSubject

_DEEPEST_HEADING = 4
_DEEPEST_LIST = 2
_LITERAL_BOLD = re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)")
_BOLD_SPAN = re.compile(r"(?P<before>.?)\*\*(?P<text>[^*\n]{1,400})\*\*(?P<after>.?)")
_FORMULA_LINE = re.compile(r"^\s{0,3}\$\$.+\$\$\s*$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}")
_BARE_LESS = re.compile(r"(?<!\\)<(?![A-Za-z/!?])")
_LEFTOVER = re.compile(
    r"\[[^\]\n]{1,80}\]\[[^\]\n]{0,80}\]|"
    r"\[[^\]\n]{0,20}(?:图|表|截图|Diagram|Figure|Image|Screenshot)\](?!\()|"
    r"\b(?:TODO|FIXME|TBD|XXX)\b|[(（]略[)）]|此处(?:省)?略|待补充|lorem ipsum",
    re.I,
)
_DOLLARS = re.compile(r"(?<![\\$])\$(?![\s$])([^$\n]+)(?<![\s\\])\$(?!\d)")
_BARE_BAR = re.compile(r"(?<!\\)\|")
_NESTING = 4
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\](:?)")


@rule("MD-01", E, zh="标题不超过四级, 不跳级", profiles=EVERYWHERE)
def heading_levels(subject: LintSubject) -> Iterator[Problem]:
    """Headings go to H4 at most, no level is skipped."""
    last = 0
    for block in subject.walk():
        if block.type == "heading":
            level = int(block.tag[1])
            if level > _DEEPEST_HEADING:
                yield Problem(block.line, f"this heading is an H{level}.", "Use bold text, or cut a level above.")
            elif level > last + 1 and last:
                yield Problem(block.line, f"an H{level} follows an H{last}.", f"Make it an H{last + 1}.")
            last = level


def _space_bold(subject: LintSubject) -> str:
    lines = list(subject.lines)
    for problem in unrendered_bold(subject):
        lines[problem.line - 1] = _BOLD_SPAN.sub(_spaced, lines[problem.line - 1])
    mended = subject.with_text("\n".join(lines))
    found, left = (sum(1 for _ in unrendered_bold(note)) for note in (subject, mended))
    return mended.text if left < found else subject.text


def _spaced(match: re.Match[str]) -> str:
    before, text, after = match["before"], match["text"].strip(), match["after"]
    opens_badly = before.isalnum() and not text[:1].isalnum()
    closes_badly = after.isalnum() and not text[-1:].isalnum()
    return f"{before}{' ' * opens_badly}**{text}**{' ' * closes_badly}{after}"


@rule(
    "MD-02",
    E,
    zh="没有渲染不出来的 ** 和 __",
    fix=_space_bold,
    profiles=EVERYWHERE,
)
def unrendered_bold(subject: LintSubject) -> Iterator[Problem]:
    """No ** or __ that shows as such instead of bold; escaped marks are meant to show."""
    for block in subject.walk():
        source = "\n".join(subject.lines[block.line - 1 : block.end])
        for offset, text in enumerate(block.prose.split("\n")):
            if (match := _LITERAL_BOLD.search(text)) and match[0] in source:
                way_out = "Put a space outside of the mark, or the punctuation outside of the bold text."
                yield Problem(block.line + offset, f"“{match[0]}” shows as such.", way_out)


def _isolate_formulas(subject: LintSubject) -> str:
    code = {n for block in subject.walk() if block.type in ("fence", "code_block") for n in _numbers(block)}
    lines: list[str] = []
    after_formula = False
    block_ends = {block.end for block in subject.walk() if block.type in DISPLAY_MATH}
    block_starts = {block.line for block in subject.walk() if block.type in DISPLAY_MATH}
    for number, line in enumerate(subject.lines, 1):
        formula = number not in code and (bool(_FORMULA_LINE.match(line)) or number in block_starts)
        if (formula or after_formula) and lines and lines[-1].strip() and line.strip():
            lines.append("")
        lines.append(line)
        after_formula = number not in code and (bool(_FORMULA_LINE.match(line)) or number in block_ends)
    return "\n".join(lines)


def _numbers(block: Block) -> range:
    return range(block.line, block.end + 1)


@rule(
    "MD-03",
    W,
    zh="$$ 公式独占一块, 前后空行",
    fix=_isolate_formulas,
    profiles=EVERYWHERE,
)
def formulas_alone(subject: LintSubject) -> Iterator[Problem]:
    """A $$ formula stands alone, with blank lines around it."""
    way_out = "Put blank lines around it."
    for block in subject.walk():
        for token, line in block.inline_lines():
            if token.type == "math_inline_double":
                yield Problem(line, "this $$ formula is inside of a paragraph.", way_out)
        if block.type in DISPLAY_MATH:
            around = (subject.lines[i] for i in (block.line - 2, block.end) if 0 <= i < len(subject.lines))
            if any(line.strip(" >") for line in around):
                yield Problem(block.line, "this $$ formula touches the text beside it.", way_out)


@rule("MD-04", W, zh="列表不超过两层", profiles=EVERYWHERE)
def list_depth(subject: LintSubject) -> Iterator[Problem]:
    """Lists are nested two deep at most."""
    for block in subject.blocks:
        yield from _too_deep(block, 0)


def _too_deep(block: Block, depth: int) -> Iterator[Problem]:
    depth += block.type in LISTS
    if block.type in LISTS and depth == _DEEPEST_LIST + 1:
        yield Problem(block.line, "this list is three deep.", "Flatten it.")
    for child in block.children:
        yield from _too_deep(child, depth)


@rule("MD-05", E, zh="没有 HTML", profiles=EVERYWHERE)
def no_html(subject: LintSubject) -> Iterator[Problem]:
    """No raw HTML."""
    for block in subject.walk():
        if block.type == "html_block":
            yield Problem(block.line, "this is raw HTML.", "Write Markdown.")
        for token, line in block.inline_lines():
            if token.type == "html_inline":
                yield Problem(line, f"“{token.content[:40]}” is raw HTML.", "Write Markdown, or `code`.")


def _escape_less(subject: LintSubject) -> str:
    blocks = (block for block in subject.walk() if block.inline)
    return substitute(subject, blocks, lambda text: _BARE_LESS.sub(r"\\<", text))


@rule(
    "MD-07",
    W,
    zh="正文没有裸露的 < 和模板标记 {{ }}",
    fix=_escape_less,
    profiles=EVERYWHERE,
)
def no_bare_marks(subject: LintSubject) -> Iterator[Problem]:
    """No bare < and no template marks {{ }} in prose."""
    for line, _ in _bare_marks(subject, _BARE_LESS):
        yield Problem(line, "a bare “<” may be read as HTML.", r"Write `\<`, or put it into code or a formula.")
    for line, mark in _bare_marks(subject, _TEMPLATE):
        yield Problem(line, f"“{mark}” may be read as a template.", "Put it into code.")


def _bare_marks(subject: LintSubject, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for block in subject.walk():
        if block.inline and pattern.search(block.prose):
            for number, text in outside_verbatim(subject, block):
                if match := pattern.search(text):
                    yield number, match[0]


@rule(
    "MD-08",
    E,
    zh="没有未解析的引用、脚注、占位符和待办",
    profiles=EVERYWHERE,
)
def no_leftovers(subject: LintSubject) -> Iterator[Problem]:
    """No unresolved references or footnotes, no placeholders, no TODO."""
    try:
        check_readable(subject.text, subject.tokens)
    except NoteError as error:
        yield Problem(error.line or 1, error.problem, error.way_out)
    footnotes: dict[str, int] = {}
    defined: set[str] = set()
    for block in subject.walk():
        for offset, text in enumerate(block.prose.split("\n")):
            if match := _LEFTOVER.search(text):
                yield Problem(block.line + offset, f"“{match[0]}” was left over.", "Finish it, or delete it.")
            for name, colon in _FOOTNOTE.findall(text):
                footnotes.setdefault(name, block.line + offset)
                defined |= {name} if colon else set()
    for name, line in footnotes.items():
        if name not in defined:
            yield Problem(line, f"the footnote [^{name}] is not defined.", f"Add `[^{name}]: …`, or delete it.")


@rule("MD-09", W, zh="列表前有空行, 下一层列表缩进四格", profiles=EVERYWHERE)
def lists_for_every_renderer(subject: LintSubject) -> Iterator[Problem]:
    """A blank line before a list, four spaces before a nested one: else it is none to Python-Markdown."""
    for block in subject.walk():
        for before, after in pairwise(block.children):
            if block.type not in LISTS and after.type in LISTS:
                yield from _close_list(subject, before, after, nested=block.type == "list_item")
    for before, after in pairwise(subject.blocks):
        if after.type in LISTS:
            yield from _close_list(subject, before, after, nested=False)


def _close_list(subject: LintSubject, before: Block, after: Block, *, nested: bool) -> Iterator[Problem]:
    text = subject.lines[after.line - 1]
    if nested:
        indent = len(text) - len(text.lstrip())
        parent = subject.lines[before.line - 1]
        if text.lstrip()[:1] != ">" and 0 < indent - (len(parent) - len(parent.lstrip())) < _NESTING:
            yield Problem(after.line, "this nested list is indented by less than four spaces.", "Indent it by four.")
    elif before.type == "paragraph" and after.line == before.end + 1:
        yield Problem(after.line, "this list touches the words above it.", "Put a blank line between.")


@rule("MD-10", W, zh="表格里的公式没有竖线", profiles=EVERYWHERE)
def bars_in_tables(subject: LintSubject) -> Iterator[Problem]:
    """No bare | within a formula of a table: it ends the cell, everywhere."""
    for block in subject.walk():
        if block.type == "table":
            for number in range(block.line, block.end + 1):
                if any(_BARE_BAR.search(tex) for tex in _DOLLARS.findall(subject.lines[number - 1])):
                    yield Problem(
                        number, "a “|” within a formula ends this cell.", r"Write `\lvert x \rvert`, or `\|`."
                    )

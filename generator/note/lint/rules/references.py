"""REF: what the note points at exists in the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.note.anchors import Anchor, AnchorKind, find_anchors, has_anchor, is_speculation, mentioning
from generator.note.labels import SectionKey
from generator.note.lint.evidence import normalize, whole_text
from generator.note.lint.registry import FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.paper import FloatKind

_FLOATS = {
    AnchorKind.FIGURE: FloatKind.FIGURE,
    AnchorKind.TABLE: FloatKind.TABLE,
    AnchorKind.ALGORITHM: FloatKind.ALGORITHM,
}
_IDENTIFIER = re.compile(
    r"arXiv:\s*(?P<arxiv>\d{4}\.\d{4,5})|\b(?P<doi>10\.\d{4,9}/[^\s\"<>，。）)]{1,100})|"
    r"(?P<url>https?://[^\s<>\"，。）)]{1,300})|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,63})",
    re.I,
)
_CITATION = re.compile(r"(?<![\w\]])\[(\d{1,3}(?:\s*[,，–-]\s*\d{1,3})*)\](?![(\[:])")
_AUTHOR_YEAR = re.compile(r"\b([A-Z][A-Za-z'’-]{1,30})(?:\s+et al\.?|\s*等人?)[,，]?\s*[(（]?((?:19|20)\d\d)")
_NOT_REPORTED = re.compile(r"论文(?:未|没有)(?:报告|说明)|not (?:report|state)", re.I)
_MODULE_WORDS = 60  # 字 from which on a module must point into the paper


def _anchors(subject: LintSubject) -> Iterator[tuple[Anchor, int]]:
    """Every anchor outside of quotations, with its line."""
    for block in subject.blocks:
        if block.type != "blockquote":
            for inner in block.walk():
                for anchor in find_anchors(inner.prose):
                    yield anchor, inner.line_at(anchor.start)


@rule("REF-01", E, zh="引用的章节号见于论文", profiles=FINISHED, needs=Needs.PAPER)
def sections_exist(subject: LintSubject) -> Iterator[Problem]:
    """The sections that the note names exist in the paper."""
    assert subject.paper
    numbers = {number.rstrip(".") for number in subject.paper.section_numbers()}
    known = numbers | {number.rpartition(".")[0] for number in numbers}
    for anchor, line in _anchors(subject):
        if anchor.kind is AnchorKind.SECTION and known and anchor.label not in known:
            yield Problem(line, f"the paper has no section {anchor.label}.", "Name one that it has.")


@rule("REF-02", E, zh="引用的图、表、算法编号见于论文", profiles=FINISHED, needs=Needs.PAPER)
def floats_exist(subject: LintSubject) -> Iterator[Problem]:
    """The figures, tables and algorithms that the note names exist in the paper."""
    assert subject.paper
    for anchor, line in _anchors(subject):
        if kind := _FLOATS.get(anchor.kind):
            known = {label.rstrip(".") for label in subject.paper.labels(kind)}
            if anchor.label not in known and not mentioning(anchor, subject.paper.sections):
                yield Problem(line, f"the paper has no {kind} {anchor.label}.", "Name one that it has.")


@rule("REF-03", E, zh="引用的页码不超过论文页数", needs=Needs.PAPER)
def pages_exist(subject: LintSubject) -> Iterator[Problem]:
    """The pages that the note names exist."""
    assert subject.paper
    for anchor, line in _anchors(subject):
        if anchor.kind is AnchorKind.PAGE and not 1 <= int(anchor.label) <= subject.paper.page_count:
            message = f"the paper has no page {anchor.label}, it has {subject.paper.page_count}."
            yield Problem(line, message, "Name the page of the PDF.")


@rule("REF-04", W, zh="核心方法每个三级标题下、实验每一条至少一处出处", profiles=FINISHED)
def points_into_the_paper(subject: LintSubject) -> Iterator[Problem]:
    """Each module of the method and each bold item of the experiments points into the paper."""
    method, experiments = subject.section(SectionKey.METHOD), subject.section(SectionKey.EXPERIMENTS)
    way_out = "Add 第 3.2 节 / 表 1 (Section 3.2, Table 1)."
    for part in method.parts("h3") if method else ():
        if part.words >= _MODULE_WORDS and not any(has_anchor(block.prose) for block in part.walk()):
            yield Problem(part.line, f"“{part.heading}” points nowhere.", way_out)
    for block in experiments.walk() if experiments else ():
        for lead in block.leads if block.type == "paragraph" else ():
            figure_block = lead.label in (subject.labels.figure_content, subject.labels.figure_key)
            admitted = has_anchor(lead.text) or is_speculation(lead.text) or _NOT_REPORTED.search(lead.text)
            if lead.text.strip(":： \n") and not figure_block and not admitted:
                yield Problem(lead.line, f"“{lead.label}” points nowhere.", way_out)


@rule("REF-05", E, zh="arXiv 编号、DOI、网址、邮箱见于论文", profiles=FINISHED, needs=Needs.PAPER)
def identifiers_exist(subject: LintSubject) -> Iterator[Problem]:
    """ArXiv ids, DOIs, URLs and addresses of the note are in the paper."""
    assert subject.paper
    known = whole_text(subject.paper)
    for block in subject.walk():
        targets = (str(token.attrs.get("href", "")) for token in block.inline if token.type == "link_open")
        texts = [(block.prose, block.line), *((target, block.line) for target in targets)]
        for text, line in texts:
            for match in _IDENTIFIER.finditer(text):
                found = next(group for group in match.groups() if group).rstrip(".,;:")
                if normalize(found.removeprefix("https://").removeprefix("http://")) not in known:
                    at = line + text.count("\n", 0, match.start())
                    yield Problem(at, f"“{found[:60]}” is not in the PDF.", "Delete it, or write it as printed.")


@rule("REF-06", E, zh="引用的文献在参考文献里", profiles=FINISHED, needs=Needs.PAPER)
def citations_exist(subject: LintSubject) -> Iterator[Problem]:
    """The works that the note cites ([12], A et al., 2020) are in the reference list."""
    assert subject.paper
    references = subject.paper.references
    if not references:
        return
    texts = [reference.text for reference in references]
    numbered = any((reference.key or "").strip("[]. ").isdigit() for reference in references)
    for block in subject.walk():
        # In a paper that cites by name, "[512]" is a shape and no citation.
        for match in _CITATION.finditer(block.prose) if numbered else ():
            numbers = [int(number) for number in re.findall(r"\d+", match[1])]
            if 0 not in numbers and max(numbers) > len(references):
                line = block.line_at(match.start())
                yield Problem(line, f"the paper has no reference {match[0]}.", "Cite one that it has.")
        for match in _AUTHOR_YEAR.finditer(block.prose):
            if not any(match[1] in text and match[2] in text for text in texts):
                yield Problem(
                    block.line_at(match.start()), f"“{match[0]}” is not in the reference list.", "Mend the name."
                )

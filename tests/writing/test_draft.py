"""The embedded writer: only fixed lines and quotations, whatever the paper holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.config import Language
from generator.note.document import parse_note, parse_tokens, render_note
from generator.note.labels import LABELS, REQUIRED_SECTIONS, SectionKey
from generator.note.markdown import escape
from generator.note.quotation import QuotationIndex, normalise
from generator.paper import ExtractionWarning, Metadata, Section
from generator.writing.draft import DraftWriter
from generator.writing.templates import TEMPLATES, Templates
from generator.writing.writer import WriteRequest
from tests.writing.papers import ABSTRACT, small_paper

BOTH = pytest.mark.parametrize("language", list(Language))


def draft(language: Language = Language.ZH, focus: tuple[str, ...] = (), **changes: object) -> str:
    return render_note(DraftWriter().write(small_paper(**changes), WriteRequest(language, focus)).note)


def shown(text: str) -> list[str]:
    """What a reader sees, a string for each paragraph, heading and list item."""
    return [plain(token.children or ()) for token in parse_tokens(text) if token.type == "inline"]


def plain(tokens: Sequence[Token]) -> str:
    return "".join(plain(token.children) if token.children else token.content for token in tokens)


@BOTH
def test_a_draft_is_a_note_with_all_sections_and_says_that_it_is_a_draft(language: Language) -> None:
    note = parse_note(draft(language))
    assert [section.key for section in note.sections] == list(REQUIRED_SECTIONS)
    assert note.header.status == TEMPLATES[language].status


def fixed_lines(templates: Templates) -> re.Pattern[str]:
    """Matches every line that the templates can make; their fields stand for words found in the paper."""
    texts = [getattr(templates, field.name) for field in fields(templates)]
    lines = [text for text in texts if isinstance(text, str)]
    lines += [*templates.summary, *(question.text for question in templates.questions)]
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(line)) for line in lines))


@BOTH
def test_every_sentence_is_a_fixed_line_or_a_quotation(language: Language) -> None:
    paper = small_paper()
    text = draft(language)
    body = text[text.index("## ") :]
    labels, templates = LABELS[language], TEMPLATES[language]
    fixed, index = fixed_lines(templates), QuotationIndex(paper)
    words = {*labels.sections.values(), labels.figure_content, labels.figure_key, labels.figure_match}
    for line in shown(body):
        plain = line.removesuffix(templates.colon.strip())
        question = re.sub(r"^Q\d+: ", "", line)
        known = plain in words or fixed.fullmatch(line) or fixed.fullmatch(question)
        label, _, rest = line.partition(templates.colon.strip())
        known = known or (label in words and fixed.fullmatch(rest.strip()))
        assert known or index.page_of(line) is not None, line


def test_the_abstract_and_the_contributions_are_quoted_with_their_pages() -> None:
    overview = parse_note(draft()).section(SectionKey.OVERVIEW)
    assert overview
    quotes = [normalise(line) for line in shown(overview.body)]
    assert normalise(ABSTRACT) in quotes
    assert normalise("We propose a sweep that visits each box once.") in quotes
    assert normalise("Our main contribution is a proof_of_concept with `code` & data.") in quotes
    assert normalise("Clustering is slow.") not in quotes
    assert quotes.count(normalise("—— 原文第 1 页")) == 4


def test_a_sentence_that_is_not_verbatim_on_its_page_is_left_out() -> None:
    pages = small_paper().pages
    changed = draft(pages=(pages[0].__class__(1, 612, 792, ("Something else.",)), pages[1]))
    assert "visits each box once" not in changed
    assert TEMPLATES[Language.ZH].no_abstract in changed
    assert TEMPLATES[Language.ZH].no_contributions in changed


def test_what_announces_a_list_is_no_contribution_and_its_items_lose_their_bullets() -> None:
    said = "The contributions of our paper are as follows: • We show that one pass is enough."
    lines = ("The contributions of our paper are as follows:", "• We show that one pass is enough.")
    page = small_paper().pages[0].__class__(1, 612, 792, (said,))
    overview = parse_note(
        draft(sections=(Section("1", "Introduction", 1, 1, 1, "\n\n".join(lines)),), pages=(page,))
    ).section(SectionKey.OVERVIEW)
    assert overview
    assert "We show that one pass is enough." in shown(overview.body)
    assert "as follows" not in overview.body


def test_figures_stand_where_their_type_belongs_and_unnumbered_ones_are_left_out() -> None:
    note = parse_note(draft())
    method, results = note.section(SectionKey.METHOD), note.section(SectionKey.EXPERIMENTS)
    assert method
    assert results
    assert re.findall(r"images/[^)]+", method.body) == ["images/fig1_arch_overall.png", "images/eq1_method_formula.png"]
    assert re.findall(r"images/[^)]+", results.body) == ["images/tab1_result_seconds.png"]
    assert "见§2。" in method.body


def test_more_than_six_authors_are_cut_and_said_so() -> None:
    assert parse_note(draft()).header.authors.endswith("Ada B. NumberF 等")
    assert "NumberG" not in parse_note(draft()).header.authors


@pytest.mark.parametrize(
    ("metadata", "publication"),
    [
        (Metadata("T", arxiv_id="1706.03762"), "arXiv:1706.03762 (2017-06)"),
        (Metadata("T", arxiv_id="cs/0112017"), "arXiv:cs/0112017 (2001-12)"),
        (Metadata("T", arxiv_id="hep-th/9901001"), "arXiv:hep-th/9901001 (1999-01)"),
        (Metadata("T", venue="ICML", year=2013), "ICML 2013"),
        (Metadata("T", venue="NIPS 2017", year=2017), "NIPS 2017"),
        (Metadata("T", year=2013), "未注明"),
        (Metadata("T"), "未注明"),
    ],
)
def test_the_publication_is_what_the_pdf_says_or_is_not_stated(metadata: Metadata, publication: str) -> None:
    assert parse_note(draft(metadata=metadata)).header.publication == publication


def test_difficulty_and_prerequisites_are_marked_as_estimated_with_the_terms_found() -> None:
    header = parse_note(draft()).header
    assert header.stars == 2
    assert "程序估计" in header.difficulty
    assert re.search(r"grid 3 次", header.difficulty)
    assert all(item.endswith("（程序估计）") for item in header.prerequisites)


@BOTH
def test_a_word_of_other_trades_makes_no_prerequisite(language: Language) -> None:
    """Kernels of wheat are no kernel methods; without any known term the difficulty says just that."""
    sections = (Section(None, "Results", 1, 1, 1, "Kernel yield, kernel weight and kernels: each kernel counts."),)
    header = parse_note(draft(language, sections=sections)).header
    assert header.prerequisites == (TEMPLATES[language].no_terms,)
    assert TEMPLATES[language].no_counted_terms in header.difficulty


@BOTH
def test_a_draft_of_a_scan_says_that_nothing_could_be_read(language: Language) -> None:
    """What was not found may still be there."""
    unread = TEMPLATES[language].unread
    assert unread in draft(language, warnings=(ExtractionWarning("scan", 1, "2 of 2 pages are scans"),))
    assert unread not in draft(language)


def test_a_focus_gets_a_section_of_stubs() -> None:
    note = parse_note(draft(focus=("训练 *成本*",)))
    keys = [section.key for section in note.sections]
    assert keys.index(SectionKey.EXPERIMENTS) + 1 == keys.index(SectionKey.FOCUS) == keys.index(SectionKey.QA) - 1


def test_a_paper_of_which_nothing_could_be_read_gives_an_honest_empty_draft() -> None:
    text = draft(
        metadata=Metadata("Untitled"), sections=(), figures=(), equations=(), references=(), pages=(), page_count=1
    )
    templates = TEMPLATES[Language.ZH]
    for line in (templates.no_abstract, templates.no_contributions, templates.no_outline, templates.no_figures):
        assert line in text


@given(st.text(max_size=80))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render(f"> {escape(text)}")
    visible = re.sub(r"<[^>]+>", "", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        visible = visible.replace(entity, char)
    assert normalise(visible) == normalise(text)


@given(st.sampled_from(["<script>", "![x](y)", "[a](javascript:b)", "$x$", "# h", "- a", "1. b", "***", "`c`", "&lt;"]))
def test_nothing_of_a_paper_becomes_markup(text: str) -> None:
    (paragraph,) = [token for token in parse_tokens(escape(text)) if token.type == "inline"]
    assert {child.type for child in paragraph.children or ()} <= {"text", "text_special"}

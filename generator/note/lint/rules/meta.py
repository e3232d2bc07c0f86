"""META: the header blockquote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from generator.config import Language, read_settings
from generator.errors import ConfigError, NoteError
from generator.note.concepts import Vocabulary, read_vocabulary
from generator.note.document import parse_note
from generator.note.header import format_reading_time, parse_difficulty, parse_prerequisites, parse_reading_time
from generator.note.labels import LABELS
from generator.note.lint.evidence import first_page, normalize, whole_text
from generator.note.lint.registry import FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.prerequisites import Circle, Prerequisites, find_circles, read_prerequisites
from generator.note.readingtime import reading_minutes
from generator.note.wordcount import count_words

_SAME_TITLE = 0.95
_TITLE_LIMIT = 400
_MOST_NAMES = 6
_TOLERANCE = 0.35
_HEAD = 4096
"""Characters of a note that hold its title and header."""
_NAMES_ANYTHING = 3  # 字 of the difficulty's explanation
_NAMED_STARS = 3
_PREREQUISITES = range(2, 7)
_ARXIV = re.compile(r"arXiv:\d{4}\.\d{4,5}(?:v\d+)?(?: \(\d{4}-(?:0[1-9]|1[0-2])\))?")
_VENUE_YEAR = re.compile(r"(?=.*[^\W\d_]).*(?<!\d)(?:19|20)\d\d(?!\d).*")
_FACTS = re.compile(r"\d{4}\.\d{4,5}|(?<!\d)(?:19|20)\d\d(?!\d)")
_ET_AL = re.compile(r"等(?:人)?\s*$|\bet al\.?\s*$", re.I)
_BETWEEN_NAMES = re.compile(r"\s*(?:[、，,;；()（）&]|\band\b|\bet al\.?|等(?:人)?(?=$|[\s(（、，,;；]))\s*")
_NUMBER = re.compile(r"\d{1,4}")
_DISCLOSURE = re.compile(r"^\*(?:本笔记由模型撰写|Written by a model)\s?[:：].*$", re.M)
_DISCLOSED = re.compile(r"`paper-notes \S+ · \S.* · \d{4}-\d\d-\d\d`\*$")


@rule("META-01", E, zh="标题之后紧跟元信息引用块")
def header_first(subject: LintSubject) -> Iterator[Problem]:
    """The block after the title is the header, a blockquote."""
    after = next((block for block in subject.blocks if block.tag != "h1"), None)
    if after is None or after.type != "blockquote":
        way_out = f"Put `> **{subject.labels.paper}**：…` and its fellows right after the title."
        yield Problem(after.line if after else 1, "the header is missing here.", way_out)


@rule(
    "META-02",
    E,
    zh="元信息六项齐全, 次序为论文、作者、发表、阅读时长、难度、前置知识, 其他项在后",
)
def fields(subject: LintSubject) -> Iterator[Problem]:
    """The header's six fields are there, filled, once each, in order; others only after them."""
    wanted = subject.labels.header
    line = subject.header_quote.line if subject.header_quote else 1
    found = [field.label for field in subject.fields]
    for label in wanted:
        if label not in found:
            yield Problem(line, f"the header lacks **{label}**.", f"Add a line `> **{label}**：…`.")
    for field in subject.fields:
        if not field.value:
            yield Problem(field.line, f"**{field.label}** is empty.", "Fill it in.")
    if set(wanted) <= set(found) and tuple(found[: len(wanted)]) != wanted:
        yield Problem(line, "the header's fields are out of order.", f"Order them: {'、'.join(wanted)}.")
    for i, field in enumerate(subject.fields):
        if field.label in found[:i]:
            yield Problem(field.line, f"**{field.label}** occurs twice.", "Delete one.")


@rule(
    "META-03",
    E,
    zh="论文标题与 PDF 一致, 不翻译",
    needs=Needs.PAPER,
)
def title_of_the_paper(subject: LintSubject) -> Iterator[Problem]:
    """The paper's title is the PDF's, not translated."""
    assert subject.paper
    field = subject.field(subject.labels.paper)
    if field and (title := subject.paper.metadata.title):
        written, printed = (normalize(text)[:_TITLE_LIMIT] for text in (field.value, title))
        if SequenceMatcher(None, written, printed, autojunk=False).ratio() < _SAME_TITLE:
            yield Problem(field.line, f"the title reads “{field.value}”.", f"Write it as printed: “{title}”.")


@rule(
    "META-04",
    E,
    zh="作者 (或机构) 在首页出现, 最多六人, 其余写「等」",
    needs=Needs.PAPER,
)
def authors(subject: LintSubject) -> Iterator[Problem]:
    """Authors (or affiliations) stand on page 1; six at most, then “et al.”."""
    assert subject.paper
    field = subject.field(subject.labels.authors)
    if not field or field.value == subject.labels.unknown_publication:
        return
    names = [name for name in _BETWEEN_NAMES.split(field.value) if re.search(r"\w", name)]
    page = first_page(subject.paper)
    for name in names:
        if normalize(name) not in page:
            yield Problem(field.line, f"“{name}” is not on page 1 of the PDF.", "Name the authors as printed there.")
    if len(names) > _MOST_NAMES and not _ET_AL.search(field.value):
        yield Problem(field.line, f"{len(names)} names are too many.", "Name six at most, then 等 / et al.")


@rule(
    "META-04b",
    E,
    zh="发表写作「会议或期刊 年份」、「arXiv:编号 (年-月)」或「未注明」, 且见于 PDF",
)
def publication(subject: LintSubject) -> Iterator[Problem]:
    """The publication reads “venue year”, “arXiv:ID (YYYY-MM)” or “Not stated”, and is in the PDF."""
    field = subject.field(subject.labels.publication)
    if not field or not field.value or field.value == subject.labels.unknown_publication:
        return
    yearless = subject.paper is not None and subject.paper.metadata.year is None
    known_form = _ARXIV.fullmatch(field.value) or _VENUE_YEAR.fullmatch(field.value)
    if not known_form and not (yearless and normalize(field.value) in whole_text(subject.paper)):
        way_out = f"Write “venue year”, “arXiv:ID (YYYY-MM)” or “{subject.labels.unknown_publication}”."
        yield Problem(field.line, f"the publication reads “{field.value}”.", way_out)
    if subject.paper:
        known = whole_text(subject.paper)
        for fact in _FACTS.findall(field.value):
            if normalize(fact) not in known and not _month_of_arxiv_id(fact, field.value):
                yield Problem(field.line, f"“{fact}” is not in the PDF.", "Write only what the paper says.")


def _month_of_arxiv_id(year: str, value: str) -> bool:
    match = re.search(r"arXiv:(\d\d)\d\d\.", value)
    return match is not None and year == f"20{match[1]}"


def _format_reading_time(subject: LintSubject) -> str:
    field = subject.field(subject.labels.reading_time)
    if not field:
        return subject.text
    number = _NUMBER.search(field.value)
    minutes = int(number[0]) if number else reading_minutes(subject.text, subject.language)
    return _with_minutes(subject, field.line, minutes)


def _measure_reading_time(subject: LintSubject) -> str:
    field = subject.field(subject.labels.reading_time)
    if not field:
        return subject.text
    return _with_minutes(subject, field.line, reading_minutes(subject.text, subject.language))


def _with_minutes(subject: LintSubject, line: int, minutes: int) -> str:
    colon = "：" if subject.language is Language.ZH else ": "
    old = subject.lines[line - 1]
    hard_break = "\\" if old.rstrip().endswith("\\") else ""
    value = format_reading_time(max(1, minutes), subject.language)
    new = f"> **{subject.labels.reading_time}**{colon}{value}{hard_break}"
    return "\n".join([*subject.lines[: line - 1], new, *subject.lines[line:]])


@rule(
    "META-05",
    E,
    zh="阅读时长写作「约 N 分钟」",
    fix=_format_reading_time,
)
def reading_time_form(subject: LintSubject) -> Iterator[Problem]:
    """The reading time reads “Approximately N minutes”."""
    field = subject.field(subject.labels.reading_time)
    if field and parse_reading_time(field.value, subject.language) is None:
        form = format_reading_time(15, subject.language)
        yield Problem(field.line, f"the reading time reads “{field.value}”.", f"Write it as “{form}”.")


@rule(
    "META-06",
    W,
    zh="阅读时长与篇幅相符 (±35%)",
    fix=_measure_reading_time,
)
def reading_time_fits(subject: LintSubject) -> Iterator[Problem]:
    """The reading time fits the note's length (±35%)."""
    field = subject.field(subject.labels.reading_time)
    minutes = parse_reading_time(field.value, subject.language) if field else None
    if field and minutes is not None:
        measured = reading_minutes(subject.text, subject.language)
        if abs(minutes - measured) > max(1, _TOLERANCE * measured):
            way_out = f"Write “{format_reading_time(measured, subject.language)}”."
            yield Problem(field.line, f"{minutes} minutes don't fit the note's length.", way_out)


@rule(
    "META-07",
    E,
    zh="难度写作一至五颗星和括号里的说明",
)
def difficulty_form(subject: LintSubject) -> Iterator[Problem]:
    """The difficulty is one to five stars and a note in parentheses."""
    field = subject.field(subject.labels.difficulty)
    if field and parse_difficulty(field.value) is None:
        yield Problem(field.line, f"the difficulty reads “{field.value}”.", "Write it as “⭐⭐⭐ (…)”.")


@rule(
    "META-08",
    W,
    zh="难度说明与星级相符, 三星以上要写明需要什么基础",
)
def difficulty_says_why(subject: LintSubject) -> Iterator[Problem]:
    """The difficulty's note fits the stars; from three stars on it names what one must know."""
    field = subject.field(subject.labels.difficulty)
    difficulty = parse_difficulty(field.value) if field else None
    if field and difficulty:
        stars, note = difficulty
        legends = [legend for language in Language for legend in LABELS[language].stars]
        other = note in legends and note not in (LABELS[language].stars[stars - 1] for language in Language)
        vague = stars >= _NAMED_STARS and (note in legends or count_words(note) < _NAMES_ANYTHING)
        if other or vague or not count_words(note):
            yield Problem(field.line, f"“{note}” doesn't explain {stars} stars.", "Name what a reader must know.")


def _break_lines(subject: LintSubject) -> str:
    quote = subject.header_quote
    assert quote
    lines = list(subject.lines)
    for number in range(quote.line, quote.end):
        line, after = lines[number - 1].rstrip(), lines[number]
        if line.strip("> ") and after.strip("> \\") and not line.endswith("\\"):
            lines[number - 1] = line + "\\"
    return "\n".join(lines)


@rule(
    "META-09",
    W,
    zh="元信息各项之间强制换行, 在 GitHub 上各占一行",
    fix=_break_lines,
)
def fields_on_lines(subject: LintSubject) -> Iterator[Problem]:
    """The header's fields end in hard breaks, so that GitHub shows each on a line."""
    quote = subject.header_quote
    for paragraph in quote.walk() if quote else ():
        for token, line in paragraph.inline_lines():
            if token.type == "softbreak":
                yield Problem(line, "this line and the next run together.", "End the line with a backslash.")


@rule("META-10", W, zh="前置知识二至六项, 用顿号分隔", profiles=FINISHED)
def prerequisites(subject: LintSubject) -> Iterator[Problem]:
    """Two to six prerequisites, separated by commas."""
    field = subject.field(subject.labels.prerequisites)
    if field and len(items := parse_prerequisites(field.value)) not in _PREREQUISITES:
        yield Problem(
            field.line, f"{len(items)} prerequisites are named.", "Name two to six, separated by 、 or a comma."
        )


@rule("META-11", W, zh="说明由模型撰写的一行写全工具、模型、日期, 并在末尾", profiles=FINISHED)
def disclosure(subject: LintSubject) -> Iterator[Problem]:
    """The line that says which model wrote the note is the last one, and names tool, model and date."""
    for match in _DISCLOSURE.finditer(subject.text):
        line = subject.text.count("\n", 0, match.start()) + 1
        if subject.text[match.end() :].strip():
            yield Problem(line, "the disclosure is not the last line.", "Move it to the end.")
        if not _DISCLOSED.search(match[0]):
            yield Problem(line, "the disclosure is incomplete.", "Write `paper-notes VERSION · MODEL · YYYY-MM-DD`.")


@rule("META-12", W, zh="前置知识不成环: 没有互为前置的笔记")
def no_circle(subject: LintSubject) -> Iterator[Problem]:
    """No notes that need one another: the site could not say which to read first."""
    field = subject.field(subject.labels.prerequisites)
    library = subject.home.resolve().parent
    if field is None or not library.is_dir():
        return
    for circle in circles_of(library, library.stat().st_mtime_ns):
        if subject.home.resolve().name in circle.slugs:
            names = ", ".join(concept.name(subject.language) for concept in circle.concepts)
            yield Problem(
                field.line,
                f"the prerequisites go in a circle: {' and '.join(circle.slugs)} need one another ({names}).",
                "Take a prerequisite out of one of them, or mend docs/vocabulary.yml.",
            )


@lru_cache(maxsize=1)
def circles_of(library: Path, changed: int) -> tuple[Circle, ...]:
    """The circles among the notes of a library; `changed` is when a folder last came or went there."""
    path = library.parent / "docs" / "vocabulary.yml"
    vocabulary = Vocabulary()
    with suppress(ConfigError):  # the site tells what is wrong with it: it is no fault of a note
        vocabulary = read_vocabulary(path) if path.is_file() else vocabulary
    return tuple(find_circles(dict(_read_prerequisites(library, vocabulary))))


def _read_prerequisites(library: Path, vocabulary: Vocabulary) -> Iterator[tuple[str, Prerequisites]]:
    """What each note needs and explains, by its folder; read from its head, for nothing else is asked."""
    for readme in sorted(library.glob("[!.]*/README.md")):
        with suppress(NoteError, ConfigError), readme.open(encoding="utf-8-sig", errors="replace") as file:
            note = parse_note(file.read(_HEAD), readme)
            source = read_settings(readme.parent / "paper.yml").source
            yield readme.parent.name, read_prerequisites(note, source, vocabulary)

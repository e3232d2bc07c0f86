"""The header blockquote of a note: parse and render.

    > **论文**：…\
    > **难度**：⭐⭐⭐ (需要 …)\
    > **前置知识**：…、…

Rules META-01 to META-10. Lines end in a hard break, so that GitHub shows each on its own (META-09).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.config import Language, ReadingPass
from generator.errors import NoteError
from generator.note.labels import LABELS

STAR = "⭐"
_FIELD = re.compile(
    r"^\*\*(?P<label>[^*]+?)\*\*\s*[:：]\s*(?P<value>.*)$|^\*\*(?P<inner>[^*]+?)[:：]\*\*\s*(?P<rest>.*)$"
)
_READING_TIME = {
    Language.ZH: re.compile(r"约\s*(\d+)\s*分钟"),
    Language.EN: re.compile(r"Approximately\s+(\d+)\s+minutes?", re.I),
}
_DIFFICULTY = re.compile(rf"({STAR}{{1,5}})\ufe0f?\s*[(（](.*)[)）]")
_SEPARATOR = re.compile("[、，,;；]")
_QUOTE_MARK = re.compile(r"^\s{0,3}>\s?")


@dataclass(frozen=True, slots=True)
class Field:
    """One `**label**：value` of a header; `line` counts from 1 in the file."""

    label: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a note. Values are single lines; `extras` follow the six fields in their own order."""

    language: Language
    paper: str
    authors: str
    publication: str
    reading_minutes: int
    stars: int
    difficulty: str
    prerequisites: tuple[str, ...]
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def status(self) -> str | None:
        """The text of 状态 / Status, None for a finished note."""
        label = LABELS[self.language].status
        return next((value for name, value in self.extras if name == label), None)

    @property
    def reading_pass(self) -> ReadingPass:
        """How deep the note goes; the second reading where the header does not say."""
        labels = LABELS[self.language]
        return labels.pass_of(dict(self.extras).get(labels.reading))


def read_fields(lines: list[str], first: int = 1) -> tuple[Field, ...]:
    """The fields of a blockquote given as raw lines (`> …`); `first` is the line number of lines[0].

    Lines that are no field continue the value before them.
    """
    found: list[tuple[str, list[str], int]] = []
    for number, raw in enumerate(lines, first):
        text = _QUOTE_MARK.sub("", raw).strip().removesuffix("\\").rstrip()
        if match := _FIELD.match(text):
            label, value = (match["label"], match["value"]) if match["label"] else (match["inner"], match["rest"])
            found.append((label.strip(), [value.strip()], number))
        elif text and found:
            found[-1][1].append(text)
    return tuple(Field(label, " ".join(parts).strip(), number) for label, parts, number in found)


def header_language(fields: tuple[Field, ...]) -> Language | None:
    """Whose labels the fields carry; None where no known label occurs."""
    names = {field.label for field in fields}
    score = {language: len(names & set(LABELS[language].header)) for language in Language}
    best = max(score, key=lambda language: score[language])
    return best if score[best] else None


def parse_reading_time(text: str, language: Language) -> int | None:
    """Minutes of "约 15 分钟" / "Approximately 15 minutes", None where it has another form."""
    match = _READING_TIME[language].fullmatch(text.strip())
    return int(match[1]) if match else None


def parse_difficulty(text: str) -> tuple[int, str] | None:
    """(stars, explanation) of "⭐⭐⭐ (需要 …)", None where it has another form."""
    match = _DIFFICULTY.fullmatch(text.strip())
    return (len(match[1]), match[2].strip()) if match else None


def parse_prerequisites(text: str) -> tuple[str, ...]:
    """The items of a list separated by 、 or a comma."""
    return tuple(item.strip() for item in _SEPARATOR.split(text) if item.strip())


def parse_header(fields: tuple[Field, ...], path: Path | None = None) -> Header:
    """The typed header.

    Raises:
        NoteError: a field is missing or has another form; names file and line.
    """
    language = header_language(fields)
    if language is None:
        raise NoteError(path, "the note has no header.", "Begin it with `> **论文**：…` right after the title.", line=1)
    labels = LABELS[language]
    found = {field.label: field for field in fields}
    for label in labels.header:
        if label not in found or not found[label].value:
            line = fields[0].line
            raise NoteError(path, f"the header lacks **{label}**.", f"Add a line `> **{label}**：…`.", line=line)
    minutes = parse_reading_time(found[labels.reading_time].value, language)
    if minutes is None:
        form = "约 15 分钟" if language is Language.ZH else "Approximately 15 minutes"
        raise _malformed(path, found[labels.reading_time], form)
    difficulty = parse_difficulty(found[labels.difficulty].value)
    if difficulty is None:
        raise _malformed(path, found[labels.difficulty], f"{STAR * 3} (…)")
    return Header(
        language=language,
        paper=found[labels.paper].value,
        authors=found[labels.authors].value,
        publication=found[labels.publication].value,
        reading_minutes=minutes,
        stars=difficulty[0],
        difficulty=difficulty[1],
        prerequisites=parse_prerequisites(found[labels.prerequisites].value),
        extras=tuple((field.label, field.value) for field in fields if field.label not in labels.header),
    )


def _malformed(path: Path | None, field: Field, form: str) -> NoteError:
    return NoteError(path, f"**{field.label}** reads “{field.value}”.", f"Write it as “{form}”.", line=field.line)


def format_reading_time(minutes: int, language: Language) -> str:
    """约 N 分钟 / Approximately N minutes."""
    return f"约 {minutes} 分钟" if language is Language.ZH else f"Approximately {minutes} minutes"


def render_header(header: Header) -> str:
    """The blockquote's Markdown, without a final newline."""
    labels = LABELS[header.language]
    zh = header.language is Language.ZH
    colon, comma = ("：", "、") if zh else (": ", ", ")
    values = (
        header.paper,
        header.authors,
        header.publication,
        format_reading_time(header.reading_minutes, header.language),
        f"{STAR * header.stars} ({header.difficulty})",
        comma.join(header.prerequisites),
    )
    pairs = (*zip(labels.header, values, strict=True), *header.extras)
    return "\\\n".join(f"> **{label}**{colon}{value}" for label, value in pairs)

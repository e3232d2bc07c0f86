"""What is linted: the bytes of a README.md, their views (text, blocks, header, sections), and what is known beside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from markdown_it.token import Token

from generator.config import Language, ReadingPass
from generator.errors import NoteError
from generator.note.blocks import Block, Image, Part, build_blocks, divide, walk
from generator.note.document import Note, parse_note, parse_tokens
from generator.note.header import Field, header_language, read_fields
from generator.note.labels import LABELS, Labels, SectionKey
from generator.note.lint.registry import Profile
from generator.note.record import Sidecar
from generator.note.wordcount import count_words, han_share
from generator.paper import Paper

_DRAFT = re.compile(r"草稿|draft", re.I)
_HALF_HAN = 0.3


class HasPath(Protocol):
    """A paper's folder, as `generator.library.PaperFolder`."""

    @property
    def path(self) -> Path:
        """`paper-notes/<slug>/`."""


@dataclass(frozen=True)
class LintSubject:
    """A note and what is known of it. `LintSubject.read` takes it from disk.

    `folder` holds the images that the note shows; `home` is the folder where note and paper belong, another one while
    a new note waits in a temporary folder.
    """

    folder: Path
    home: Path
    name: str
    raw: bytes
    paper: Paper | None = None
    record: Sidecar | None = field(default=None, compare=False)
    """What the program recorded of this very text, None for a note that a person wrote or changed. It is no part of
    what is grounded, so that grounding is not repeated for it."""
    asked_profile: Profile | None = None
    compared: tuple[Paper, Paper] | None = None
    """The two papers of a comparison, A and B."""

    @classmethod
    def read(
        cls,
        folder: Path | HasPath,
        paper: Paper | None = None,
        profile: Profile | None = None,
        *,
        name: str = "README.md",
        home: Path | HasPath | None = None,
        record: Sidecar | None = None,
    ) -> LintSubject:
        """Take the note `name` in `folder`. `profile` None: by the header, a draft or a note.

        Raises:
            NoteError: the file can't be read.
        """
        path = _path(folder)
        try:
            raw = (path / name).read_bytes()
        except OSError as error:
            raise NoteError(path / name, f"it can't be read ({error.strerror}).") from error
        return cls(path, path if home is None else _path(home), name, raw, paper, record, profile)

    def with_text(self, text: str) -> LintSubject:
        """The same note with another text."""
        return replace(self, raw=text.encode())

    @property
    def path(self) -> Path:
        """The note's file, as findings name it."""
        return self.home / self.name

    @cached_property
    def text(self) -> str:
        """The note as text; bytes that are no UTF-8 become U+FFFD, every line end a newline."""
        text = self.raw.decode("utf-8", "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text; lines[0] is line 1."""
        return self.text.split("\n")

    @cached_property
    def tokens(self) -> list[Token]:
        """markdown-it's block tokens."""
        return parse_tokens(self.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The block tree."""
        return build_blocks(self.tokens)

    @cached_property
    def note(self) -> Note | None:
        """The parsed note, None where it has no title or no complete header."""
        try:
            return parse_note(self.text, self.path)
        except NoteError:
            return None

    @cached_property
    def header_quote(self) -> Block | None:
        """The first blockquote before the first H2."""
        for block in self.blocks:
            if block.type == "blockquote":
                return block
            if block.type == "heading" and block.tag == "h2":
                return None
        return None

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The header's fields, empty without a header."""
        quote = self.header_quote
        return read_fields(self.lines[quote.line - 1 : quote.end], quote.line) if quote else ()

    def field(self, label: str) -> Field | None:
        """The first field of that label."""
        return next((field for field in self.fields if field.label == label), None)

    @cached_property
    def language(self) -> Language:
        """By the header's labels; without them by the letters."""
        by_letters = Language.ZH if han_share(self.text[:20_000]) > _HALF_HAN else Language.EN
        return header_language(self.fields) or by_letters

    @property
    def labels(self) -> Labels:
        """The format's words in the note's language."""
        return LABELS[self.language]

    @property
    def unit(self) -> str:
        """What `count_words` counts in the note's language, for messages."""
        return "字" if self.language is Language.ZH else "words"

    @cached_property
    def profile(self) -> Profile:
        """As asked for; else a comparison where the header says so, a draft where its status does."""
        if self.asked_profile:
            return self.asked_profile
        status = self.field(self.labels.status)
        is_draft = bool(status and _DRAFT.match(status.value))
        if self.field(self.labels.comparison):
            return Profile.COMPARISON_DRAFT if is_draft else Profile.COMPARISON
        return Profile.DRAFT if is_draft else Profile.NOTE

    @cached_property
    def reading_pass(self) -> ReadingPass:
        """How deep the note goes, as its header says."""
        field = self.field(self.labels.reading)
        return self.labels.pass_of(field.value if field else None)

    @cached_property
    def sections(self) -> tuple[Part, ...]:
        """Every H2 with its blocks."""
        return divide(self.blocks, "h2")

    def section(self, key: SectionKey) -> Part | None:
        """The first section of that key."""
        return next((section for section in self.sections if section.key is key), None)

    def walk(self) -> tuple[Block, ...]:
        """All blocks of the note, containers before their children."""
        return self._all_blocks

    @cached_property
    def _all_blocks(self) -> tuple[Block, ...]:
        return tuple(walk(self.blocks))

    @cached_property
    def words(self) -> int:
        """字数 of the whole note."""
        return sum(count_words(block.prose) for block in self.walk())

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """Every image of the note, in order."""
        return tuple(image for block in self.walk() for image in block.images)

    @cached_property
    def image_files(self) -> tuple[Path, ...]:
        """What lies in `images/`, by name, without the record of the extraction."""
        folder = self.folder / "images"
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return tuple(path for path in found if path.name != "figures.json")


def _path(folder: Path | HasPath) -> Path:
    return folder if isinstance(folder, Path) else folder.path

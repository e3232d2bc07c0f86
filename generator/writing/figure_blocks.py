"""The block in which the model describes a figure, and the form in which a note shows it.

    :::figure fig1_arch_overall.png
    alt: …
    content: …
    key:
    - …
    match: …
    :::

The model owns the words, the program the frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.config import Language
from generator.note.labels import LABELS

_BLOCK = re.compile(r"^:::[ \t]*figure[ \t]+(\S+)[ \t]*\n(.*?)\n:::[ \t]*$", re.M | re.S)
_SPACED_BLOCK = re.compile(rf"\n*{_BLOCK.pattern}\n*", re.M | re.S)
_OPENING = re.compile(r"^:::", re.M)
_FIELD = re.compile(r"^(alt|content|key|match)[ \t]*[:：][ \t]*", re.M)
_ITEM = re.compile(r"^\s*[-*][ \t]+", re.M)


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """What the model says of a figure; a field that it left out is empty."""

    file: str
    alt: str
    content: str
    key: tuple[str, ...]
    match: str

    @property
    def lacks(self) -> tuple[str, ...]:
        """The fields that are empty."""
        return tuple(name for name in ("alt", "content", "key", "match") if not getattr(self, name))

    def render(self, language: Language) -> str:
        """The image's line and the three parts below it."""
        labels, colon = LABELS[language], "：" if language is Language.ZH else ": "
        alt = re.sub(r"([\[\]])", r"\\\1", self.alt)
        parts = (
            f"![{alt}](images/{self.file})",
            f"**{labels.figure_content}**{colon}{self.content}",
            f"**{labels.figure_key}**{colon.rstrip()}",
            "\n".join(f"- {item}" for item in self.key),
            f"**{labels.figure_match}**{colon}{self.match}",
        )
        return "\n\n".join(parts)


def find_blocks(text: str) -> Iterator[FigureBlock]:
    """Every figure's block of a section."""
    for match in _BLOCK.finditer(text):
        yield _read(match)


def render_blocks(text: str, language: Language) -> str:
    """The section with its blocks as the note shows them."""
    return _SPACED_BLOCK.sub(lambda match: f"\n\n{_read(match).render(language)}\n\n", text).strip()


def block_problems(text: str, wanted: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with a section's blocks: each wanted figure stands in one, whole, and no other figure."""
    blocks = list(find_blocks(text))
    files = [block.file for block in blocks]
    if _OPENING.search(_BLOCK.sub("", text)):
        yield "a line with ::: belongs to no figure's block; the form is :::figure FILE … :::"
    for file in wanted:
        if files.count(file) != 1:
            yield f"the figure {file} is shown {files.count(file)} times; show it once, in a block of its own"
    for block in blocks:
        if block.file not in wanted:
            yield f"the figure {block.file} is not one of this section's; delete its block"
        elif block.lacks:
            yield f"the block of {block.file} lacks: {', '.join(block.lacks)}"


def _read(match: re.Match[str]) -> FigureBlock:
    pieces = _FIELD.split(match[2])
    fields = {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    items = tuple(flat for item in _ITEM.split(fields.get("key", "")) if (flat := " ".join(item.split())))
    texts = {name: " ".join(fields.get(name, "").split()) for name in ("alt", "content", "match")}
    return FigureBlock(file=match[1], key=items, **texts)

"""A paper's own settings, `paper.yml`: written by a person, read strictly, never rewritten as a whole.

source: https://arxiv.org/abs/…     # where the PDF came from
keep_pdf: false                     # paper.pdf stays out of git; it is fetched from the source when it is needed
language: zh                        # zh | en
focus: [训练成本, 与 X 的区别]        # what the note should dwell on
model: claude-opus-5-5              # which model writes it
fallback: claude-sonnet-5-5         # which one is asked where that refuses; none: nobody
effort: high                        # low | medium | high | xhigh | max
reading_pass: 1                     # 1 a ten-minute card | 2 the whole note | 3 derivations and a reproduction list too
fast: true                          # write it in one request, held against the same rules
judge: true                         # have a model score it, J1 to J10
vision_only: true                   # a scan: Claude reads the pages, and nothing can be checked against the PDF
disclosure: false                   # no last line that says which model wrote it
crops:                              # regions cut by hand; they win over what extraction finds
- {name: fig1_arch_overall, page: 3, rect: [50, 100, 550, 400]}
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from generator.errors import ConfigError

SETTINGS_LIMIT = 64 * 1024
_DEEPEST = 100
CROP_NAME = re.compile(
    r"(?:fig|tab|alg|eq)[a-z]?\d+[a-z]?_(?:arch|method|result|ablation|compare)_[a-z0-9]+(?:-[a-z0-9]+)*"
)


MODEL = "claude-sonnet-5-5"
"""Which model writes where nobody says otherwise."""
INTERVIEW_MODEL = "claude-haiku-5-5"
"""Which model prepares an interview: it reads a note and no PDF."""
FALLBACK = "claude-sonnet-5-5"
"""Which model is asked where the one that writes refuses: https://docs.claude.com, on refusals and fallback."""
EFFORTS = ("low", "medium", "high", "xhigh", "max")
"""How hard a model may think."""


class Language(StrEnum):
    """Language of a note."""

    ZH = "zh"
    EN = "en"


class ReadingPass(IntEnum):
    """How deep a note goes, after the three readings of a paper.

    A ten-minute card that says whether more is worth it; the whole note; the note with derivations, a list for
    reproducing the work, and open questions.
    """

    CARD = 1
    NOTE = 2
    DEEP = 3


@dataclass(frozen=True, slots=True)
class Crop:
    """A region that a person cut: image name without `.png`, page from 1, (x0, y0, x1, y1) in points as displayed."""

    name: str
    page: int
    rect: tuple[float, float, float, float]

    def __post_init__(self) -> None:
        if not CROP_NAME.fullmatch(self.name):
            raise ConfigError(
                None,
                f"the crop's name “{self.name}” is not of the form fig1_arch_overall.",
                "Write fig, tab, alg or eq with the number, then _arch_, _method_, _result_, _ablation_ or "
                "_compare_, then a word of a-z, 0-9 and -.",
            )
        if self.page < 1:
            raise ConfigError(None, f"the crop {self.name} is on page {self.page}.", "Pages count from 1.")
        x0, y0, x1, y1 = self.rect
        if not all(map(math.isfinite, self.rect)) or x1 <= x0 or y1 <= y0:
            shown = ",".join(f"{value:g}" for value in self.rect)
            raise ConfigError(
                None, f"the crop {self.name} has the empty rectangle {shown}.", "Write x0,y0,x1,y1 with x0<x1, y0<y1."
            )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that `paper.yml` can say."""

    source: str | None = None
    language: Language = Language.ZH
    focus: tuple[str, ...] = ()
    crops: tuple[Crop, ...] = ()
    model: str | None = None
    fallback: str | None = None
    effort: str | None = None
    reading_pass: ReadingPass = ReadingPass.NOTE
    fast: bool = False
    judge: bool = False
    vision_only: bool = False
    disclosure: bool = True
    keep_pdf: bool = True


class PlainLoader(yaml.SafeLoader):
    """YAML without aliases: ten lines of them stand for more text than any memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The next node; no alias is one."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias, *name, is not allowed here", mark)
        return super().compose_node(parent, index)


def read_settings(path: Path) -> Settings:
    """The settings of a paper; the defaults where there is no file.

    Raises:
        ConfigError: the file is no YAML, or says something that can't be; names the file.
    """
    text = _read(path)
    if text is None:
        return Settings()
    data = _mapping(path, text)
    known = {field.name for field in fields(Settings)}
    for key in data:
        if key not in known:
            raise ConfigError(path, f"the setting “{key}” is unknown.", f"Known are: {', '.join(sorted(known))}.")
    try:
        settings = Settings(
            source=_text(data.get("source"), "source"),
            language=_language(data.get("language", Language.ZH)),
            focus=tuple(_texts(data.get("focus"), "focus")),
            model=_text(data.get("model"), "model"),
            fallback=_text(data.get("fallback"), "fallback"),
            effort=_effort(data.get("effort")),
            reading_pass=_reading_pass(data.get("reading_pass", ReadingPass.NOTE)),
            fast=_switch(data.get("fast", False), "fast"),
            judge=_switch(data.get("judge", False), "judge"),
            vision_only=_switch(data.get("vision_only", False), "vision_only"),
            disclosure=_switch(data.get("disclosure", True), "disclosure"),
            keep_pdf=_switch(data.get("keep_pdf", True), "keep_pdf"),
            crops=tuple(_crop(item) for item in _items(data.get("crops"), "crops")),
        )
        _check_source(settings)
    except ConfigError as error:
        raise ConfigError(path, error.problem, error.way_out) from error
    except ValueError as error:  # Python writes no number of more than 4,300 digits
        raise ConfigError(path, "a number in it is too long.", "Settings are a few words.") from error
    return settings


def _check_source(settings: Settings) -> None:
    if not settings.keep_pdf and not (settings.source or "").startswith(("https://", "http://")):
        raise ConfigError(
            None, "keep_pdf is false and the source is no address.", "Write source: with the https:// address of a PDF."
        )


def remember_crop(path: Path, crop: Crop) -> str:
    """The text of `paper.yml` with the crop added (or replaced, by name); comments and layout stay."""
    text = _read(path) or ""
    read_settings(path)
    line = _crop_line(crop)
    key, node = _entry(text, "crops")
    if node is None or not node.value:
        if key is not None and node is not None:
            text = text[: key.start_mark.index] + text[node.end_mark.index :].lstrip("\n")
        return (text.rstrip("\n") + "\n" if text.strip() else "") + f"crops:\n  - {line}\n"
    for item in node.value:
        if any(name.value == "name" and value.value == crop.name for name, value in item.value):
            return _splice(text, item.start_mark.index, item.end_mark.index, line)
    last = node.value[-1].end_mark.index
    if node.flow_style:
        return _splice(text, last, last, f", {line}")
    return _splice(text, last, last, f"\n{' ' * node.start_mark.column}- {line}")


def _splice(text: str, start: int, end: int, new: str) -> str:
    """Put `new` in the place of text[start:end], white space at the end of that kept behind it.

    YAML ends a block item where the next line's content begins.
    """
    kept = len(text[:end].rstrip())
    start = min(start, kept)
    return text[:start].rstrip("\n") + new + text[kept:] if start == kept else text[:start] + new + text[kept:]


def _crop_line(crop: Crop) -> str:
    rect = ", ".join(f"{value:g}" for value in crop.rect)
    return f"{{name: {crop.name}, page: {crop.page}, rect: [{rect}]}}"


def _read(path: Path) -> str | None:
    if not path.is_file():
        return None
    if path.stat().st_size > SETTINGS_LIMIT:
        raise ConfigError(path, f"it has more than {SETTINGS_LIMIT // 1024} KiB.", "Settings are a few lines.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(path, "it is not UTF-8.", "Save it as UTF-8.") from error


def _mapping(path: Path, text: str) -> dict[str, Any]:
    opened = accumulate((char in "[{") - (char in "]}") for char in text)
    if max(opened, default=0) > _DEEPEST:  # the parser's time grows with the square of that
        raise ConfigError(path, "it is no valid YAML (brackets within brackets).", "Write a list of a few words.")
    try:
        data = yaml.load(text, PlainLoader)  # noqa: S506 - a safe loader, see there
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"it is no valid YAML ({getattr(error, 'problem', None) or type(error).__name__})."
        raise ConfigError(path, problem, "Mend that line.", line=mark.line + 1 if mark else None) from error
    if data is None:
        return {}
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise ConfigError(path, "it holds no settings.", "Write lines such as `language: zh`.")
    return data


def _entry(text: str, name: str) -> tuple[Any, Any]:
    """The key's and the value's YAML nodes, with their places in the text; None where the key is absent."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == name), (None, None))


def _text(value: object, key: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or "\n" in value.strip():
        raise ConfigError(None, f"“{key}” must be one line of text.")
    return value.strip() or None


def _items(value: object, key: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ConfigError(None, f"“{key}” must be a list.", "Begin each item with `- `.")
    return value


def _texts(value: object, key: str) -> list[str]:
    items = [value] if isinstance(value, str) else _items(value, key)
    return [text for text in (_text(item, key) for item in items) if text]


def _language(value: object) -> Language:
    try:
        return Language(str(value))
    except ValueError:
        raise ConfigError(None, f"the language “{value}” is unknown.", "Known are: zh, en.") from None


def _effort(value: object) -> str | None:
    if value is not None and value not in EFFORTS:
        raise ConfigError(None, f"the effort “{value}” is unknown.", f"Known are: {', '.join(EFFORTS)}.")
    return None if value is None else str(value)


def _reading_pass(value: object) -> ReadingPass:
    if isinstance(value, bool) or not isinstance(value, int) or value not in list(ReadingPass):
        raise ConfigError(None, f"the reading pass “{value}” is unknown.", "Known are: 1, 2, 3.")
    return ReadingPass(value)


def _switch(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(None, f"“{key}” must be true or false.")
    return value


def _crop(item: object) -> Crop:
    if not isinstance(item, dict) or set(item) != {"name", "page", "rect"}:
        raise ConfigError(None, "a crop needs name, page and rect.", "For example: " + _crop_line(_EXAMPLE) + ".")
    page, rect = item["page"], item["rect"]
    numbers = isinstance(rect, list) and len(rect) == 4 and all(type(value) in (int, float) for value in rect)
    if type(page) is not int or not numbers:
        raise ConfigError(
            None, f"the crop {item['name']} has no proper page or rect.", "See `paper-notes crop --help`."
        )
    x0, y0, x1, y1 = map(float, rect)
    return Crop(str(item["name"]), page, (x0, y0, x1, y1))


_EXAMPLE = Crop("fig1_arch_overall", 3, (50, 100, 550, 400))

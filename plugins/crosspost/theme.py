"""A theme: one flat CSS file, a rule a role; the exporter writes its declarations inline (W20, W22)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plugins.crosspost.tree import CrosspostError

BUILT_IN = Path(__file__).parent / "themes"
ROLES = frozenset(
    (
        *("article", "content", "h2", "h3", "h4", "p", "strong", "em", "del", "u", "mark", "sub", "sup", "kbd", "code"),
        *("a", "quote", "callout", "callout-title", "list", "item", "nested", "table-box", "table", "th", "td"),
        *("code-title", "pre", "pre-code", "figure", "img", "caption", "math", "hr", "notes-title", "note", "ref"),
        *("code-keyword", "code-name", "code-string", "code-number", "code-comment", "code-operator"),
    )
)
"""What can be styled; `ref` is the mark of a footnote or link, `notes-title` and `note` their lists at the end."""

_BANNED = re.compile(
    r"url\(|var\(|expression|javascript|@|!important|[<>\"&\\]"
    r"|(?:^|;)\s*(?:position|z-index|filter|clip-path|animation[\w-]*|grid[\w-]*)\s*:|:\s*grid\b",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LEFT = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Theme:
    """Declarations by role, as they go into `style`."""

    name: str
    styles: dict[str, str]

    def attribute(self, role: str, extra: str = "") -> str:
        """` style="…"` for a role, empty where there is nothing to say."""
        style = ";".join(part for part in (self.styles.get(role, ""), extra) if part)
        return f' style="{style}"' if style else ""


def theme_names() -> tuple[str, ...]:
    """The themes that come with the program."""
    return tuple(sorted(path.stem for path in BUILT_IN.glob("*.css")))


@lru_cache(maxsize=8)
def load_theme(name: str) -> Theme:
    """A theme by its name, or a user's by the path of its CSS file.

    Raises:
        CrosspostError: there is none, or it says what WeChat does not keep.
    """
    path = BUILT_IN / f"{name}.css" if name in theme_names() else Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(theme_names())
        raise CrosspostError(path, "there is no such theme.", f"Name one of {known}, or a CSS file.") from error
    return Theme(path.stem, parse_theme(text, path))


def parse_theme(text: str, path: Path) -> dict[str, str]:
    """Declarations by role. Later rules add to earlier ones.

    Raises:
        CrosspostError: a selector is no role, or a declaration is one of those that WeChat drops (W21-W24).
    """
    styles: dict[str, str] = {}
    bare = _COMMENT.sub("", text)
    if _LEFT.search(_RULE.sub("", bare)):
        raise CrosspostError(path, "the theme is no flat CSS.", "Write rules of the form: role { property: value; }")
    for selectors, body in _RULE.findall(bare):
        declarations = _declarations(body, path)
        for role in (part.strip() for part in selectors.split(",")):
            if role not in ROLES:
                raise CrosspostError(path, f"“{role}” is no part of an article.", f"Use {', '.join(sorted(ROLES))}.")
            styles[role] = ";".join(part for part in (styles.get(role, ""), declarations) if part)
    return styles


def _declarations(body: str, path: Path) -> str:
    banned = _BANNED.search(body)
    if banned:
        raise CrosspostError(path, f"WeChat drops “{banned[0].strip(' ;:')}”.", "Leave it out of the theme.")
    pairs = (part.partition(":") for part in body.split(";") if part.strip())
    return ";".join(f"{name.strip()}:{' '.join(value.split())}" for name, _, value in pairs)

"""A theme: one CSS file; what it says is written inline (W20, W22).

Where every selector is a role alone (`h2 { … }`, `callout { … }`), its declarations go straight into the elements. Any
other CSS, with roles as classes (`.callout p`, `table tr:nth-child(even) td`), is worked in by css-inline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import css_inline

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
_ELEMENTS = frozenset(("section", "blockquote", "ul", "ol", "li", "thead", "tbody", "tr", "span", "s", "br", "svg"))
_NAME = re.compile(r"[A-Za-z][\w-]*")
_PSEUDO = re.compile(r":[\w-]+(?:\([^()]*\))?")
_DRAWN = re.compile(r":(?:before|after|first-line|first-letter|hover|active|focus|visited|root)")
_CLASS = re.compile(r' class="[^"]*"')


@dataclass(frozen=True, slots=True)
class Theme:
    """Declarations by role, as they go into `style`; or CSS that css-inline works in."""

    name: str
    styles: dict[str, str]
    css: str = ""

    def attribute(self, role: str, extra: str = "") -> str:
        """` style="…"` for a role, empty where there is nothing to say; the role as a class where there is CSS."""
        style = ";".join(part for part in (self.styles.get(role, ""), extra) if part)
        mark = f' class="{role}"' if self.css else ""
        return mark + (f' style="{style}"' if style else "")

    def finish(self, html: str) -> str:
        """The HTML with the CSS in its elements, and without the classes."""
        if not self.css:
            return html
        done = css_inline.CSSInliner(load_remote_stylesheets=False).inline_fragment(html, self.css)
        return _CLASS.sub("", done).replace("\xa0", "&nbsp;")


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
    return parse_theme(text, path)


def parse_theme(text: str, path: Path) -> Theme:
    """The theme of a file's text. Later rules add to earlier ones.

    Raises:
        CrosspostError: a selector names no part of an article, or a declaration is one of those that WeChat drops
            (W21-W24).
    """
    bare = _COMMENT.sub("", text)
    if _LEFT.search(_RULE.sub("", bare)):
        raise CrosspostError(path, "the theme is no flat CSS.", "Write rules of the form: role { property: value; }")
    rules = [
        (selector.strip(), _declarations(body, path))
        for selectors, body in _RULE.findall(bare)
        for selector in selectors.split(",")
    ]
    for selector, _ in rules:
        _check_selector(selector, path)
    if any(selector not in ROLES for selector, _ in rules):
        return Theme(path.stem, {}, "\n".join(f"{selector}{{{declarations}}}" for selector, declarations in rules))
    styles: dict[str, str] = {}
    for role, declarations in rules:
        styles[role] = ";".join(part for part in (styles.get(role, ""), declarations) if part)
    return Theme(path.stem, styles)


def _check_selector(selector: str, path: Path) -> None:
    """Roles, elements and classes of roles, joined; no ids, no pseudo-elements."""
    if "#" in selector or "::" in selector or _DRAWN.search(selector):
        raise CrosspostError(path, f"WeChat keeps nothing for “{selector}”.", "Use elements and classes of roles.")
    for name in _NAME.findall(_PSEUDO.sub("", selector)):
        if name not in ROLES | _ELEMENTS:
            raise CrosspostError(path, f"“{name}” is no part of an article.", f"Use {', '.join(sorted(ROLES))}.")


def _declarations(body: str, path: Path) -> str:
    banned = _BANNED.search(body)
    if banned:
        raise CrosspostError(path, f"WeChat drops “{banned[0].strip(' ;:')}”.", "Leave it out of the theme.")
    pairs = (part.partition(":") for part in body.split(";") if part.strip())
    return ";".join(f"{name.strip()}:{' '.join(value.split())}" for name, _, value in pairs)

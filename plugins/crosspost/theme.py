"""A theme: one CSS file beside what all themes share; what it says is written inline (W20, W22).

Where every selector is a role alone (`h2 { … }`, `callout { … }`), its declarations go straight into the elements. Any
other CSS, with roles as classes (`.callout p`, `table tr:nth-child(even) td`), is worked in by css-inline. Whatever a
theme leaves open is as themes/base.css says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import css_inline

from plugins.crosspost.styles import ATTRIBUTES, Style, read_style, write_style
from plugins.crosspost.tree import CrosspostError

BUILT_IN = Path(__file__).parent / "themes"
_BASE = BUILT_IN / "base.css"
ROLES = frozenset(
    (
        *("article", "content", "h2", "h3", "h4", "p", "strong", "em", "del", "u", "mark", "sub", "sup", "kbd", "code"),
        *("a", "quote", "callout", "callout-title", "list", "item", "nested", "hanging", "marker"),
        *("table-box", "table", "th", "td"),
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
_MARKED = re.compile(rf'<(?P<name>\w+)(?P<rest>{ATTRIBUTES}) class="(?P<role>[\w-]+)"(?P<more>{ATTRIBUTES})>')
_STYLE = re.compile(r' style="([^"]*)"')
_SPACES = re.compile(r"\s*,\s*")
_ZERO = re.compile(r"(?<![\d.])0(?=\.\d)")


@dataclass(frozen=True, slots=True)
class Theme:
    """Declarations by role, as they go into `style`; and CSS beside them that css-inline works in."""

    name: str
    styles: dict[str, Style]
    css: str = ""

    def attribute(self, role: str, extra: str = "") -> str:
        """` style="…"` for a role, empty where there is nothing to say; the role as a class where there is CSS."""
        if self.css:
            return f' class="{role}"' + (f' style="{extra}"' if extra else "")
        return _attribute(self.styles.get(role, {}) | read_style(extra))

    def finish(self, html: str) -> str:
        """The HTML with the CSS in its elements, and without the classes."""
        if not self.css:
            return html
        done = css_inline.CSSInliner(load_remote_stylesheets=False).inline_fragment(html, self.css)
        return _MARKED.sub(self._complete, done).replace("\xa0", "&nbsp;")

    def _complete(self, found: re.Match[str]) -> str:
        """The element of a role with what its CSS leaves open."""
        rest = found["rest"] + found["more"]
        own = _STYLE.search(rest)
        style = _attribute(self.styles.get(found["role"], {}) | read_style(own[1] if own else ""))
        return f"<{found['name']}{_STYLE.sub('', rest)}{style}>"


def _attribute(style: Style) -> str:
    return f' style="{write_style(style)}"' if style else ""


def theme_names() -> tuple[str, ...]:
    """The themes that come with the program."""
    return tuple(sorted(path.stem for path in BUILT_IN.glob("*.css") if path != _BASE))


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
    """The theme of a file's text; it stands upon the base, and its later rules upon its earlier ones.

    Raises:
        CrosspostError: a selector names no part of an article, or a declaration is one of those that WeChat drops
            (W21-W24).
    """
    rules = _rules(text, path)
    styles = {role: dict(style) for role, style in _base().items()}
    if any(selector not in ROLES for selector, _ in rules):
        css = "\n".join(f"{selector}{{{write_style(style)}}}" for selector, style in rules)
        return Theme(path.stem, styles, css)
    for role, style in rules:
        styles.setdefault(role, {}).update(style)
    return Theme(path.stem, styles)


@lru_cache(maxsize=1)
def _base() -> dict[str, Style]:
    """What all themes share, by role."""
    styles: dict[str, Style] = {}
    for role, style in _rules(_BASE.read_text(encoding="utf-8"), _BASE):
        styles.setdefault(role, {}).update(style)
    return styles


def _rules(text: str, path: Path) -> list[tuple[str, Style]]:
    """The selectors of a file, each with its declarations."""
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
    return rules


def _check_selector(selector: str, path: Path) -> None:
    """Roles, elements and classes of roles, joined; no ids, no pseudo-elements."""
    if "#" in selector or "::" in selector or _DRAWN.search(selector):
        raise CrosspostError(path, f"WeChat keeps nothing for “{selector}”.", "Use elements and classes of roles.")
    for name in _NAME.findall(_PSEUDO.sub("", selector)):
        if name not in ROLES | _ELEMENTS:
            raise CrosspostError(path, f"“{name}” is no part of an article.", f"Use {', '.join(sorted(ROLES))}.")


def _declarations(body: str, path: Path) -> Style:
    banned = _BANNED.search(body)
    if banned:
        raise CrosspostError(path, f"WeChat drops “{banned[0].strip(' ;:')}”.", "Leave it out of the theme.")
    style = read_style(body)
    return {name: _ZERO.sub("", _SPACES.sub(",", " ".join(value.split()))) for name, value in style.items()}

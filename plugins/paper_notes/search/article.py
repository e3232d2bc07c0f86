"""A page's article as the sections that are searched: headings with their text, then the figures by their captions.

It reads what the engine built: the article alone, without what the page says of itself (navigation, related notes,
buttons; Material's `data-search-exclude` marks them), formulas as symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from plugins.paper_notes.search.symbols import plain_formula

_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.S)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT = frozenset(
    {"script", "style", "template", "noscript", "nav", "button", "form", "aside", "svg", "iframe", "dt"}
)
_LEFT_OUT_CLASSES = frozenset(
    {"headerlink", "md-content__button", "md-source-file", "footnote-backref", "pn-newest", "pn-all-year", "pn-stars"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup"}
)
_FIGURE_LEVEL = 6
_DELIMITED = re.compile(r"\s*\\[(\[](.*)\\[)\]]\s*", re.S)


@dataclass(slots=True)
class Section:
    """A heading with the words below it, up to the next one; `anchor` is its id, empty where it has none."""

    level: int
    anchor: str
    title: str
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words below the heading, white space collapsed."""
        return " ".join("".join(self.parts).split())


def read_sections(page: str) -> tuple[Section, ...]:
    """The sections of a built page's article, figures last; empty where the page has no article or nothing in it."""
    article = _ARTICLE.search(page)
    if article is None or not article[1].strip():
        return ()
    reader = _Reader()
    reader.read(html.fragment_fromstring(article[1], create_parent="div"))
    sections = (*reader.sections, *reader.figures)
    return tuple(section for section in sections if section.title or section.text)


class _Reader:
    """Walks the article once, in its order."""

    def __init__(self) -> None:
        self.sections = [Section(1, "", "")]
        self.figures: list[Section] = []

    def read(self, element: HtmlElement) -> None:
        """Take an element, and what stands behind its children, into the section in hand."""
        self._say(element.text)
        for child in element:
            self._child(child)
            self._say(child.tail)

    def _child(self, child: HtmlElement) -> None:
        if not isinstance(child.tag, str) or _is_left_out(child):
            return
        classes = (child.get("class") or "").split()
        if child.tag in _HEADINGS:
            level = int(child.tag[1])
            anchor = child.get("id") or (self.sections[-1].anchor if level > 1 else "")
            self.sections.append(Section(level, anchor, _words(child)))
        elif "arithmatex" in classes:
            self._say(f" {_formula(child)} ")
        elif child.tag == "figure":
            self._figure(child)
        elif child.tag == "img":
            self._say(f" {child.get('alt') or ''} ")
        else:
            gap = "" if child.tag in _INLINE else " · " if child.tag == "dd" else "\n"
            self.read(child)
            self._say(gap)

    def _figure(self, figure: HtmlElement) -> None:
        """A figure is a section of its own: whoever looks for a picture finds it by what is written of it."""
        images = (image.get("alt") or "" for image in figure.iter("img"))
        title = next((alt for alt in images if alt), "")
        section = Section(_FIGURE_LEVEL, figure.get("id") or self.sections[-1].anchor, title)
        section.parts += (_words(caption) for caption in figure.iter("figcaption"))
        self.figures.append(section)

    def _say(self, text: str | None) -> None:
        if text:
            self.sections[-1].parts.append(text)


def _words(element: HtmlElement) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _is_left_out(child):
            if "arithmatex" in (child.get("class") or ""):
                yield f" {_formula(child)} "
            else:
                gap = "" if child.tag in _INLINE else " "
                yield gap
                yield from _texts(child)
                yield gap
        yield child.tail or ""


def _formula(element: HtmlElement) -> str:
    tex = element.text_content()
    delimited = _DELIMITED.fullmatch(tex)
    return plain_formula(delimited[1] if delimited else tex)


def _is_left_out(element: HtmlElement) -> bool:
    classes = (element.get("class") or "").split()
    return (
        element.tag in _LEFT_OUT or "data-search-exclude" in element.attrib or not _LEFT_OUT_CLASSES.isdisjoint(classes)
    )

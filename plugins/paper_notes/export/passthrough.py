"""HTML as Markdown that every engine passes through as it is: each block on one line, a note's headings as headings.

Headings are Markdown so that the engine makes its contents of them; all else is what the site itself shows, made safe
once. Nothing of a note is left that an engine could read as Markdown. It needs the extensions `attr_list` and
`md_in_html`, which come with Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

EXTENSIONS = ("attr_list", "md_in_html")

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[^<>"]|"[^"]*")*)>')
_TEXT = '<div class="pn-text"'
_HEADING = re.compile(r'<h(?P<level>[2-6]) id="(?P<id>[^"]*)">(?P<words>.*)</h[2-6]>', re.S)
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.S)
_EMPTY = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTS = ("article", "aside", "details", "div", "fieldset", "figure", "form", "nav", "section")
_BLOCKS = frozenset((*_HEADINGS, *_PARTS, "blockquote", "dl", "hr", "ol", "p", "pre", "table", "ul"))
_LITERAL = re.compile(r"[!#$()*+.:=@\[\\\]^_`{|}~-]")


def as_markdown(html: str) -> str:
    """A page's HTML, well-formed, as Markdown."""
    return "\n\n".join(_lines(str(html))) + "\n"  # a string alone: Markup would escape the references below


def _lines(html: str) -> Iterator[str]:
    for block in split_blocks(html):
        if block.startswith(_TEXT):
            start, end = block.index(">") + 1, block.rindex("<")
            yield _one_line(block[: start - 1]) + ' markdown="block">'
            for inner in split_blocks(block[start:end]):
                yield _heading(inner) or _one_line(inner)
            yield block[end:]
        else:
            yield _one_line(block)


def split_blocks(html: str) -> Iterator[str]:
    """The elements at the top of some HTML, one after the other; what stands between them as a `div`."""
    depth, start = 0, 0
    for tag in _TAG.finditer(html):
        if depth == 0 and not tag["end"]:
            yield from _loose(html[start : tag.start()])
            start = tag.start()
        if tag["name"].lower() not in _EMPTY:
            depth += -1 if tag["end"] else 1
        if depth == 0:
            block = html[start : tag.end()]
            name = _TAG.match(block)
            yield block if name and name["name"] in _BLOCKS else f"<div>{block}</div>"
            start = tag.end()
    yield from _loose(html[start:])


def _loose(text: str) -> Iterator[str]:
    if text.strip():
        yield f"<div>{text.strip()}</div>"


def _heading(block: str) -> str | None:
    match = _HEADING.fullmatch(block)
    if match is None or re.search(r"[\s{}]", match["id"]):
        return None
    words = _one_line(_PERMALINK.sub("", match["words"]).strip())
    return f"{'#' * int(match['level'])} {_between_tags(words)} {{ #{match['id']} }}"


def _between_tags(html: str) -> str:
    """The HTML with every mark of Markdown in its words as a character reference."""
    parts, done = [], 0
    for tag in _TAG.finditer(html):
        parts += [_as_references(html[done : tag.start()]), tag[0]]
        done = tag.end()
    return "".join((*parts, _as_references(html[done:])))


def _as_references(text: str) -> str:
    return _LITERAL.sub(lambda match: f"&#{ord(match[0])};", text)


def _one_line(html: str) -> str:
    """The HTML without line breaks: as references where they mean something, else as spaces."""
    parts, done, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        parts.append(_flat(html[done : tag.start()], kept=depth > 0))
        rest = re.sub(r'"[^"]*"', lambda value: value[0].replace("\n", "&#10;"), tag["rest"])
        parts.append(f"<{tag['end']}{tag['name']}{rest.replace(chr(10), ' ')}>")
        if tag["name"] == "pre":
            depth += -1 if tag["end"] else 1
        done = tag.end()
    return "".join((*parts, _flat(html[done:], kept=False)))


def _flat(text: str, *, kept: bool) -> str:
    return text.replace("\n", "&#10;" if kept else " ")

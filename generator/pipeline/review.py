"""The review page of a note: its items on the left, the PDF's pages with the evidence marked on the right.

Of a comparison the pages of both papers, A before B. One HTML file without scripts: an item is a link to its mark.
Every text of the note and of the PDF is escaped. Pages are drawn in this process: the extraction has read the same
file in its worker without harm before.
"""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterator
from html import escape

from generator.note.grounding.items import Evidence, Item
from generator.paper import Box
from generator.pipeline.grounding import Checked

_DPI = 100
_NEITHER = "A/B"
_STYLE = """
body{margin:0;display:grid;grid-template-columns:1fr 1fr;height:100vh;font:15px/1.6 system-ui,sans-serif;color:#222}
main,aside{overflow:auto;padding:1rem 1.5rem}aside{background:#e8e8e8}
p{margin:.15rem 0;white-space:pre-wrap}
ul{margin:0 0 .6rem;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.3rem}
li{background:#e3f1e5;border-radius:4px;padding:0 .4rem;font-size:13px}li.none{background:#f9d9d6}
a{color:inherit}figure{position:relative;margin:0 auto 1rem;max-width:fit-content;background:#fff}
img{display:block;width:100%}mark{position:absolute;background:none}
mark.first{background:rgb(255 225 90/.6);mix-blend-mode:multiply}mark:target{outline:4px solid #d00}
"""


Mark = tuple[int, Evidence]
"""The number of an item in the note, and its place."""


def review_page(checked: Checked) -> str:
    """The page as HTML, images inside.

    Raises:
        PdfError: a PDF can't be read.
    """
    left = "\n".join(_lines(checked))
    right = "\n".join(page for letter in checked.pdfs for page in _pages(checked, letter))
    name = escape(checked.subject.home.name)
    head = f'<!doctype html><meta charset="utf-8"><title>{name}</title><style>{_STYLE}</style>'
    note = f"<p><strong>{escape(checked.impossible)}</strong></p>" if checked.impossible else ""
    return f"{head}<main>{note}{left}</main><aside>{right}</aside>\n"


def _lines(checked: Checked) -> Iterator[str]:
    by_line: dict[int, list[str]] = defaultdict(list)
    for number, (letter, item) in enumerate(checked.items):
        by_line[item.line].append(_told(number, letter, item))
    for line, text in enumerate(checked.subject.lines, 1):
        yield f"<p>{escape(text)}</p>"
        if line in by_line:
            yield f"<ul>{''.join(by_line[line])}</ul>"


def _told(number: int, letter: str, item: Item) -> str:
    text = escape(item.text[:80])
    place = next((evidence for evidence in item.evidence if evidence.page), None)
    if place and letter != _NEITHER:
        text = f'<a href="#e{number}">{text}</a> {letter} p. {place.page}'
    elif letter:
        text = f"{text} {letter}"
    if item.breach:
        return f'<li class="none">{text}: {escape(f"{item.breach.rule} {item.breach.message}")}</li>'
    return f"<li>{text}{'' if place or not item.evidence else ' = ' + escape(item.evidence[0].text)}</li>"


def _pages(checked: Checked, letter: str) -> Iterator[str]:
    from generator.extraction.document import open_document  # the PDF library is large: only this page needs it

    marks: dict[int, list[Mark]] = defaultdict(list)
    for number, (owner, item) in enumerate(checked.items):
        for evidence in item.evidence[:1] if owner == letter else ():
            marks[evidence.page].append((number, evidence))
    heading = f"<h2>{letter}: {escape(checked.pdfs[letter].parent.name)}</h2>" if letter else ""
    yield heading
    with open_document(checked.pdfs[letter]) as document:
        for page in sorted(set(marks) - {0}):
            size = document.page(page).box
            image = document.render(page, size, _DPI)
            drawn = io.BytesIO()
            image.save(drawn, "PNG", optimize=True)
            source = base64.b64encode(drawn.getvalue()).decode()
            boxes = "".join(_marks(marks[page], size))
            name = f"{letter} page {page}".strip()
            yield f'<figure><img alt="{name}" src="data:image/png;base64,{source}">{boxes}</figure>'


def _marks(marks: list[Mark], page: Box) -> Iterator[str]:
    """The boxes in per cent of the page. Each place is coloured once; what has no box is the page's, uncoloured."""
    coloured: set[Box] = set()
    for number, evidence in marks:
        box = evidence.box or page
        first = ' class="first"' if evidence.box and box not in coloured else ""
        coloured.add(box)
        place = {
            "left": box.x0 / page.width,
            "top": box.y0 / page.height,
            "width": box.width / page.width,
            "height": box.height / page.height,
        }
        style = ";".join(f"{name}:{100 * value:.2f}%" for name, value in place.items())
        yield f'<mark id="e{number}"{first} style="{style}"></mark>'

"""Figure blocks: an image and the labelled lines that explain it become one `<figure>`."""

from __future__ import annotations

import struct
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from generator.note.labels import LABELS
from plugins.paper_notes.tree import text_of

_LABELS = frozenset(
    label for words in LABELS.values() for label in (words.figure_content, words.figure_key, words.figure_match)
)
_PNG = b"\x89PNG\r\n\x1a\n"


def group_figures(article: ET.Element) -> None:
    """Put each image that stands alone, with the 图示内容/关键信息/与正文对应 that follow it, into a figure."""
    for place, paragraph in reversed(list(enumerate(article))):
        image = _lone_image(paragraph)
        if image is None:
            continue
        caption = _caption(list(article)[place + 1 :])
        figure = ET.Element("figure", {"class": "pn-figure"})
        figure.append(_zoomable(image))
        figure.tail = (caption[-1] if caption else paragraph).tail
        if caption:
            ET.SubElement(figure, "figcaption").extend(caption)
        for element in (paragraph, *caption):
            article.remove(element)
        article.insert(place, figure)


def set_image_attributes(article: ET.Element, folder: Path) -> None:
    """Load images lazily, and give those of the note their size in pixels, so that nothing moves when they arrive."""
    for image in article.iter("img"):
        image.attrib |= {"loading": "lazy", "decoding": "async"}
        size = png_size(folder / unquote(image.get("src", "")))
        if size:
            image.attrib |= {"width": str(size[0]), "height": str(size[1])}
        image.attrib.setdefault("alt", "")


def png_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels from a PNG's first chunk, None for any other file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(24)
    if len(head) < 24 or not head.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _lone_image(paragraph: ET.Element) -> ET.Element | None:
    if paragraph.tag != "p" or len(paragraph) != 1 or text_of(paragraph):
        return None
    return paragraph[0] if paragraph[0].tag == "img" and paragraph[0].get("src") else None


def _caption(following: list[ET.Element]) -> list[ET.Element]:
    """The labelled paragraphs right after an image, with the lists that belong to them."""
    caption: list[ET.Element] = []
    for element in following:
        if not _is_labelled(element) and not (caption and element.tag in ("ul", "ol") and _is_labelled(caption[-1])):
            break
        caption.append(element)
    return caption


def _is_labelled(element: ET.Element) -> bool:
    if element.tag != "p" or len(element) == 0 or element[0].tag != "strong" or (element.text or "").strip():
        return False
    return text_of(element[0]).rstrip(":：").strip() in _LABELS


def _zoomable(image: ET.Element) -> ET.Element:
    """The image as a link to itself: a reader of a phone can open it alone and zoom."""
    image.tail = None
    link = ET.Element("a", {"class": "pn-zoom", "href": image.get("src", "")})
    link.append(image)
    return link

"""MathJax's SVG as WeChat keeps it: no ids or classes, sizes as style, the colour of the text (W21, W35)."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

WIDEST = 500.0
"""Width and height in ex beyond which a formula is an attack."""

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = {
    "svg": ("xmlns", "viewBox", "preserveAspectRatio"),
    "g": ("transform", "fill", "stroke", "stroke-width"),
    "path": ("d", "transform", "fill", "stroke", "stroke-width"),
    "rect": ("x", "y", "width", "height", "rx", "ry", "transform", "fill", "stroke", "stroke-width"),
    "line": ("x1", "y1", "x2", "y2", "transform", "fill", "stroke", "stroke-width"),
    "ellipse": ("cx", "cy", "rx", "ry", "transform", "fill", "stroke", "stroke-width"),
    "polygon": ("points", "transform", "fill", "stroke", "stroke-width"),
    "text": ("x", "y", "transform", "font-size", "font-family", "fill", "stroke", "stroke-width"),
}
_INNER_SIZE = ("width", "height", "x", "y")
_SIZE = re.compile(r"^-?\d+(?:\.\d+)?(?:ex)?$")
_ALIGN = re.compile(r"vertical-align:\s*(-?[\d.]+ex)")
_ERROR = re.compile(r'data-mjx-error="([^"]*)"')
_VALUE = re.compile(r"^[\w\s#.,()%+-]*$")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class SvgError(ValueError):
    """The drawing is none that can be posted; says why."""


def error_of(svg: str) -> str:
    """MathJax's message where the drawing is one of an error, else nothing."""
    match = _ERROR.search(svg)
    return unescape(match[1]) if match else ""


def clean_svg(svg: str) -> str:
    """The drawing with what WeChat keeps, and nothing else.

    Raises:
        SvgError: it is malformed, too large for any page, or draws what no platform keeps.
    """
    try:
        root = etree.fromstring(svg.replace("&nbsp;", "\xa0"), _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SvgError("the formula can't be drawn.") from error
    parts: list[str] = []
    _write(root, parts, _root_style(root))
    return "".join(parts)


def _root_style(root: etree._Element) -> str:
    sizes = {name: str(root.get(name, "")) for name in ("width", "height")}
    for size in sizes.values():
        if not _SIZE.match(size) or float(size.removesuffix("ex")) > WIDEST:
            raise SvgError("the formula is too large for any page.")
    align = _ALIGN.search(str(root.get("style", "")))
    low = f"vertical-align:{align[1]};" if align else ""
    return f"{low}width:{sizes['width']};height:{sizes['height']}"


def _write(element: etree._Element, parts: list[str], style: str = "") -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _KEPT:
        raise SvgError(f"the formula draws a <{name}>, which no platform keeps.")
    attributes = _attributes(element, name)
    if style:
        attributes = {"xmlns": _SVG[1:-1], "style": style} | attributes
    text = (element.text or "") if name == "text" else ""
    inner: list[str] = [_escape(text)]
    for child in element:
        _write(child, inner)
    body = "".join(inner)
    if name == "g" and not attributes:  # says nothing: MathJax nests dozens
        parts.append(body)
    else:
        written = "".join(f' {key}="{_escape(value)}"' for key, value in attributes.items())
        parts.append(f"<{name}{written}>{body}</{name}>" if body or name in ("svg", "g") else f"<{name}{written}/>")


def _attributes(element: etree._Element, name: str) -> dict[str, str]:
    names = _KEPT[name] if element.getparent() is None or name != "svg" else _KEPT[name] + _INNER_SIZE
    kept = {key: str(element.get(key)) for key in names if _VALUE.match(str(element.get(key, "!")))}
    return kept | _frame(str(element.get("class", "")).split())


def _frame(classes: list[str]) -> dict[str, str]:
    """What MathJax's style sheet says of frames and lines of tables."""
    if "mjx-solid" in classes or "mjx-dashed" in classes or "mjx-dotted" in classes:
        frame = {"fill": "none", "stroke-width": "70"}
        if "mjx-dashed" in classes:
            frame["stroke-dasharray"] = "140"
        elif "mjx-dotted" in classes:
            frame |= {"stroke-linecap": "round", "stroke-dasharray": "0,140"}
        return frame
    return {}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

"""PDFs that are valid enough to be read and made to cost: nesting, boxes, paths, bombs, pages. All are made here."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from random import Random


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of numbered objects with a proper cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, count = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, count))
    return bytes(out + b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, root, start))


def stream(content: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """A stream, deflated so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<</Length %d /Filter [%b] %b>>\nstream\n%b\nendstream" % (len(content), filters, entries, content)


def one_page(content: bytes, box: bytes = b"0 0 612 792", resources: bytes = b"", **more: bytes) -> bytes:
    """A PDF of one page with this content stream; `more` are objects, named `o10`, `o11` and so on."""
    objects = {
        1: b"<</Type/Catalog /Pages 2 0 R>>",
        2: b"<</Type/Pages /Kids[3 0 R] /Count 1>>",
        3: b"<</Type/Page /Parent 2 0 R /MediaBox[%b] /Contents 4 0 R /Resources<<%b>>>>" % (box, resources),
        4: content,
    }
    return pdf(objects | {int(name[1:]): body for name, body in more.items()})


def deep_nesting(random: Random) -> bytes:
    """Arrays in arrays, saved states in saved states, forms that draw themselves."""
    depth = 10 ** random.randrange(2, 6)
    kind = random.randrange(3)
    if kind == 0:
        return one_page(stream(b"0 0 9 9 re S"), resources=b"/X " + b"[" * depth + b"]" * depth)
    if kind == 1:
        return one_page(stream(b"q " * depth + b"0 0 9 9 re S " + b"Q " * depth))
    form = stream(b"/F Do /F Do", b"/Type/XObject /Subtype/Form /BBox[0 0 9 9] /Resources<</XObject<</F 10 0 R>>>>")
    return one_page(stream(b"/F Do"), resources=b"/XObject<</F 10 0 R>>", o10=form)


def strange_box(random: Random) -> bytes:
    """Pages as large as a country, as small as nothing, upside down, or of no number at all."""
    edge = random.choice(
        [b"1e6", b"99999999", b"1e38", b"-1", b"0", b"0.0001", b"(x)", b"null", b"99999999999999999999"]
    )
    other = random.choice([b"1e6", b"1e38", b"5", b"-99999999"])
    return one_page(stream(b"0 0 300 300 re S"), box=b"0 0 %b %b" % (edge, other))


def many_paths(random: Random) -> bytes:
    """Up to a million rectangles on a page."""
    count = random.choice([10_000, 100_000, 1_000_000])
    return one_page(stream(b"".join(b"%d %d 3 3 re S\n" % (i % 600, i % 780) for i in range(count))))


def bomb(random: Random) -> bytes:
    """Streams and images that unpack to hundreds of times their size."""
    if random.random() < 0.5:
        return one_page(stream(bytes(random.choice([2**24, 2**27])), times=random.choice([1, 2, 3])))
    side = random.choice([5_000, 20_000, 60_000])
    entries = b"/Type/XObject /Subtype/Image /Width %d /Height %d /ColorSpace/DeviceGray /BitsPerComponent 8" % (
        side,
        side,
    )
    image = stream(bytes(min(side * side, 2**26)), entries)
    return one_page(stream(b"600 0 0 700 0 0 cm /I Do"), resources=b"/XObject<</I 10 0 R>>", o10=image)


def many_pages(random: Random) -> bytes:
    """Up to five thousand pages, or a tree of pages that bites its own tail."""
    if random.random() < 0.3:
        return pdf({1: b"<</Type/Catalog /Pages 2 0 R>>", 2: b"<</Type/Pages /Kids[2 0 R 2 0 R] /Count 9999>>"})
    count = random.choice([500, 5_000])
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(count))
    page = b"<</Type/Page /Parent 2 0 R /MediaBox[0 0 612 792] /Contents 4 0 R>>"
    objects = {1: b"<</Type/Catalog /Pages 2 0 R>>", 2: b"<</Type/Pages /Kids[%b] /Count %d>>" % (kids, count)}
    return pdf(objects | {4: stream(b"0 0 9 9 re S")} | {10 + number: page for number in range(count)})


BOMBS: dict[str, Callable[[Random], bytes]] = {
    "deep nesting": deep_nesting,
    "strange box": strange_box,
    "many paths": many_paths,
    "bomb": bomb,
    "many pages": many_pages,
}

"""Damage done to a PDF: each number stands for one mutation, the same on every run."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from random import Random

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


def mutated(pdf: bytes, number: int) -> bytes:
    """Mutation `number` of a PDF, from 0; five kinds take turns (see `kind_of`)."""
    return KINDS[kind_of(number)](pdf, Random(number))


def kind_of(number: int) -> str:
    """The name of the kind of mutation `number`."""
    return tuple(KINDS)[number % len(KINDS)]


def flip_bits(pdf: bytes, random: Random) -> bytes:
    """Single bits flipped, one to a thousand, anywhere."""
    damaged = bytearray(pdf)
    for _ in range(10 ** random.randrange(4)):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def truncate(pdf: bytes, random: Random) -> bytes:
    """The end gone, as after a download that broke off."""
    return pdf[: random.randrange(len(pdf))]


def zero_range(pdf: bytes, random: Random) -> bytes:
    """A range of up to a fifth of the file overwritten with zeros."""
    start, length = random.randrange(len(pdf)), random.randrange(1, len(pdf) // 5)
    return pdf[:start] + bytes(len(pdf[start : start + length])) + pdf[start + length :]


def swap_streams(pdf: bytes, random: Random) -> bytes:
    """Two streams in each other's place: a font where a page's content was, an image where a font was."""
    one, other = sorted(random.sample([match.span(1) for match in _STREAM.finditer(pdf)], 2))
    parts = (pdf[: one[0]], pdf[slice(*other)], pdf[one[1] : other[0]], pdf[slice(*one)], pdf[other[1] :])
    return b"".join(parts)


def rewrite_stream(pdf: bytes, random: Random) -> bytes:
    """Bytes changed inside a compressed stream that stays readable: operators, operands, glyphs."""
    spans = [match.span(1) for match in _STREAM.finditer(pdf)]
    start, end = random.choice(spans)
    try:
        content = bytearray(zlib.decompress(pdf[start:end]))
    except zlib.error:
        content = bytearray(pdf[start:end])
    for _ in range(10 ** random.randrange(4)):
        content[random.randrange(len(content))] = random.choice(b"0123456789.- \nqQfSlmcehBTj[]()/\x00\xff")
    return pdf[:start] + zlib.compress(bytes(content)) + pdf[end:]


KINDS: dict[str, Callable[[bytes, Random], bytes]] = {
    "flipped bits": flip_bits,
    "truncated": truncate,
    "zeroed range": zero_range,
    "swapped streams": swap_streams,
    "rewritten stream": rewrite_stream,
}

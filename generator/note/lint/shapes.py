"""Whether the shapes that a symbol table gives fit the products of a formula: y = Wx, QK^T."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

Shape = tuple[str, ...]
"""The dimensions as they are printed; () is a scalar."""

_WRAPPER = re.compile(r"\\(?:math(?:bf|rm|it|sf|cal|bb)|boldsymbol|bm|hat|tilde|bar|vec|overline)\s*\{([^{}]{0,60})\}")
_SPACE = re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])|~|&|\\(?:left|right)(?![A-Za-z])")
_FACTOR = re.compile(
    r"\s*(?P<name>\\[A-Za-z]+|[A-Za-z])(?P<index>_(?:\{[^{}]{0,40}\}|[A-Za-z0-9]))?"
    r"(?P<transposed>\^(?:\{\s*(?:\\top|T|\\intercal)\s*\}|\\top(?![A-Za-z])|T(?![A-Za-z])|\\intercal))?"
    r"(?P<power>\^(?:\{[^{}]{0,40}\}|.))?"
)
_RELATION = re.compile(r"(?<![<>!:])=|\\\\|;|,")
_DIMENSION = re.compile(r"\s*(?:×|\\times|\*|,| x )\s*")
_MATRIX = 2


@dataclass(frozen=True, slots=True)
class Factor:
    """A symbol of a product: its name as in the formula, and its shape as it stands there, transposed or not."""

    text: str
    shape: Shape


def read_shape(cell: str) -> Shape | None:
    """The dimensions of a cell [a × b]; None where it gives none."""
    match = re.search(r"[\[［](.{1,80})[\]］]", cell)
    return tuple(re.sub(r"[\s${}\\]", "", part) for part in _DIMENSION.split(match[1])) if match else None


def misfits(tex: str, shapes: Mapping[str, Shape]) -> Iterator[str]:
    """What does not fit in a formula, as “W [k × d] before x [m]”; symbols without a known shape fit everything."""
    plain = _SPACE.sub(" ", tex)
    while (unwrapped := _WRAPPER.sub(r"\1", plain)) != plain:
        plain = unwrapped
    sides = [part.strip() for part in _RELATION.split(plain)]
    products = [list(_products(side, shapes)) for side in sides]
    for product, _ in (found for side in products for found in side):
        for left, right in pairwise(product):
            if not _fits(left.shape, right.shape):
                yield f"{_shown(left)} before {_shown(right)}"
    for (before, ours), (after, theirs) in pairwise(zip(sides, products, strict=True)):
        one, other = _result(before, ours), _result(after, theirs)
        if one is not None and other is not None and one != other:
            yield f"{before} is {_dimensions(one)}, {after} is {_dimensions(other)}"


def _products(side: str, shapes: Mapping[str, Shape]) -> Iterator[tuple[list[Factor], str]]:
    """The runs of adjacent symbols of known shape, each with its text; scalars in between are left out."""
    run: list[Factor] = []
    at = start = 0
    while at < len(side):
        match = _FACTOR.match(side, at)
        shape = shapes.get(_key(match["name"], match["index"])) if match and not match["power"] else None
        if match and shape is not None:
            if shape:
                run.append(Factor(match[0].strip(), shape[::-1] if match["transposed"] else shape))
            at = match.end()
            continue
        if run:
            yield run, side[start:at].strip()
        run, at = [], match.end() if match else at + 1
        start = at
    if run:
        yield run, side[start:].strip()


def _key(name: str, index: str | None) -> str:
    """As the rows of a symbol table are called: W, W_q."""
    below = re.sub(r"[\W_]", "", index or "")
    bare = name.removeprefix("\\")
    return f"{bare}_{below}" if below else bare


def _fits(left: Shape, right: Shape) -> bool:
    if len(left) < _MATRIX and len(right) < _MATRIX:
        return True  # two vectors: an inner, an outer or an elementwise product
    return left[-1] == (right[-2] if len(right) >= _MATRIX else right[0])


def _result(side: str, products: list[tuple[list[Factor], str]]) -> Shape | None:
    """The shape of a side that is one product of matrices and vectors, and nothing else."""
    if len(products) != 1 or products[0][1] != side:
        return None
    factors = products[0][0]
    first, last = factors[0].shape, factors[-1].shape
    if len(factors) == 1:
        return first
    if max(len(first), len(last)) > _MATRIX or (len(first) < _MATRIX and len(last) < _MATRIX):
        return None
    rows, columns = (first[:1] if len(first) == _MATRIX else ()), (last[1:] if len(last) == _MATRIX else ())
    return (*rows, *columns)


def _shown(factor: Factor) -> str:
    return f"{factor.text} {_dimensions(factor.shape)}"


def _dimensions(shape: Shape) -> str:
    return f"[{' × '.join(shape)}]"

"""One engine of formulas for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from plugins.crosspost.math import Typesetter


@pytest.fixture(scope="session")
def typesetter() -> Iterator[Typesetter]:
    """MathJax and KaTeX, started with the first formula."""
    with Typesetter() as started:
        yield started

"""One engine of formulas for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from plugins.crosspost.math import Typesetter
from tests.plugins.crosspost.projects import FORMULAS


@pytest.fixture(scope="session")
def typesetter() -> Iterator[Typesetter]:
    """MathJax and KaTeX, started with the first formula that was never set before."""
    with Typesetter(FORMULAS) as started:
        yield started

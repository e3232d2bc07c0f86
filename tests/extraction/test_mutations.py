"""A damaged PDF is read, or refused by an error of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import PdfError
from generator.extraction.extractor import extract
from generator.extraction.options import ExtractOptions
from generator.paper import Paper
from tests.conftest import EXAMPLE, needs_examples
from tests.extraction.mutations import kind_of, mutated
from tests.typeset import typeset

FOUND = 120  # of five hundred: its fonts have no finite size


@needs_examples
@pytest.mark.parametrize(
    "number", [*range(25), FOUND], ids=lambda number: f"{number}-{kind_of(number)}".replace(" ", "-")
)
def test_a_damaged_pdf_is_read_or_refused(number: int, tmp_path: Path) -> None:
    """No other exception gets out, whatever the damage; benchmarks/mutations.py tries five hundred."""
    damaged = tmp_path / "paper.pdf"
    damaged.write_bytes(mutated((EXAMPLE / "paper.pdf").read_bytes(), number))
    try:
        outcome: Paper | PdfError = extract(damaged, ExtractOptions())
    except PdfError as error:
        outcome = error
    assert outcome


def test_the_same_number_is_the_same_damage() -> None:
    """A mutation that breaks something can be looked at again."""
    pdf = typeset()
    assert [mutated(pdf, number) for number in range(5)] == [mutated(pdf, number) for number in range(5)]

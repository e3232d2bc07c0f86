"""SECURITY.md: each row of the threat model names a test, and the test is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", TEXT)))


@pytest.mark.parametrize("named", NAMED)
def test_the_test_that_a_row_names_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_row_of_the_threat_model_names_a_test() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and line.count("|") == 4]
    threats = [row for row in rows if not row.startswith(("| who |", "| attempt |"))]
    model = [
        row
        for row in threats
        if "What could be tried" not in row and TEXT.index(row) > TEXT.index("## What could be tried")
    ]
    assert len(model) > 20
    assert [row for row in model if "::test_" not in row] == []

"""YAML that people write, read strictly: nothing is an empty value, and what can't be is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.crosspost.marked import BYTES, parse_marked
from plugins.crosspost.tree import CrosspostError

FILE = Path("topics.yml")


def test_a_key_without_a_value_holds_nothing() -> None:
    marked = parse_marked("posts:\n", FILE)
    assert marked
    (posts,) = marked.mapping().values()
    assert (posts.mapping(), posts.items()) == ({}, ())


def test_a_value_of_another_form_is_told_with_its_line() -> None:
    marked = parse_marked("a: 1\nb: text\n", FILE)
    assert marked
    with pytest.raises(CrosspostError, match=r"topics\.yml:2: there must be a list"):
        marked.mapping()["b"].items()
    with pytest.raises(CrosspostError, match=r"topics\.yml:2: there must be lines"):
        marked.mapping()["b"].mapping()


def test_a_file_beyond_any_schedule_is_not_parsed() -> None:
    with pytest.raises(CrosspostError, match="more than 1,000,000 characters"):
        parse_marked("a" * (BYTES + 1), FILE)

"""What relates notes: what to read first and next, what else, cycles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.note.concepts import read_vocabulary
from plugins.paper_notes.catalogue import Catalogue, build_catalogue
from plugins.paper_notes.collection import read_collection
from plugins.paper_notes.prerequisites import DRAWN_CONCEPTS, DRAWN_NOTES, build_graph, find_cycles
from plugins.paper_notes.relations import Reason, Relations
from tests.conftest import ROOT
from tests.site.library import write_shelf


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Notes that build on one another."""
    return build_catalogue(
        read_collection(write_shelf(tmp_path)), read_vocabulary(ROOT / "docs" / "vocabulary.yml"), {}
    )


def test_first_come_the_notes_that_explain_a_prerequisite_in_the_order_of_the_header(catalogue: Catalogue) -> None:
    steps = Relations(catalogue).first(catalogue.by_slug["lora"])
    assert [(step.item.slug, [concept.key for concept in step.concepts]) for step in steps] == [
        ("attention", ["transformer"]),
        ("bert", ["bert"]),
    ]


def test_next_come_the_notes_that_need_what_this_one_explains_the_easiest_first(catalogue: Catalogue) -> None:
    steps = Relations(catalogue).next(catalogue.by_slug["attention"])
    assert [step.item.slug for step in steps] == ["bert", "lora"]


def test_a_note_explains_by_its_papers_id_its_title_and_its_header(catalogue: Catalogue) -> None:
    explained = {item.slug: [concept.key for concept in item.facts.explains] for item in catalogue.items}
    assert explained == {
        "attention": ["transformer"],
        "bert": ["bert"],
        "first": [],
        "instructgpt": ["rlhf"],
        "lora": ["peft"],
        "ppo": ["ppo"],
        "second": [],
    }


def test_related_notes_say_what_both_have(catalogue: Catalogue) -> None:
    """The first note links to the second one."""
    related = Relations(catalogue).related(catalogue.by_slug["first"])
    reasons = {one.item.slug: dict(one.shared) for one in related}
    assert Reason.LINK in reasons["second"]
    assert reasons["attention"][Reason.CONCEPT] == ("attention",)
    assert "first" not in reasons


def test_terms_that_both_have_are_told_as_words(catalogue: Catalogue) -> None:
    """注意 and 意力 are one word."""
    related = Relations(catalogue).related(catalogue.by_slug["attention"])
    words = next(dict(one.shared)[Reason.TERM] for one in related if one.item.slug == "first")
    assert any("注意力" in word for word in words)


def test_relations_are_the_same_at_every_build(catalogue: Catalogue) -> None:
    runs = [[Relations(catalogue).related(item) for item in catalogue.items] for _ in range(2)]
    assert runs[0] == runs[1]


def test_notes_that_need_one_another_are_a_cycle_with_the_concepts_between_them(catalogue: Catalogue) -> None:
    [cycle] = find_cycles(catalogue)
    assert [item.slug for item in cycle.items] == ["instructgpt", "ppo"]
    assert [concept.key for concept in cycle.concepts] == ["ppo", "rlhf"]


def test_the_graph_draws_first_what_others_build_on(catalogue: Catalogue) -> None:
    graph = build_graph(catalogue)
    assert {item.slug for item in graph.items[:5]} == {"attention", "bert", "instructgpt", "lora", "ppo"}
    assert {concept.key for concept in graph.concepts[:5]} == {"transformer", "bert", "ppo", "rlhf", "peft"}


def test_of_a_large_graph_a_part_is_drawn_first(catalogue: Catalogue) -> None:
    graph = build_graph(catalogue)
    assert graph.drawn == (len(graph.concepts), len(graph.items))
    large = replace(graph, items=graph.items * 100, concepts=graph.concepts * 100)
    assert large.drawn == (DRAWN_CONCEPTS, DRAWN_NOTES)

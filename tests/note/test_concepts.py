"""Which words for prerequisites mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import Language
from generator.errors import ConfigError
from generator.note.concepts import Vocabulary, address, read_vocabulary
from tests.conftest import ROOT

TEXT = """
注意力机制: {en: Attention, id: attention, aliases: [Attention 机制, self-attention], papers: ["1409.0473"]}
并查集: {en: Union-find}
"""


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    """Two concepts."""
    return read_vocabulary(_write(tmp_path, TEXT))


@pytest.mark.parametrize(
    "word", ["Attention 机制", "注意力机制", "attention", "ATTENTION机制", "Self Attention", "ａttention"]
)
def test_words_that_mean_the_same_are_one_concept_whatever_case_space_and_width(
    vocabulary: Vocabulary, word: str
) -> None:
    assert vocabulary.concept(word).key == "attention"


def test_a_concept_has_a_name_in_each_language_and_an_address(vocabulary: Vocabulary) -> None:
    concept = vocabulary.concept("union-find")
    assert [concept.name(language) for language in Language] == ["并查集", "Union-find"]
    assert concept.key == "union-find"


def test_a_word_that_is_not_in_the_file_is_a_concept_of_its_own(vocabulary: Vocabulary) -> None:
    concept = vocabulary.concept("空间哈希")
    assert (concept.key, concept.zh) == ("空间哈希", "空间哈希")
    assert vocabulary.known("空间哈希") is None


def test_papers_tell_which_concepts_they_explain(vocabulary: Vocabulary) -> None:
    assert [concept.key for concept in vocabulary.explained_by("1409.0473")] == ["attention"]


@pytest.mark.parametrize("word", ["../../x", "<script>", "C++", "C#", "a/b", "index", "", "长" * 300, "\udc80"])
def test_an_address_is_a_harmless_file_name_and_tells_words_apart(word: str) -> None:
    """Prerequisites are hostile text."""
    assert address(word).replace("-", "").isalnum()
    assert len(address(word).encode()) < 200
    assert address(word) not in ("index", "readme")
    assert address("C++") != address("C#") != address("c")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a", "the vocabulary is no mapping of names."),
        ("a: {b: 1}", "“a” has a field that is not known."),
        ("a: {id: A B}", "the id “A B” of “a” can't be an address."),
        ("a: {aliases: b}", "“aliases” of “a” is no list of words."),
        ("a: {papers: [1706.03762]}", "“papers” of “a” is no list of words."),
        ("a: {aliases: [c]}\nb: {aliases: [C]}", "“C” stands for both “a” and “b”."),
        ("a: {id: c}\nb: {id: c}", "“a” and “b” have the same id."),
        ("a: {", "the vocabulary is no YAML"),
        ("- " * 5000, "the vocabulary is no YAML"),
        ("a: &a [x, x]\nb: {en: [*a, *a]}", "the vocabulary is no YAML"),
    ],
)
def test_a_malformed_vocabulary_is_told_with_file_and_way_out(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=r"vocabulary\.yml") as caught:
        read_vocabulary(_write(tmp_path, text))
    assert problem in str(caught.value)
    assert caught.value.way_out


def test_the_vocabulary_of_this_repository_is_sound() -> None:
    vocabulary = read_vocabulary(ROOT / "docs" / "vocabulary.yml")
    assert vocabulary.concept("Attention 机制") == vocabulary.concept("注意力机制") == vocabulary.concept("attention")


def _write(folder: Path, text: str) -> Path:
    path = folder / "vocabulary.yml"
    path.write_text(text, encoding="utf-8")
    return path

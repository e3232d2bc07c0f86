"""Text cut into the words of the index."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from plugins.paper_notes.search.symbols import SYMBOLS
from plugins.paper_notes.search.words import HAN, index_words
from tests.conftest import ROOT

SCRIPT = ROOT / "plugins" / "paper_notes" / "assets" / "search-index.js"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("注意力", "注意 意力 力"),
        ("熵", "熵"),
        ("Transformer 的注意力", "Transformer 的注 注意 意力 力"),
        ("用Transformer模型", "用 Transformer 模型 型"),
        ("复杂度：降到线性。", "复杂 杂度 度： 降到 到线 线性 性。"),
        ("方法（见图 2）", "方法 法 （见图 图 2）"),
        ("attention。FlashAttention", "attention。 FlashAttention"),
        ("", ""),
    ],
)
def test_chinese_is_cut_into_overlapping_pairs_and_latin_words_stay_whole(text: str, words: str) -> None:
    assert index_words(text) == words


@given(st.text(alphabet=st.sampled_from("注意力机制的复杂度线性，。（）ab 3"), max_size=40))
def test_the_pairs_can_be_read_back(text: str) -> None:
    """The first character of each pair, and what is no Chinese as it stands, is the text without its white space."""
    read_back = re.sub(rf"([{HAN}])[{HAN}]", r"\1", "\n".join(index_words(text).split()))
    assert "".join(read_back.split()) == "".join(text.split())


@given(st.text(alphabet="注意力机制复杂度线性", min_size=2, max_size=12), st.data())
def test_every_part_of_a_text_is_found_by_the_words_that_the_box_asks_for(text: str, data: st.DataObject) -> None:
    """The script cuts a query into pairs too, the last character alone aside."""
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    asked = [text[at : at + 2] for at in range(start, end - 1)]
    assert set(asked) <= set(index_words(text).split())


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("注意力 attention", ["注意力", "attention"]),
        (r"\alpha_N", ["α_N"]),
        (r"$\frac{QK^\top}{\sqrt{d_k}}$", ["frac", "QK^⊤", "√", "d_k"]),
        ("LoRA微调", ["LoRA", "微调"]),
        ("复杂度？（线性）", ["复杂度", "线性"]),
    ],
)
def test_the_box_reads_a_query_as_the_index_was_written(query: str, units: list[str]) -> None:
    """The script itself, in V8."""
    context = MiniRacer()
    context.eval("var window = this; var paperNotesSearch = " + json.dumps({"symbols": SYMBOLS}))
    context.eval(SCRIPT.read_text(encoding="utf-8"))
    asked = str(context.eval(f"JSON.stringify(paperNotesUnits({json.dumps(query)}))"))
    assert json.loads(asked) == units

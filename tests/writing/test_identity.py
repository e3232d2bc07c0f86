"""The header's lines that come from the paper itself."""

from __future__ import annotations

import pytest

from generator.config import Language
from generator.paper import Metadata
from generator.writing.identity import publication_line


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (Metadata("T", venue="31st Conference on Fine Things (NIPS 2017)", year=2017), "NIPS 2017"),
        (
            Metadata("T", venue="Proceedings of the 9th Meeting, Rome, PMLR 7, 2019", year=2019),
            "Proceedings of the 9th Meeting 2019",
        ),
        (Metadata("T", venue="Journal of Fine Things", year=1998), "Journal of Fine Things 1998"),
        (Metadata("T", venue="KDD ’16", year=2016), "KDD 2016"),
        (Metadata("T", arxiv_id="1706.03762"), "arXiv:1706.03762 (2017-06)"),
        (Metadata("T", arxiv_id="cs/0112017"), "arXiv:cs/0112017 (2001-12)"),
        (Metadata("T"), "未注明"),
    ],
)
def test_the_publication_is_what_the_paper_prints_in_its_shortest_form(known: Metadata, line: str) -> None:
    assert publication_line(known, Language.ZH) == line

"""Nothing is lost on the way, and the gate sees where something is."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from plugins.crosspost.fidelity import check_export
from plugins.crosspost.findings import Export
from plugins.crosspost.juejin import export_juejin
from plugins.crosspost.math import Typesetter
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import Article
from plugins.crosspost.wechat import export_wechat
from plugins.crosspost.zhihu import export_zhihu
from tests.plugins.crosspost.trees import articles


def exports(article: Article, typesetter: Typesetter) -> tuple[Export, ...]:
    """The article for each platform."""
    return (
        export_wechat(article, load_theme("plain"), typesetter),
        export_zhihu(article, typesetter),
        export_juejin(article, typesetter),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles)
def test_any_tree_reaches_every_platform_whole(article: Article, typesetter: Typesetter) -> None:
    """Formulas, tables, pictures, links, code, headings and words are the same on the page and in each export."""
    for export in exports(article, typesetter):
        assert check_export(article, export) == ()

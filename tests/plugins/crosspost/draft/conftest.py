"""A WeChat of our own, an account on it, and a note with a picture to send there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.crosspost.draft.account import read_account
from plugins.crosspost.draft.client import Client
from plugins.crosspost.draft.plan import Choices, Plan, plan_draft
from plugins.crosspost.draft.token import TokenFile
from plugins.crosspost.draft.uploads import Uploads
from plugins.crosspost.export import Posts, Settings, export_note
from plugins.crosspost.math import Typesetter
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme
from tests.plugins.crosspost.fake_wechat import APPID, SECRET, Wechat, serve_wechat
from tests.plugins.crosspost.site_markdown import render
from tests.site.library import draw_figure

BASE = "https://me.example/papers/a/"
NOTE = """## 方法

价格 $n$ 元，复杂度 $O(n \\log n)$，见[往期](https://mp.weixin.qq.com/s/abc)与[站外](https://example.org/x)。

$$
\\frac{a}{b} = \\text{概率}
$$

![图 1](images/fig.png)
"""


@pytest.fixture
def wechat() -> Iterator[Wechat]:
    """Answers on loopback until the test ends."""
    with serve_wechat() as served:
        yield served


@pytest.fixture
def environment(wechat: Wechat) -> dict[str, str]:
    """What a person would set."""
    return {"WECHAT_APPID": APPID, "WECHAT_APPSECRET": SECRET, "WECHAT_API_BASE": wechat.address}


@pytest.fixture
def pauses() -> list[float]:
    """The pauses that the client makes, which take no time here."""
    return []


@pytest.fixture
def client(environment: dict[str, str], tmp_path: Path, pauses: list[float]) -> Iterator[Client]:
    """A client of the account."""
    with Client(read_account(environment), TokenFile(tmp_path / "token"), pauses.append) as opened:
        yield opened


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    """Nothing has been uploaded."""
    return Uploads(tmp_path / "uploads.json")


PostsOf = Callable[[str], Posts]
PlanOf = Callable[..., Plan]


@pytest.fixture
def posts_of(tmp_path: Path, typesetter: Typesetter) -> PostsOf:
    """Markdown as the posts of a note with a picture in its folder."""
    folder = tmp_path / "a-note"
    (folder / "images").mkdir(parents=True)
    draw_figure(folder / "images" / "fig.png", (600, 300))

    def make(markdown: str) -> Posts:
        source = Source("a-note", "一篇笔记", "摘要。", (), render(markdown), markdown, BASE, folder=folder)
        return export_note(source, Settings(load_theme("plain"), "作者", BASE), typesetter)

    return make


@pytest.fixture
def plan_of(posts_of: PostsOf, typesetter: Typesetter) -> PlanOf:
    """The plan of a note's draft."""

    def make(markdown: str = NOTE, **choices: object) -> Plan:
        return plan_draft(posts_of(markdown), Choices(**choices), typesetter)  # type: ignore[arg-type]

    return make

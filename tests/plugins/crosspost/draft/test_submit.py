"""A draft reaches a WeChat that keeps its limits, and comes back from it unharmed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from plugins.crosspost.draft.client import Client
from plugins.crosspost.draft.explain import WechatError
from plugins.crosspost.draft.plan import Choices, Comments, plan_draft
from plugins.crosspost.draft.submit import submit
from plugins.crosspost.draft.uploads import Uploads
from plugins.crosspost.ledger import Posted
from plugins.crosspost.math import Typesetter
from plugins.crosspost.tree import CrosspostError
from tests.plugins.crosspost.draft.conftest import NOTE, PlanOf, PostsOf
from tests.plugins.crosspost.fake_wechat import Wechat

LONG = NOTE + "\n\n".join(f"第 {n} 段，$\\sum_{{i=1}}^{{{n}}} x_i^2$，" + "很长的文字" * 20 for n in range(60))
MEDIUM = NOTE + "\n\n".join(f"$\\sum_{{i=1}}^{{{n}}} x_i^2$。" for n in range(9))


def quiet(message: str) -> None:
    """Nobody listens."""


def test_a_note_becomes_a_draft_that_holds_all_of_it(
    wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf
) -> None:
    """After WeChat's filter nothing is missing: the draft is what was sent."""
    plan = plan_of(comments=Comments.FANS)
    (article,) = wechat.drafts[submit(plan, client, uploads, None, quiet)]
    fields = {name: article[name] for name in ("title", "author", "digest", "content_source_url")}
    assert fields == {
        "title": "一篇笔记",
        "author": "作者",
        "digest": "摘要。",
        "content_source_url": "https://me.example/papers/a/",
    }
    assert (article["need_open_comment"], article["only_fans_can_comment"]) == (1, 1)
    root = lxml_html.fromstring(article["content"])
    assert len(root.xpath("//svg")) == 3
    assert root.xpath("//a/@href") == ["https://mp.weixin.qq.com/s/abc"]
    assert all(src.startswith("https://mmbiz.qpic.cn/") for src in root.xpath("//img/@src"))
    assert "价格" in root.text_content()
    assert "https://example.org/x" in root.text_content()


def test_beyond_20_000_characters_formulas_are_png_and_small_ones_words(
    wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf
) -> None:
    """W4, W9: each different formula is uploaded once, and the article has all of them."""
    plan = plan_of(MEDIUM)
    (article,) = wechat.drafts[submit(plan, client, uploads, None, quiet)]
    assert "PNG" in next(plan.lines())
    root = lxml_html.fromstring(article["content"])
    assert len(root.xpath("//img[contains(@style, 'ex')]")) == 9 + 1  # the sums and the display formula
    assert root.xpath("//svg") == []
    assert "<em>O</em>(<em>n</em> log <em>n</em>)" in article["content"]
    assert len(wechat.images) == 9 + 2  # and the figure


def test_a_note_that_is_too_long_is_refused_or_cut_into_parts(
    wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf
) -> None:
    with pytest.raises(CrosspostError, match=r"\(W4\)\. Give --parts for \d articles"):
        plan_of(LONG * 2)
    plan = plan_of(LONG * 2, parts=True)
    articles = wechat.drafts[submit(plan, client, uploads, None, quiet)]
    count = len(articles)
    assert [article["title"] for article in articles] == [f"一篇笔记（{n}/{count}）" for n in range(1, count + 1)]
    text = "".join(lxml_html.fromstring(article["content"]).text_content() for article in articles)
    assert [int(n) for n in re.findall(r"第 (\d+) 段", text)] == [*range(60), *range(60)]


def test_nothing_goes_up_twice(wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf) -> None:
    """Uploads are kept by content, also when the run breaks off before the draft."""
    wechat.planned["cgi-bin/draft/add"] = [45009]
    with pytest.raises(WechatError, match="45009"):
        submit(plan_of(), client, uploads, None, quiet)
    submit(plan_of(), client, Uploads(uploads.path), None, quiet)
    assert wechat.calls["cgi-bin/media/uploadimg"] == 1
    assert wechat.calls["cgi-bin/material/add_material"] == 1


def test_an_update_replaces_the_draft(wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf) -> None:
    """W14: `draft/update`, not a second draft."""
    media_id = submit(plan_of(), client, uploads, None, quiet)
    again = submit(plan_of("## 新的\n\n![图](images/fig.png)\n"), client, uploads, Posted(media_id=media_id), quiet)
    assert again == media_id
    assert len(wechat.drafts) == 1
    assert "新的" in wechat.drafts[media_id][0]["content"]


def test_an_update_with_another_number_of_articles_is_a_new_draft(
    client: Client, uploads: Uploads, plan_of: PlanOf
) -> None:
    with pytest.raises(CrosspostError, match=r"has 2 articles, the note now makes 1\. Make a new draft"):
        submit(plan_of(), client, uploads, Posted(media_id="draft-1-dddd", parts=2), quiet)


def test_a_cover_that_the_account_has_deleted_goes_up_again(
    wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf
) -> None:
    submit(plan_of(), client, uploads, None, quiet)
    wechat.covers.clear()
    submit(plan_of(), client, uploads, None, quiet)
    assert wechat.calls["cgi-bin/material/add_material"] == 2
    assert len(wechat.drafts) == 2


def test_a_draft_that_is_gone_is_told_with_the_way_out(client: Client, uploads: Uploads, plan_of: PlanOf) -> None:
    with pytest.raises(WechatError, match=r"草稿或封面已被删除或发布.*不带 --update"):
        submit(plan_of(), client, uploads, Posted(media_id="draft-9-dddd"), quiet)


def test_titles_beyond_the_account_s_limit_are_explained(
    wechat: Wechat, client: Client, uploads: Uploads, plan_of: PlanOf
) -> None:
    """W1: the documents disagree on 32 or 64; what an account says is explained."""
    wechat.title_limit = 32
    with pytest.raises(WechatError, match=r"45003：标题太长.*--title"):
        submit(plan_of(title="题" * 33), client, uploads, None, quiet)
    with pytest.raises(CrosspostError, match=r"\(W1\)"):
        plan_of(title="题" * 65)


def test_an_author_s_name_that_is_too_long_stops_the_plan(posts_of: PostsOf, typesetter: Typesetter) -> None:
    """W2: told before anything is sent."""
    posts = posts_of("![图](images/fig.png)\n")
    long = replace(posts, settings=replace(posts.settings, author="名" * 17))
    with pytest.raises(CrosspostError, match=r"author has more than 16 characters \(W2\)"):
        plan_draft(long, Choices(), typesetter)


def test_pictures_of_other_hosts_are_refused_before_anything_is_sent(wechat: Wechat, plan_of: PlanOf) -> None:
    """W9: WeChat would filter them."""
    with pytest.raises(CrosspostError, match="is not in the note's folder"):
        plan_of("![图](https://example.org/a.png)\n")
    with pytest.raises(CrosspostError, match="is not in the note's folder"):
        plan_of("![图](../../../etc/passwd)\n")
    assert wechat.calls.total() == 0


def test_a_note_without_a_picture_needs_a_cover(plan_of: PlanOf, tmp_path: Path) -> None:
    """W6: a draft has a permanent cover; it may be named."""
    with pytest.raises(CrosspostError, match="--cover"):
        plan_of("文字\n")
    assert plan_of("文字\n", cover=tmp_path / "a-note/images/fig.png").cover.mime == "image/png"


def test_wrong_tex_stops_the_draft_with_its_line(plan_of: PlanOf) -> None:
    with pytest.raises(CrosspostError, match=r"README\.md:3: W35"):
        plan_of("![图](images/fig.png)\n\n$\\foo$\n")


def test_a_damaged_record_of_uploads_counts_as_none(uploads: Uploads, plan_of: PlanOf) -> None:
    uploads.path.write_text(json.dumps({"images": []}), encoding="utf-8")
    assert not any(map(Uploads(uploads.path).has, plan_of().pictures))

"""posts.yml: read strictly, written without a word of the person's lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import Posted, read_ledger, record_post
from plugins.crosspost.tree import CrosspostError

HASH = "0f" * 32
BY_HAND = f"""# 发布记录
zhihu:   # 专栏
  url: https://zhuanlan.zhihu.com/p/123
  date: 2026-11-22
  sha256: {HASH}

# 草稿还没发
wechat:
  media_id: abc_DEF-123456
  parts: 2
"""


def written(folder: Path, text: str) -> Path:
    (folder / "posts.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_ledger_written_by_hand_is_read(tmp_path: Path) -> None:
    assert read_ledger(written(tmp_path, BY_HAND)) == {
        Platform.ZHIHU: Posted("https://zhuanlan.zhihu.com/p/123", "", date(2026, 11, 22), HASH),
        Platform.WECHAT: Posted(media_id="abc_DEF-123456", parts=2),
    }


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path) == {}
    assert read_ledger(written(tmp_path, "# nothing yet\n")) == {}


def test_what_is_known_of_a_change() -> None:
    assert Posted(sha256=HASH).has_changed(HASH) is False
    assert Posted(sha256=HASH).has_changed("1" * 64) is True
    assert Posted().has_changed(HASH) is None


def test_recording_keeps_comments_and_the_other_posts(tmp_path: Path) -> None:
    posted = Posted("https://mp.weixin.qq.com/s/abc", "abc_DEF-123456", date(2026, 12, 1), HASH, 2)
    path = record_post(written(tmp_path, BY_HAND), Platform.WECHAT, posted)
    record_post(tmp_path, Platform.ZHIHU, Posted("https://zhuanlan.zhihu.com/p/9"))
    record_post(tmp_path, Platform.JUEJIN, Posted("https://juejin.cn/post/1"))
    assert read_ledger(tmp_path) == {
        Platform.ZHIHU: Posted("https://zhuanlan.zhihu.com/p/9"),
        Platform.WECHAT: posted,
        Platform.JUEJIN: Posted("https://juejin.cn/post/1"),
    }
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 发布记录\nzhihu:   # 专栏\n  url: https://zhuanlan.zhihu.com/p/9\n")
    assert "\n# 草稿还没发\nwechat:\n" in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("zhihu:\n  url: https://example.org/p\n", "posts.yml:2: “https://example.org/p” is no address of 知乎."),
        ("zhihu:\n  url: javascript:alert(1)\n", "posts.yml:2: “javascript:alert(1)” is no address of 知乎."),
        ("weibo:\n  url: x\n", "posts.yml:1: “weibo” is unknown. Known are: wechat, zhihu, juejin."),
        ("zhihu:\n  date: 2026-11-22\n", "posts.yml:1: zhihu has neither url nor media_id."),
        ("zhihu:\n  url: https://www.zhihu.com/p/1\n  date: gestern\n", "posts.yml:3: “gestern” is no date."),
        ("zhihu:\n  url: https://www.zhihu.com/p/1\n  sha256: abc\n", "posts.yml:3: “abc” can't be a sha256."),
        ("wechat:\n  media_id: abcdefgh\n  parts: 9\n", "posts.yml:3: “9” is no number from 1 to 8."),
        ("zhihu:\n  url: a\nzhihu:\n  url: b\n", "posts.yml:3: “zhihu” is said twice."),
        ("zhihu: [1\n", "posts.yml:2: it is no valid YAML"),
        ("- zhihu\n", "posts.yml:1: there must be lines of the form `name: value`."),
        ("zhihu:\n  url: [a]\n", "posts.yml:2: there must be a text."),
    ],
)
def test_what_can_t_be_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CrosspostError) as found:
        read_ledger(written(tmp_path, text))
    assert message in str(found.value)


@pytest.mark.parametrize(
    "text", ["a: &a [x]\n" + "".join(f"b{n}: [*a, *a, *a]\n" for n in range(9)), "a: &a [*a]\n", "[" * 500]
)
def test_yaml_that_grows_or_never_ends_is_refused(tmp_path: Path, text: str) -> None:
    """Aliases make few lines many."""
    with pytest.raises(CrosspostError):
        read_ledger(written(tmp_path, text))


def test_a_damaged_ledger_is_never_overwritten(tmp_path: Path) -> None:
    written(tmp_path, "zhihu: [\n")
    with pytest.raises(CrosspostError):
        record_post(tmp_path, Platform.ZHIHU, Posted("https://www.zhihu.com/p/1"))
    assert (tmp_path / "posts.yml").read_text(encoding="utf-8") == "zhihu: [\n"


posts = st.builds(
    Posted,
    st.sampled_from(["https://juejin.cn/post/1", "https://juejin.cn/post/2?a=b#c"]),
    st.sampled_from(["", "abcdefgh"]),
    st.one_of(st.none(), st.dates()),
    st.sampled_from(["", HASH]),
    st.integers(1, 8),
)


@settings(max_examples=25)
@given(st.lists(posts, min_size=1, max_size=4))
def test_what_is_recorded_is_read_back(tmp_path_factory: pytest.TempPathFactory, entries: list[Posted]) -> None:
    folder = tmp_path_factory.mktemp("note")
    written(folder, BY_HAND)
    for entry in entries:
        record_post(folder, Platform.JUEJIN, entry)
    ledger = read_ledger(folder)
    assert ledger[Platform.JUEJIN] == entries[-1]
    assert len(ledger) == 3

"""The command: a draft, what has been posted, what has changed since."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plugins.crosspost.cli import main
from plugins.crosspost.ledger import read_ledger
from tests.plugins.crosspost.fake_wechat import APPID, SECRET, serve_wechat
from tests.plugins.crosspost.projects import ADDRESS, write_project
from tests.site.library import NOTES as SITE_NOTES
from tests.site.library import write_note

ZHIHU, POST = "https://zhuanlan.zhihu.com/p/1", "https://mp.weixin.qq.com/s/abc"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"WECHAT_APPID": "", "WECHAT_APPSECRET": "", **environment})


def change_note(project: Path) -> None:
    text = (SITE_NOTES / "first" / "README.md").read_text(encoding="utf-8").replace("权重", "新的权重", 1)
    write_note(project / "paper-notes", "first", text)


def test_a_draft_is_saved_recorded_updated_and_watched(project: Path) -> None:
    """The whole life of a draft, against a WeChat of our own."""
    with serve_wechat() as wechat:
        environment = {"WECHAT_APPID": APPID, "WECHAT_APPSECRET": SECRET, "WECHAT_API_BASE": wechat.address}
        saved = run("wechat", "draft", "first", **environment)
        assert (saved.exit_code, saved.stderr) == (0, "")
        ledger = (project / "paper-notes/first/posts.yml").read_text(encoding="utf-8")
        assert "一致" in run("status", "first").stdout
        change_note(project)
        assert "改过" in run("status", "first").stdout
        updated = run("wechat", "draft", "first", "--update", **environment)
        assert (updated.exit_code, updated.stderr) == (0, "")
        assert len(wechat.drafts) == 1
        (draft,) = wechat.drafts.values()
        assert "新的权重" in draft[0]["content"]
        assert draft[0]["content_source_url"] == f"{ADDRESS}papers/first/"
    assert "media_id: draft-1-" in ledger
    said = saved.output + updated.output + ledger
    assert SECRET not in said
    assert APPID not in said
    assert wechat.token not in said


def test_a_dry_run_needs_no_secret_and_sends_nothing(project: Path) -> None:
    with serve_wechat() as wechat:
        result = run("wechat", "draft", "first", "--dry-run", WECHAT_API_BASE=wechat.address)
    assert result.exit_code == 0
    assert "没有发送任何内容" in result.stdout
    assert wechat.calls.total() == 0
    assert not (project / "paper-notes/first/posts.yml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wechat", "draft", "first"), "环境变量 WECHAT_APPID 没有设置"),
        (("posted", "first", "zhihu", "https://example.org/"), "is no address of 知乎"),
        (("posted", "third", "zhihu", ZHIHU), "there is no note “third”"),
    ],
)
def test_what_can_t_be_is_one_line_and_leaves_no_trace(project: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (project / "paper-notes/first/posts.yml").exists()


def test_an_update_without_a_draft_is_told(project: Path) -> None:
    with serve_wechat() as wechat:
        result = run(
            *("wechat", "draft", "first", "--update"),
            WECHAT_APPID=APPID,
            WECHAT_APPSECRET=SECRET,
            WECHAT_API_BASE=wechat.address,
        )
    assert "it names no draft to update. Leave out --update." in result.stderr


def test_posts_are_recorded_and_links_lead_to_them(project: Path) -> None:
    """A link to a note that is posted on 知乎 leads there on 知乎, and to the site elsewhere."""
    assert run("posted", "second", "zhihu", ZHIHU, "--drafts").exit_code == 0
    assert run("posted", "second", "wechat", POST, "--drafts").exit_code == 0
    assert len(read_ledger(project / "paper-notes/second")) == 2
    assert run("export", "first", "--to", "posts").exit_code == 0
    texts = {path.name: path.read_text(encoding="utf-8") for path in (project / "posts/first").iterdir()}
    assert f"[路径聚类]({ZHIHU})" in texts["zhihu.md"]
    assert f"[路径聚类]({ADDRESS}papers/second/#tldr)" in texts["juejin.md"]
    assert f'<a href="{POST}"' in texts["wechat.html"]


def test_a_post_of_another_note_is_no_change_of_this_one(project: Path) -> None:
    """The address of a link is not what a note says."""
    run("posted", "first", "juejin", "https://juejin.cn/post/1")
    run("posted", "second", "juejin", "https://juejin.cn/post/2", "--drafts")
    assert "一致" in run("status", "first").stdout


def test_another_picture_is_a_change(project: Path) -> None:
    run("posted", "first", "juejin", "https://juejin.cn/post/1")
    path = project / "paper-notes/first/images/fig1_arch_overall.png"
    path.write_bytes(path.read_bytes() + b"\0")
    assert "改过" in run("status").stdout


def test_a_wrong_ledger_is_told_with_file_and_line(project: Path) -> None:
    (project / "paper-notes/first/posts.yml").write_text("zhihu:\n  url: x\n", encoding="utf-8")
    result = run("status", "first")
    assert "paper-notes/first/posts.yml:2: “x” is no address of 知乎." in result.stderr


def test_the_schedule_is_shown_and_a_text_is_taken_over(project: Path) -> None:
    """Topics with the notes they became, and where these have been posted."""
    path = project / "docs/schedule.yml"
    path.write_text("- title: 甲\n  state: 已写\n  number: 3\n  notes: [first]\n", encoding="utf-8")
    run("posted", "first", "zhihu", ZHIHU)
    (project / "old.txt").write_text("## 待写\n### 乙\n- 素材\n## 已写\n1-2: 旧的\n", encoding="utf-8")
    imported = run("schedule", "--import", "old.txt")
    assert imported.stdout.splitlines()[0].endswith("schedule.yml: 新增 1 个选题，已有 0 个。")
    assert "old.txt: 第 5 行没有导入（没有题目的一段编号）。" in imported.stdout
    shown = run("schedule")
    assert shown.exit_code == 0
    assert [line.split() for line in shown.stdout.splitlines()[1:]] == [
        ["3", "已写", "甲", "first", "知乎"],
        ["待写", "乙"],
    ]
    assert "甲" not in run("schedule", "--state", "待写").stdout


def test_a_schedule_that_names_a_note_that_is_not_there_fails(project: Path) -> None:
    (project / "docs/schedule.yml").write_text("- title: 甲\n  notes: [gone]\n", encoding="utf-8")
    result = run("schedule")
    assert result.exit_code == 1
    assert "schedule.yml:1: “甲”: there is no note “gone”. There are: first, second." in result.stderr


def test_the_profile_wechat_holds_notes_against_the_column_s_habits(project: Path) -> None:
    """The word 张量, formulas without types of their symbols, and a note that the schedule does not know."""
    text = (SITE_NOTES / "first" / "README.md").read_text(encoding="utf-8")
    text = re.sub("向量|矩阵|标量", "量", text).replace("权重", "张量", 1) + "\n$$\na\n$$\n\n文\n\n$$\nb\n$$\n"
    write_note(project / "paper-notes", "first", text)
    line = text[: text.index("张量")].count("\n") + 1
    plain = run("lint", "first")
    assert "SYM-05" not in plain.stdout
    result = run("lint", "first", "--profile", "wechat")
    assert result.exit_code == 1
    assert f"error   first:{line}: 公众号 SYM-05: the word 张量 is used." in result.stdout
    assert "warning first: 公众号 COL-01" in result.stdout
    assert "写 notes: [first]" in result.stdout

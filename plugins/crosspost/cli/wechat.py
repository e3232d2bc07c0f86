"""`crosspost wechat draft`: a note into the drafts of 公众号."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from plugins.crosspost.cli.options import CONFIG, DRAFTS, one_line
from plugins.crosspost.draft.account import Account, read_account
from plugins.crosspost.draft.client import Client
from plugins.crosspost.draft.plan import Choices, Comments, Plan, plan_draft
from plugins.crosspost.draft.submit import submit
from plugins.crosspost.draft.token import TokenFile
from plugins.crosspost.draft.uploads import Uploads
from plugins.crosspost.export import Posts
from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import Posted, record_post
from plugins.crosspost.math import Typesetter
from plugins.crosspost.plugin import render_posts
from plugins.crosspost.tree import CrosspostError


@click.group()
def wechat() -> None:
    """Work with the API of 公众号."""


@wechat.command()
@click.argument("slug")
@CONFIG
@DRAFTS
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing; needs no secret.")
@click.option("--update", is_flag=True, help="Replace the draft that posts.yml names, instead of making a new one.")
@click.option("--parts", is_flag=True, help="Cut a note that is too long into several articles of one draft.")
@click.option("--title", default="", help="Another title than the note's: 32 characters at most, older accounts 64.")
@click.option(
    "--cover",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The cover. Default: images/cover.*, else the first picture of the note.",
)
@click.option(
    "--comments",
    type=click.Choice([choice.name.lower() for choice in Comments]),
    default="nobody",
    show_default=True,
    help="Who may comment.",
)
def draft(
    slug: str,
    config_file: Path,
    drafts: bool,
    dry_run: bool,
    update: bool,
    parts: bool,
    title: str,
    cover: Path | None,
    comments: str,
) -> None:
    """Put a note into the drafts of 公众号.

    Uploads its pictures, adds or updates the draft, and remembers it in the note's posts.yml; it publishes nothing.
    WECHAT_APPID and WECHAT_APPSECRET come from the environment; this machine's address must be on the account's white
    list (公众平台 → 设置与开发 → 开发接口管理).

    The API takes less than 20,000 characters, tags and styles counted. Formulas are inline SVG where all fits, else
    PNG, the small ones words; --parts makes several articles of what is longer still. The menu 转发 has no such limit.
    """
    choices = Choices(title, cover, parts, Comments[comments.upper()])
    cache = config_file.resolve().parent / ".cache"
    with one_line():
        account = None if dry_run else read_account(os.environ)
        posts = render_posts(config_file, slug, drafts=drafts)
        with Typesetter(cache / "math") as typesetter:
            plan = plan_draft(posts, choices, typesetter)
        for line in plan.lines():
            click.echo(line)
        if account is None:
            _show_pictures(plan)
        else:
            _submit(plan, posts, account, cache / "wechat", update=update)


def _show_pictures(plan: Plan) -> None:
    size = sum(len(picture.data) for picture in plan.pictures)
    click.echo(f"图片：{len(plan.pictures)} 张（{size / 1000:,.0f} KB）；封面 {len(plan.cover.data) / 1000:,.0f} KB。")
    click.echo("没有发送任何内容（--dry-run）。")


def _submit(plan: Plan, posts: Posts, account: Account, cache: Path, *, update: bool) -> None:
    old = posts.source.ledger.get(Platform.WECHAT, Posted())
    if update and not old.media_id:
        raise CrosspostError(posts.source.folder / "posts.yml", "it names no draft to update.", "Leave out --update.")
    if not update and old.media_id:
        click.echo("posts.yml 里已有一份草稿；这次另建一份。要更新原来那份，用 --update。")
    uploads = Uploads(cache / f"{account.name}.json")
    with Client(account, TokenFile(cache / f"{account.name}.token")) as client:
        media_id = submit(plan, client, uploads, old if update else None, click.echo)
    today = datetime.now(UTC).astimezone().date()
    entry = replace(old, media_id=media_id, date=today, sha256=plan.sha256, parts=len(plan.parts))
    path = record_post(posts.source.folder, Platform.WECHAT, entry)
    click.echo(f"草稿已{'更新' if update else '保存'}：公众平台 → 草稿箱。记在 {path}")

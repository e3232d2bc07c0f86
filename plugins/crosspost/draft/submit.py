"""Carries a plan out: pictures up, then the draft, new or in the place of an old one. Publishing is not ours (W14)."""

from __future__ import annotations

from collections.abc import Callable

from plugins.crosspost.draft.client import Client, Fields
from plugins.crosspost.draft.explain import WechatError
from plugins.crosspost.draft.plan import Part, Plan
from plugins.crosspost.draft.uploads import Uploads
from plugins.crosspost.ledger import Posted
from plugins.crosspost.tree import CrosspostError
from plugins.crosspost.wechat import API_CHARACTERS

_LOST_MEDIA = 40007


def submit(plan: Plan, client: Client, uploads: Uploads, old: Posted | None, tell: Callable[[str], None]) -> str:
    """The media id of the draft; `old` is the draft to replace, None for a new one.

    Raises:
        CrosspostError: WeChat refused, or the old draft has another number of articles.
    """
    if old is not None and old.parts != len(plan.parts):
        problem = f"the draft has {old.parts} articles, the note now makes {len(plan.parts)}."
        raise CrosspostError(None, problem, "Make a new draft: run without --update.")
    addresses = {}
    for place, picture in enumerate(plan.pictures, 1):
        if not uploads.has(picture):
            tell(f"上传图片 {place}/{len(plan.pictures)}")
        addresses[picture.sha256] = uploads.image(client, picture)
    try:
        return _send(plan, client, uploads, addresses, old)
    except WechatError as error:
        # The cover may have been deleted from the account's material: once more with a new one.
        if error.code != _LOST_MEDIA or not uploads.forget_cover(plan.cover):
            raise
    return _send(plan, client, uploads, addresses, old)


def _send(plan: Plan, client: Client, uploads: Uploads, addresses: dict[str, str], old: Posted | None) -> str:
    cover = uploads.cover(client, plan.cover)
    articles = [_article(plan, part, addresses, cover) for part in plan.parts]
    if old is None:
        return client.add_draft(articles)
    for index, article in enumerate(articles):
        client.update_draft(old.media_id, index, article)
    return old.media_id


def _article(plan: Plan, part: Part, addresses: dict[str, str], cover: str) -> Fields:
    content = part.content.with_addresses(addresses)
    if len(content) >= API_CHARACTERS:
        problem = f"“{part.title}” has {len(content):,} characters with the real addresses (W4)."
        raise CrosspostError(None, problem, "Shorten the note, or paste it from its page (转发).")
    comment, fans = plan.comments.value
    return {
        "title": part.title,
        "author": plan.author,
        "digest": part.digest,
        "content": content,
        "content_source_url": plan.url,
        "thumb_media_id": cover,
        "need_open_comment": comment,
        "only_fans_can_comment": fans,
    }

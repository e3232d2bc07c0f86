"""The board: a page of the site with the topics by their state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from plugins.crosspost.findings import Platform
from plugins.crosspost.schedule.topics import State, Topic
from plugins.crosspost.strings import BoardWords

PAGE = "schedule.md"
ORDER = (State.WRITING, State.WAITING, State.WRITTEN, State.MERGED)
_PLACE = re.compile(r'<div data-cp-board="([^"]*)"></div>')
_LIST = Markup('<ul class="cp-topics">{}</ul>')
_TOPIC = Markup('<li class="cp-topic">{}<span class="cp-topic__title">{}</span>{}{}</li>')
_NUMBER = Markup('<span class="cp-topic__number">No.{}</span> ')
_SMALL = Markup('<span class="cp-topic__more">{}</span>')
_LINK = Markup('<a href="{}">{}</a>')
_MATERIAL = Markup("<details><summary>{}</summary>{}</details>")

LinkOf = Callable[[str], str]
"""The address of a note's page by its slug, "" where there is none."""

PostsOf = Callable[[str], Mapping[Platform, str]]
"""Where a note has been posted, by its slug."""


def board_source(words: BoardWords) -> str:
    """The page's Markdown: a heading for each state, and a place for its topics."""
    parts = (f'## {words.states[state]}\n\n<div data-cp-board="{state.value}"></div>' for state in ORDER)
    return f"---\nhide: [navigation]\n---\n\n# {words.title}\n\n" + "\n\n".join(parts) + "\n"


def fill_board(html: str, topics: tuple[Topic, ...], words: BoardWords, link: LinkOf, posts: PostsOf) -> str:
    """The page with the topics in their places."""

    def fill(match: re.Match[str]) -> str:
        found = sorted((topic for topic in topics if topic.state.value == match[1]), key=_order)
        if not found:
            return str(Markup("<p>{}</p>").format(words.nothing))
        return str(_LIST.format(Markup("\n").join(_item(topic, words, link, posts) for topic in found)))

    return _PLACE.sub(fill, html)


def has_board(html: str) -> bool:
    """Whether a page has a place for topics."""
    return _PLACE.search(html) is not None


def _order(topic: Topic) -> tuple[int, int]:
    """What was published last comes first; the rest as in the file."""
    return (-(topic.number or 0), topic.line)


def _item(topic: Topic, words: BoardWords, link: LinkOf, posts: PostsOf) -> Markup:
    more = []
    if topic.working_title:
        more.append(escape(words.was.format(topic.working_title)))
    if topic.merged_into:
        more.append(escape(words.merged.format(topic.merged_into)))
    for slug in topic.notes:
        address = link(slug)
        more.append(escape(words.note) + (_LINK.format(address, slug) if address else escape(slug)))
    posted = {platform: url for slug in topic.notes for platform, url in posts(slug).items()} | topic.posts
    more += [_LINK.format(posted[platform], platform.label) for platform in Platform if platform in posted]
    number = _NUMBER.format(topic.number) if topic.number else Markup()
    small = Markup("").join(map(_SMALL.format, more))
    material = _MATERIAL.format(words.material, _rendered(topic.material)) if topic.material else Markup()
    return _TOPIC.format(number, topic.title, small, material)


def _rendered(material: str) -> Markup:
    """Material is Markdown without HTML or pictures: the page asks no other site."""
    return Markup(_parser().render(material))  # noqa: S704 - the parser escapes HTML and knows which links are safe


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")

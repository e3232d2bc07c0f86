"""`docs/schedule.yml`: a list of topics, written by hand or imported, read strictly.

- title: 稀疏与稠密之间            # as published, or as planned
  state: 已写                    # 待写, 写作中, 已写, 已合并
  number: 35                    # the column's No.35; what is 已写 has one
  working_title: 路径聚类        # how it was called before
  merged_into: 28               # what is 已合并 says into which number
  notes: [path-clustering]      # folders of paper-notes/
  posts: {wechat: https://mp.weixin.qq.com/s/…}
  material: |                   # Markdown: what to say, links, pictures
    - 为什么间隔 τ 决定一切
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.library import SLUG
from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import check_address
from plugins.crosspost.marked import Marked, parse_marked, read_marked
from plugins.crosspost.tree import CrosspostError

MOST_NUMBER = 99_999
TITLE_CHARACTERS = 200


class State(StrEnum):
    """How far a topic is."""

    WAITING = "待写"
    WRITING = "写作中"
    WRITTEN = "已写"
    MERGED = "已合并"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, and the line on which the file has it; `posts` are addresses by platform."""

    title: str
    state: State = State.WAITING
    number: int | None = None
    working_title: str = ""
    merged_into: int | None = None
    notes: tuple[str, ...] = ()
    posts: dict[Platform, str] = field(default_factory=dict)
    material: str = ""
    line: int = 0


_KEYS = ("title", "state", "number", "working_title", "merged_into", "notes", "posts", "material")
_BREAKS = re.compile(r"[\r\n\t]")


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of a file; none where there is no file.

    Raises:
        CrosspostError: the file says something that can't be; names the line.
    """
    root = read_marked(path)
    return _topics(root) if root else ()


def parse_topics(text: str, path: Path) -> tuple[Topic, ...]:
    """As `read_topics`, of a text that is or will be the file's."""
    root = parse_marked(text, path)
    return _topics(root) if root else ()


def problems_of(topics: tuple[Topic, ...], path: Path, slugs: frozenset[str]) -> Iterator[CrosspostError]:
    """What a topic names and is not there: notes of the library, numbers of the column."""
    numbers = {topic.number for topic in topics}
    for topic in topics:
        for slug in topic.notes:
            if slug not in slugs:
                way_out = f"There are: {', '.join(sorted(slugs)) or 'none'}."
                yield CrosspostError(path, f"“{topic.title}”: there is no note “{slug}”.", way_out, line=topic.line)
        if topic.merged_into is not None and topic.merged_into not in numbers:
            problem = f"“{topic.title}” is merged into No.{topic.merged_into}, which no topic has."
            yield CrosspostError(path, problem, "Add that topic, or mend the number.", line=topic.line)


def _topics(root: Marked) -> tuple[Topic, ...]:
    topics = tuple(map(_topic, root.items()))
    seen: dict[int, Topic] = {}
    for topic, item in zip(topics, root.items(), strict=True):
        if topic.number is not None and topic.number in seen:
            other = seen[topic.number]
            raise item.error(f"No.{topic.number} is “{other.title}” (line {other.line}) already.", "Number it anew.")
        if topic.number is not None:
            seen[topic.number] = topic
    return topics


def _topic(item: Marked) -> Topic:
    found = item.mapping(_KEYS)
    if "title" not in found:
        raise item.error("a topic has no title.")
    topic = Topic(
        title=_line(found["title"]),
        state=_state(found["state"]) if "state" in found else State.WAITING,
        number=_number(found.get("number")),
        working_title=_line(found["working_title"]) if "working_title" in found else "",
        merged_into=_number(found.get("merged_into")),
        notes=tuple(map(_slug, found["notes"].items())) if "notes" in found else (),
        posts=_posts(found["posts"]) if "posts" in found else {},
        material=found["material"].text() if "material" in found else "",
        line=item.line,
    )
    if topic.state is State.WRITTEN and topic.number is None:
        raise item.error(f"“{topic.title}” is 已写 and has no number.", "Write number: as in No.35.")
    if (topic.state is State.MERGED) != (topic.merged_into is not None):
        raise item.error(f"“{topic.title}”: 已合并 and merged_into go together.", "Say both, or none.")
    return topic


def _line(value: Marked) -> str:
    text = value.text()
    if not text or len(text) > TITLE_CHARACTERS or _BREAKS.search(text):
        raise value.error(f"a title is one line of 1 to {TITLE_CHARACTERS} characters.")
    return text


def _state(value: Marked) -> State:
    try:
        return State(value.text())
    except ValueError:
        raise value.error(f"“{value.text()[:20]}” is no state.", f"Known are: {', '.join(State)}.") from None


def _number(value: Marked | None) -> int | None:
    return value.number(1, MOST_NUMBER) if value else None


def _slug(value: Marked) -> str:
    if not SLUG.fullmatch(value.text()):
        raise value.error(f"“{value.text()[:60]}” can't be a note.", "Name its folder in paper-notes/.")
    return value.text()


def _posts(value: Marked) -> dict[Platform, str]:
    known = [platform.value for platform in Platform]
    return {
        Platform(name): check_address(Platform(name), entry.text(), entry)
        for name, entry in value.mapping(known).items()
    }

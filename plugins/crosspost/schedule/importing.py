"""A schedule that was kept as a text, taken over: sections of topics, topics struck through when done, a numbered list.

## 待写
### A topic
- what to say of it
### ~~Another topic~~ ✅ 已写（No.35）
### ~~A third~~ ✅ 已合并到 28
## 已写
28: the title under which it was published
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import yaml

from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import check_address
from plugins.crosspost.schedule.topics import TITLE_CHARACTERS, State, Topic
from plugins.crosspost.tree import CrosspostError

_SECTION = re.compile(r"##\s+(.+?)\s*")
_TOPIC = re.compile(r"###\s+(.+?)\s*")
_DONE = re.compile(r"\s*[✅☑✔️]*\s*(已写|写作中|已合并)(?:到)?\s*[（(]?\s*(?:No\.?\s*)?(\d+)?\s*[)）]?\s*")
_STRUCK = re.compile(r"~~(.+?)~~(.*)")
_NUMBERED = re.compile(r"(\d+)\s*[:：]\s*(.+?)\s*")
_RANGE = re.compile(r"(\d+)\s*[-–—~]\s*(\d+)\s*[:：].*")
_ADDRESS = re.compile(r"\s*(https://\S+)\s*")
_RULE = re.compile(r"-{3,}\s*")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was understood, and the lines (from 1) that were not: first, last, and why."""

    topics: tuple[Topic, ...]
    left: tuple[tuple[int, int, str], ...]


def import_text(text: str) -> Imported:
    """The topics of a text; those with the same number or title are one."""
    reader = _Reader()
    for line, words in enumerate(text.splitlines(), 1):
        reader.read(line, words.rstrip().expandtabs(4))
    reader.end()
    return Imported(tuple(_merge(reader.topics)), tuple(reader.left))


class _Reader:
    """Reads line by line: in which section, in which topic."""

    def __init__(self) -> None:
        self.state: State | None = None
        self.topics: list[Topic] = []
        self.left: list[tuple[int, int, str]] = []
        self._open: Topic | None = None
        self._lines: list[str] = []

    def read(self, line: int, words: str) -> None:
        section, topic = _SECTION.fullmatch(words), _TOPIC.fullmatch(words)
        if section:
            self.end()
            self.state = next((state for state in State if state.value in section[1]), None)
        elif topic:
            self.end()
            self._open = replace(_topic(topic[1], self.state or State.WAITING), line=line)
        elif self._open is not None:
            self._lines.append(words)
        elif words and not _RULE.fullmatch(words):
            self._loose(line, words)

    def _loose(self, line: int, words: str) -> None:
        """A line outside of any topic: an entry of the numbered list, or nothing that we know."""
        numbered = _NUMBERED.fullmatch(words) if self.state is State.WRITTEN else None
        if numbered:
            self.topics.append(Topic(numbered[2], State.WRITTEN, int(numbered[1]), line=line))
        elif self.state is State.WRITTEN and _RANGE.fullmatch(words):
            self.left.append((line, line, "没有题目的一段编号"))
        elif self.left and self.left[-1][1] >= line - 2 and self.left[-1][2] == "没有归属的文字":
            self.left[-1] = (self.left[-1][0], line, "没有归属的文字")
        elif self.state is not None:
            self.left.append((line, line, "没有归属的文字"))

    def end(self) -> None:
        """The open topic has all its lines."""
        if self._open is not None:
            posts = dict(_posts(self._lines))
            kept = [words for words in self._lines if not _is_post(words)]
            while kept and (not kept[-1] or _RULE.fullmatch(kept[-1])):
                kept.pop()
            material = textwrap.dedent("\n".join(kept)).strip("\n")
            self.topics.append(replace(self._open, posts=posts, material=material))
        self._open, self._lines = None, []


def _topic(words: str, state: State) -> Topic:
    struck = _STRUCK.fullmatch(words)
    title, rest = (struck[1], struck[2]) if struck else (words, "")
    done = _DONE.fullmatch(rest) if struck else None
    title = title.strip().rstrip(":：")[:TITLE_CHARACTERS]
    if done is None:
        return Topic(title, State.WAITING if state is State.WRITTEN else state)
    number = int(done[2]) if done[2] else None
    if done[1] == State.MERGED.value and number is not None:
        return Topic(title, State.MERGED, merged_into=number)
    if done[1] == State.WRITTEN.value and number is not None:
        return Topic(title, State.WRITTEN, number)
    return Topic(title, State.WRITING)


def _platform(address: str) -> Platform | None:
    for platform in Platform:
        try:
            check_address(platform, address)
        except CrosspostError:
            continue
        return platform
    return None


def _posts(lines: list[str]) -> Iterator[tuple[Platform, str]]:
    """Addresses of posts that stand alone on their line."""
    for words in lines:
        match = _ADDRESS.fullmatch(words)
        platform = _platform(match[1]) if match and urlsplit(match[1]).path.strip("/") else None
        if match and platform:
            yield platform, match[1]


def _is_post(words: str) -> bool:
    return any(True for _ in _posts([words]))


def _merge(topics: list[Topic]) -> Iterator[Topic]:
    """One topic for each number and title; the numbered list has the title that was published."""
    merged: list[Topic] = []
    for topic in topics:
        same = next((place for place, other in enumerate(merged) if _is_same(topic, other)), None)
        if same is None:
            merged.append(topic)
        else:
            merged[same] = _join(merged[same], topic)
    yield from merged


def _is_same(one: Topic, other: Topic) -> bool:
    return one.title == other.title or (one.number is not None and one.number == other.number)


def _join(first: Topic, second: Topic) -> Topic:
    order = list(State)
    further = max(first, second, key=lambda topic: order.index(topic.state))
    renamed = first.title != second.title
    return Topic(
        title=second.title,
        state=further.state,
        number=first.number or second.number,
        working_title=first.title if renamed else first.working_title or second.working_title,
        merged_into=further.merged_into,
        posts=first.posts | second.posts,
        material="\n\n".join(part for part in (first.material, second.material) if part),
        line=first.line,
    )


def add_topics(text: str, known: tuple[Topic, ...], topics: tuple[Topic, ...]) -> tuple[str, int]:
    """A schedule's text with the topics that it does not have yet at its end, and how many these are."""
    new = [topic for topic in topics if not any(_is_same(topic, other) for other in known)]
    written = "\n".join(map(_render, new))
    return (f"{text.rstrip()}\n\n{written}" if text.strip() and new else text or written), len(new)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _render(topic: Topic) -> str:
    values: dict[str, object] = {
        "title": topic.title,
        "state": topic.state.value,
        "number": topic.number,
        "working_title": topic.working_title,
        "merged_into": topic.merged_into,
        "notes": list(topic.notes),
        "posts": {platform.value: address for platform, address in topic.posts.items()},
        "material": topic.material,
    }
    kept = {name: value for name, value in values.items() if value}
    return str(yaml.dump([kept], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000))

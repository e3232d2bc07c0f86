"""`posts.yml` beside a note: where it has been posted, and as what. Written by the program, or by hand.

zhihu:
  url: https://zhuanlan.zhihu.com/p/123
  date: 2026-11-22
  sha256: 0f3a…                # of the note's content then; without it nobody knows what has changed since
wechat:
  media_id: …                  # the draft, as long as there is one
  url: https://mp.weixin.qq.com/s/…
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from generator.transaction import replace_file
from plugins.crosspost.findings import Platform
from plugins.crosspost.marked import Marked, parse_marked, read_marked
from plugins.crosspost.tree import CrosspostError

NAME = "posts.yml"
MOST_PARTS = 8
"""Articles of one draft."""

_HOSTS = {
    Platform.WECHAT: ("mp.weixin.qq.com",),
    Platform.ZHIHU: ("zhuanlan.zhihu.com", "www.zhihu.com"),
    Platform.JUEJIN: ("juejin.cn",),
}
_HASH = re.compile(r"[0-9a-f]{64}")
_MEDIA = re.compile(r"[\w-]{8,200}", re.A)
_PLAIN = re.compile(r"[^\s\x00-\x1f\"'<>\\]+")


@dataclass(frozen=True, slots=True)
class Posted:
    """A post: its address, or the draft that it still is; `parts` is the number of the draft's articles."""

    url: str = ""
    media_id: str = ""
    date: date | None = None
    sha256: str = ""
    parts: int = 1

    def has_changed(self, sha256: str) -> bool | None:
        """Whether the note, of which this is the hash, is another than the one posted; None where nobody knows."""
        return self.sha256 != sha256 if self.sha256 else None


Ledger = dict[Platform, Posted]
_KEYS = tuple(field.name for field in fields(Posted))


def read_ledger(folder: Path) -> Ledger:
    """The posts of the note in this folder.

    Raises:
        CrosspostError: the file says something that can't be; names the line.
    """
    root = read_marked(folder / NAME)
    return _ledger(root) if root else {}


def record_post(folder: Path, platform: Platform, posted: Posted) -> Path:
    """Write a post into the ledger; what a person wrote beside it stays. The file's path.

    Raises:
        CrosspostError: the ledger that is there can't be read.
    """
    path = folder / NAME
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    _ledger_of(text, path)
    root = parse_marked(text, path)
    old = root.mapping().get(platform.value) if root else None
    if old is None:
        text = (f"{text.rstrip()}\n" if text.strip() else "") + f"{platform.value}:\n{_render(posted)}"
    else:
        end = max(value.span[1] for value in old.mapping().values())
        text = text[: old.span[0]].rstrip(" \n") + "\n" + _render(posted) + text[end:].lstrip(" ").removeprefix("\n")
    _ledger_of(text, path)
    replace_file(path, text.encode())
    return path


def _ledger_of(text: str, path: Path) -> Ledger:
    root = parse_marked(text, path)
    return _ledger(root) if root else {}


def _render(posted: Posted) -> str:
    values = {name: getattr(posted, name) for name in _KEYS}
    kept = {name: value for name, value in values.items() if value and (name, value) != ("parts", 1)}
    written: str = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=1000)
    return "".join(f"  {line}\n" for line in written.splitlines())


def _ledger(root: Marked) -> Ledger:
    known = [platform.value for platform in Platform]
    return {Platform(name): _posted(Platform(name), entry) for name, entry in root.mapping(known).items()}


def _posted(platform: Platform, entry: Marked) -> Posted:
    found = entry.mapping(_KEYS)
    posted = Posted()
    for name, value in found.items():
        text = value.text()
        match name:
            case "url":
                posted = replace(posted, url=check_address(platform, text, value))
            case "media_id" if _MEDIA.fullmatch(text):
                posted = replace(posted, media_id=text)
            case "sha256" if _HASH.fullmatch(text):
                posted = replace(posted, sha256=text)
            case "date":
                posted = replace(posted, date=_date(value))
            case "parts":
                posted = replace(posted, parts=value.number(1, MOST_PARTS))
            case _:
                raise value.error(f"“{text[:40]}” can't be a {name}.")
    if not posted.url and not posted.media_id:
        raise entry.error(f"{platform.value} has neither url nor media_id.", "Write the address of the post.")
    return posted


def check_address(platform: Platform, address: str, place: Marked | None = None) -> str:
    """The address itself where it is one of the platform.

    Raises:
        CrosspostError: it leads elsewhere.
    """
    parts = urlsplit(address)
    if _PLAIN.fullmatch(address) and parts.scheme == "https" and parts.netloc in _HOSTS[platform]:
        return address
    problem = f"“{address[:80]}” is no address of {platform.label}."
    way_out = f"It begins with https://{_HOSTS[platform][0]}/."
    raise place.error(problem, way_out) if place else CrosspostError(None, problem, way_out)


def _date(value: Marked) -> date:
    try:
        return date.fromisoformat(value.text())
    except ValueError:
        raise value.error(f"“{value.text()[:20]}” is no date.", "Write it as 2026-11-22.") from None

"""What the user should know of an export: the rule, how bad it is, where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Platform(StrEnum):
    """Where a note is posted."""

    WECHAT = "wechat"
    ZHIHU = "zhihu"
    JUEJIN = "juejin"

    @property
    def label(self) -> str:
        """The platform's own name."""
        return {"wechat": "公众号", "zhihu": "知乎", "juejin": "掘金"}[self.value]


class Severity(StrEnum):
    """A loss is our fault and stops a strict build; an error is the note's: its platform will refuse something.

    A warning wants a look; a remark only tells what was done.
    """

    LOSS = "loss"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `rule` is an id of the platforms' rules (W, Z, J); `needle` is text to find the note's line by."""

    platform: Platform
    rule: str
    severity: Severity
    message: str
    needle: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A file for a platform, and what was found while making it."""

    platform: Platform
    text: str
    findings: tuple[Finding, ...] = ()


def find_line(source: str, needle: str) -> int | None:
    """The line (from 1) of a note's Markdown where the needle's first line stands, None where it is not found."""
    first = next((line.strip() for line in needle.splitlines() if line.strip()), "")
    place = source.find(first) if first else -1
    return source.count("\n", 0, place) + 1 if place >= 0 else None

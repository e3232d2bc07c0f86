"""MD-06: where a note's links may lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.note.lint.registry import EVERYWHERE, E, Problem, rule
from generator.note.lint.subject import LintSubject

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.I)
# markdown-it leaves a link with such a scheme as text; another renderer may not.
_REFUSED = re.compile(r"\]\(\s*<?\s*(?:javascript|vbscript|data|file)\s*:", re.I)


@rule(
    "MD-06",
    E,
    zh="链接只用 http(s), 或指向笔记目录内存在的文件",
    profiles=EVERYWHERE,
)
def safe_links(subject: LintSubject) -> Iterator[Problem]:
    """Links are http(s), or lead to files that exist in the note's folder."""
    for block in subject.walk():
        for token, line in block.inline_lines():
            if token.type == "link_open" and (wrong := _wrong(subject, str(token.attrs.get("href", "")))):
                yield Problem(line, *wrong)
        for offset, text in enumerate(block.prose.split("\n")):
            if _REFUSED.search(text):
                yield Problem(block.line + offset, "this link runs code or opens a file.", "Link by http(s).")


def _wrong(subject: LintSubject, href: str) -> tuple[str, str] | None:
    if href.startswith("#"):
        return None
    if _SCHEME.match(href):
        web = re.match(r"https?://[^/\s]", href, re.I)
        return None if web else (f"the link “{href[:60]}” has another scheme than http(s).", "Link by http(s).")
    if href.startswith(("/", "\\")) or not href:
        return f"the link “{href[:60]}” is not relative.", "Link to a file in the note's folder."
    target = unquote(urlsplit(href).path)
    if not stays_inside(subject.folder, target):
        return f"the link “{href[:60]}” leaves the note's folder.", "Link to the web page instead."
    if not any(_exists(folder / target) for folder in (subject.folder, subject.home)):
        return f"the link “{href[:60]}” leads to no file.", "Mend the path, or delete the link."
    return None


def stays_inside(folder: Path, target: str) -> bool:
    """Whether a relative path, followed through symbolic links, ends in the folder."""
    if "\0" in target or "\\" in target:
        return False
    return (folder / target).resolve().is_relative_to(folder.resolve())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long
        return False

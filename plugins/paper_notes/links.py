"""Links out of a note: to other notes, its files, the docs, the repository. What leads nowhere is a problem."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from generator.errors import NoteError
from generator.library import PaperFolder
from plugins.paper_notes.collection import PAPERS
from plugins.paper_notes.source import Line, read_lines

_INLINE = re.compile(r"\]\(\s*(?P<target><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)")
_REFERENCE = re.compile(r"^ *\[[^\]^]+\]:\s*(?P<target>\S+)")

_ADDRESS = re.compile(r'(?P<before><(?:a|img)\b[^<>]*?\s(?:href|src)=")(?P<target>[^"]*)')
_ID = re.compile(r'<[^<>]*?\sid="([^"]*)"')

_TRANSLATION = re.compile(r"README\.(en|zh)\.md")

NOWHERE = "nowhere:"
"""A scheme that no browser knows and the sanitiser removes: the words of a dead link stay, the link goes."""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """What is where: the repository's `root`, the folders `docs` and `library`, the notes that have a page.

    `repository` is the address that shows a file of the repository when its path is appended, or None.
    """

    root: Path
    docs: Path
    library: Path
    slugs: frozenset[str]
    repository: str | None = None


def repository_address(repository: str | None, edit: str | None, root: Path, docs: Path) -> str | None:
    """The address that shows a file of the repository when its path is appended; None where one of two is unknown.

    It is made of `edit`, which leads from the repository's address to where the files of `docs` are edited.
    """
    if not repository or not edit:
        return None
    shown = urljoin(f"{repository.rstrip('/')}/", edit).replace("/edit/", "/blob/")
    return urljoin(shown, os.path.relpath(root, docs) + "/")


class BrokenLink(ValueError):
    """A target that can't be reached; says why."""


def rewrite_links(
    text: str, folder: PaperFolder, site: SiteMap, file: Path | None = None
) -> tuple[str, tuple[NoteError, ...]]:
    """The Markdown with each target as seen from the note's page, and the links that lead nowhere.

    `file` is what the text was read from, where that is not the note itself.
    """
    problems: list[NoteError] = []
    file = file or folder.readme
    lines = [_rewrite_line(line, folder, site, file, problems) for line in read_lines(text)]
    return "\n".join(lines), tuple(problems)


def set_addresses(html: str, address: Callable[[str], str]) -> str:
    """The engine's HTML with the target of each link and image replaced by the address that belongs to it."""

    def replace(match: re.Match[str]) -> str:
        return match["before"] + escape(address(unescape(match["target"])))

    return _ADDRESS.sub(replace, html)


def split_target(target: str, source: str) -> tuple[str, str]:
    """(source path, fragment) of a link as `rewrite_links` writes it on the page `source`."""
    path, _, anchor = target.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path))) if path else source), anchor


def read_ids(html: str) -> set[str]:
    """What a link to a page can name behind `#`."""
    return {unescape(name) for name in _ID.findall(html)}


def _rewrite_line(line: Line, folder: PaperFolder, site: SiteMap, file: Path, problems: list[NoteError]) -> str:
    text = line.text
    if "](" not in text and "]:" not in text:
        return text
    prose = line.prose
    matches = sorted((*_INLINE.finditer(prose), *_REFERENCE.finditer(prose)), key=lambda match: match.start())
    for match in reversed(matches):  # from the right: the offsets to the left stay valid
        start, end = match.span("target")
        target = text[start:end].strip("<>")
        try:
            new = resolve_link(target, folder, site)
        except BrokenLink as error:
            problems.append(NoteError(file, f"the link to “{target}” {error}", line=line.number))
            new = NOWHERE
        if new != target:
            text = text[:start] + new + text[end:]
    return text


def resolve_link(target: str, folder: PaperFolder, site: SiteMap) -> str:
    """The target of a link in a note, as its page must write it; addresses with a scheme stay as they are.

    Raises:
        BrokenLink: the target leaves the repository, or does not exist.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return target
    path = _find(unquote(parts.path), folder, site)
    source = _source_path(path, site)
    if source is None:
        shown = quote(_below(path, site.root.as_posix()) or "")
        return f"{site.repository}{shown}" if site.repository else NOWHERE
    relative = posixpath.relpath(source, f"{PAPERS}/{folder.slug}")
    return urlunsplit(("", "", quote(relative), parts.query, parts.fragment))


def _find(path: str, folder: PaperFolder, site: SiteMap) -> str:
    """The file or folder that a path means on GitHub: relative to the note, or to the repository where it begins so."""
    root = site.root.as_posix()
    base = root if path.startswith("/") else folder.path.as_posix()
    found = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    if _below(found, root) is None or _below(os.path.realpath(found), _real(root)) is None:
        raise BrokenLink("leaves the repository.")
    if not os.path.exists(found):  # noqa: PTH110 - paths are strings here: a note has several links, a site many notes
        raise BrokenLink("leads nowhere: there is no such file.")
    readme = posixpath.join(found, "README.md")
    return readme if os.path.isfile(readme) else found  # noqa: PTH113 - as above


def _source_path(path: str, site: SiteMap) -> str | None:
    """Where the site keeps a file of the repository; None where it does not publish it."""
    in_library, in_docs = (_below(path, folder.as_posix()) for folder in (site.library, site.docs))
    if in_library is not None:
        slug, *rest = in_library.split("/")
        if len(rest) == 1 and (translation := _TRANSLATION.fullmatch(rest[0])):
            return f"{PAPERS}/{slug}/{translation[1]}.md"
        published = rest in (["README.md"], ["paper.pdf"], ["interview.md"]) or (len(rest) == 2 and rest[0] == "images")
        return "/".join((PAPERS, slug, *rest)) if slug in site.slugs and published else None
    return in_docs if in_docs is not None and os.path.isfile(path) else None  # noqa: PTH113 - as above


def _below(path: str, folder: str) -> str | None:
    """The path as seen from a folder, empty for the folder itself; None where it does not stand in it."""
    if path == folder:
        return ""
    return path[len(folder) + 1 :] if path.startswith(f"{folder}/") else None


@lru_cache(maxsize=8)
def _real(folder: str) -> str:
    return os.path.realpath(folder)

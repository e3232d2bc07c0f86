"""What is kept of an export: the files, and from meta.json what was found. The cache of exports holds nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from plugins.crosspost.export import FILES, META, PREVIEWS, Posts, Settings
from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.source import Rendered
from plugins.paper_notes.cache import code_version

_KEY = "key"
_PACKAGES = ("django-static-mathjax", "djangocms-katex", "mini-racer", "markdown-it-py", "lxml")
_SUFFIXES = frozenset((".py", ".css", ".js"))


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in the form in which meta.json keeps it."""

    platform: str
    rule: str
    severity: Severity
    message: str
    line: int | None

    def line_of_text(self, name: str) -> str:
        """On one line: `name:line: platform rule: message`."""
        where = f"{name}:{self.line}" if self.line else name
        return f"{where}: {self.platform} {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A note's files by their names."""

    slug: str
    files: dict[str, str]

    @property
    def meta(self) -> dict[str, Any]:
        """What meta.json says."""
        data: dict[str, Any] = json.loads(self.files[META])
        return data

    def findings(self) -> Iterator[Told]:
        """What was found, by platform."""
        for platform in self.meta["platforms"].values():
            for found in platform["findings"]:
                severity = Severity(found["severity"])
                yield Told(platform["name"], found["rule"], severity, found["message"], found["line"])

    def text(self, platform: Platform) -> str:
        """The file for a platform."""
        return self.files[FILES[platform]]

    def write(self, folder: Path, *, previews: bool = True) -> tuple[Path, ...]:
        """Write the files into a folder; their paths. `previews` are of use to the menu alone."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name, text in self.files.items():
            if name in PREVIEWS.values() and not previews:
                continue
            path = folder / name
            path.write_bytes(text.encode())
            paths.append(path)
        return tuple(paths)


def bundle_of(posts: Posts) -> Bundle:
    """What is kept of a note's posts."""
    return Bundle(posts.source.slug, posts.files())


class BundleCache:
    """The last export of each note, good as long as the note, the settings and this program are the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, slug: str, key: str) -> Bundle | None:
        """The files of a note where they were made from the same."""
        folder = self.folder / slug
        try:
            if (folder / _KEY).read_text(encoding="ascii") != key:
                return None
            names = (*FILES.values(), *PREVIEWS.values(), META)
            return Bundle(slug, {name: (folder / name).read_bytes().decode() for name in names})
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, bundle: Bundle, key: str) -> None:
        """Keep a note's files; the key goes first and comes last, so that half of them counts as none."""
        folder = self.folder / bundle.slug
        (folder / _KEY).unlink(missing_ok=True)
        bundle.write(folder)
        (folder / _KEY).write_text(key, encoding="ascii")


def key_of(page: Rendered, settings: Settings) -> str:
    """A hash of all that an export depends on."""
    ledger = sorted((platform.value, repr(posted)) for platform, posted in page.ledger.items())
    parts = (_program(), page.folder.name, page.markdown, page.html, page.url, page.pictures, repr(ledger))
    posted = sorted((platform.value, sorted(posts.items())) for platform, posts in settings.posted.items())
    chosen = (settings.author, settings.base, settings.juejin_theme, settings.juejin_highlight, repr(posted))
    digest = hashlib.sha256()
    for part in (*parts, *chosen, settings.theme.css, repr(sorted(settings.theme.styles.items()))):
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """A hash of this program, of what it takes from the note and the site, and of the packages behind it."""
    digest = hashlib.sha256(code_version().encode())
    root = Path(__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES):
        digest.update(path.read_bytes())
    return digest.hexdigest() + "/".join(metadata.version(name) for name in _PACKAGES)

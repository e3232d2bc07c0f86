"""The content security policy of a page: what it may load and run, whatever a note that got past the sanitiser says."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

_INLINE = re.compile(r"<script>(.*?)</script>", re.S)
_TEMPLATED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_CHARSET = re.compile(r'<meta charset="[^"]*">')


class Policy:
    """Knows the theme's own inline scripts: they alone may run, by their hashes. Any other has to be a file."""

    def __init__(self, theme: Iterable[Path], others: Iterable[str] = ()) -> None:
        """`theme` are the theme's folders, `others` the origins that the site loads scripts and frames from."""
        scripts = {pattern for folder in theme for pattern in _scripts(folder)}
        self._known = re.compile("|".join(sorted(scripts)) or r"(?!)")
        self._others = tuple(others)

    def add(self, html: str) -> str:
        """The page with its policy, before anything that could load."""
        hashes = dict.fromkeys(hash_of(script) for script in _INLINE.findall(html) if self._known.fullmatch(script))
        tag = f'<meta http-equiv="Content-Security-Policy" content="{self._directives(tuple(hashes))}">'
        return _CHARSET.sub(lambda charset: f"{charset[0]}\n{tag}", html, count=1)

    def _directives(self, hashes: tuple[str, ...]) -> str:
        others = self._others
        directives = {
            "default-src": ("'self'",),
            "script-src": ("'self'", "'wasm-unsafe-eval'", *hashes, *others),  # Pagefind is WebAssembly
            "style-src": ("'self'", *others),
            "style-src-attr": ("'unsafe-inline'",),  # the alignment of table columns, KaTeX's measures
            "img-src": ("'self'", "data:"),  # the theme's icons are data
            "frame-src": ("'self'", *others),
            "object-src": ("'none'",),
            "base-uri": ("'none'",),
            "form-action": ("'self'",),
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


@lru_cache(maxsize=256)
def hash_of(script: str) -> str:
    """An inline script as a policy names it."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _scripts(folder: Path) -> Iterator[str]:
    """Patterns of the inline scripts of a theme's templates; what a template fills in holds no quote and no tag."""
    for path in sorted(folder.glob("partials/**/*.html")):
        for script in _INLINE.findall(path.read_text(encoding="utf-8")):
            yield r"[^\"<>]*".join(map(re.escape, _TEMPLATED.split(script)))

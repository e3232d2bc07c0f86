"""Files that the site serves beside its pages, by their path on the site: ours, and others' from their packages."""

from __future__ import annotations

from pathlib import Path

from plugins.paper_notes.libraries import katex_files, library_files
from plugins.paper_notes.pages.head import ASSETS, KATEX

_OWN = Path(__file__).parent / "assets"


def served_files() -> dict[str, Path]:
    """Scripts, style sheets and fonts.

    Raises:
        ConfigError: a package that carries some of them is absent or holds something else.
    """
    own = {f"{ASSETS}/{path.name}": path for path in _OWN.iterdir()}
    others = {f"{ASSETS}/lib/{name}": path for name, path in library_files().items()}
    return own | others | {f"{KATEX}/{name}": path for name, path in katex_files().items()}

"""KaTeX's own files, served by the site itself: from a package that carries them, without importing it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from generator.errors import ConfigError

_PACKAGE = "djangocms-katex"
_INSTALL = f"Install it: pip install --no-deps {_PACKAGE}"
_NEEDED = frozenset({"katex.min.js", "katex.min.css", "LICENSE"})


def katex_files() -> dict[str, Path]:
    """The script, the style sheet, its woff2 fonts and the licence, by their path below KaTeX's own folder.

    Raises:
        ConfigError: the package is absent or holds something else.
    """
    try:
        listed = metadata.files(_PACKAGE) or ()
    except metadata.PackageNotFoundError as error:
        raise ConfigError(None, f"formulas need the package {_PACKAGE}.", _INSTALL) from error
    found: dict[str, Path] = {}
    for file in listed:
        name = file.as_posix().rpartition("/vendor/katex/")[2]
        if name in _NEEDED or (name.startswith("fonts/") and name.endswith(".woff2")):
            found[name] = Path(str(file.locate()))
    if not found.keys() >= _NEEDED:
        raise ConfigError(None, f"the package {_PACKAGE} does not hold KaTeX.", _INSTALL)
    return found

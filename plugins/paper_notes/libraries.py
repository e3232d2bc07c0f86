"""Scripts, styles and fonts from packages that carry them as data: found by their list of files, never imported."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from generator.errors import ConfigError

_GLIGHTBOX = "mkdocs_glightbox/glightbox"
_VIS = "pyvis/lib/vis-9.1.2/vis-network.min.js"
_KATEX = "djangocms_katex/static/djangocms_katex/vendor/katex"
_FONT = "zhplot/fonts/NotoSansSC-Regular.ttf"


def package_files(package: str, reason: str, *needed: str, otherwise: str = "") -> dict[str, Path]:
    """The files of a package by their path in it, `needed` among them; `reason` and `otherwise` are for the error.

    Raises:
        ConfigError: the package is absent or holds something else.
    """
    way_out = f"Install it: pip install --no-deps {package}. {otherwise}".removesuffix(". ")
    try:
        listed = metadata.files(package) or ()
    except metadata.PackageNotFoundError as error:
        raise ConfigError(None, f"{reason} the package {package}.", way_out) from error
    files = {file.as_posix(): Path(str(file.locate())) for file in listed}
    if lacking := next((name for name in needed if name not in files), None):
        raise ConfigError(None, f"the package {package} does not hold {lacking}.", way_out)
    return files


def library_files() -> dict[str, Path]:
    """GLightbox (the figures' lightbox) and vis-network (the prerequisite graph), by the name that the site gives it.

    Raises:
        ConfigError: see `package_files`.
    """
    served = {
        f"{_GLIGHTBOX}/glightbox.min.js": "glightbox.min.js",
        f"{_GLIGHTBOX}/glightbox.min.css": "glightbox.min.css",
        f"{_GLIGHTBOX}/LICENSE.md": "glightbox.LICENSE.txt",  # an engine would make a page of .md
    }
    lightbox = package_files("mkdocs-glightbox", "the site needs", *served)
    graph = package_files("pyvis", "the site needs", _VIS)
    return {name: lightbox[path] for path, name in served.items()} | {"vis-network.min.js": graph[_VIS]}


def katex_files() -> dict[str, Path]:
    """KaTeX's script, its style sheet, woff2 fonts and licence, by their path below KaTeX's own folder.

    Raises:
        ConfigError: see `package_files`.
    """
    wanted = tuple(f"{_KATEX}/{name}" for name in ("katex.min.js", "katex.min.css", "LICENSE"))
    files = package_files("djangocms-katex", "formulas need", *wanted)
    return {
        path.removeprefix(f"{_KATEX}/"): file
        for path, file in files.items()
        if path in wanted or (path.startswith(f"{_KATEX}/fonts/") and path.endswith(".woff2"))
    }


def chinese_font(reason: str, *, otherwise: str = "") -> Path:
    """Noto Sans SC, regular.

    Raises:
        ConfigError: see `package_files`.
    """
    return package_files("zhplot", reason, _FONT, otherwise=otherwise)[_FONT]

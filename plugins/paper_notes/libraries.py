"""Scripts that the site serves itself, from packages that carry them as data: nothing here imports those packages."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from generator.errors import ConfigError

_PACKAGES = (
    (
        "mkdocs-glightbox",
        "mkdocs_glightbox/glightbox/",
        {
            "glightbox.min.js": "glightbox.min.js",
            "glightbox.min.css": "glightbox.min.css",
            "LICENSE.md": "glightbox.LICENSE.txt",  # an engine would make a page of .md
        },
    ),
    ("pyvis", "pyvis/lib/vis-9.1.2/", {"vis-network.min.js": "vis-network.min.js"}),
)


def library_files() -> dict[str, Path]:
    """GLightbox (the figures' lightbox) and vis-network (the prerequisite graph), by the name that the site gives it.

    Raises:
        ConfigError: a package is absent or holds something else.
    """
    found: dict[str, Path] = {}
    for package, folder, names in _PACKAGES:
        install = f"Install it: pip install --no-deps {package}"
        try:
            listed = metadata.files(package) or ()
        except metadata.PackageNotFoundError as error:
            raise ConfigError(None, f"the site needs the package {package}.", install) from error
        files = {file.as_posix(): file for file in listed}
        for name, served in names.items():
            if f"{folder}{name}" not in files:
                raise ConfigError(None, f"the package {package} does not hold {name}.", install)
            found[served] = Path(str(files[f"{folder}{name}"].locate()))
    return found

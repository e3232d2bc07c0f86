"""A project whose mkdocs.yml uses the plugin."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.site.library import write_site

ADDRESS = "https://me.example/notes/"


def write_project(root: Path, options: str = "") -> Path:
    """The real mkdocs.yml with the plugin and the site's address, docs/, a finished note and a draft; its path."""
    config = write_site(root, ROOT)
    text = config.read_text(encoding="utf-8").replace('[SITE_URL, ""]', f'[SITE_URL, "{ADDRESS}"]')
    if "\n  - crosspost" not in text:
        text = text.replace("\n  - paper-notes\n", "\n  - paper-notes\n  - crosspost\n")
    config.write_text(text.replace("\n  - crosspost\n", f"\n  - crosspost{options}\n"), encoding="utf-8")
    return config

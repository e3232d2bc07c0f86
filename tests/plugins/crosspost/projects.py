"""A project whose mkdocs.yml uses the plugin."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT
from tests.site.library import write_site

ADDRESS = "https://me.example/notes/"
FORMULAS = ROOT / ".cache" / "math"
"""Formulas that were set, by all processes and runs; it knows each by its TeX and by the code that set it."""


def write_project(root: Path, options: str = "") -> Path:
    """The real mkdocs.yml with an address and options of the plugin, docs/, a finished note, a draft; its path."""
    config = write_site(root, ROOT)
    (root / ".cache").mkdir()
    (root / ".cache" / "math").symlink_to(FORMULAS, target_is_directory=True)
    FORMULAS.mkdir(parents=True, exist_ok=True)
    text = config.read_text(encoding="utf-8").replace('[SITE_URL, ""]', f'[SITE_URL, "{ADDRESS}"]')
    config.write_text(re.sub(r"\n  - crosspost\b.*\n", f"\n  - crosspost{options}\n", text), encoding="utf-8")
    return config

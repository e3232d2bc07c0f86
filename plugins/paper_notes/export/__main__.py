"""`python -m plugins.paper_notes.export mkdocs.yml DIR`: what `paper-notes export-site DIR` starts."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.errors import PaperNotesError
from plugins.paper_notes.export.settings import read_settings
from plugins.paper_notes.export.site import export_site


def main(file: str, target: str) -> int:
    """Export; tell what was written and what is wrong; 1 where nothing was written."""
    try:
        exported = export_site(read_settings(Path(file)), Path(target))
    except PaperNotesError as error:
        print(error, file=sys.stderr)  # noqa: T201 - this is a program
        return 1
    for problem in exported.problems:
        print(problem, file=sys.stderr)  # noqa: T201
    print(f"{target}: {exported.notes} notes, {exported.files} files. Next: cd {target} && zensical build")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""`paper-notes check`: a note against its PDF, a comparison against both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from generator.library import PaperFolder
from generator.pipeline.grounding import Checked, check_evidence, write_evidence
from generator.pipeline.review import review_page


def check_note(folder: PaperFolder, cache: Path, html: Path | None, *, evidence: bool) -> bool:
    """Print what has no evidence; write what was asked for. False where something has none."""
    checked = check_evidence(folder, cache)
    for letter, item in checked.breaches:
        assert item.breach
        whose = f" paper {letter}:" if letter else ""
        place = f"{checked.subject.path}:{item.line}:{whose}"
        click.echo(f"{place} {item.breach.rule} {item.breach.message} {item.breach.way_out}")
    for line in _summary(folder, checked):
        click.echo(line)
    if html:
        html.write_text(review_page(checked), encoding="utf-8")
        click.echo(f"{html}: the note beside its evidence.")
    if evidence:
        write_evidence(folder, checked)
    return not checked.breaches and checked.impossible is None


def _summary(folder: PaperFolder, checked: Checked) -> Iterator[str]:
    if checked.impossible:
        yield f"{folder.slug}: impossible to check: {checked.impossible}"
        return
    for letter, pdf in checked.pdfs.items():
        counts = Counter(item.kind.value for owner, item in checked.items if owner == letter)
        parts = ", ".join(f"{count} {kind}s" for kind, count in counts.items())
        whose = f" in paper {letter} ({pdf.parent.name})" if letter else ""
        yield f"{folder.slug}: {parts or 'nothing'} looked up{whose}, {_lacking(checked, letter)} without evidence."
    if neither := sum(letter not in checked.pdfs for letter, _ in checked.breaches):
        yield f"{folder.slug}: {neither} more that neither paper has."


def _lacking(checked: Checked, letter: str) -> int:
    return sum(owner == letter for owner, _ in checked.breaches)

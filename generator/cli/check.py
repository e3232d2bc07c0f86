"""`paper-notes check`: a note against its PDF."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from generator.library import PaperFolder
from generator.note.grounding.items import Grounding
from generator.pipeline.grounding import evidence_json, ground_note
from generator.pipeline.review import review_page


def check_note(folder: PaperFolder, cache: Path, html: Path | None, *, evidence: bool) -> bool:
    """Print what has no evidence; write what was asked for. False where something has none."""
    subject, grounding = ground_note(folder, cache)
    for item in grounding.breaches:
        assert item.breach
        click.echo(f"{subject.path}:{item.line}: {item.breach.rule} {item.breach.message} {item.breach.way_out}")
    click.echo(_summary(folder, grounding))
    if html:
        html.write_text(review_page(subject, grounding, folder.pdf), encoding="utf-8")
        click.echo(f"{html}: the note beside its evidence.")
    if evidence:
        folder.evidence.write_bytes(evidence_json(subject, grounding))
    return not grounding.breaches and grounding.impossible is None


def _summary(folder: PaperFolder, grounding: Grounding) -> str:
    if grounding.impossible:
        return f"{folder.slug}: impossible to check: {grounding.impossible}"
    counts = Counter(item.kind.value for item in grounding.items)
    parts = ", ".join(f"{count} {kind}s" for kind, count in counts.items())
    return f"{folder.slug}: {parts or 'nothing'} looked up, {len(grounding.breaches)} without evidence."

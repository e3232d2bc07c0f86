"""A note held against its PDF, a comparison against both: what has evidence and what has none; evidence.json."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import NoteError
from generator.extraction.cache import read_paper
from generator.library import PaperFolder, read_sidecar
from generator.note.digest import text_hash
from generator.note.grounding.compared import LETTERS, ground_comparison
from generator.note.grounding.ground import impossible
from generator.note.grounding.items import Grounding, Item
from generator.note.lint.rules.grounding import read_grounding
from generator.note.lint.subject import LintSubject


@dataclass(frozen=True, slots=True)
class Checked:
    """What of a note was looked up in its papers.

    `items` stand in the note's order, each with the letter of its paper: "" in the note of one paper, "A" or "B" in a
    comparison, "A/B" for what neither of them has; `pdfs` are the papers by letter. `impossible` says why nothing
    could be looked up, None where it could.
    """

    subject: LintSubject
    items: tuple[tuple[str, Item], ...]
    pdfs: dict[str, Path]
    impossible: str | None = None

    @property
    def breaches(self) -> tuple[tuple[str, Item], ...]:
        """The items that break a rule."""
        return tuple((letter, item) for letter, item in self.items if item.breach)


def check_evidence(folder: PaperFolder, cache: Path) -> Checked:
    """The note and what its PDF says to it; of a comparison, what each of its two papers says.

    Raises:
        NoteError: there is no note, or a PDF is missing.
        PdfError: a PDF can't be read.
    """
    record = read_sidecar(folder)
    compared = record.compares if record else {}
    if compared:
        return _check_comparison(folder, {letter: folder.path.parent / compared[letter] for letter in LETTERS}, cache)
    subject = LintSubject.read(folder, read_paper(_present(folder.pdf), cache))
    grounding = read_grounding(subject)
    return Checked(subject, tuple(("", item) for item in grounding.items), {"": folder.pdf}, grounding.impossible)


def _check_comparison(folder: PaperFolder, homes: dict[str, Path], cache: Path) -> Checked:
    pdfs = {letter: _present(home / "paper.pdf") for letter, home in homes.items()}
    a, b = (read_paper(pdf, cache) for pdf in pdfs.values())
    subject = replace(LintSubject.read(folder), compared=(a, b))
    blocks = [block for block in subject.blocks if block is not subject.header_quote]
    items = sorted(ground_comparison(blocks, (a, b)), key=lambda found: (found[1].line, found[0]))
    reasons = {letter: impossible(paper) for letter, paper in zip(LETTERS, (a, b), strict=True)}
    said = "; ".join(f"paper {letter}: {reason}" for letter, reason in reasons.items() if reason)
    return Checked(subject, tuple(items), pdfs, said or None)


def _present(pdf: Path) -> Path:
    if not pdf.is_file():
        raise NoteError(pdf, "there is no PDF to check the note against.", "Put it there.")
    return pdf


def write_evidence(folder: PaperFolder, checked: Checked) -> None:
    """Write evidence.json beside the note.

    Raises:
        NoteError: it is a comparison; the file is about one paper's pages.
    """
    if checked.subject.paper is None:
        way_out = "Leave out --evidence; --html shows the pages of both papers."
        raise NoteError(folder.readme, "evidence.json is of one paper, and this compares two.", way_out)
    folder.evidence.write_bytes(evidence_json(checked.subject, read_grounding(checked.subject)))


def evidence_json(subject: LintSubject, grounding: Grounding) -> bytes:
    """The content of `evidence.json` beside the note: on which page each of its numbers stands. The site shows it."""
    assert subject.paper
    return grounding.render(text_hash(subject.text), subject.paper.sha256).encode()

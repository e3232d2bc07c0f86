"""`paper-notes lint` and `check`: notes against the rules, and a note against its PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.place import Place, pass_place
from generator.library import PaperFolder, find_paper
from generator.note.lint import RULES, LintReport, fix
from generator.note.lint.formats import FORMATS
from generator.pipeline.checking import check, read_subject
from generator.pipeline.grounding import Checked, check_evidence, write_evidence
from generator.pipeline.review import review_page


@click.command("lint")
@click.argument("slugs", nargs=-1)
@click.option("--fix", "fixes", is_flag=True, help="Mend first what can be mended without a model.")
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True, help="Form of the findings."
)
@click.option("--rules", is_flag=True, help="List all rules, and stop.")
@pass_place
def lint_notes(place: Place, /, slugs: tuple[str, ...], fixes: bool, form: str, rules: bool) -> None:
    """Hold notes against the rules.

    The notes SLUGS, or all, and each interview.md beside them. Exits with 1 where a rule of severity E is broken.
    """
    if rules:
        for rule in RULES.values():
            click.echo(f"{rule.id:9} {rule.severity}  {rule.zh}")
        return
    folders = [folder for folder in place.chosen(slugs) if slugs or folder.readme.is_file()]
    reports = [report for folder in folders for report in _lint(folder, place.cache, fixes)]
    click.echo(FORMATS[form](reports), nl=False)
    if any(report.errors for report in reports):
        raise SystemExit(1)


def _lint(folder: PaperFolder, cache: Path, fixes: bool) -> tuple[LintReport, ...]:
    if fixes:
        subject = read_subject(folder, cache)
        mended = fix(subject)
        if mended != subject.raw.decode():
            folder.readme.write_text(mended, encoding="utf-8", newline="")
    return check(folder, cache)


@click.command("check")
@click.argument("slug")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to review: note, evidence.")
@click.option("--evidence", is_flag=True, help="Write evidence.json beside the note: page and box of everything.")
@pass_place
def check_grounding(place: Place, /, slug: str, html: Path | None, evidence: bool) -> None:
    """Look everything up in the PDF that a note says.

    Numbers, names, quotations, references and formulas of the note SLUG; exits with 1 where one has no evidence. What
    a comparison says of a paper is looked up in that paper.

    \b
    Examples:
      paper-notes check lora --html review.html
      paper-notes check compare-lora-vs-adapters --html review.html      pages of both papers
    """
    if not _check_evidence(find_paper(place.library, slug), place.cache, html, evidence=evidence):
        raise SystemExit(1)


def _check_evidence(folder: PaperFolder, cache: Path, html: Path | None, *, evidence: bool) -> bool:
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

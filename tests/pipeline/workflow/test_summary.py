"""The job summary: hostile text is shown as it is, pictures come by address, GitHub's limit is kept."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from generator.note.record import Sidecar
from generator.pipeline.workflow.attempt import Attempt
from generator.pipeline.workflow.delivery import Delivered
from generator.pipeline.workflow.parcel import Parcel
from generator.pipeline.workflow.summary import Home, delivery_summary, plain

HOME = Home("https://github.com", "owner/notes", private=False)
RECORD = Sidecar(pdf="0", tool="x", usage={"cost_usd": 1.234})


def parcel(slug: str = "boxes", images: int = 1, error: str | None = None) -> Parcel:
    files = {f"images/fig{number}_arch_x.png": b"" for number in range(images)}
    return Parcel(slug, files | ({} if error else {"README.md": b"# A\n"}), RECORD, Attempt(slug, error=error))


def pushed(*slugs: str) -> Delivered:
    return Delivered("abc", {slug: f"Write the note of {slug}" for slug in slugs})


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "a | b", "![x](https://evil.example/x.png)", "@everyone `x` **b** #1", "a\n\n# b"],
)
def test_a_failures_text_is_text(text: str) -> None:
    rendered = MarkdownIt("js-default").render(f"| a |\n|---|\n| {plain(text)} |")
    assert html.unescape(rendered.split("<td>")[1].split("</td>")[0]) == " ".join(text.split())


def test_figures_are_shown_by_address_a_dozen_at_most_and_the_price_is_told() -> None:
    text = delivery_summary([parcel(images=15)], pushed("boxes"), HOME, "paper-notes")
    assert text.count("<img ") == 12
    assert "and 3 more" in text
    assert "https://raw.githubusercontent.com/owner/notes/abc/paper-notes/boxes/images/fig0_arch_x.png" in text
    assert "$1.23" in text
    assert "data:" not in text


def test_figures_come_before_formulas_of_which_a_paper_may_have_many() -> None:
    formulas = {f"images/eq{number}_method_x.png": b"" for number in range(20)}
    paper = parcel()
    text = delivery_summary([replace(paper, files=formulas | paper.files)], pushed("boxes"), HOME, "paper-notes")
    assert text.index("fig0_arch_x.png") < text.index("eq0_method_x.png")


@pytest.mark.parametrize(
    "home", [Home("https://github.com", "o/n", private=True), Home("https://git.example", "o/n", private=False)]
)
def test_where_the_renderer_may_not_fetch_a_picture_there_is_a_link(home: Home) -> None:
    text = delivery_summary([parcel()], pushed("boxes"), home, "paper-notes")
    assert "<img" not in text
    assert f'<a href="{home.server}/o/n/blob/abc/paper-notes/boxes/images/fig0_arch_x.png">' in text


def test_each_fate_is_told() -> None:
    delivered = pushed("boxes")
    delivered.proposed["mine"] = "notes/mine"
    delivered.outdated.append("old")
    delivered.problems["gone"] = "refused for a reason"
    delivered.problems["bad"] = "breaks a rule"
    parcels = [parcel(), parcel("mine"), parcel("old"), parcel("bad"), parcel("sick", error="no PDF")]
    text = delivery_summary(parcels, delivered, HOME, "paper-notes")
    rows = {line.split(" | ")[0][2:]: line for line in text.splitlines() if line.startswith("| ")}
    assert "Write the note of boxes" in rows["boxes"]
    assert "proposed on the branch notes/mine" in rows["mine"]
    assert "changed meanwhile" in rows["old"]
    assert "**refused**: breaks a rule" in rows["bad"]
    assert "**the note failed**: no PDF" in rows["sick"]
    assert "**refused**: refused for a reason" in rows["gone"]


def test_a_summary_is_never_larger_than_github_takes() -> None:
    slugs = [f"paper-{number}" for number in range(1500)]
    text = delivery_summary([parcel(slug, 12) for slug in slugs], pushed(*slugs), HOME, "paper-notes")
    assert len(text.encode()) < 2**20
    assert "More papers than a summary holds" in text

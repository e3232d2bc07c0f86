"""The job summary: a table of what became of each paper, with its figures as thumbnails, as GitHub renders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.pipeline.workflow.agenda import Agenda
from generator.pipeline.workflow.delivery import Delivered
from generator.pipeline.workflow.parcel import Parcel

MOST_THUMBNAILS = 12
_LIMIT = 1000 * 1024  # GitHub takes 1 MiB a step
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Home:
    """Where the repository is: its server's address, `owner/name`, and whether strangers can see its files."""

    server: str
    name: str
    private: bool

    def image(self, sha: str, path: str) -> str:
        """A thumbnail, or where the renderer may not fetch it a link.

        GitHub renders no data: URI (github/markup #1840), and fetches images without the reader's login.
        """
        if self.private or self.server != "https://github.com":
            return f'<a href="{self.server}/{self.name}/blob/{sha}/{path}">{plain(path.rpartition("/")[2])}</a>'
        return f'<img width="160" alt="" src="https://raw.githubusercontent.com/{self.name}/{sha}/{path}">'


def plain(text: str) -> str:
    """Text as it is, whatever marks of Markdown or HTML it holds: a failure may quote a stranger's PDF."""
    shown = " ".join(text.split())[:_LONGEST]
    return "".join(char if char.isalnum() or char in " ,;/" else f"&#{ord(char)};" for char in shown)


def agenda_summary(agenda: Agenda) -> str:
    """What the run takes up, and what it leaves."""
    lines = [f"### Papers to write: {len(agenda.papers)}", ""]
    lines += [f"- {plain(slug)}" for slug in agenda.papers]
    lines += _listed("Left to the next run", agenda.rest)
    lines += _listed("Waiting for a person to merge their branch", agenda.waiting)
    lines += _listed("Given up until their PDF changes, or until asked for by hand", _told(agenda.given_up))
    lines += _listed("Not to be judged", (f"{plain(each.slug)}: {plain(str(each.error))}" for each in agenda.broken))
    return "\n".join(lines) + "\n"


def delivery_summary(parcels: Sequence[Parcel], delivered: Delivered, home: Home, library: str) -> str:
    """What became of each paper; cut off where GitHub would refuse it."""
    lines = ["### Papers", "", "| paper | what happened | figures |", "|---|---|---|"]
    for parcel in parcels:
        lines.append(
            f"| {parcel.slug} | {_fate(parcel, delivered)} | {_thumbnails(parcel, delivered, home, library)} |"
        )
    seen = {parcel.slug for parcel in parcels}
    lines += [
        f"| {plain(slug)} | **refused**: {plain(why)} | |"
        for slug, why in delivered.problems.items()
        if slug not in seen
    ]
    text = ""
    for line in lines:
        if len((text + line).encode()) > _LIMIT:
            return f"{text}\nMore papers than a summary holds: see the log.\n"
        text += line + "\n"
    return text


def _fate(parcel: Parcel, delivered: Delivered) -> str:
    slug, parts = parcel.slug, []
    if slug in delivered.pushed:
        parts.append(plain(delivered.pushed[slug]))
    if slug in delivered.proposed:
        parts.append(f"proposed on the branch {plain(delivered.proposed[slug])}")
    if slug in delivered.outdated:
        parts.append("changed meanwhile: left to the next run")
    if slug in delivered.problems:
        parts.append(f"**refused**: {plain(delivered.problems[slug])}")
    if parcel.attempt.error:
        parts.append(f"**the note failed**: {plain(parcel.attempt.error)}")
    usage = parcel.record.usage or {}
    if parcel.note is not None and isinstance(cost := usage.get("cost_usd"), int | float):
        parts.append(f"${cost:.2f}")
    return "; ".join(parts) or "nothing new"


def _thumbnails(parcel: Parcel, delivered: Delivered, home: Home, library: str) -> str:
    if delivered.sha is None or parcel.slug not in delivered.pushed:
        return ""
    names = sorted((name for name in parcel.files if name.endswith(".png")), key=_figures_first)
    sha = delivered.sha
    shown = (home.image(sha, f"{library}/{parcel.slug}/{name}") for name in names[:MOST_THUMBNAILS])
    more = f" and {len(names) - MOST_THUMBNAILS} more" if len(names) > MOST_THUMBNAILS else ""
    return " ".join(shown) + more


def _figures_first(name: str) -> tuple[bool, str]:
    """A paper may have more formulas than a row holds images."""
    return name.startswith("images/eq"), name


def _told(given_up: dict[str, str]) -> Iterator[str]:
    return (f"{plain(slug)}: {plain(why)}" for slug, why in given_up.items())


def _listed(title: str, items: Sequence[str] | Iterator[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return ["", f"#### {title}", "", *lines] if lines else []

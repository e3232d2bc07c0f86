"""Hostile notes, answers of the model, settings, slugs and parcels: nothing executable, nothing outside the folder.

Notes and what became of hostile answers are built into one site by the project's own mkdocs.yml, without the lint that
would refuse most of them first; every page is then read as a browser reads it.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count as count_from
from itertools import cycle, islice
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element

import html5lib

from benchmarks.report import Goal, finish, show
from benchmarks.stress.api import SteadyApi, command, environment, paper
from benchmarks.stress.nursery import nursery
from benchmarks.stress.payloads import MARKUP, NAMES, SETTINGS, SLUGS
from generator.config import read_settings
from generator.errors import ConfigError, LibraryError, PaperNotesError
from generator.library import PaperFolder, check_slug, read_sidecar
from generator.note.lint import LintSubject, lint
from generator.pipeline.workflow.attempt import Attempt
from generator.pipeline.workflow.parcel import open_parcel, pack
from tests.conftest import ROOT
from tests.site.library import NOTES, write_note, write_site
from tests.writing.answers import ZH
from tests.writing.fake_anthropic import Answer, Recorded, Say

PARTS = {"notes": 300, "answers": 50, "settings": 50, "slugs": 50, "parcels": 50}
FORBIDDEN = {"iframe", "object", "embed", "form", "base", "applet", "frame", "frameset"}
LINKS = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"}
GOALS = (
    Goal("cases", least=1),
    Goal("executable", most=0),
    Goal("outside_the_folder", most=0),
    Goal("not_refused", most=0),
    Goal("other_errors", most=0),
    Goal("missing_and_not_named", most=0),
)


def notes(count: int) -> Iterator[tuple[str, str]]:
    """(slug, text): a sound note with something hostile in its title, header, prose, list, heading or end."""
    sound, random = (NOTES / "second" / "README.md").read_text(encoding="utf-8"), Random(3)
    for number, payload in enumerate(islice(cycle(MARKUP), count)):
        lines = sound.split("\n")
        place = random.choice([i for i, line in enumerate(lines) if line.strip() and not line.startswith(("$", "`"))])
        if "\n" in payload or number % 3 == 0:
            lines[place:place] = ["", payload, ""]
        else:
            lines[place] += f" {payload}"
        yield f"note-{number}", "\n".join(lines)


def answers(place: Path, count: int) -> dict[str, str]:
    """What is written where each of the model's answers holds something hostile; empty where the lint refuses it.

    A note takes an answer a section, and more for repairs, which are hostile too.
    """
    payloads = list(islice(cycle(MARKUP), count))
    for number in range(-(-count // len(ZH))):
        folder = PaperFolder(place / "paper-notes" / f"answer-{number}")
        folder.path.mkdir(parents=True)
        folder.pdf.write_bytes(paper(number))
    turn = count_from(0)

    def obey(request: Recorded, answer: Say) -> Answer:
        return answer if answer.text.startswith("{") else Say(f"{answer.text}\n\n{payloads[next(turn) % count]}\n")

    with SteadyApi(obey).running() as api:
        run = command(place, "build", "--jobs", "2", api=api)
        run.communicate(timeout=3600)
    folders = (PaperFolder(path) for path in sorted((place / "paper-notes").iterdir()))
    return {folder.slug: folder.readme.read_text(encoding="utf-8") for folder in folders if folder.readme.is_file()}


def build(place: Path, texts: dict[str, str]) -> tuple[Path, str]:
    """The site of these notes, by the project's own settings, and what was said of those that are none."""
    write_site(place, ROOT)
    for slug, text in texts.items():
        write_note(place / "paper-notes", slug, text)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=place, env=dict(environment()), capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:])
    return place / "site", done.stdout + done.stderr


def executables(page: Path) -> frozenset[str]:
    """What of a page could run, as a browser's parser sees it: elements, handlers, addresses, scripts."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return frozenset(word for element in tree.iter() for word in _executable(element))


def _executable(element: Element) -> Iterator[str]:
    name = str(element.tag).rpartition("}")[2].lower()
    if name in FORBIDDEN:
        yield f"<{name} class={element.get('class')}>"
    if name == "script":  # paths to the site's root differ by the page's depth
        yield f"<script> {(element.get('src') or '').rpartition('/')[2]} {(element.text or '').replace('/..', '')}"
    if name == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        yield "<meta refresh>"
    for key, value in element.items():
        if key.lower().startswith("on") or _runs(key, value):
            yield f"{name} {key}={value[:60]}"


def _runs(key: str, value: str) -> bool:
    """Browsers leave out tabs and line ends of an address, and what stands around it, but no space within.

    source: https://url.spec.whatwg.org/#concept-basic-url-parser
    """
    address = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33))))).lower()
    bad = ("javascript:", "vbscript:", "data:text", "data:image/svg", "data:application")
    return key.lower() in LINKS and address.startswith(bad)


def refused_settings(place: Path, count: int) -> tuple[int, int]:
    """(not refused, other errors) of hostile paper.yml."""
    wrong = other = 0
    for number, text in enumerate(islice(cycle(SETTINGS), count)):
        path = place / f"{number}.yml"
        path.write_text(text, encoding="utf-8")
        try:
            read_settings(path)
            wrong += 1
            print(f"not refused: {text[:60]!r}")
        except ConfigError:
            continue
        except Exception as error:  # what must not get out is what is counted here
            other += 1
            print(f"{text[:60]!r}: {error!r}")
    return wrong, other


def refused_slugs(count: int) -> int:
    """How many hostile slugs were taken."""
    wrong = 0
    for slug in islice(cycle(SLUGS), count):
        with contextlib.suppress(LibraryError):
            check_slug(slug)
            wrong += 1
            print(f"not refused: {slug!r}")
    return wrong


def refused_parcels(place: Path, count: int) -> int:
    """How many parcels with a foreign file, a link or a false record were taken."""
    wrong = 0
    for number, name in enumerate(islice(cycle(NAMES), count)):
        folder, out = PaperFolder(place / "source" / "boxes"), place / str(number)
        folder.path.mkdir(parents=True, exist_ok=True)
        folder.sidecar.write_text('{"schema": 1, "pdf": "x", "tool": "x"}', encoding="utf-8")
        pack(folder, Attempt("boxes", error="x"), read_sidecar(folder), out)
        path = out / "source" / "boxes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to("/etc/passwd") if number % 3 == 0 else path.write_text("evil", encoding="utf-8")
        with contextlib.suppress(PaperNotesError):
            open_parcel(out, "source", "boxes")
            wrong += 1
            print(f"not refused: {name!r}")
    return wrong


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    counts = {name: max(5, round(full * size)) for name, full in PARTS.items()}
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for name in ("answers", "site", "settings", "parcels"):
            (root / name).mkdir()
        texts = dict(notes(counts["notes"]))
        with nursery(root / "nursery"):
            written = answers(root / "answers", counts["answers"])
        site, said = build(root / "site", texts | written)
        pages = [site / "papers" / slug / "index.html" for slug in texts | written]
        missing = [page for page in pages if not page.is_file()]
        known = frozenset().union(*(executables(site / "papers" / slug / "index.html") for slug in ("first", "second")))
        found = {page.parent.name: executables(page) - known for page in pages if page not in missing}
        linted = sum(bool(_lint(root / "site" / "paper-notes" / slug)) for slug in texts)
        wrong, other = refused_settings(root / "settings", counts["settings"])
        wrong += refused_slugs(counts["slugs"]) + refused_parcels(root / "parcels", counts["parcels"])
        strange = [path for path in root.rglob("*") if "CANARY" in path.name or path.name.startswith("evil")]
        strange = [path for path in strange if root / "parcels" not in path.parents]
    for page, what in found.items():
        if what:
            print(f"{page}: {sorted(what)[:3]}")
    show(
        "hostile",
        ("what", "count"),
        [*counts.items(), ("notes that the lint refuses", linted), ("answers published", len(written))],
    )
    numbers = {
        "cases": sum(counts.values()),
        **counts,
        "refused_by_lint": linted,
        "answers_published": len(written),
        "executable": sum(map(len, found.values())),
        "pages_missing": len(missing),
        "missing_and_not_named": sum(f"{page.parent.name}/README.md" not in said for page in missing),
        "outside_the_folder": len(strange),
        "not_refused": wrong,
        "other_errors": other,
    }
    return finish("stress-hostile", numbers, GOALS)


def _lint(folder: Path) -> bool:
    return bool(lint(LintSubject.read(folder)).errors)

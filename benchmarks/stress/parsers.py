"""Random text for the parsers of header, note, captions, settings, record and pointer, by Hypothesis.

Each gives its result, or its own kind of error; the same examples at every run.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.report import Goal, finish, show
from benchmarks.stress.payloads import MARKUP, SETTINGS
from generator.config import read_settings
from generator.errors import ConfigError, LibraryError, NoteError, PaperNotesError
from generator.extraction.captions import begins_caption, caption_body
from generator.library import PaperFolder, pointed_at, read_sidecar
from generator.note.document import parse_note, render_note
from generator.note.header import read_fields
from tests.site.library import NOTES

EXAMPLES = 3000
SLOW = 2.0
"""Seconds of processor time for one text of a few kilobytes."""
GOALS = (Goal("other_errors", most=0), Goal("slow", most=0))

_NOTE = (NOTES / "second" / "README.md").read_text(encoding="utf-8").split("\n")
_LINES = st.lists(st.one_of(st.sampled_from(_NOTE), st.sampled_from(MARKUP), st.text(max_size=60)), max_size=60)
_CHANGES = st.lists(st.tuples(st.integers(0, len(_NOTE)), st.sampled_from(MARKUP) | st.text(max_size=60)), max_size=4)
_TEXTS = _LINES.map("\n".join) | _CHANGES.map(lambda changes: _changed(changes))
_KEYS = st.sampled_from(["schema", "pdf", "tool", "readme", "images", "sections", "usage", "failures", "times", "why"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS | st.text(max_size=8), inner, max_size=8),
    max_leaves=20,
)
_YAML_KEYS = st.sampled_from(["source", "language", "focus", "crops", "model", "effort", "keep_pdf", "name", "page"])
_CAPTIONS = st.tuples(
    st.sampled_from(["Figure", "Fig.", "TABLE", "Algorithm", "图", "表", "Supplementary Figure", ""]),
    st.text("0123456789.:-–() IVXa", max_size=12),
    st.text(max_size=80),
).map(" ".join)


def _changed(changes: list[tuple[int, str]]) -> str:
    """A sound note with something more on some of its lines."""
    lines = [*_NOTE]
    for place, text in changes:
        lines[min(place, len(lines) - 1)] += text
    return "\n".join(lines)


@dataclass
class Trial:
    """One parser over many texts: what it did."""

    name: str
    act: Callable[[str], object]
    allowed: type[PaperNotesError]
    examples: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def run(self, text: str) -> None:
        """Try one text."""
        self.examples += 1
        start = time.process_time()
        try:
            self.act(text)
        except self.allowed:
            self.refused += 1
        except Exception as error:  # what must not get out is what is counted here
            self.wrong.append(f"{text[:80]!r}: {error!r}")
        self.slowest = max(self.slowest, time.process_time() - start)


def _again(text: str) -> None:
    """A note that was parsed is the same when it is rendered and parsed again."""
    note = parse_note(text)
    assert parse_note(render_note(note)) == note


def _file(folder: Path, name: str, read: Callable[[Path], object]) -> Callable[[str], object]:
    def act(text: str) -> object:
        (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
        return read(folder / name)

    return act


def trials(folder: Path) -> tuple[tuple[Trial, st.SearchStrategy[str]], ...]:
    """Each parser with the texts that it is tried on."""
    yamls = st.one_of(
        _TEXTS,
        st.sampled_from(SETTINGS),
        st.dictionaries(_YAML_KEYS, _JSON, max_size=6).map(lambda data: str(yaml.safe_dump(data))),
    )
    facts = {"schema": st.just(1), "pdf": st.text(max_size=9) | _JSON, "tool": st.just("x")}
    known = st.fixed_dictionaries(facts, optional={"images": _JSON, "failures": _JSON, "usage": _JSON, "readme": _JSON})
    records = st.one_of(st.text(max_size=200), _JSON.map(json.dumps), known.map(json.dumps))
    pointers = st.text(max_size=50).map("version https://git-lfs.github.com/spec/v1\noid sha256:".__add__)
    sidecar = PaperFolder(folder)
    return (
        (Trial("header", lambda text: read_fields(text.split("\n")), NoteError), _TEXTS),
        (Trial("note", _again, NoteError), _TEXTS),
        (
            Trial("captions", lambda text: begins_caption(text) or caption_body(text), PaperNotesError),
            _CAPTIONS | _TEXTS,
        ),
        (Trial("settings", _file(folder, "paper.yml", read_settings), ConfigError), yamls),
        (Trial("record", _file(folder, ".note.json", lambda _: read_sidecar(sidecar)), LibraryError), records),
        (Trial("pointer", _file(folder, "paper.pdf", pointed_at), LibraryError), pointers | st.text(max_size=99)),
    )


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    count = max(50, round(EXAMPLES * size))
    quiet = settings(
        max_examples=count, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
    )
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for trial, texts in trials(Path(folder)):
            quiet(given(texts)(trial.run))()
            done.append(trial)
    show(
        "random text",
        ("parser", "texts", "refused", "other errors", "slowest s"),
        [(trial.name, trial.examples, trial.refused, len(trial.wrong), trial.slowest) for trial in done],
    )
    for trial in done:
        for word in trial.wrong[:3]:
            print(f"{trial.name}: {word}")
    numbers = {
        "texts": sum(trial.examples for trial in done),
        "other_errors": sum(len(trial.wrong) for trial in done),
        "slow": sum(trial.slowest > SLOW for trial in done),
    }
    return finish("stress-parsers", numbers, GOALS)

"""Extraction in a process of its own: what a hostile PDF does to it, it does to that process only.

The worker (worker.py) has limits of memory, processor time, clock time and file size, no credentials in its
environment, and dies with its parent. This side never loads the PDF library.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from pydantic import ValidationError

from generator import errors
from generator.errors import LimitExceeded, PaperNotesError, PdfError
from generator.extraction.job import JOB, RESULT, Failure, Job
from generator.extraction.options import ExtractOptions, Limits
from generator.paper import Paper

_LONGEST_RESULT = 256 * 2**20
_WORKERS = BoundedSemaphore(os.cpu_count() or 1)
"""However many papers wait for an answer at once, no more are read than there are processors."""


def extract_safely(pdf: Path, options: ExtractOptions | None = None, images: Path | None = None) -> Paper:
    """`extract` in a worker process.

    Raises:
        PdfError: the PDF can't be read, is beyond a limit, or crashed the worker.
        ConfigError: a crop set by hand can't be.
    """
    options = options or ExtractOptions()
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as scratch:
        result = Path(scratch, "result.json")
        job = Path(scratch, "job.json")
        said = Path(scratch, "said")
        job.write_bytes(JOB.dump_json(Job(pdf.absolute(), images.absolute() if images else None, options)))
        with _WORKERS:
            status = _run(pdf, job, result, said, options.limits.seconds)
        return _read_result(pdf, result, status, said, options.limits)


def _run(pdf: Path, job: Path, result: Path, said: Path, seconds: float) -> int:
    command = [sys.executable, "-m", "generator.extraction.worker", str(job), str(result)]
    environment = {key: value for key, value in os.environ.items() if key in _HARMLESS} | _ONE_THREAD
    try:
        with said.open("wb") as words:  # a file, for the limit of file size holds there
            return subprocess.run(  # noqa: S603 - our own module
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                timeout=seconds + 5,  # the worker's own alarm comes first; this is for one that can't be alarmed
                check=False,
            ).returncode
    except subprocess.TimeoutExpired:
        raise _too_slow(pdf, seconds) from None


_HARMLESS = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH"})
"""What the worker may see of the environment: nothing that could be a secret."""

_ONE_THREAD = {"RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Papers are read at the same time; and each thread would reserve address space, which is limited."""


def _read_result(pdf: Path, result: Path, status: int, said: Path, limits: Limits) -> Paper:
    if status in (-signal.SIGALRM, -signal.SIGXCPU):
        raise _too_slow(pdf, limits.seconds)
    if not result.is_file() or result.stat().st_size > _LONGEST_RESULT:
        raise _broken_off(pdf, status, _last_words(said), limits)
    try:
        outcome = RESULT.validate_json(result.read_bytes())
    except ValidationError as error:
        raise PdfError(pdf, "what was read from it makes no sense.", _REPRINT) from error
    if outcome.paper is not None:
        return outcome.paper
    assert outcome.failure is not None  # a Result holds one of the two
    raise _revived(outcome.failure, pdf)


def _too_slow(pdf: Path, seconds: float) -> LimitExceeded:
    return LimitExceeded(pdf, f"reading it took more than {seconds:g} s.", "Raise --seconds, or print it to a new PDF.")


def _broken_off(pdf: Path, status: int, words: str, limits: Limits) -> PdfError:
    """What to say of a worker that gave no answer, by its end and its last words."""
    if any(sign in words for sign in _OUT_OF_MEMORY):
        problem = f"reading it took more than {limits.memory // 2**20} MiB of memory."
        return LimitExceeded(pdf, problem, "Raise --memory, or print it to a new PDF.")
    if status < 0:
        return PdfError(pdf, f"the PDF library crashed on it ({signal.Signals(-status).name}).", _REPRINT)
    return PdfError(pdf, f"reading it broke off ({words or f'status {status}'}).", _REPRINT)


_OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "malloc")
_REPRINT = "Print it to a new PDF, and use that."


def _last_words(said: Path) -> str:
    """The last line that a worker left; a hostile PDF may speak there, so marks of a terminal are taken out."""
    with said.open("rb") as file:
        file.seek(max(0, said.stat().st_size - 2000))
        lines = file.read().decode(errors="replace").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), "")
    return "".join(filter(str.isprintable, last)).strip()[:200]


def _revived(failure: Failure, pdf: Path) -> PaperNotesError:
    kind = getattr(errors, failure.kind, PdfError)
    if not (isinstance(kind, type) and issubclass(kind, PaperNotesError)):
        kind = PdfError
    path = pdf if failure.path in (None, str(pdf.absolute())) else failure.path  # named as the person named it
    return kind(path, failure.problem, failure.way_out)

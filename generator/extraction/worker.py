"""Extraction in a process of its own: what a hostile PDF does to it, it does to that process only.

The parent hands over a job as JSON and gets a result as JSON (never a pickle: the worker may be under foreign
control). The worker has limits of memory, processor time, clock time and file size, no credentials in its environment,
and dies with its parent.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator import errors
from generator.errors import LimitExceeded, PaperNotesError, PdfError
from generator.extraction.extractor import ExtractOptions, extract
from generator.paper import Paper

_KILL_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
_LARGEST_FILE = 64 * 2**20
_LONGEST_RESULT = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Job:
    """What the worker shall do: read `pdf`, and write images into the folder `images` where one is given."""

    pdf: Path
    images: Path | None
    options: ExtractOptions


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of ours on its way back to the parent."""

    kind: str
    path: str | None
    problem: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Result:
    """Either a paper or a failure."""

    paper: Paper | None = None
    failure: Failure | None = None


_JOB = TypeAdapter(Job)
_RESULT = TypeAdapter(Result)


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
        job.write_bytes(_JOB.dump_json(Job(pdf.absolute(), images.absolute() if images else None, options)))
        status = _run(pdf, job, result, options.limits.seconds)
        return _read_result(pdf, result, status, options)


def _run(pdf: Path, job: Path, result: Path, seconds: float) -> int:
    command = [sys.executable, "-m", "generator.extraction.worker", str(job), str(result)]
    environment = {key: value for key, value in os.environ.items() if key in _HARMLESS}
    try:
        return subprocess.run(  # noqa: S603 - our own module
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds + 5,  # the worker's own alarm comes first; this is for one that can't be alarmed
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        raise _too_slow(pdf, seconds) from None


_HARMLESS = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH"})
"""What the worker may see of the environment: nothing that could be a secret."""


def _read_result(pdf: Path, result: Path, status: int, options: ExtractOptions) -> Paper:
    if status in (-signal.SIGALRM, -signal.SIGXCPU):
        raise _too_slow(pdf, options.limits.seconds)
    if not result.is_file() or result.stat().st_size > _LONGEST_RESULT:
        way_out = "Print it to a new PDF, and use that."
        raise PdfError(pdf, f"the PDF library crashed on it ({_status_name(status)}).", way_out)
    try:
        outcome = _RESULT.validate_json(result.read_bytes())
    except ValidationError as error:
        raise PdfError(pdf, "what was read from it makes no sense.", "Print it to a new PDF, and use that.") from error
    if outcome.paper is not None:
        return outcome.paper
    assert outcome.failure is not None  # a Result holds one of the two
    raise _revived(outcome.failure, pdf)


def _too_slow(pdf: Path, seconds: float) -> LimitExceeded:
    return LimitExceeded(pdf, f"reading it took more than {seconds:g} s.", "Raise --seconds, or print it to a new PDF.")


def _status_name(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"


def _revived(failure: Failure, pdf: Path) -> PaperNotesError:
    kind = getattr(errors, failure.kind, PdfError)
    if not (isinstance(kind, type) and issubclass(kind, PaperNotesError)):
        kind = PdfError
    path = pdf if failure.path in (None, str(pdf.absolute())) else failure.path  # named as the person named it
    return kind(path, failure.problem, failure.way_out)


def main(job_file: str, result_file: str) -> None:
    """The worker's side."""
    job = _JOB.validate_json(Path(job_file).read_bytes())
    _hold_limits(job)
    try:
        result = Result(paper=extract(job.pdf, job.options, job.images))
    except PaperNotesError as error:
        path = None if error.path is None else str(error.path)
        result = Result(failure=Failure(type(error).__name__, path, error.problem, error.way_out))
    except MemoryError:
        mib = job.options.limits.memory // 2**20
        problem, way_out = (
            f"reading it took more than {mib} MiB of memory.",
            "Raise --memory, or print it to a new PDF.",
        )
        result = Result(failure=Failure("LimitExceeded", str(job.pdf), problem, way_out))
    draft = Path(result_file + ".tmp")
    draft.write_bytes(_RESULT.dump_json(result))
    draft.replace(result_file)


def _hold_limits(job: Job) -> None:
    limits = job.options.limits
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_CPU, int(limits.seconds) + 1)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _limit(resource.RLIMIT_CORE, 0)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)  # its default action ends the process, even inside C code
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    with contextlib.suppress(OSError, ValueError):  # macOS knows no limit of memory
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    main(*sys.argv[1:])

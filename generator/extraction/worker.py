"""The worker's side of extraction: holds its limits, reads one PDF, answers, and ends. Started by sandbox.py."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import resource
import signal
import sys
from pathlib import Path

from generator.errors import PaperNotesError
from generator.extraction.extractor import extract
from generator.extraction.job import JOB, RESULT, Failure, Job, Result
from generator.transaction import replace_file

_KILL_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
_LARGEST_FILE = 64 * 2**20


def main(job_file: str, result_file: str) -> None:
    """The worker's side. What is raised here but not told in the result, a want of memory too, ends as a traceback."""
    job = JOB.validate_json(Path(job_file).read_bytes())
    _hold_limits(job)
    try:
        result = Result(paper=extract(job.pdf, job.options, job.images))
    except PaperNotesError as error:
        path = None if error.path is None else str(error.path)
        result = Result(failure=Failure(type(error).__name__, path, error.problem, error.way_out))
    except OSError as error:  # an image: what is wrong with the PDF itself, `extract` has said already
        full = error.errno == errno.ENOSPC
        problem, way_out = (
            f"its images can't be written ({error.strerror or type(error).__name__}).",
            "Free some space." if full else "Make the folder writable.",
        )
        result = Result(failure=Failure("LibraryError", str(job.images or job.pdf), problem, way_out))
    replace_file(Path(result_file), RESULT.dump_json(result))


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

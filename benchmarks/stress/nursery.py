"""Our programs, forked from one process that has loaded all of them: what is begun a thousand times costs little.

Loading takes longer than reading a short paper does. All else is the program's own: its main function, its limits, its
end. While a nursery is open, `sys.executable` names a launcher, which asks the nursery for the program that it was
called as, and ends as that does, by the same status or signal. Whoever kills the launcher kills the program.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LAUNCHER = """#!{python} -IS
import ctypes, json, os, signal, socket, sys
ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: as a worker does, end with who began it
asked = socket.socket(socket.AF_UNIX)
asked.connect({address!r})
call = json.dumps([sys.argv[2:], os.getcwd(), dict(os.environ), sys.argv[0]]).encode()
socket.send_fds(asked, [len(call).to_bytes(4, "big") + call], [1, 2])
status = int(asked.makefile().read())
if status < 0:
    os.kill(os.getpid(), -status)
sys.exit(status)
"""
_PROGRAMS = ("generator.cli", "generator.extraction.worker", "generator.writing.client")
_LONGEST = 2**20


@contextmanager
def nursery(place: Path) -> Iterator[Path]:
    """Have programs come from a nursery while this context is open; gives a file with the peak of each in KiB.

    `place` is a new folder with a short path: an address of a socket has 108 bytes at most.
    """
    place.mkdir()
    launcher, address, peaks = place / "python", place / "socket", place / "peaks"
    launcher.write_text(_LAUNCHER.format(python=sys.executable, address=str(address)), encoding="utf-8")
    launcher.chmod(0o755)
    peaks.touch()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(address))
    listening.listen(64)
    command = [sys.executable, "-m", __name__, str(listening.fileno()), str(peaks)]
    mother = subprocess.Popen(command, pass_fds=[listening.fileno()])
    listening.close()
    real, sys.executable = sys.executable, str(launcher)
    try:
        yield peaks
    finally:
        sys.executable = real
        mother.terminate()
        mother.wait()


def serve(listening: socket.socket, peaks: Path) -> None:
    """A program for each who asks, until this process is ended."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: end with the benchmark
    for name in _PROGRAMS:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who watched over a program is nobody's concern
    while True:
        asked, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _watch(asked, peaks)
            os._exit(0)
        asked.close()


def _watch(asked: socket.socket, peaks: Path) -> None:
    """Fork the program, and tell its end; kill it when nobody waits for that any more."""
    call, outputs, _, _ = socket.recv_fds(asked, _LONGEST, 2)
    while len(call) < 4 or len(call) < 4 + int.from_bytes(call[:4], "big"):
        if not (more := asked.recv(_LONGEST)):
            return  # killed before it had said what it wants
        call += more
    child = os.fork()
    if child == 0:
        asked.close()
        for target, output in enumerate(outputs, 1):
            os.dup2(output, target)
            os.close(output)
        _run(*json.loads(call[4:]))
    for output in outputs:
        os.close(output)
    ended = os.pidfd_open(child)
    if asked in select.select([asked, ended], [], [])[0]:
        os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    with peaks.open("a", encoding="ascii") as file:
        file.write(f"{usage.ru_maxrss}\n")
    with suppress(BrokenPipeError):  # nobody waits any more
        asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _run(arguments: list[str], place: str, environment: dict[str, str], launcher: str) -> None:
    """Be the program `-m NAME ARGUMENTS` in this process, and end it."""
    status = 1
    try:
        os.chdir(place)
        os.environ.clear()
        os.environ.update(environment)
        sys.executable, sys.argv = launcher, arguments
        if arguments[0] == "generator.extraction.worker":
            importlib.import_module("generator.extraction.worker").main(*arguments[1:])
        else:
            importlib.import_module("generator.cli").main(arguments[1:])
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))

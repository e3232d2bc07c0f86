"""`python -m benchmarks [NAME …]`: run the benchmarks one after the other; exit with 1 where one misses a goal."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

NOT_BENCHMARKS = {"__main__", "report", "corpus", "corruptions", "peers", "crosspost_peers"}
NOT_IN_ALL = {"branches"}
"""Runs the tests, which takes minutes and measures no speed: `make coverage`."""


def names() -> list[str]:
    """All benchmarks, by name."""
    modules = pkgutil.iter_modules([str(Path(__file__).parent)])
    left_out = NOT_BENCHMARKS | NOT_IN_ALL
    return sorted(module.name for module in modules if module.name not in left_out and not module.ispkg)


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all."""
    failed = []
    for name in chosen or names():
        print(f"\n== {name}", flush=True)
        if importlib.import_module(f"benchmarks.{name}").main():
            failed.append(name)
    if failed:
        print(f"\nGoals missed in: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

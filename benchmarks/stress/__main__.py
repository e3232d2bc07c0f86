"""Run the parts one after the other; exit with 1 where one misses a goal."""

from __future__ import annotations

import argparse
import importlib
import sys

PARTS = {
    "damage": "2,000 damaged and hostile PDFs through extraction",
    "kills": "kill -9 at 300 random moments of `build`, Claude's part played by a server",
    "rivals": "two `build` at once on one folder",
    "disks": "a full disk and a read-only one",
    "hostile": "500 hostile notes, answers, settings, slugs and parcels",
    "faults": "50 papers with an API that fails at 30 % of the requests",
    "parsers": "random text for the parsers of header, note, captions, settings and record",
}


def main() -> int:
    """Run the chosen parts, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--size", type=float, default=1.0, help="how much of the full size, for example 0.1")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    failed = []
    for name in options.parts or PARTS:
        print(f"\n== {name}: {PARTS[name]}, size {options.size:g}", flush=True)
        if importlib.import_module(f"benchmarks.stress.{name}").main(options.size):
            failed.append(name)
    if failed:
        print(f"\nGoals missed in: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Attempts to break it, each with a goal of zero: `python -m benchmarks.stress [PART …] [--size 0.1]`."""

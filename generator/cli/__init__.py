"""The command `paper-notes`."""

from generator.cli.commands import main

__all__ = ["main"]

"""The command `crosspost`."""

from plugins.crosspost.cli.commands import main

__all__ = ["main"]

"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError


class Positive(c.Type[int]):
    """A whole number from 1 on."""

    def __init__(self, default: int) -> None:
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        """The number itself, or a ValidationError."""
        number = super().run_validation(value)
        if isinstance(number, bool) or number < 1:
            raise ValidationError(f"Expected a whole number from 1 on but received: {value}")
        return number


class PaperNotesConfig(Config):  # type: ignore[no-untyped-call]
    """Where the notes are, and how the site shows them."""

    notes_dir = c.Dir(exists=True, default="paper-notes")
    """The folder of papers, as seen from mkdocs.yml."""

    only = c.ListOfItems(c.Type(str), default=[])
    """Slugs, or patterns of them, of the notes to show while one writes; without it all. Not for a site to publish."""

    newest = Positive(default=12)
    """How many notes the front page shows."""

    language = c.Optional(c.Choice(("zh", "en")))
    """The language of the site's own words; without it that of the theme."""

    search = c.Type(bool, default=True)
    """Whether the site is searched by Pagefind, in the place of the theme's own search."""

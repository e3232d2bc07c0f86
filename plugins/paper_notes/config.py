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


class CommentsConfig(Config):  # type: ignore[no-untyped-call]
    """Where giscus keeps the comments; giscus.app tells the ids."""

    repo = c.Type(str, default="")
    repo_id = c.Type(str, default="")
    category = c.Type(str, default="")
    category_id = c.Type(str, default="")


class Giscus(c.SubConfig[CommentsConfig]):
    """All of what giscus needs, or nothing."""

    def __init__(self) -> None:
        super().__init__(CommentsConfig)

    def run_validation(self, value: object) -> CommentsConfig:
        """The values, or a ValidationError that names what is missing."""
        given = super().run_validation(value)
        missing = [name for name in given if not given[name]]
        if 0 < len(missing) < len(given):
            raise ValidationError(f"giscus needs {', '.join(missing)} too; giscus.app tells them.")
        return given


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

    cards = c.Type(bool, default=True)
    """Whether an image is drawn for each note, which social networks show beside a link. Only with a `site_url`."""

    content_security_policy = c.Type(bool, default=True)
    """Whether pages say what they may load and run: the site's own files alone. Off for scripts from elsewhere."""

    comments = Giscus()
    """Comments below each note, by giscus.app; none without it."""

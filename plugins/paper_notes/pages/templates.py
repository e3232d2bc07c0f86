"""The templates, filled with escaped values and the site's words in one language."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.config import Language
from generator.note.header import STAR
from generator.note.labels import LABELS
from generator.note.plain import plain_text
from plugins.paper_notes.inline import inline_html, label_html
from plugins.paper_notes.strings import STRINGS


def render(template: str, language: Language, **values: object) -> Markup:
    """A template of `templates/`, filled; what is no Markup is escaped."""
    return Markup(_environment(language).get_template(template).render(**values))  # noqa: S704 - autoescaped


@lru_cache(maxsize=len(Language))
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("plugins.paper_notes"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": STRINGS[language], "legend": LABELS[language].stars, "STAR": STAR}
    environment.filters |= {"inline": inline_html, "plain": plain_text, "label": label_html}
    return environment

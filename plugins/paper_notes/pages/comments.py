"""Comments by giscus, which keeps them in the discussions of a GitHub repository. Off unless a person turns them on."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.config import Language
from plugins.paper_notes.pages.templates import render

ORIGIN = "https://giscus.app"
"""Where the script and the frame come from: the one thing on the site that is not the site's own."""

_LANGUAGES = {Language.ZH: "zh-CN", Language.EN: "en"}


@dataclass(frozen=True, slots=True)
class Comments:
    """The repository and the category, with their ids as giscus.app gives them."""

    repo: str
    repo_id: str
    category: str
    category_id: str


def comments_section(comments: Comments, language: Language) -> Markup:
    """What stands below a note."""
    return render("comments.html", language, comments=comments, origin=ORIGIN, lang=_LANGUAGES[language])

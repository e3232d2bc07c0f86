"""The prompts: Markdown files in `prompts/`, one set a language, with `{names}` to fill in."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib import resources

from generator.config import Language

_ASKING = ("system", "plan", "sections", "passes", "repair")
"""The prompts that a model is sent."""
YOURS = {
    Language.ZH: {"modules": "由你照论文选定，一至六个", "questions": "由你拟定，四至六个"},
    Language.EN: {
        "modules": "one to six, chosen by you as the paper calls them",
        "questions": "four to six of your own",
    },
}
"""What stands for modules and questions where no plan names them."""
_FIELD = re.compile(r"\{([a-z]+)\}")
_HEADING = re.compile(r"^# (\w+)\n", re.M)


@lru_cache(maxsize=32)
def prompt(name: str, language: Language) -> str:
    """The text of a prompt, its fields not filled in."""
    file = resources.files("generator.writing").joinpath("prompts", f"{name}.{language.value}.md")
    return file.read_text(encoding="utf-8").strip()


def fill(text: str, /, **values: str) -> str:
    """The text with every `{name}` that has a value replaced; values are not looked into, braces elsewhere stay."""
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), text)


@lru_cache(maxsize=16)
def prompt_parts(name: str, language: Language) -> dict[str, str]:
    """A prompt that has parts, by their headings."""
    pieces = _HEADING.split("\n" + prompt(name, language))
    return {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def section_prompts(language: Language) -> dict[str, str]:
    """What is asked of each section, those of the first and third reading among them."""
    return prompt_parts("sections", language) | prompt_parts("passes", language)


@lru_cache(maxsize=16)
def prompts_digest(language: Language, *more: str) -> str:
    """SHA-256 over all that a model is told in a language, `more` prompts with it: another prompt is another run."""
    return hashlib.sha256("\0".join(prompt(name, language) for name in (*_ASKING, *more)).encode()).hexdigest()

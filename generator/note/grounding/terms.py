"""A term: something that a note says and a paper may print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.note.grounding.passages import Context


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a note says and a paper may print: letters and digits, a number, or a pattern of the glossary."""

    key: str
    pattern: re.Pattern[str] | None = None

    def is_in(self, context: Context) -> bool:
        """Whether the context has it; asked again and again, so each context remembers."""
        key = self.key, self.pattern is None
        if key not in context.held:
            context.held[key] = self._is_in(context)
        return context.held[key]

    def _is_in(self, context: Context) -> bool:
        if self.pattern:
            return bool(self.pattern.search(context.folded))
        if len(self.key) >= 4 and not self.key.isdigit():
            return self.key in context.compact
        return self.key in context.words


def stem(word: str) -> str:
    """A folded word without the s of its plural."""
    return word[:-1] if len(word) > 4 and word.endswith("s") else word

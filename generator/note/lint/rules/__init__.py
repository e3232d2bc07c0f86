"""The rules, a module a family; importing this package registers them all, in the order of the note."""

# isort: off
from generator.note.lint.rules import file
from generator.note.lint.rules import meta
from generator.note.lint.rules import sections
from generator.note.lint.rules import tldr
from generator.note.lint.rules import overview
from generator.note.lint.rules import method
from generator.note.lint.rules import equations
from generator.note.lint.rules import code
from generator.note.lint.rules import experiments
from generator.note.lint.rules import questions
from generator.note.lint.rules import summary
from generator.note.lint.rules import style
from generator.note.lint.rules import rhythm
from generator.note.lint.rules import speculation
from generator.note.lint.rules import markdown
from generator.note.lint.rules import links
from generator.note.lint.rules import figures
from generator.note.lint.rules import references
from generator.note.lint.rules import grounding
from generator.note.lint.rules import modes
from generator.note.lint.rules import compare
from generator.note.lint.rules import draft
from generator.note.lint.rules import passes
from generator.note.lint.rules import record
from generator.note.lint.rules import interview
# isort: on

__all__ = [
    "code",
    "compare",
    "draft",
    "equations",
    "experiments",
    "figures",
    "file",
    "grounding",
    "interview",
    "links",
    "markdown",
    "meta",
    "method",
    "modes",
    "overview",
    "passes",
    "questions",
    "record",
    "references",
    "rhythm",
    "sections",
    "speculation",
    "style",
    "summary",
    "tldr",
]

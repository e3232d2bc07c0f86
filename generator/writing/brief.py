"""Everything that a person, or an assistant of theirs, needs in order to write a note: as files to read."""

from __future__ import annotations

import re

from generator.config import Language, ReadingPass
from generator.note.labels import LABELS, section_key
from generator.note.lint import RULES, Profile, Rule
from generator.note.markdown import escape
from generator.paper import Paper
from generator.writing.assembly import pass_line, sections_of
from generator.writing.identity import authors_line, publication_line
from generator.writing.material import (
    body_text,
    equation_lines,
    figure_line,
    section_lines,
    shown_figures,
    table_lines,
)
from generator.writing.prompt import YOURS, fill, prompt, section_prompts
from generator.writing.writer import WriteRequest

_PROGRAMS = frozenset(
    {"FILE-01", "FILE-02", "FILE-05", "GEN-01", "GEN-02", "GRD-06", "FIG-01", "FIG-02"}
    | {"META-03", "META-04", "META-04b", "META-05", "META-06"}
)
"""Rules that the program keeps: it gives the folder, the header's first lines, reading time, images and record."""
_OTHER_MODES = {"SYM", "CMP"}
_NOT_OF = {
    ReadingPass.CARD: {"BG", "MET", "CODE", "EXP", "QA", "SUM", "FOC", "SEC-04", "SEC-05", "EQ-03", "EQ-08", "OVR-04"}
    | {"PASS-03"},
    ReadingPass.NOTE: {"PASS"},
    ReadingPass.DEEP: {"PASS-02"},
}
"""Families and rules about sections that a note of that reading does not have."""
_DEPTHS = {ReadingPass.CARD: "briefcard", ReadingPass.DEEP: "briefdeep"}
_H2 = re.compile(r"^(?=## )", re.M)


def brief_files(paper: Paper, request: WriteRequest, slug: str) -> dict[str, str]:
    """The brief, the paper as text and the note's frame, by file name."""
    return {
        "BRIEF.md": _brief(request, slug),
        "paper.md": _paper(paper),
        "template.md": _template(paper, request),
    }


def _brief(request: WriteRequest, slug: str) -> str:
    language = request.language
    text = fill(
        prompt("brief", language),
        slug=slug,
        depth=section_prompts(language)[_DEPTHS[request.reading_pass]] if request.reading_pass in _DEPTHS else "",
        system=_below(prompt("system", language)),
        sections="\n\n".join(_sections(request)),
        rules="\n".join(
            f"- {rule.id} {rule.severity}: {rule.zh if language is Language.ZH else rule.en}"
            for rule in RULES.values()
            if _concerns(rule, request)
        ),
    )
    return text + "\n"


def _concerns(rule: Rule, request: WriteRequest) -> bool:
    """Whether the rule is about what a writer of such a note does; the program sees to the others itself."""
    others = _OTHER_MODES | _NOT_OF[request.reading_pass] | (set() if request.focus else {"FOC"})
    return Profile.NOTE in rule.profiles and rule.id not in _PROGRAMS and others.isdisjoint({rule.id, rule.family})


def _sections(request: WriteRequest) -> list[str]:
    wordings, language = section_prompts(request.language), request.language
    focus = "\n".join(f"- {focus}" for focus in request.focus)
    return [
        f"## {LABELS[language].sections[key]}\n\n" + fill(wordings[key.value], focus=focus, **YOURS[language])
        for key in sections_of(request)
    ]


def _below(text: str) -> str:
    """A prompt's headings one level down."""
    return "\n".join(f"#{line}" if line.startswith("# ") else line for line in text.split("\n"))


def _paper(paper: Paper) -> str:
    known = paper.metadata
    authors = "; ".join(f"{a.name} ({a.affiliation})" if a.affiliation else a.name for a in known.authors)
    facts = {
        "Authors": authors,
        "Venue": known.venue,
        "Year": known.year,
        "arXiv": known.arxiv_id,
        "DOI": known.doi,
        "Pages": paper.page_count,
    }
    parts = {
        "Sections": section_lines(paper),
        "Figures, tables, algorithms": "\n".join(map(figure_line, shown_figures(paper))),
        "Numbered equations": equation_lines(paper),
        "References": "\n".join(f"- [{reference.key or '?'}] {reference.text}" for reference in paper.references),
        "Tables (rows as printed; check against the image)": table_lines(paper),
        "Warnings": "\n".join(f"- {warning.code}, p. {warning.page}: {warning.text}" for warning in paper.warnings),
        "Text (the references are listed above)": body_text(paper),
    }
    head = "\n".join(f"- {name}: {value}" for name, value in facts.items() if value)
    body = "\n\n".join(f"## {name}\n\n{text}" for name, text in parts.items() if text)
    return f"# {known.title}\n\n{head}\n\n{body}\n"


def _template(paper: Paper, request: WriteRequest) -> str:
    """The frame, with those sections only that the note has."""
    known, language = paper.metadata, request.language
    colon = "：" if language is Language.ZH else ": "
    filled = fill(
        prompt("template", language),
        title=escape(known.title),
        authors=authors_line(known, language),
        publication=publication_line(known, language),
        **{"pass": "".join(f"\\\n> **{label}**{colon}{said}" for label, said in pass_line(request))},
    )
    head, *sections = _H2.split(filled)
    wanted = sections_of(request)
    kept = (text for text in sections if section_key(text.partition("\n")[0].removeprefix("## ")) in wanted)
    return (head + "".join(kept)).rstrip() + "\n"

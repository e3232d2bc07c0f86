"""`interview.md` beside a note: what to say of the paper in five minutes, and what will be asked then.

The times are those of the specification's appendix: 30 seconds on the background, a minute on what is new, one or two
on how it works, 30 seconds on what follows; then three contributions, two questions, one detail, three follow-ups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.config import Language
from generator.note.labels import LABELS
from generator.note.wordcount import count_words


class Piece(StrEnum):
    """The pieces of an interview, in their order; the first four are the talk."""

    BACKGROUND = "background"
    INNOVATION = "innovation"
    DETAILS = "details"
    IMPACT = "impact"
    CONTRIBUTIONS = "contributions"
    QUESTIONS = "questions"
    DEPTH = "depth"
    FOLLOWUPS = "followups"


SECONDS = {Piece.BACKGROUND: (30, 30), Piece.INNOVATION: (60, 60), Piece.DETAILS: (60, 120), Piece.IMPACT: (30, 30)}
"""How long each piece of the talk takes, at least and at most."""
PACE = {Language.ZH: 4.3, Language.EN: 2.5}
"""字 or English words in a second of speech."""
LONGEST_TALK = {Language.ZH: 1300, Language.EN: 750}
"""字 or English words in five minutes."""
TOLERANCE = 0.25
"""By which share of its time a piece may be shorter or longer."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every fixed word of an interview in one language; the pieces' headings by piece."""

    title: str
    duration: str
    minutes: str
    talk: str
    headings: Mapping[Piece, str]
    colon: str


WORDS: dict[Language, Words] = {
    Language.ZH: Words(
        title="面试准备：{title}",
        duration="口述时长",
        minutes="约 {minutes} 分钟",
        talk="五分钟口述",
        headings={
            Piece.BACKGROUND: "背景（30 秒）",
            Piece.INNOVATION: "核心创新（60 秒）",
            Piece.DETAILS: "技术细节（60 至 120 秒）",
            Piece.IMPACT: "影响（30 秒）",
            Piece.CONTRIBUTIONS: "三个核心贡献",
            Piece.QUESTIONS: "高频问题",
            Piece.DEPTH: "深度技术细节",
            Piece.FOLLOWUPS: "准备追问",
        },
        colon="：",
    ),
    Language.EN: Words(
        title="Interview: {title}",
        duration="Speaking Time",
        minutes="Approximately {minutes} minutes",
        talk="Five-Minute Talk",
        headings={
            Piece.BACKGROUND: "Background (30 seconds)",
            Piece.INNOVATION: "Core Innovation (60 seconds)",
            Piece.DETAILS: "Technical Details (60 to 120 seconds)",
            Piece.IMPACT: "Impact (30 seconds)",
            Piece.CONTRIBUTIONS: "Three Core Contributions",
            Piece.QUESTIONS: "Frequent Questions",
            Piece.DEPTH: "One Technical Detail in Depth",
            Piece.FOLLOWUPS: "Follow-up Questions",
        },
        colon=": ",
    ),
}


def render_interview(title: str, paper: str, language: Language, pieces: Mapping[Piece, str]) -> str:
    """The file's Markdown; `title` is the note's, `paper` the paper's, both as Markdown."""
    words = WORDS[language]
    spoken = sum(count_words(pieces.get(piece, "")) for piece in SECONDS)
    minutes = max(1, round(spoken / PACE[language] / 60))
    header = (
        f"> **{LABELS[language].paper}**{words.colon}{paper}\\\n"
        f"> **{words.duration}**{words.colon}{words.minutes.format(minutes=minutes)}"
    )
    parts = [f"# {words.title.format(title=title)}", header, f"## {words.talk}"]
    for piece in Piece:
        level = "###" if piece in SECONDS else "##"
        parts += [f"{level} {words.headings[piece]}", pieces.get(piece, "")]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"

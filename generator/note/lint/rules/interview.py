"""INT: what an interview.md holds, and how long it takes to say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language
from generator.note.blocks import LISTS, Block, Part
from generator.note.digest import text_hash
from generator.note.interview import LONGEST_TALK, PACE, SECONDS, TOLERANCE, WORDS, Piece
from generator.note.lint.registry import E, Needs, Problem, Profile, W, rule
from generator.note.lint.subject import LintSubject

_INTERVIEWS = frozenset({Profile.INTERVIEW})
_CONTRIBUTIONS, _QUESTIONS, _LEAST_FOLLOWUPS = 3, 2, 3
_LEAST_ANSWER = {Language.ZH: 60, Language.EN: 35}
"""字 or English words of an answer, and of the one detail."""
_NUMBERED = re.compile(r"Q(\d{1,2}): \S.*[？?]")


@rule("INT-01", E, zh="面试稿: 五分钟口述四段、三个贡献、两个问答、一个深度细节、至少三个追问", profiles=_INTERVIEWS)
def interview_is_whole(subject: LintSubject) -> Iterator[Problem]:
    """A talk of four pieces and five minutes, three contributions, two answers, one detail, three follow-ups."""
    words = WORDS[subject.language]
    wanted = (words.talk, *(words.headings[piece] for piece in Piece if piece not in SECONDS))
    if tuple(section.heading for section in subject.sections) != wanted:
        yield Problem(1, "the sections are not those of an interview.", f"They are, in order: {', '.join(wanted)}.")
        return
    talk, contributions, questions, depth, followups = subject.sections
    yield from _talk(subject, talk)
    if (count := len(_items(contributions, "ordered_list"))) != _CONTRIBUTIONS:
        yield Problem(contributions.line, f"{count} contributions are listed.", "List three: `1. …`.")
    yield from _answers(subject, questions)
    if depth.words < _LEAST_ANSWER[subject.language]:
        yield Problem(depth.line, f"the detail has {depth.words} {subject.unit}.", "Explain one part in full.")
    asked = [item for item in _items(followups, *LISTS) if re.search("[？?]", _prose(item))]
    if len(asked) < _LEAST_FOLLOWUPS:
        yield Problem(followups.line, f"{len(asked)} follow-up questions are listed.", "List three at least: `- …？`.")


def _talk(subject: LintSubject, talk: Part) -> Iterator[Problem]:
    wanted = tuple(WORDS[subject.language].headings[piece] for piece in SECONDS)
    pieces = talk.parts("h3")
    if tuple(piece.heading for piece in pieces) != wanted:
        yield Problem(talk.line, "the talk has other pieces.", f"They are, in order: {', '.join(wanted)}.")
    spoken, most = sum(piece.words for piece in pieces), LONGEST_TALK[subject.language]
    if spoken > most:
        yield Problem(talk.line, f"the talk has {spoken} {subject.unit}, five minutes hold {most}.", "Shorten it.")


def _answers(subject: LintSubject, section: Part) -> Iterator[Problem]:
    answers = section.parts("h3")
    if len(answers) != _QUESTIONS:
        yield Problem(section.line, f"there are {len(answers)} questions.", "Write two: `### Q1: …？`.")
    for number, answer in enumerate(answers, 1):
        match = _NUMBERED.fullmatch(answer.heading)
        if not match or int(match[1]) != number:
            yield Problem(answer.line, f"the question reads “{answer.heading[:60]}”.", f"Write `### Q{number}: …？`.")
        if answer.words < _LEAST_ANSWER[subject.language]:
            yield Problem(answer.line, f"the answer has {answer.words} {subject.unit}.", "Give its reasons.")


def _items(section: Part, *kinds: str) -> list[Block]:
    return [item for block in section.blocks if block.type in kinds for item in block.children]


def _prose(item: Block) -> str:
    return "\n".join(block.prose for block in item.walk())


@rule("INT-02", W, zh="口述各段的字数合于时间 (每秒 4.3 字, 上下四分之一)", profiles=_INTERVIEWS)
def talk_keeps_its_time(subject: LintSubject) -> Iterator[Problem]:
    """Each piece of the talk takes its time, by 2.5 words (4.3 字) a second and a quarter more or less."""
    pace, words = PACE[subject.language], WORDS[subject.language]
    pieces = {part.heading: part for section in subject.sections for part in section.parts("h3")}
    for piece, (least, most) in SECONDS.items():
        if part := pieces.get(words.headings[piece]):
            low, high = round(least * pace * (1 - TOLERANCE)), round(most * pace * (1 + TOLERANCE))
            if not low <= part.words <= high:
                said = f"“{part.heading}” has {part.words} {subject.unit}."
                yield Problem(part.line, said, f"Its time holds {low} to {high}.")


@rule("INT-03", W, zh="面试稿所据的笔记没有再改动", profiles=_INTERVIEWS, needs=Needs.SIDECAR)
def interview_is_of_this_note(subject: LintSubject) -> Iterator[Problem]:
    """The interview was made from the note as it stands now."""
    made = subject.record.interview if subject.record else None
    readme = subject.home / "README.md"
    if made and readme.is_file() and text_hash(readme.read_text(encoding="utf-8", errors="replace")) != made.note:
        way_out = "Make it anew: paper-notes interview; or see that it still says what the note does."
        yield Problem(1, "the note was changed after this was made from it.", way_out)

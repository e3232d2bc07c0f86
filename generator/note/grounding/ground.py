"""Ground a note: look everything up that its sentences, quotations and formulas say, and tell what has no evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from generator.note.blocks import DISPLAY_MATH, Block
from generator.note.grounding.aligning import strays
from generator.note.grounding.claims import Claim, Sentence, read_sentences
from generator.note.grounding.derived import contradicted, derive
from generator.note.grounding.direction import Matched, contradiction
from generator.note.grounding.formulas import FormulaIndex
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.items import Breach, Evidence, Grounding, Item, Kind
from generator.note.grounding.matching import Fault, Match, Matcher
from generator.note.grounding.passages import Printed
from generator.note.grounding.places import Places
from generator.note.grounding.statements import Statements
from generator.note.grounding.vocabulary import vocabulary
from generator.note.wordcount import han_share
from generator.paper import Paper

POOR_TEXT = "poor-text"
"""The extraction's warning that the text layer can't be trusted."""
_CACHED_PAPERS = 4
_MOST_SENTENCES = 3000
_LONGEST = 1500
"""Characters of a sentence: what is longer is no sentence, and would take long."""
_HALF = 0.5
_WAYS_OUT = {
    Fault.ABSENT: "Take the number from the paper, or say how it is computed from two of its numbers.",
    Fault.UNIT: "Give the paper's unit.",
    Fault.ELSEWHERE: "Point to where the paper has it.",
    Fault.STRANGE: "Say of the number what the paper says of it.",
    Fault.RIVAL: "Check row, column and name.",
}


def ground(blocks: Sequence[Block], paper: Paper) -> Grounding:
    """Look up everything that a run of top-level blocks says; the header is not among them (rules META)."""
    return grounder(paper).ground(blocks)


def impossible(paper: Paper) -> str | None:
    """Why nothing can be looked up in a paper, None where it can."""
    if any(warning.code == POOR_TEXT for warning in paper.warnings):
        return "the PDF's text layer is broken: nothing can be checked against it."
    if not any(paragraph.strip() for page in paper.pages for paragraph in page.paragraphs):
        return "the PDF has no text layer: nothing can be checked against it."
    return None


@lru_cache(maxsize=_CACHED_PAPERS)
def grounder(paper: Paper) -> Grounder:
    """The grounder of a paper, kept for its next note."""
    return Grounder(PaperIndex(paper))


@dataclass(frozen=True)
class Grounder:
    """Looks notes up in one paper."""

    index: PaperIndex

    def ground(self, blocks: Sequence[Block], about: Callable[[Sentence], bool] = lambda _: True) -> Grounding:
        """As the function of that name; of sentences those only that `about` takes."""
        if reason := impossible(self.index.paper):
            return Grounding((), reason)
        return Grounding(tuple(sorted(self._items(blocks, about), key=lambda item: item.line)))

    @cached_property
    def _places(self) -> Places:
        return Places(self.index)

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self.index)

    @cached_property
    def _formula_index(self) -> FormulaIndex:
        return FormulaIndex(self.index.paper)

    def _items(self, blocks: Sequence[Block], about: Callable[[Sentence], bool]) -> Iterator[Item]:
        """Everything that is looked up, kind by kind within a sentence."""
        everything = list(filter(about, islice(read_sentences(blocks), _MOST_SENTENCES)))
        yield from map(_too_long, (sentence for sentence in everything if len(sentence.text) > _LONGEST))
        sentences = [sentence for sentence in everything if len(sentence.text) <= _LONGEST]
        is_english = not any(map(han_share, (sentence.text for sentence in sentences)))
        matchers = [Matcher(self.index, sentence, tuple(sentence.claims())) for sentence in sentences]
        astray = strays(matchers)
        before: list[tuple[Claim, Match]] = []
        for sentence, matcher in zip(sentences, matchers, strict=True):
            matches = [(claim, _led_astray(matcher.match(claim), astray.get(claim))) for claim in matcher.beside]
            yield from self._numbers(matches, [*before, *matches])
            before = [] if sentence.heads else matches
            sound = [(claim, match.printed) for claim, match in matches if match.printed and not match.fault]
            printed = [place for _, place in sound]
            yield from _strange(sentence, matcher.strange_names([p for claim, p in sound if not claim.is_label]))
            yield from self._places.items(sentence, printed)
            yield from self._statements.items(sentence, is_english=is_english)
        for block in blocks:
            yield from self._statements.quotations(block)
            yield from self._formulas(block)

    def _numbers(
        self, matches: Sequence[tuple[Claim, Match]], in_reach: Sequence[tuple[Claim, Match]]
    ) -> Iterator[Item]:
        """The numbers of a sentence; `in_reach` are those of the sentence before it too."""
        sound = tuple(claim for claim, match in matches if not match.fault)
        places = [(claim, None if match.fault else match.printed) for claim, match in in_reach]
        for claim, match in matches:
            against = _change(claim, [each for each, _ in matches])
            derivation = derive(claim, sound) if match.fault and not against else None
            if derivation:
                yield Item(Kind.NUMBER, claim.number.text, claim.line, (Evidence(0, derivation.text),))
            else:
                evidence = (self._evidence(match.printed),) if match.printed else ()
                breach = _fault(claim, match) if match.fault else _direction(claim, places, self._table(match.printed))
                yield Item(Kind.NUMBER, claim.number.text, claim.line, evidence, against or breach)

    def _table(self, printed: Printed | None) -> Sequence[Printed]:
        return self.index.groups[printed.group] if printed and printed.cell else ()

    def _evidence(self, printed: Printed) -> Evidence:
        box = printed.box or self.index.box(printed.page, printed.number.text, printed.sentence)
        return Evidence(printed.page, printed.sentence.strip(), box)

    def _formulas(self, block: Block) -> Iterator[Item]:
        for inner in block.walk():
            if inner.type in DISPLAY_MATH:
                yield self._formula(inner.content.strip(), inner.line)
            for token, line in inner.inline_lines():
                if token.type == "math_inline_double":
                    yield self._formula(token.content.strip(), line)

    def _formula(self, tex: str, line: int) -> Item:
        found = self._formula_index.find(tex)
        if not found:
            return Item(Kind.FORMULA, tex, line)
        breach = None
        if found.missing:
            symbols = ", ".join(sorted(found.missing))
            message = f"no equation of the paper has {symbols} with the formula's other symbols."
            way_out = "Write it as the paper does, or call it 推导 / 推测."
            breach = Breach("EQ-07", message, way_out, found.share < _HALF)
        evidence = (Evidence(found.page, found.text, found.box),)
        return Item(Kind.FORMULA, tex, line, evidence, breach)


def _led_astray(match: Match, rival: Printed | None) -> Match:
    return Match(match.printed, Fault.RIVAL, rival) if rival and not match.fault else match


def _strange(sentence: Sentence, names: Iterable[str]) -> Iterator[Item]:
    for name in sorted(names):
        message = f"where the paper has this sentence's numbers, it does not speak of {name[:60]}."
        yield Item(Kind.NAME, name, sentence.line, (), Breach("GRD-02", message, "Check whose numbers these are."))


def _too_long(sentence: Sentence) -> Item:
    message = f"a sentence of {len(sentence.text)} characters was not checked."
    return Item(Kind.CLAIM, sentence.text[:60], sentence.line, (), Breach("GRD-01", message, "Divide it."))


def _fault(claim: Claim, match: Match) -> Breach:
    assert match.fault
    rules = {Fault.ABSENT: "GRD-01", Fault.ELSEWHERE: "GRD-09"}
    rival = f" ({match.rival.number.text})" if match.rival else ""
    where = f" (page {match.printed.page})" if match.printed else ""
    message = f"{claim.number.text}: {match.fault}{rival}{where}."
    rule = rules.get(match.fault, "GRD-02")
    computed = match.fault is Fault.ABSENT and bool(vocabulary().derivations.search(claim.near))
    return Breach("GRD-03" if computed else rule, message, _WAYS_OUT[match.fault])


def _change(claim: Claim, beside: Sequence[Claim]) -> Breach | None:
    against = contradicted(claim, beside)
    if not against:
        return None
    return Breach("GRD-03", f"{claim.number.text}: {against}.", "Compute the change again.")


def _direction(claim: Claim, matches: Matched, table: Sequence[Printed]) -> Breach | None:
    against = contradiction(claim, matches, table)
    if not against:
        return None
    return Breach("GRD-07", f"{claim.number.text}: the direction is wrong: {against}.", "Turn the word round.")

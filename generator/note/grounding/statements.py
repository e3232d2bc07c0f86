"""Names, acronyms, addresses, quotations and claims of being first: each must be in the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.note.blocks import Block
from generator.note.grounding.claims import Sentence
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.items import Breach, Evidence, Item, Kind
from generator.note.grounding.names import names
from generator.note.grounding.passages import compact
from generator.note.grounding.terms import Term, stem
from generator.note.grounding.vocabulary import vocabulary
from generator.note.quotation import QuotationIndex
from generator.note.wordcount import han_share

_PAIR = re.compile(
    r"(?P<one>[A-Za-z][\w+-]*|[\u4e00-\u9fff]{2,12})\s?[（(](?P<other>[A-Za-z][A-Za-z0-9 +/'’-]{1,80})[）)]"
)
_ADDRESS = re.compile(
    r"https?://[^\s<>（）()，。；]+|\b10\.\d{4,9}/[^\s<>（）()，。；]+|\barXiv:\s?\d{4}\.\d{4,5}", re.I
)
_QUOTATION = re.compile(r"“([^“”]{1,2000})”|\"([^\"\n]{12,2000})\"")
_ELLIPSIS = re.compile(r"\s*(?:…+|\.{3,}|\[\.\.\.\]|\[…\])\s*")
_ATTRIBUTION = re.compile(r"^(?:——?|--|—)\s")
_SENTENCE_START = re.compile(r"(?:^|[.!?:：。！？\n]\s*|[“\"(（|]\s*)$")
_PLAIN = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)?")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]")
_CAPITALS = re.compile(r"[A-Z]{3,}s?")
"""An acronym: the word in small letters is another one (TASK, task)."""
_SHORT = 5
"""Letters: so short a name must be a word of the paper, not a part of one."""
_LONGEST = 60
"""Letters of a name that are compared."""
_FEW_WORDS, _FEW_HAN = 3, 8
"""What is shorter is no quotation but a word between quotation marks."""


@dataclass(frozen=True)
class Statements:
    """What a paper says, for looking up words rather than numbers."""

    index: PaperIndex

    @cached_property
    def _quotations(self) -> QuotationIndex:
        return QuotationIndex(self.index.paper)

    def items(self, sentence: Sentence, *, is_english: bool) -> Iterator[Item]:
        """Names, acronyms, addresses and superlatives of a sentence; English ones begin with a capital anyway."""
        for match in _ADDRESS.finditer(sentence.text):
            yield self._address(match[0].rstrip(".,;:"), sentence)
        text = _ADDRESS.sub(" ", sentence.text)
        for label in {sentence.text[anchor.start : anchor.end] for anchor in sentence.anchors}:
            text = text.replace(label, " ")
        seen: set[str] = set()
        for name in names(text):
            if name not in seen and not (is_english and self._is_plain(name, sentence, text)):
                yield self._name(name, sentence)
            seen.add(name)
        for match in _PAIR.finditer(text):
            yield from self._pair(match, sentence)
        if vocabulary().superlative.search(text) and not sentence.is_hypothetical:
            yield self._superlative(sentence)

    def _is_plain(self, name: str, sentence: Sentence, text: str) -> bool:
        """Whether it has its capital from the start of a sentence, from a heading or from a label."""
        if not _PLAIN.fullmatch(name) or self.has(name):
            return False
        return sentence.is_heading or name in sentence.about or bool(_SENTENCE_START.search(text[: text.find(name)]))

    def has(self, name: str) -> bool:
        """Whether the paper prints a name, or all parts of it; a letter alone is no part, every paper has them all."""
        if self._is_printed(name):
            return True
        parts = re.findall(r"[A-Za-z]+[A-Za-z0-9]*|\d+", name)
        return len(parts) > 1 and all(part.isdigit() or (len(part) > 1 and self._is_printed(part)) for part in parts)

    def _is_printed(self, name: str) -> bool:
        key = compact(name)
        everything = self.index.everything
        if _CAPITALS.fullmatch(name) and name not in everything.text and name.removesuffix("s") not in everything.text:
            return False
        if len(key) < _SHORT:
            return key in everything.words or key.removesuffix("s") in everything.words or self._is_inside(name)
        return key in everything.compact or (key.endswith("s") and self._is_singular(key[:-1]))

    def _is_singular(self, key: str) -> bool:
        """Whether the paper has a name of which a note gives the plural: as a word that ends there."""
        letters = r"\W?".join(key[:_LONGEST])
        return re.search(rf"{letters}(?![^\W\d_])", self.index.everything.folded) is not None

    def _is_inside(self, name: str) -> bool:
        """A short name within a longer one, in its own capitals: ViT in ViT-L, GPT in GPT3."""
        return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])", self.index.everything.text) is not None

    def _name(self, name: str, sentence: Sentence) -> Item:
        found = self.has(name) or name.casefold() in vocabulary().known_names
        evidence = self._where(name)
        if found:
            return Item(Kind.NAME, name, sentence.line, evidence)
        breach = Breach("GRD-04", f"the paper does not name “{name[:60]}”.", "Use a name that the paper prints.")
        return Item(Kind.NAME, name, sentence.line, evidence, breach)

    def _where(self, name: str) -> tuple[Evidence, ...]:
        term = Term(compact(name))
        passage = next((passage for passage in self.index.passages if term.is_in(passage.context)), None)
        if not passage:
            return ()
        box = self.index.box(passage.page, name, passage.text)
        return (Evidence(passage.page, passage.text.partition("\n")[0], box),)

    def _pair(self, match: re.Match[str], sentence: Sentence) -> Iterator[Item]:
        """A term with its other form in parentheses: the Latin one, or both, must be the paper's."""
        phrase = match["other"].strip()
        if " " not in phrase and "-" not in phrase:
            yield from self._acronym(match["one"], phrase, sentence)
            return
        text = f"{match['one']}（{phrase}）"
        if compact(phrase).removesuffix("s") in self.index.everything.compact:
            yield Item(Kind.ACRONYM, text, sentence.line, self._where(phrase))
        elif not all(word.casefold() in vocabulary().known_names for word in phrase.split()):
            message = f"the paper does not say “{phrase[:60]}”."
            breach = Breach("REF-07", message, "Give the term as it is printed.")
            yield Item(Kind.ACRONYM, text, sentence.line, (), breach)

    def _acronym(self, term: str, acronym: str, sentence: Sentence) -> Iterator[Item]:
        """A Chinese term with its acronym in parentheses: a passage with the acronym must speak of the term."""
        meant = [each for each in self.index.terms(term) if each.pattern] if han_share(term) == 1 else []
        is_known = acronym.casefold() in vocabulary().known_names
        if not meant or is_known or not _ACRONYM.match(acronym) or not self._is_printed(acronym):
            return
        short = Term(stem(compact(acronym)))
        text, evidence = f"{term}（{acronym}）", self._where(acronym)
        if any(short.is_in(each.context) and any(t.is_in(each.context) for t in meant) for each in self.index.passages):
            yield Item(Kind.ACRONYM, text, sentence.line, evidence)
        else:
            message = f"the paper does not speak of “{term[:20]}” where it says “{acronym[:60]}”."
            breach = Breach("REF-07", message, "Give the acronym that the paper gives.")
            yield Item(Kind.ACRONYM, text, sentence.line, evidence, breach)

    def _address(self, address: str, sentence: Sentence) -> Item:
        bare = compact(address.removeprefix("https://").removeprefix("http://"))
        if bare in self.index.everything.compact:
            return Item(Kind.ADDRESS, address, sentence.line, self._where(bare))
        breach = Breach("REF-05", f"“{address[:60]}” is not in the PDF.", "Delete it, or write it as printed.")
        return Item(Kind.ADDRESS, address, sentence.line, (), breach)

    def _superlative(self, sentence: Sentence) -> Item:
        word = vocabulary().superlative.search(sentence.text)
        assert word
        proof = vocabulary().superlative_in_paper
        terms = self.index.terms(sentence.text)
        for passage in self.index.passages:
            if proof.search(passage.text) and (not terms or any(term.is_in(passage.context) for term in terms)):
                return Item(Kind.CLAIM, word[0], sentence.line, (Evidence(passage.page, passage.text[:300]),))
        if sentence.anchors:
            return Item(Kind.CLAIM, word[0], sentence.line)
        breach = Breach(
            "GRD-08", f"nothing in the paper claims “{word[0]}”.", "Claim what the paper claims, and where."
        )
        return Item(Kind.CLAIM, word[0], sentence.line, (), breach)

    def quotations(self, block: Block) -> Iterator[Item]:
        """What a block quotes: a blockquote's paragraphs, and what stands in quotation marks."""
        quoted = block.type == "blockquote"
        for inner in block.walk():
            text = inner.prose.strip()
            if inner.type == "fence" or not text:
                continue
            if quoted and not _ATTRIBUTION.match(text):
                yield from self._quotation(text, inner.line)
            for match in _QUOTATION.finditer(inner.prose) if not quoted else ():
                yield from self._quotation(match[1] or match[2], inner.line_at(match.start()))

    def _quotation(self, text: str, line: int) -> Iterator[Item]:
        parts = [part for part in _ELLIPSIS.split(text) if part.strip()]
        if not self._is_quotation(text):
            return
        pages = [self._quotations.page_of(part.strip(" ,.;，。；")) for part in parts]
        evidence = tuple(Evidence(page, part) for page, part in zip(pages, parts, strict=True) if page)
        missing = next((part for page, part in zip(pages, parts, strict=True) if not page), None)
        breach = None
        if missing is not None:
            message = f"the paper does not say “{missing[:60]}”."
            breach = Breach("GRD-05", message, "Copy it as printed, or take the quotation marks away.")
        yield Item(Kind.QUOTATION, text, line, evidence, breach)

    def _is_quotation(self, text: str) -> bool:
        """Whether it is as long as a quotation and in the paper's script."""
        if self.index.is_han:
            return len(re.findall(r"[\u4e00-\u9fff]", text)) >= _FEW_HAN
        return han_share(text) == 0 and len(re.findall(r"[A-Za-z]+", text)) >= _FEW_WORDS

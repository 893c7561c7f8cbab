"""Sentences that repeat one of an abstract word for word but for a few words: what stands there in the place of what."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from checker.model.claim import Claim, Evidence, Passage, Term
from checker.model.text import Span
from rules.claims._subject import names

_TOKEN = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_]+")
#: Fewest words that two sentences have in one order, and their share of the stretch between the first and the last of them.
_LEAST, _SHARE = 9, 0.8
#: Share of the content words that makes a comparison worth while.
_ALIKE = 0.6
#: No sentence is compared that has more words.
_MOST = 200
#: Longest stretch that stands in the place of another, in words; words on both sides of it that are the same, or on one.
_LONGEST, _BESIDE, _ON_ONE_SIDE = 3, 2, 5


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words of a claim and those that a sentence of an abstract has in their place; either may be none.

    `alone`: no content words are replaced by others elsewhere, so that the rest says the same.
    """

    evidence: Evidence
    sentence: Passage
    said: Span
    told: Span
    alone: bool


def replaced(claim: Claim) -> Iterator[Replaced]:
    """What a claim has otherwise than the sentence of the cited works that it repeats; nothing where it repeats none."""
    said = claim.scope.keys() - names(claim)
    pairs = [
        (item, part)
        for item in claim.evidence
        for part in item.abstract.parts()
        if len(said & part.keys()) >= _ALIKE * max(1, len(said))
    ]
    tokens = [span for span in _tokens(claim.scope) if not any(span.overlaps(marker) for marker in claim.markers)]
    pairs = [(item, part) for item, part in pairs if max(len(tokens), len(part.words)) <= _MOST]
    compared = [(item, part, _Comparison(claim.scope, tokens, part)) for item, part in pairs]
    alike = [(item, part, found) for item, part, found in compared if found.is_repetition]
    if alike:
        item, part, best = max(alike, key=lambda found: found[2].matched)
        worded = [pair for pair in best.stretches() if _has_words(claim.scope, pair[0]) and _has_words(part, pair[1])]
        for pair in best.replaced():
            yield Replaced(item, part, *pair, alone=not worded or worded == [pair])


def exchanged(claim: Claim, lexicons: Set[str]) -> Iterator[tuple[Replaced, Term, Term]]:
    """The terms of lexicons that stand in each other's place in a claim and the sentence that it repeats."""
    if not any(term.lexicon in lexicons for term in claim.scope.terms):
        return
    for place in replaced(claim):
        said = [term for term in claim.scope.terms if term.lexicon in lexicons and term.span.overlaps(place.said)]
        told = [term for term in place.sentence.terms if term.lexicon in lexicons and term.span.overlaps(place.told)]
        yield from ((place, term, other) for term in said for other in told if term.lexicon == other.lexicon)


def _has_words(passage: Passage, stretch: Span) -> bool:
    return any(word.span.overlaps(stretch) for word in passage.words)


def _tokens(passage: Passage) -> list[Span]:
    return [Span(*match.span()).shifted(passage.start) for match in _TOKEN.finditer(passage.text)]


class _Comparison:
    """The words of two sentences side by side."""

    def __init__(self, claim: Passage, tokens: list[Span], part: Passage) -> None:
        """Aligns the words; `tokens` are those of the claim."""
        self._tokens, self._others = tokens, _tokens(part)
        one, other = (
            [passage.of(span).lower() for span in spans] for passage, spans in ((claim, tokens), (part, self._others))
        )
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        self._steps = matcher.get_opcodes()
        self._blocks = [block for block in matcher.get_matching_blocks() if block.size >= _BESIDE]
        self.matched = sum(block.size for block in self._blocks)

    @property
    def is_repetition(self) -> bool:
        """Whether one sentence has most words of the other, in their order."""
        if self.matched < _LEAST:
            return False
        first, last = self._blocks[0], self._blocks[-1]
        longest = max(last.a + last.size - first.a, last.b + last.size - first.b)
        return self.matched >= _SHARE * longest

    def stretches(self) -> Iterator[tuple[Span, Span]]:
        """All stretches in which the sentences differ."""
        for kind, *ends in self._steps:
            if kind != "equal":
                yield self._spans(*ends)

    def replaced(self) -> Iterator[tuple[Span, Span]]:
        """The short ones with enough of the same words beside them to be in each other's place."""
        for place, (kind, start, end, first, last) in enumerate(self._steps):
            if kind == "equal" or max(end - start, last - first) > _LONGEST:
                continue
            before = _same(self._steps[place - 1]) if place else 0
            behind = _same(self._steps[place + 1]) if place + 1 < len(self._steps) else 0
            if min(before, behind) >= _BESIDE or max(before, behind) >= _ON_ONE_SIDE:
                yield self._spans(start, end, first, last)

    def _spans(self, start: int, end: int, first: int, last: int) -> tuple[Span, Span]:
        return _stretch(self._tokens, start, end), _stretch(self._others, first, last)


def _same(step: tuple[str, int, int, int, int]) -> int:
    """How many words a step of an alignment finds the same."""
    return step[2] - step[1] if step[0] == "equal" else 0


def _stretch(tokens: list[Span], start: int, end: int) -> Span:
    """The place of words; one without length where there are none."""
    if start == end:
        place = tokens[start].start if start < len(tokens) else tokens[-1].end
        return Span(place, place)
    return Span(tokens[start].start, tokens[end - 1].end)

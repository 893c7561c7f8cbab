"""The numbers that a sentence of an abstract gives one group after the other: `5.6% with A and 7.9% with B`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from checker.model.claim import Claim, Evidence, Passage, Quantity, QuantityKind
from checker.model.text import Span
from rules.claims import _numbers
from rules.claims._statements import GENERIC
from rules.claims._subject import share

_KINDS = frozenset({QuantityKind.PERCENT, QuantityKind.MEASURE, QuantityKind.TIME})
#: From a number to the group that it is said of, and where that ends.
_GROUP = re.compile(
    r"\s?(?:%|per ?cent)?\)?\s?(?:in|with|for|on|of|among|under|after)\s(?P<group>[^,;.()]{3,60}?)"
    r"(?=\s(?:and|or|but|vs|versus|compared|as against|while|whereas)\b|[,;.()]|$)"
)
#: Words of a sentence that may make the number another group's than the one that it names.
_COMPARED = re.compile(
    r"\b(?:than|versus|vs|compar\w+|against|instead|whereas|while|differ\w*|between|other|control\w*|placebo|respectively|both|"
    r"each|either|over|from|rather|exceed\w*|less|more|fewer|higher|lower|without|not|but|alternative|usual|only|alone|rest|"
    r"remain\w*|(?:trial|study|arm|group)s? of)\b",
    re.IGNORECASE,
)
#: Letters by which the forms of a word are known; share of a claim's words that the sentence has.
_STEM, _LEAST = 5, 0.5
_TWO = 2


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A number that a claim says of one group (`named`) while the abstract gives it another one."""

    evidence: Evidence
    sentence: Passage
    said: Quantity
    told: Quantity
    named: Quantity


def misplaced(claim: Claim) -> Iterator[Misplaced]:
    """The one number of a claim, where the abstract gives it another group than the one that the claim names."""
    said = [quantity for quantity in claim.scope.quantities if quantity.kind in _KINDS]
    if len(said) != 1 or said[0].rough or len(claim.evidence) != 1 or _COMPARED.search(claim.scope.text):
        return
    evidence, words = claim.evidence[0], claim.scope.keys()
    told = [found for _, found in _numbers.quantities(evidence) if _numbers.same(said[0], found)]
    stems = {word[:_STEM] for word in words}
    for part in evidence.abstract.parts():
        groups = _groups(part, said[0].kind)
        own = next((found for found in groups if len(told) == 1 and found is told[0]), None)
        if own is None or share(claim, part.keys() | evidence.title.keys()) < _LEAST or _stems(groups[own]) & stems:
            continue
        named = [found for found, group in groups.items() if _stems(group) & stems]
        if len(named) == 1:
            yield Misplaced(evidence, part, said[0], own, named[0])


def _stems(group: frozenset[str]) -> set[str]:
    return {word[:_STEM] for word in group}


def _groups(part: Passage, kind: QuantityKind) -> dict[Quantity, frozenset[str]]:
    """The numbers of a kind in a sentence with the words that tell their groups apart; none where one has no group."""
    numbers = [quantity for quantity in part.quantities if quantity.kind is kind]
    found: dict[Quantity, frozenset[str]] = {}
    for number, end in pairwise([*(quantity.span for quantity in numbers), Span(part.span.end, part.span.end)]):
        group = _GROUP.match(part.text, number.end - part.start, end.start - part.start)
        if group is None:
            return {}
        place = Span(*group.span("group")).shifted(part.start)
        quantity = next(item for item in numbers if item.span == number)
        found[quantity] = frozenset(word.key for word in part.words if place.overlaps(word.span)) - GENERIC
    common = frozenset.intersection(*found.values()) if found else frozenset()
    apart = {quantity: group - common for quantity, group in found.items()}
    return apart if len(apart) >= _TWO and all(apart.values()) else {}

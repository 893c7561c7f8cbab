"""When two numbers are the same, and when they ought to be."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from checker.claims import units
from checker.claims.numbers import DIGITS
from checker.model.claim import Evidence, Passage, Quantity, QuantityKind, Word
from checker.model.text import Span

#: What numbers measure, and the agents whose arms they belong to.
METRICS, AGENTS = Path(__file__).with_name("metrics.toml"), Path(__file__).with_name("agents.toml")
#: Kinds of which none is ever another.
_APART = frozenset({QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.MEASURE, QuantityKind.RATIO})
_DIGITS = re.compile(DIGITS)
_PEOPLE = frozenset({"patient", "n", "woman", "man", "child", "case", "adult"})
#: How far the share of a round percentage (`60%`) may be from the exact one.
_ROUND_PERCENT = 1.5
#: The fewest digits that two numbers don't share by chance; how far a decimal point moves, and how exact a power of ten is.
_TWO_DIGITS, _MOST_NOUGHTS, _NO_POWER = 2, 3, 1e-6
_FOUR_DIGITS = 4
#: How far the words around a number reach, in characters.
_NEAR = 100


def values(quantity: Quantity) -> Iterator[float]:
    """The numbers in a quantity, a fraction's share in percent included."""
    yield quantity.value
    if quantity.other is not None:
        yield quantity.other
        if quantity.kind is QuantityKind.FRACTION and quantity.other:
            yield 100 * quantity.value / quantity.other


def same(claimed: Quantity, found: Quantity) -> bool:
    """Whether a number says the same as another one, at the coarser precision of the two.

    Times are compared with times only, and measures of one dimension in one unit; counts, percentages, ratios and measures
    never meet, while a number of nothing in particular may be any of them.
    """
    kinds = {claimed.kind, found.kind}
    if len(kinds) > 1 and (QuantityKind.TIME in kinds or kinds <= _APART):
        return False
    if kinds == {QuantityKind.MEASURE}:
        if not _is_one_dimension(claimed, found):
            return False
        claimed, found = _in_one_unit(claimed, found)
    slack = max(_step(claimed), found.step) * (0.51 if not claimed.rough else 1.0)
    if claimed.rough:
        slack = max(slack, 0.15 * claimed.value)
    if kinds == {QuantityKind.TIME} and claimed.unit != found.unit:
        slack = max(slack, 0.02 * found.value)
    return any(abs(one - other) <= slack + 1e-9 for one in values(claimed) for other in values(found))


def _in_one_unit(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two measures of one dimension in its own unit; others as they are."""
    if not _is_one_dimension(one, other):
        return one, other
    sizes = (units.of(one.unit).size, units.of(other.unit).size)
    first, second = (
        replace(item, value=item.value * size, step=item.step * size) for item, size in zip((one, other), sizes, strict=True)
    )
    return first, second


def _is_one_dimension(one: Quantity, other: Quantity) -> bool:
    return units.of(one.unit).dimension == units.of(other.unit).dimension


def _step(quantity: Quantity) -> float:
    """The size of the last digit that counts: `1,200 patients` may be 1,187, `60%` may be 58.7%."""
    if quantity.kind is QuantityKind.PERCENT and quantity.step == 1 and quantity.value % 10 == 0:
        return 2 * _ROUND_PERCENT
    zeros = 0
    while quantity.step == 1 and quantity.value and quantity.value % 10 ** (zeros + 1) == 0:
        zeros += 1
    return 10.0**zeros if zeros > 1 else quantity.step


def comparable(claimed: Quantity, found: Quantity) -> bool:
    """Whether two numbers count or measure things of one kind."""
    if claimed.kind is not found.kind:
        return _is_percent_for_times(claimed, found)
    if claimed.kind is QuantityKind.COUNT:
        return claimed.unit == found.unit or {claimed.unit, found.unit} <= _PEOPLE
    if claimed.kind is QuantityKind.MEASURE:
        return _is_one_dimension(claimed, found)
    return claimed.kind in (QuantityKind.PERCENT, QuantityKind.TIME) or claimed.unit == found.unit


def _is_percent_for_times(claimed: Quantity, found: Quantity) -> bool:
    """Whether a percentage has the value of a ratio: `by 2.4%` for `2.4 times`."""
    ratio = found.kind is QuantityKind.RATIO or (found.kind is QuantityKind.MEASURE and found.unit == "fold")
    return claimed.kind is QuantityKind.PERCENT and ratio and claimed.value == found.value


def printed(passage: Passage, quantity: Quantity) -> str:
    """The digits of a number as printed, without separators and leading zeros; those of its value for one in words."""
    text = passage.of(quantity.span)
    number = _DIGITS.search(text) if quantity.kind is QuantityKind.MEASURE else None
    digits = "".join(char for char in (number[0] if number else text) if char.isdigit()).lstrip("0")
    return digits if digits or quantity.kind is QuantityKind.TIME else f"{quantity.value:.0f}"


def is_shifted(claimed: Quantity, found: Quantity, one: str, other: str) -> bool:
    """Whether two numbers differ by a power of ten, with the same digits as `printed`: a lost decimal point or nought.

    A single digit tells that of measures in one unit only.
    """
    if not (claimed.value and found.value) or claimed.unit != found.unit:
        return False
    power = math.log10(claimed.value / found.value)
    if abs(power - round(power)) > _NO_POWER or not 1 <= abs(round(power)) <= _MOST_NOUGHTS:
        return False
    return max(len(one), len(other)) >= _TWO_DIGITS and (
        claimed.kind is QuantityKind.MEASURE or one == other or len(one.rstrip("0")) >= _TWO_DIGITS
    )


def resemble(one: str, other: str) -> bool:
    """Whether two numbers differ as typing errors do: two digits swapped, or one of three or more changed.

    Of numbers of less than four digits only neighbours count.
    """
    if len(one) != len(other) or one == other:
        return False
    places = [index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(places) == 1:
        return len(one) >= 3
    first, last = places[0], places[-1]
    near = last == first + 1 or len(one) >= _FOUR_DIGITS
    return len(places) == 2 and near and one[first] == other[last] and one[last] == other[first]


def around(passage: Passage, span: Span) -> frozenset[str]:
    """The content words near a place, those of units (`12 months`) left out."""
    near = _near(passage, span)
    return frozenset(word.key for word in plain_words(passage) if near.overlaps(word.span))


def plain_words(passage: Passage) -> list[Word]:
    """The content words that are no part of a number with its unit."""
    taken = [quantity.span for quantity in passage.quantities if quantity.kind is not QuantityKind.RATIO]
    return [word for word in passage.words if not any(place.overlaps(word.span) for place in taken)]


def named(lexicon: Path, passage: Passage, span: Span) -> frozenset[str]:
    """The names of a lexicon's terms near a place: what the numbers there measure, or whose they are."""
    near = _near(passage, span)
    return frozenset(term.name for term in passage.terms_of(lexicon.stem) if near.overlaps(term.span))


def times(passage: Passage) -> frozenset[float]:
    """The lengths of time in a text, in days."""
    return frozenset(item.value for item in passage.quantities if item.kind is QuantityKind.TIME)


def quantities(evidence: Evidence) -> Iterator[tuple[Passage, Quantity]]:
    """All numbers of title and abstract, each with its sentence."""
    for passage in evidence.passages:
        for sentence in passage.parts():
            for quantity in sentence.quantities:
                yield sentence, quantity


def _near(passage: Passage, span: Span) -> Span:
    return Span(max(passage.start, span.start - _NEAR), min(passage.span.end, span.end + _NEAR))

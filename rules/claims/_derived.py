"""Numbers that an abstract doesn't print, but that follow from those of one of its sentences."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.model.claim import Quantity, QuantityKind


def follows(claimed: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether a number is a sum, difference, share, complement, relative reduction or reciprocal of those in a sentence."""
    return any(abs(claimed.value - value) <= 0.51 * claimed.step for value in _results(claimed.kind, found))


def _results(kind: QuantityKind, found: Sequence[Quantity]) -> Iterator[float]:
    counts = sorted({item.value for item in found if item.kind is QuantityKind.COUNT} | _parts(found))
    shares = sorted({item.value for item in found if item.kind is QuantityKind.PERCENT})
    ratios = {item.value for item in found if item.kind is QuantityKind.RATIO and item.value}
    if kind is QuantityKind.COUNT:
        yield from (result for one, other in combinations(counts, 2) for result in (one + other, other - one))
        yield from (count * share / 100 for count in counts for share in shares)
    elif kind is QuantityKind.PERCENT:
        yield from (result for one, other in combinations(shares, 2) for result in (one + other, other - one))
        yield from (100 * one / other for one, other in combinations(counts, 2))
        yield from (100 - share for share in shares)
        yield from (100 * abs(1 - ratio) for ratio in ratios)
    elif kind is QuantityKind.RATIO:
        yield from (1 / ratio for ratio in ratios)


def _parts(found: Sequence[Quantity]) -> set[float]:
    return {value for item in found if item.kind is QuantityKind.FRACTION for value in (item.value, item.other or 0.0)}

"""Runs of citations whose numbers are all off by the same amount, as the authors named beside them show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.model.document import Document
from rules.citations._named import Named

#: A run has at least so many different numbers that disagree with the names beside them.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Shift:
    """Narrative citations in a row whose names fit the entries `offset` numbers further on in the list (or back, below 0)."""

    offset: int
    members: tuple[Named, ...]


def shifts(items: Iterable[Named], document: Document) -> list[Shift]:
    """The shifted runs among the narrative citations of a document (in the order of the text). Keys can't be shifted."""
    by_list: dict[int, list[Named]] = {}
    for item in items:
        if all(entry.number is not None for entry in item.cited):
            part = document.list_of(item.narrative.citation.span.start)
            by_list.setdefault(id(part), []).append(item)
    return [shift for members in by_list.values() for shift in _shifts(members)]


def unexplained(items: Sequence[Named], document: Document) -> Iterator[Named]:
    """The narrative citations that disagree with the cited entries and are in no shifted run."""
    shifted = {item.narrative.citation.span for shift in shifts(items, document) for item in shift.members}
    return (item for item in items if item.disagrees and item.narrative.citation.span not in shifted)


def _shifts(members: Iterable[Named]) -> Iterator[Shift]:
    run: list[Named] = []
    common: set[int] = set()
    for item in members:
        offsets = _offsets(item)
        if run and common & offsets:
            run.append(item)
            common &= offsets
            continue
        yield from _shift(run, common)
        run, common = ([item], offsets) if item.disagrees and offsets else ([], set())
    yield from _shift(run, common)


def _offsets(item: Named) -> set[int]:
    """How far the cited numbers may be off: the distances to the entries that the names fit."""
    return {
        fit.number - cited.number
        for fit in item.fitting
        for cited in item.cited
        if fit.number is not None and cited.number is not None
    }


def _shift(run: Sequence[Named], common: set[int]) -> Iterator[Shift]:
    """The shift of a run, or nothing where too few of its citations are certainly wrong."""
    while run and not run[-1].disagrees:
        run = run[:-1]
    wrong = {entry.number for item in run if item.disagrees for entry in item.cited}
    if len(wrong) >= _FEWEST:
        yield Shift(min(common, key=abs), tuple(item for item in run if item.disagrees))

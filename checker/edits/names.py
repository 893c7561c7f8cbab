"""Printed author names: put into another order, replaced, or deleted."""

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.matching.authors import same_person
from checker.model.finding import Edit
from checker.model.reference import Name, ReferenceEntry
from checker.model.text import Span
from checker.model.work import Work
from checker.rule import Context

_MARKUP = re.compile(r"[\\{}\"%<>&;\x00-\x1f\x7f]|\band\b")
#: What may stand between two names where one of them can go without the other changing.
_BETWEEN = re.compile(r",\s+|;\s+|\s+and\s+")


def in_order(entry: ReferenceEntry, context: Context, work: Work) -> tuple[Edit, ...]:
    """The edits that bring the printed names into the order of the record; each name keeps its form.

    None unless the two lists name the same persons, each once, and all names are printed family or given name first.
    """
    spans = [name.span for name in entry.author]
    texts = [context.text(entry.path, span) for span in spans if span]
    if entry.et_al or work.authors_truncated or not len(entry.author) == len(work.authors) == len(texts):
        return ()
    if len({("," in text, _family_first(name, text)) for name, text in zip(entry.author, texts, strict=True)}) > 1:
        return ()
    order: list[int] = []
    for author in work.authors:
        fitting = [place for place, name in enumerate(entry.author) if same_person(name, author)]
        if len(fitting) != 1:
            return ()
        order += fitting
    if len(set(order)) != len(order):
        return ()
    moved = [(span, texts[there]) for place, (span, there) in enumerate(zip(spans, order, strict=True)) if place != there]
    return tuple(Edit(entry.path, span, text) for span, text in moved if span)


def replaced(entry: ReferenceEntry, place: int, name: str) -> tuple[Edit, ...]:
    """The edit that prints a name, in the form of the list, in the place of the one with this 0-based place."""
    span = entry.author[place].span
    return (Edit(entry.path, span, name),) if span and name and not _MARKUP.search(name) else ()


def deleted(entry: ReferenceEntry, context: Context, place: int) -> tuple[Edit, ...]:
    """The edit that deletes a name with the comma or `and` that parts it from its neighbour."""
    spans = [name.span for name in entry.author]
    if len(spans) < 2 or not all(spans):
        return ()
    known: Sequence[Span] = [span for span in spans if span]
    gaps = [context.text(entry.path, Span(one.end, other.start)) for one, other in pairwise(known)]
    if len(set(gaps)) > 1 or not _BETWEEN.fullmatch(gaps[0]):
        return ()
    if place:
        return (Edit(entry.path, Span(known[place - 1].end, known[place].end), ""),)
    return (Edit(entry.path, Span(known[0].start, known[1].start), ""),)


def _family_first(name: Name, text: str) -> bool:
    return text.startswith((name.family, name.full_family))

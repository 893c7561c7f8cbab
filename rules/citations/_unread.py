"""Which entries the text may cite although no citation could be bound to them: precision comes before completeness."""

import re
from collections.abc import Iterable, Iterator

from checker.matching.normalize import fold, fold_name
from checker.model.document import CitationItem, Document
from checker.model.reference import ReferenceEntry
from checker.model.text import Span

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HEAD = 200
_BEFORE_YEAR = 60
_SURE = 0.5


def may_mean(item: CitationItem, entry: ReferenceEntry) -> bool:
    """Whether an unbound citation by author and year may mean an entry whose names or date were misread.

    So it is where the entry begins with the cited name (or, its authors unread, has it near its start) and prints the year;
    a work that was in press when it was cited may have any.
    """
    name = fold(item.names[0]) if item.names else ""
    year = item.year[:4]
    if not name or not year or (year.isdecimal() and year not in entry.raw):
        return False
    head = f" {fold(entry.raw[:_HEAD])} "
    return head.startswith(f" {name} ") or (not _authors_read(entry) and f" {name} " in head)


def nearest_by_name(item: CitationItem, entries: Iterable[ReferenceEntry]) -> ReferenceEntry | None:
    """The entry by the cited first author whose year is nearest to the cited one: what a citation with a wrong year means."""
    if not item.names or not item.year[:4].isdecimal():
        return None
    name, year = fold_name(item.names[0]), int(item.year[:4])
    dated = [(abs(entry.year - year), entry) for entry in entries if entry.author and entry.year]
    own = [pair for pair in dated if fold_name(pair[1].author[0].full_family) == name]
    return min(own, key=lambda pair: pair[0])[1] if own else None


def named_near_a_year(document: Document) -> frozenset[tuple[str, str]]:
    """All (folded word, year) pairs of the text outside the lists where the word stands shortly before the year."""
    pairs: set[tuple[str, str]] = set()
    for part in _outside_lists(document):
        text = part.of(document.source.text)
        for year in _YEAR.finditer(text):
            words = fold(text[max(0, year.start() - _BEFORE_YEAR) : year.start()]).split()
            pairs.update((word, year.group()) for word in words)
    return frozenset(pairs)


def is_named(entry: ReferenceEntry, pairs: frozenset[tuple[str, str]]) -> bool:
    """Whether the text prints the entry's first author shortly before its year."""
    names: Iterable[str] = (entry.author[0].full_family,) if entry.author else ()
    return any((word, str(entry.year)) in pairs for name in names for word in fold(name).split()[-1:])


def _authors_read(entry: ReferenceEntry) -> bool:
    return bool(entry.author) and entry.confidence >= _SURE and not any(name.literal for name in entry.author)


def _outside_lists(document: Document) -> Iterator[Span]:
    """The parts of the manuscript's text between its reference lists."""
    start = 0
    lists = sorted(part.span for part in document.lists if part.path == document.source.path)
    for span in (*lists, Span(len(document.source.text), len(document.source.text))):
        if start <= span.start:
            yield Span(start, span.start)
        start = max(start, span.end)

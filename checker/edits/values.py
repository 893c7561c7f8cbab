"""A value in the place of the one that an entry prints, in the entry and where the text repeats it."""

import re
from collections.abc import Iterator

from checker.model.finding import Edit
from checker.model.reference import ReferenceEntry
from checker.model.text import Span
from checker.rule import Context

#: Signs that mean something to the markup of one format or another: a value with one of them is left to a person.
_MARKUP = re.compile(r"[\\{}\"%\x00-\x1f\x7f]")


def replaced(entry: ReferenceEntry, context: Context, variable: str, printed: str, recorded: str) -> tuple[Edit, ...]:
    """The edits that put a recorded value in the place of the printed one; none where it can't be put there for certain.

    A date keeps its month and day, and a year that citations by author and year repeat changes there too.
    """
    span = entry.field_spans.get(variable)
    if span is None or not recorded or _MARKUP.search(recorded):
        return ()
    if variable == "issued":
        return _year(entry, context, span, printed, recorded)
    if variable == "page" and context.text(entry.path, span) != printed:
        return _pages_apart(entry, context, span, printed, recorded)
    if context.text(entry.path, span) != printed:
        return ()
    places = _everywhere(entry, context, printed) if variable == "DOI" else [span]
    return tuple(Edit(entry.path, place, recorded) for place in places)


def _everywhere(entry: ReferenceEntry, context: Context, printed: str) -> list[Span]:
    """The places where an entry gives an identifier: a DOI often stands in a URL too."""
    pattern = re.compile(rf"(?<![\w.]){re.escape(printed)}(?![\w/])")
    return [
        Span(*match.span()) for match in pattern.finditer(context.source(entry.path).text, entry.span.start, entry.span.end)
    ]


def _year(entry: ReferenceEntry, context: Context, span: Span, printed: str, recorded: str) -> tuple[Edit, ...]:
    """A year with a letter (`2018a`) is left alone: its letter tells it from others of that year."""
    place = _only(rf"(?<![\d-]){re.escape(printed)}(?!\d)", context.text(entry.path, span))
    if place is None or entry.year_suffix[-1:].isalpha() or not recorded.isdigit():
        return ()
    cited = (Edit(context.document.source.path, where, recorded) for where in _cited_years(entry, context, printed))
    return (Edit(entry.path, place.shifted(span.start), recorded), *cited)


def _cited_years(entry: ReferenceEntry, context: Context, printed: str) -> Iterator[Span]:
    """The places where the text cites the entry by this year."""
    for citation in context.citations_of(entry.id):
        for item in citation.items:
            if item.reference != entry.id or item.year != printed:
                continue
            text = item.span.of(context.document.source.text)
            place = _only(rf"(?<!\d){re.escape(printed)}(?!\d)", text)
            if place:
                yield place.shifted(item.span.start)


def _pages_apart(entry: ReferenceEntry, context: Context, span: Span, printed: str, recorded: str) -> tuple[Edit, ...]:
    """First and last page in fields of their own (RIS): each is replaced there."""
    text = context.text(entry.path, span)
    pairs = list(zip(printed.split("-"), recorded.split("-"), strict=False))
    if len(printed.split("-")) != 2 or len(recorded.split("-")) != 2:
        return ()
    edits = []
    for old, new in pairs:
        place = _only(rf"(?<![\w-]){re.escape(old)}(?!\w)", text)
        if place is None:
            return ()
        edits.append(Edit(entry.path, place.shifted(span.start), new))
    return tuple(edit for edit, (old, new) in zip(edits, pairs, strict=True) if old != new)


def _only(pattern: str, text: str) -> Span | None:
    """The one place of a pattern; null where it stands nowhere or twice."""
    places = [match.span() for match in re.finditer(pattern, text)]
    return Span(*places[0]) if len(places) == 1 else None

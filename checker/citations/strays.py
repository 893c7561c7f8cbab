"""Citations in another form than the rest of the document: kept where they can be nothing else."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.citations.dominant import Form
from checker.citations.entries import Entries
from checker.model.document import Citation

#: A citation nearer than this to one in the document's form says the same again: `(Smith, 2015) [12]`.
_APART = 3
#: The forms that are told from the rest of the text by their look and a fitting entry.
_CLEAR = (Form.KEYS, Form.SQUARE, Form.AUTHOR_DATE)


def with_strays(found: Mapping[Form, Sequence[Citation]], form: Form, entries: Entries) -> tuple[Citation, ...]:
    """The citations in the document's form and the clear ones in others, in the order of the text, none overlapping."""
    own = list(_disjoint(found[form]))
    starts = [citation.span.start for citation in own]
    strays = []
    for other in _CLEAR:
        for citation in found[other] if other is not form else ():
            place = bisect_left(starts, citation.span.start)
            neighbours = own[max(0, place - 1) : place + 1]
            if _is_clear(citation, other, entries) and all(_is_apart(citation, neighbour) for neighbour in neighbours):
                strays.append(citation)
    return tuple(_disjoint([*own, *strays]))


def _is_clear(citation: Citation, form: Form, entries: Entries) -> bool:
    """Whether all items mean an entry; numbers in brackets only where the list is printed with numbers."""
    part = entries.list_at(citation.span.start)
    if citation.narrative or citation.problem or (form is Form.SQUARE and not (part and part.numbered)):
        return False
    return all(item.reference for item in citation.items)


def _is_apart(one: Citation, other: Citation) -> bool:
    return one.span.end + _APART <= other.span.start or other.span.end + _APART <= one.span.start


def _disjoint(citations: Iterable[Citation]) -> Iterator[Citation]:
    end = -1
    for citation in sorted(citations, key=lambda citation: (citation.span.start, -citation.span.end)):
        if citation.span.start >= end:
            yield citation
            end = citation.span.end

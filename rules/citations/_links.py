"""Links whose printed number is that of another entry than the one they lead to."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.model.document import Citation, CitationItem, CitationStyle, Document
from checker.model.reference import ReferenceEntry

#: With a larger share of such links, the numbers of the list were not read as they are printed.
_MOST = 0.1


class Mislinked(NamedTuple):
    """A printed number of a citation, and the entry of another number that its link leads to."""

    citation: Citation
    item: CitationItem
    entry: ReferenceEntry


def mislinked(document: Document) -> list[Mislinked]:
    """All of them, in the order of the text; none where the document seems to be numbered otherwise throughout."""
    if document.fields:  # compared with the data of the reference manager
        return []
    numbered = list(_numbered(document))
    found = [one for one in numbered if int(one.item.label) != one.entry.number]
    return found if len(found) <= _MOST * len(numbered) else []


def _numbered(document: Document) -> Iterator[Mislinked]:
    entries = {entry.id: entry for entry in document.references if entry.number is not None}
    for citation in document.citations:
        if citation.style in (CitationStyle.NUMERIC, CitationStyle.SUPERSCRIPT):
            for item in citation.items:
                if item.label.isdecimal() and item.reference in entries:
                    yield Mislinked(citation, item, entries[item.reference])

"""What the date of a manuscript is worth as a measure of the works that it cites."""

from itertools import islice

from checker.model.document import Document

#: So many entries, and such a share of all, are no slips.
_SEVERAL = 3
_SHARE = 0.1


def is_outdated(document: Document) -> bool:
    """Whether the manuscript's date is no measure: several of its entries are later, so it was written on."""
    if not document.metadata.date:
        return False
    year = document.metadata.date[0]
    later = (1 for entry in document.references if entry.year and entry.year > year + 1)
    enough = max(_SEVERAL, int(len(document.references) * _SHARE))
    return next(islice(later, enough - 1, None), None) is not None

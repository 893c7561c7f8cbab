"""What the rules about a house style share: whose list it is, and where a finding about a whole list points."""

from collections.abc import Sequence

from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from rules.places import place

_MOST_RELATED = 5


def is_printed(entry: ReferenceEntry) -> bool:
    """Whether an entry stands as readers will see it, and was read with confidence."""
    return entry.printed and entry.confidence >= 0.6


def heading_of(part: ReferenceList) -> Location:
    """Where a finding about a whole list points: its heading, else its first entry."""
    return Location(part.path, part.heading) if part.heading else place(part.entries[0])


def among_them(entries: Sequence[ReferenceEntry], note: str) -> tuple[Location, ...]:
    """The places of the first of these entries, for a finding's related locations."""
    return tuple(place(entry, note) for entry in entries[:_MOST_RELATED])


def percent(part: int, whole: int) -> str:
    """A share in whole percent."""
    return f"{round(100 * part / whole)} %"

"""How rules name an entry, and where they point when they mean it as a whole."""

from checker.model.reference import ReferenceEntry
from checker.model.text import Location


def label(entry: ReferenceEntry) -> str:
    """What people call an entry: its printed number, its key, or its place in the list."""
    return str(entry.number) if entry.number is not None else entry.id


def place(entry: ReferenceEntry, note: str = "") -> Location:
    """The key of a bibliography's entry, the whole text of a printed one."""
    span = entry.label_span if entry.key and entry.label_span else entry.span
    return Location(entry.path, span, note)

"""What the rules about a whole list share: which entries speak, and how a minority is named in one finding."""

from collections.abc import Sequence

from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from rules.places import label

#: Entries that were read less surely say nothing about the list's style.
SURE = 0.5


def readable(part: ReferenceList) -> list[ReferenceEntry]:
    """The entries of a list whose fields were read with confidence."""
    return [entry for entry in part.entries if entry.confidence >= SURE]


def journal_articles(part: ReferenceList) -> list[ReferenceEntry]:
    """The entries that print a journal and a volume."""
    return [
        entry for entry in readable(part) if entry.type == "article-journal" and entry.container_title and entry.get("volume")
    ]


def enumerate_labels(entries: Sequence[ReferenceEntry]) -> str:
    """`entry 2` or `entries 3, 5, 7`, labels in backticks, without repeats."""
    labels = list(dict.fromkeys(f"`{label(entry)}`" for entry in entries))
    return f"{'entry' if len(labels) == 1 else 'entries'} {', '.join(labels)}"


def places(entries: Sequence[ReferenceEntry], variable: str, note: str) -> tuple[Location, ...]:
    """The printed places of a variable, for the related locations of a finding."""
    return tuple(Location(entry.path, entry.span_of(variable), note) for entry in entries)

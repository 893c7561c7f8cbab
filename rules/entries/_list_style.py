"""What the rules about a whole list share: which entries speak, and how a minority is named in one finding."""

from collections.abc import Sequence

from checker.model.document import Document
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from rules.places import label

#: Entries that were read less surely say nothing about the list's style.
SURE = 0.5
#: So surely read is an entry that stands as an example for the others; longer ones are not shown.
_EXEMPLARY = 0.95
_LONGEST_EXAMPLE = 240


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


def model_note(document: Document, entry: ReferenceEntry) -> tuple[str, ...]:
    """A line that shows a well-formed entry of the list that holds `entry`: the first short one of its type, or of any.

    Nothing for bibliographies in fields, and for lists without an entry that was read surely.
    """
    part = next((part for part in document.lists if entry in part.entries), None) if entry.key is None else None
    if part is None:
        return ()
    fit = [other for other in part.entries if other is not entry and _is_exemplary(other)]
    models = [other for other in fit if other.type == entry.type] or fit
    if not models:
        return ()
    return (f"a well-formed entry of this list, `{label(models[0])}`: `{' '.join(models[0].raw.split())}`",)


def _is_exemplary(entry: ReferenceEntry) -> bool:
    if entry.confidence < _EXEMPLARY or entry.observations or len(entry.raw) > _LONGEST_EXAMPLE:
        return False
    return bool(entry.author and entry.title and entry.issued) and "`" not in entry.raw

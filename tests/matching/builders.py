"""Entries and works by hand."""

from typing import Any

from checker.model.reference import Name, ReferenceEntry
from checker.model.text import Span
from checker.model.work import Authorship, Work, WorkLocation


def name(text: str) -> Name:
    """`Ellis L` → family and given; a text without a space is a family name."""
    family, _, given = text.rpartition(" ")
    return Name(family=family, given=given) if family else Name(family=given)


def entry(title: str = "", authors: tuple[str, ...] = (), year: int | None = None, **variables: Any) -> ReferenceEntry:
    """An entry with these CSL variables (`container_title` for `container-title`)."""
    et_al = variables.pop("et_al", False)
    raw = variables.pop("raw", title)
    values = {key.replace("_", "-"): value for key, value in variables.items()}
    if title:
        values["title"] = title
    return ReferenceEntry(
        id="1",
        path="refs.txt",
        span=Span(0, len(raw)),
        raw=raw,
        author=tuple(name(text) for text in authors),
        et_al=et_al,
        issued=(year,) if year else None,
        variables=values,
    )


def record(title: str = "", authors: tuple[str, ...] = (), year: int | None = None, **fields: Any) -> Work:
    """A work; `journal` names its source."""
    journal = fields.pop("journal", "")
    locations = (WorkLocation(source=journal, source_type=fields.pop("source_type", "journal")),) if journal else ()
    return Work(
        id=fields.pop("id", "W1"),
        title=title,
        year=year,
        authors=tuple(Authorship(text, text) for text in authors),
        locations=locations,
        **fields,
    )

"""Whether two entries of a list are one work."""

from checker.matching.normalize import first_page, fold, fold_name, title_key
from checker.model.reference import ReferenceEntry
from checker.references.dois import trim_doi

#: A shorter title (`Editorial`, `Introduction`) names many works.
_TELLING_TITLE = 20


def same_work(one: ReferenceEntry, other: ReferenceEntry) -> str:
    """What shows that two entries are one work (`the same DOI` ...), or an empty string.

    Different DOIs, volumes, first pages or initials of the first author mean different works, whatever the titles; so do
    different titles under one DOI, of which one entry has it by mistake, or both have that of the book they are part of.
    """
    if one.raw and fold(one.raw) == fold(other.raw):
        return "the same text"
    if one.doi and trim_doi(one.doi).lower() == trim_doi(other.doi).lower():
        return "the same DOI" if _titles_agree(one, other) else ""
    if one.doi and other.doi:
        return ""
    if title_author_year(one) is None or title_author_year(one) != title_author_year(other):
        return ""
    if _initials_differ(one, other):
        return ""
    return "" if _located_apart(one, other) else "the same title, first author and year"


def title_author_year(entry: ReferenceEntry) -> tuple[str, str, int] | None:
    """The folded title, first author's family name, and year; None where one is missing or the title tells nothing."""
    title = title_key(entry.title)
    if len(title) < _TELLING_TITLE or not entry.author or not entry.year:
        return None
    return title, fold_name(entry.author[0].full_family), entry.year


def _titles_agree(one: ReferenceEntry, other: ReferenceEntry) -> bool:
    """Whether two titles are equal but for a subtitle, or one is missing."""
    titles = title_key(one.title), title_key(other.title)
    return titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])


def _initials_differ(one: ReferenceEntry, other: ReferenceEntry) -> bool:
    """Whether the first authors of one family name are two people."""
    given = fold(one.author[0].given), fold(other.author[0].given)
    return all(given) and given[0][0] != given[1][0]


def _located_apart(one: ReferenceEntry, other: ReferenceEntry) -> bool:
    """Whether volume, first page, type or, where neither has those, the container tell two printings apart.

    A book and pages of it are two as well.
    """
    pairs = [(fold(one.get("volume")), fold(other.get("volume"))), (first_page(one.get("page")), first_page(other.get("page")))]
    known = [(mine, theirs) for mine, theirs in pairs if mine and theirs]
    if known:
        return any(mine != theirs for mine, theirs in known)
    containers = fold(one.container_title), fold(other.container_title)
    if one.type == "book" and bool(one.get("page")) != bool(other.get("page")):
        return True
    return one.type != other.type or (all(containers) and containers[0] != containers[1])

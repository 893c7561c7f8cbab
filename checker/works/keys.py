"""Exact keys of works and entries: identifiers, folded titles, and first author with year and first page.

A work and an entry that mean the same thing share a key, whatever form it is printed in. An arXiv id and its DataCite DOI
(`10.48550/arXiv.…`) are one key.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.matching.normalize import family_key, first_page, title_key
from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.works.record import bare_doi

_ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf)/|[.:]\s?)(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})", re.IGNORECASE
)
_ARXIV_DOI = "10.48550/arxiv."
_BARE_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_PMID = re.compile(r"\d{1,9}")
_PMCID = re.compile(r"(?:pmc)?(\d{1,9})", re.IGNORECASE)
_SUBTITLE = re.compile(r":\s|\s[-–—]\s|—|\?\s")
#: Shorter main titles (`Introduction: ...`) say too little to be a key.
_SHORTEST_MAIN_TITLE = 12
#: CSL variables in which an arXiv id may be printed.
_ARXIV_VARIABLES = ("arXiv", "archive_location", "number", "URL", "container-title", "note")


class Identifier(NamedTuple):
    """An identifier of a work: `DOI`, `PMID`, `PMCID` or `arXiv`, with its bare value."""

    kind: str
    value: str

    @property
    def key(self) -> str:
        """The key under which the store has it, or an empty string for what is no identifier of its kind."""
        if self.kind == "DOI":
            return _doi_key(self.value)
        if self.kind == "arXiv":
            found = _BARE_ARXIV.fullmatch(self.value)
            return f"arxiv:{found[1].lower()}" if found else ""
        if self.kind == "PMCID":
            found = _PMCID.fullmatch(self.value)
            return f"pmcid:{found[1]}" if found else ""
        return f"pmid:{self.value.lstrip('0')}" if _PMID.fullmatch(self.value) else ""


def identifiers(entry: ReferenceEntry) -> tuple[Identifier, ...]:
    """The well-formed identifiers printed in an entry, one for each key."""
    found: dict[str, Identifier] = {}
    variables = entry.variables
    for kind in ("DOI", "PMID", "PMCID"):
        if kind in variables and (value := variables[kind].strip()):
            identifier = Identifier(kind, value)
            found.setdefault(identifier.key, identifier)
    for variable in _ARXIV_VARIABLES:
        if variable not in variables:
            continue
        text = variables[variable][:1000]
        if variable == "arXiv":
            printed = _BARE_ARXIV.fullmatch(text)
        else:
            printed = _ARXIV.search(text) if text and "arxiv" in text.lower() else None
        if printed:
            identifier = Identifier("arXiv", printed[1])
            found.setdefault(identifier.key, identifier)
    found.pop("", None)
    return tuple(found.values())


def title_keys(title: str, first_author: str = "") -> tuple[str, ...]:
    """The keys of a title, the most telling first: of the main title with the first author, the whole title, the main title.

    The main title is the part before a subtitle. `first_author` is a family name or a whole name.
    """
    whole = title_key(title)
    if not whole:
        return ()
    main = title_key(main_title(title))
    family = family_key(first_author)
    texts = (f"{main}|{family}" if family else "", whole, main if len(main) >= _SHORTEST_MAIN_TITLE else "")
    return tuple([_title_key(text) for text in dict.fromkeys(texts) if text])


def main_title(title: str) -> str:
    """The part of a title before its subtitle, or the title."""
    cut = _SUBTITLE.search(title)
    return title[: cut.start()] if cut else title


def page_keys(entry: ReferenceEntry) -> tuple[str, ...]:
    """The keys of an entry's first author and first page with its year, the year before and the year after."""
    if not (entry.author and entry.year and entry.get("page")):
        return ()
    name, page = family_key(entry.author[0].full_family), first_page(entry.get("page"))
    return tuple(_page_key(name, entry.year + shift, page) for shift in (0, -1, 1)) if name and page else ()


def keys_of(work: Work) -> Iterator[str]:
    """All keys of a work, that of its DOI first; some come twice, some are empty."""
    for url in (work.doi, *(place.landing_page_url for place in work.locations)):
        if "10." in url:
            yield _doi_key(url)
        elif "arxiv" in url.lower():
            found = _ARXIV.search(url)
            yield f"arxiv:{found[1].lower()}" if found else ""
    for kind, value in work.ids.items():
        if kind in ("pmid", "pmcid"):
            yield Identifier(kind.upper(), value).key
    author = work.authors[0].raw_name if work.authors else ""
    yield from title_keys(work.title, author)
    name, start = family_key(author), first_page(work.first_page)
    if name and work.year and start:
        yield _page_key(name, work.year, start)


def _doi_key(text: str) -> str:
    doi = bare_doi(text)
    arxiv = _BARE_ARXIV.fullmatch(doi.removeprefix(_ARXIV_DOI)) if doi.startswith(_ARXIV_DOI) else None
    return f"arxiv:{arxiv[1]}" if arxiv else f"doi:{doi}" if doi else ""


def _title_key(folded: str) -> str:
    """Titles are long and many: a 64-bit hash is enough, for every hit is compared in full."""
    return f"title:{hashlib.blake2b(folded.encode(), digest_size=8).hexdigest()}"


def _page_key(family: str, year: int, page: str) -> str:
    return f"page:{family}|{year}|{page}"

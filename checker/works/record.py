"""An OpenAlex Work object (https://docs.openalex.org/api-entities/works/work-object) → `Work`.

Every field of a record may be null, absent or of another type than documented; such a value counts as absent.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from checker.model.work import Authorship, Work, WorkLocation

#: The root fields of which a `Work` is made, as the API may be asked for them.
FIELDS = (
    "id",
    "doi",
    "title",
    "display_name",
    "publication_year",
    "publication_date",
    "ids",
    "language",
    "type",
    "authorships",
    "primary_location",
    "locations",
    "biblio",
    "is_retracted",
    "abstract_inverted_index",
)
#: What the store keeps of a record: the API adds the mark of a cut author list by itself.
KEPT_FIELDS = (*FIELDS, "is_authors_truncated")

#: Lists of works cut the authors at this number.
LONGEST_AUTHOR_LIST = 100
#: Words of an abstract that are kept; the longest real ones have a few thousand.
LONGEST_ABSTRACT = 20_000
_EMPTY: tuple[object, ...] = (None, "", [], {}, False)

_WORK_ID = re.compile(r"w\d+", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def slim(record: Mapping[str, Any]) -> dict[str, Any]:
    """A Work object with those parts only that citeproof reads, still in OpenAlex's shape; empty values are left out.

    The author list is cut as `work_from_json` cuts it.
    """
    authors = [_slim_authorship(_mapping(item)) for item in _list(record.get("authorships"))]
    primary = _slim_location(record.get("primary_location"))
    others = [place for item in _list(record.get("locations")) if (place := _slim_location(item)) not in ({}, primary)]
    parts = {
        **{name: record.get(name) for name in KEPT_FIELDS},
        "display_name": None if _text(record.get("title")) else record.get("display_name"),
        "ids": {kind: value for kind, value in _mapping(record.get("ids")).items() if kind not in ("openalex", "doi")},
        "authorships": authors[:LONGEST_AUTHOR_LIST],
        "is_authors_truncated": record.get("is_authors_truncated") is True or len(authors) > LONGEST_AUTHOR_LIST,
        "primary_location": primary,
        "locations": others,
        "biblio": _picked(record.get("biblio"), "volume", "issue", "first_page", "last_page"),
    }
    return _picked(parts, *parts)


def work_from_json(record: Mapping[str, Any]) -> Work | None:
    """The work that a Work object describes, or null when it has no usable id.

    The author list is cut as lists of works cut it, so that a work is the same however it was asked for.
    """
    identifier = work_id(record)
    if not identifier:
        return None
    biblio = _mapping(record.get("biblio"))
    authorships = _list(record.get("authorships"))
    return Work(
        id=identifier,
        title=title_of(record),
        doi=bare_doi(_text(record.get("doi"))),
        ids=dict(_other_ids(record)),
        year=_year(record.get("publication_year")),
        date=_text(record.get("publication_date")),
        type=_text(record.get("type")),
        language=_text(record.get("language")),
        authors=tuple(_authorships(authorships[:LONGEST_AUTHOR_LIST])),
        authors_truncated=record.get("is_authors_truncated") is True or len(authorships) >= LONGEST_AUTHOR_LIST,
        locations=tuple(dict.fromkeys(_locations(record))),
        volume=_text(biblio.get("volume")),
        issue=_text(biblio.get("issue")),
        first_page=_text(biblio.get("first_page")),
        last_page=_text(biblio.get("last_page")),
        is_retracted=record.get("is_retracted") is True,
        abstract=_abstract(record.get("abstract_inverted_index")),
    )


def work_id(record: Mapping[str, Any]) -> str:
    """The bare id (`W2741809807`), or an empty string."""
    found = _text(record.get("id")).rstrip("/").rpartition("/")[2]
    return found.upper() if _WORK_ID.fullmatch(found) else found


def title_of(record: Mapping[str, Any]) -> str:
    """The title as OpenAlex has it, markup and entities included."""
    return _text(record.get("title")) or _text(record.get("display_name"))


def _other_ids(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The identifiers besides the OpenAlex id and the DOI (`pmid`, `pmcid` ...), without their resolvers."""
    for kind, identifier in _mapping(record.get("ids")).items():
        text = _text(identifier).rstrip("/").rpartition("/")[2].lower()
        if text and kind not in ("openalex", "doi"):
            yield _text(kind), text


def bare_doi(text: str) -> str:
    """The DOI in a URL or a text, lower-case and without its resolver, or an empty string."""
    found = _DOI.search(text if "%" not in text else text.replace("%2F", "/").replace("%2f", "/"))
    return found[0].lower() if found else ""


def _slim_authorship(authorship: Mapping[str, Any]) -> dict[str, Any]:
    author = _picked(authorship.get("author"), "display_name")
    return _picked({**authorship, "author": author}, "raw_author_name", "author")


def _slim_location(value: object) -> dict[str, Any]:
    source = _picked(_mapping(value).get("source"), "display_name", "type", "issn_l", "issn")
    return _picked({**_mapping(value), "source": source}, "source", "landing_page_url", "raw_source_name", "version")


def _picked(value: object, *names: str) -> dict[str, Any]:
    """The named items of an object that are not empty."""
    fields = _mapping(value)
    return {name: item for name in names if (item := fields.get(name)) not in _EMPTY}


def _authorships(value: object) -> Iterator[Authorship]:
    for item in _list(value):
        authorship = _mapping(item)
        display_name = _text(_mapping(authorship.get("author")).get("display_name"))
        raw_name = _text(authorship.get("raw_author_name")) or display_name
        if raw_name:
            yield Authorship(raw_name, display_name)


def _locations(record: Mapping[str, Any]) -> Iterator[WorkLocation]:
    """The primary location, then the others in their order; one that says nothing is left out."""
    for item in (record.get("primary_location"), *_list(record.get("locations"))):
        place = _mapping(item)
        source = _mapping(place.get("source"))
        issns = (source.get("issn_l"), *_list(source.get("issn"))) if source else ()
        location = WorkLocation(
            source=_text(source.get("display_name")),
            source_type=_text(source.get("type")),
            issns=tuple([text for text in dict.fromkeys(map(_text, issns)) if text]),
            landing_page_url=_text(place.get("landing_page_url")),
            raw_source_name=_text(place.get("raw_source_name")),
            version=_text(place.get("version")),
        )
        if any(location):
            yield location


def _abstract(value: object) -> str:
    """The text of an inverted index `{word: [position, ...]}`."""
    places = (
        (position, str(word))
        for word, positions in _mapping(value).items()
        for position in _list(positions)
        if type(position) is int
    )
    return _text(" ".join(word for _, word in sorted(islice(places, LONGEST_ABSTRACT))))


def _year(value: object) -> int | None:
    text = _text(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _text(value: object) -> str:
    """A string or a number as text; anything else is absent. Lone surrogates are replaced: no file or database takes them."""
    if isinstance(value, str):
        return value.strip() if value.isascii() else value.strip().encode("utf-8", "replace").decode()
    return str(value) if type(value) is int else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

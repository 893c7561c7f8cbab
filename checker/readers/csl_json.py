"""CSL-JSON → `Document`: a list of CSL items, or an object with such a list under `items` or `references`.

Variables and types: https://docs.citationstyles.org/en/stable/specification.html; the schema is csl-data.json of
https://github.com/citation-style-language/schema.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import DateParts, Name, Observation, ObservationKind
from checker.model.text import Location, SourceFile, Span
from checker.readers import dates, json_scan
from checker.readers.bibtex_csl import Item
from checker.readers.entries import Entries, put_doi
from checker.readers.json_scan import RawItem
from checker.references.pages import expand_pages

_LISTS = frozenset({"items", "references"})
#: Variables that are no strings and have a place of their own, or none, in an entry.
_APART = frozenset({"id", "type", "author", "editor", "issued", "custom", "DOI"})
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_EMPTY = re.compile(r"\s*+\[\s*+\]\s*+")
_NAME_PARTS = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal")


def read(source: SourceFile, taken: frozenset[str] = frozenset()) -> Document:
    """Read a bibliography: one list with all items. `taken` are ids that other files of the manuscript have.

    What stands under `custom`, where CSL leaves room for programs, is a comment.
    An item that is no JSON is noted and the others are read. Raises InputError where the brackets of the file don't match
    or it holds no list of items.
    """
    entries = Entries(source, "csl-json", taken)
    comments: list[Location] = []
    if source.text.lstrip()[:1] not in ("[", "{"):
        raise InputError(f"{source.path}:1: not CSL-JSON; a list of items is expected")
    try:
        for raw in json_scan.items(source.text, _LISTS):
            _add(entries, source, raw)
            if "custom" in raw.values:
                comments.append(Location(source.path, raw.values["custom"].span))
    except json_scan.UnbalancedError as problem:
        line = source.position(problem.offset).line
        raise InputError(f"{source.path}:{line}: not JSON; the `{problem.bracket}` has no partner") from None
    document = replace(entries.document(), comments=tuple(comments))
    if not document.references and not _EMPTY.fullmatch(source.text):
        raise InputError(f"{source.path}:1: not CSL-JSON; a list of items is expected")
    return document


def _add(entries: Entries, source: SourceFile, raw: RawItem) -> None:
    notes = [Observation(ObservationKind.DUPLICATE_FIELD, span, name) for name, span in raw.repeated]
    try:
        values = json.loads(raw.span.of(source.text))
    except (ValueError, RecursionError) as problem:
        at = min(raw.end, raw.start + getattr(problem, "pos", 0))
        detail = f"{getattr(problem, 'msg', 'nested too deeply')} in line {source.position(at).line}"
        notes.append(Observation(ObservationKind.UNPARSABLE, Span(at, min(at + 1, raw.end)), detail))
        values = dict(_salvaged(source.text, raw))
    key = _text(values.get("id"))
    key_span = raw.values["id"].span if key and "id" in raw.values else None
    if not key:
        notes.append(Observation(ObservationKind.EMPTY_KEY, Span(raw.start, raw.start + 1)))
    entries.add(raw.span, item(values, raw), key, key_span, notes)


def _salvaged(text: str, raw: RawItem) -> Iterator[tuple[str, Any]]:
    """The values of a broken item that can be read on their own."""
    for name, value in raw.values.items():
        quoted = text[value.span.start - 1] == '"'
        try:
            yield name, json.loads(f'"{value.span.of(text)}"' if quoted else value.span.of(text))
        except (ValueError, RecursionError):
            continue


def item(values: Mapping[str, Any], raw: RawItem) -> Item:
    """The item that CSL-JSON values give; `raw` has the place of each of them in the file."""
    found = Item(_text(values.get("type")) or "document")
    _put_doi(found, values, raw)
    for name, value in values.items():
        text = _text(value)
        if name in _APART or not text or name not in raw.values:
            continue
        text = " ".join(_MARKUP.sub("", text).split()) if "<" in text else text
        found.put(name, expand_pages(text) if name == "page" else text, raw.values[name].span)
    found.author = _names(values.get("author"), _places(raw, "author"))
    found.editor = _names(values.get("editor"), _places(raw, "editor"))
    found.issued = _date(values.get("issued"))
    for name in ("author", "editor", "issued"):
        if getattr(found, name):
            found.spans[name] = raw.values[name].span
    return found


def _put_doi(found: Item, values: Mapping[str, Any], raw: RawItem) -> None:
    """The DOI without its resolver; where there is none, that which the URL or the id gives."""
    doi = _text(values.get("DOI"))
    if doi and "DOI" in raw.values:
        if not put_doi(found, doi, raw.values["DOI"].span):
            found.put("DOI", doi, raw.values["DOI"].span)
        return
    for name in ("URL", "id"):
        text = _text(values.get(name))
        if name in raw.values and text.startswith(("http", "doi:")) and put_doi(found, text, raw.values[name].span):
            return


def _text(value: Any) -> str:
    """A string or number as text, of a list the first; nothing else has a text."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _places(raw: RawItem, name: str) -> tuple[Span, ...]:
    return raw.values[name].parts if name in raw.values else ()


def _names(value: Any, places: Sequence[Span]) -> tuple[Name, ...]:
    """The names of a name variable; `places` are used where each has one."""
    people = [person for person in value if isinstance(person, dict)] if isinstance(value, list) else []
    spans: Sequence[Span | None] = places if len(places) == len(people) else [None] * len(people)
    names = []
    for person, span in zip(people, spans, strict=True):
        parts = {part.replace("-", "_"): _text(person.get(part)) for part in _NAME_PARTS}
        if any(parts.values()):
            names.append(Name(**parts, span=span))
    return tuple(names)


def _date(value: Any) -> DateParts | None:
    """The date of a date variable: its parts, or what `raw` or `literal` says."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]
    if not isinstance(value, dict):
        return dates.parse(_text(value))
    ranges = value.get("date-parts")
    if "year" in value:  # as pandoc wrote YAML before it wrote CSL's own form
        ranges = [[value["year"], *(value[part] for part in ("month", "day") if part in value)]]
    if isinstance(ranges, list) and ranges and isinstance(ranges[0], list):
        parts = tuple(int(part) for part in ranges[0][:3] if _text(part).lstrip("-").isdecimal() and len(_text(part)) < 6)
        if parts:
            return parts
    return next((found for name in ("raw", "literal") if (found := dates.parse(_text(value.get(name))))), None)

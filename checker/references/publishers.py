"""Imprints: publisher, place, edition and degree."""

import re

from checker.references.containers import trim, word_before_is
from checker.references.draft import Draft
from checker.references.lexicon import LETTER, PUBLISHER_WORD, UNENDED, UPPER, YEAR
from checker.references.locators import Range

_PLACE = (
    rf"[{UPPER}][{LETTER}.’'-]*(?:[ -][{UPPER}(][{LETTER}.)’'-]*){{0,3}}"
    rf"(?:[,/;] ?(?:[{UPPER}][{LETTER}.]*[ .]?){{1,3}}){{0,2}}(?: (?:and|und|et|y|&) [{UPPER}][{LETTER}]+)?"
)
_PLACE_PUBLISHER = re.compile(
    rf"(?:(?<=[.,;(?!)”\"] )|(?<=[(]))(?P<place>{_PLACE})\s?:\s?(?P<publisher>[{UPPER}][^;:]{{1,100}}?)"
    rf"(?=\s?(?:[.;]\s*$|,\s?(?:\d|[{UPPER}][a-z]+\.? \d{{4}}|c?\d{{4}}|$)|[.;)(]|$))"
)
_DEGREE = re.compile(
    r"\b(?:(?:Ph\.?\s?D\.?|Doctoral|M\.?\s?Sc\.?|Master[’']?s?|Diploma|Habilitation|Unpublished)\s?)?"
    r"(?:[Tt]hesis|[Dd]issertation|THESIS|Thèse)\b[^,.;]{0,80}[,.;]?\s?|\b(?:Diss\.|Ph\.?D\.?)[,.]?\s"
)
_EDITION = re.compile(
    r"[,.(]?\s?\(?\b(?:\d{1,2}\s?(?:st|nd|rd|th|ème|e|\.)?|[Ss]econd|[Tt]hird|[Ff]irst|[Ff]ourth|[Rr]ev(?:ised)?\.?)\s"
    r"(?:[Ee]d(?:ition|n|s)?|[Aa]ufl(?:age)?|éd(?:ition)?)\b\.?\)?"
)
_SEGMENT = re.compile(r"[^,;()]+")
_STOP = re.compile(rf"\.\s+(?=[{UPPER}])")
_NO_NAME = re.compile(rf"[\s.,]?[\s.,]?(?:{YEAR}|\d+|\b[Pp]p?\b\.?|\bpages\b)")


def find_place_publisher(text: str, start: int, end: int) -> tuple[Range, Range] | None:
    """Place and publisher printed as `Place: Publisher` in `text[start:end]`; the last such pair."""
    found = None
    for match in _PLACE_PUBLISHER.finditer(text, start, end):
        if len(match.group("place").split()) <= 6:
            found = match
    return (found.span("place"), trim(text, *found.span("publisher"))) if found else None


def find_publisher(text: str, start: int, end: int) -> Range | None:
    """A publisher without a place before it: the first segment that holds a publisher's word."""
    for match in _SEGMENT.finditer(text, start, end):
        word = PUBLISHER_WORD.search(text, *match.span())
        if word:
            stops = [stop for stop in _STOP.finditer(text, *match.span()) if not word_before_is(text, stop.start(), UNENDED)]
            first = max((stop.end() for stop in stops if stop.end() <= word.start()), default=match.start())
            last = min((stop.start() for stop in stops if stop.start() >= word.end()), default=match.end())
            return trim(text, first, last)
    return None


def read_publisher(draft: Draft, start: int, end: int) -> None:
    """Fill publisher and place from `body[start:end]` unless they are known."""
    if "publisher" in draft.fields or start >= end:
        return
    place = find_place_publisher(draft.body, start, end)
    if place:
        draft.fields["publisher-place"], draft.fields["publisher"] = place
        return
    publisher = find_publisher(draft.body, start, end)
    if publisher:
        behind = _NO_NAME.search(draft.body, *publisher)
        draft.put("publisher", trim(draft.body, publisher[0], behind.start()) if behind else publisher)


def find_edition(text: str, start: int, end: int) -> int | None:
    """Where an edition statement (`2nd ed.`) begins in `text[start:end]`, or None."""
    match = _EDITION.search(text, start, end)
    return match.start() if match else None


def find_thesis(text: str, start: int, end: int) -> Range | None:
    """The mark of a thesis (`PhD thesis`, `Dissertation`), or None."""
    match = _DEGREE.search(text, start, end)
    return match.span() if match else None

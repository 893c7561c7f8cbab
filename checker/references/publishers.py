"""Publisher and place of a book, report or proceedings."""

import re

from checker.references.containers import trim
from checker.references.lexicon import LETTER, PUBLISHER_WORD, UPPER

Range = tuple[int, int]

_PLACE = rf"[{UPPER}][{LETTER}.’'-]*(?:[ -][{UPPER}(][{LETTER}.)’'-]*){{0,3}}(?:[,/;] ?(?:[{UPPER}][{LETTER}.]*[ .]?){{1,3}}){{0,2}}(?: (?:and|und|et|y|&) [{UPPER}][{LETTER}]+)?"
_PLACE_PUBLISHER = re.compile(
    rf"(?:^|(?<=[.,;(?!)”\"] )|(?<=[(]))(?P<place>{_PLACE})\s?:\s?(?P<publisher>[{UPPER}][^;:]{{1,100}}?)(?=\s*(?:[.;]\s*$|,\s*(?:\d|[{UPPER}][a-z]+\.? \d{{4}}|c?\d{{4}}|$)|[.;)]|[(]|$))"
)
_DEGREE = re.compile(
    r"\b(?:Ph\.?\s?D\.?|Doctoral|M\.?\s?Sc\.?|Master[’']?s?|Diploma|Diplom|Habilitation|Unpublished)?\s*(?:[Tt]hesis|[Dd]issertation|THESIS|Thèse)\b[^,.;]*[,.;]?\s*|\b(?:Diss\.|Ph\.?D\.?)[,.]?\s+"
)
_SEGMENT = re.compile(r"[^,;()]+")


def find_place_publisher(text: str, start: int, end: int) -> tuple[Range, Range] | None:
    """Place and publisher printed as `Place: Publisher` in `text[start:end]`; the last such pair."""
    found = None
    for match in _PLACE_PUBLISHER.finditer(text, start, end):
        if len(match.group("place").split()) <= 6:
            found = match
    if found is None:
        return None
    return found.span("place"), trim(text, *found.span("publisher"))


def find_publisher(text: str, start: int, end: int) -> Range | None:
    """A publisher without a place before it: the segment between commas or stops that holds a publisher's word."""
    for match in _SEGMENT.finditer(text, start, end):
        if PUBLISHER_WORD.search(match.group()):
            return trim(text, *match.span())
    return None


def find_thesis(text: str, start: int, end: int) -> Range | None:
    """The mark of a thesis (`PhD thesis`, `Dissertation`), or None."""
    match = _DEGREE.search(text, start, end)
    return match.span() if match else None

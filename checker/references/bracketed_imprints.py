"""Imprints in brackets behind a book's title (`(Wiley, Hoboken, NJ, 2005), p. 23`), as physics and notes styles print them."""

import re
from dataclasses import dataclass, field

from checker.references.containers import is_capitalised, trim
from checker.references.lexicon import CITIES, PUBLISHER_WORD, UPPER, YEAR
from checker.references.locators import Range
from checker.references.pages import DASH
from checker.references.places import is_place, is_region
from checker.references.publishers import find_place_publisher

_ROMAN = r"[ivxlcIVXLC]{1,8}"
_PAGES = rf"\d{{1,4}}(?:{DASH}\d{{1,4}})?"
_BRACKET = re.compile(
    rf"(?<=\S)\s\((?:\d{{1,2}}(?:st|nd|rd|th) ed[ns]?\.?,? )?(?P<imprint>[{UPPER}][^()]{{2,120}}?),?\s(?P<year>{YEAR})\)"
)
#: What of the book is cited, printed behind the bracket.
_PINPOINT = re.compile(
    rf"[.,;:]?\s?(?:\s(?:[Vv]ol(?:ume|s)?\.?\s(?P<volume>\d{{1,3}}|[IVXLC]{{1,6}})[,.:]?))?"
    rf"(?:\s(?:[Cc]h(?:ap(?:ter)?)?s?|[Ss]ect?s?)\.?\s[\dIVX.]{{1,8}}[,.]?)?"
    rf"(?:\s(?:pp?\.\s?)?(?P<page>{_PAGES}(?:, {_PAGES}){{0,4}}|{_ROMAN}(?:{DASH}{_ROMAN})?))?[.;\s]*$"
)
_SEGMENT = re.compile(r"[^,;]+")
_EDITION = re.compile(r"(?:[Ee]d\. \d{1,2}|(?:\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Rr]ev(?:ised|\.)) [Ee]d)")


@dataclass(frozen=True, slots=True)
class BracketedImprint:
    """An imprint whose bracket opens at `start`, its year, and the ranges of publisher, place and pages or volume cited."""

    start: int
    year: Range
    fields: dict[str, Range] = field(default_factory=dict)


def find_bracketed_imprint(body: str, at: int, end: int) -> BracketedImprint | None:
    """The imprint in brackets that closes `body[at:end]`, apart from the pages or volume cited; None where none is one."""
    for match in _BRACKET.finditer(body, at, end):
        pinpoint = _PINPOINT.match(body, match.end(), end)
        published = _publisher(body, *match.span("imprint")) if pinpoint else None
        if pinpoint and published:
            cited = {name: pinpoint.span(name) for name in ("volume", "page") if pinpoint[name]}
            return BracketedImprint(match.start(), match.span("year"), published | cited)
    return None


def _publisher(body: str, start: int, end: int) -> dict[str, Range] | None:
    """Publisher and place of an imprint without its year, told apart by a colon, or by places at its end."""
    pair = find_place_publisher(body, start, end)
    if pair:
        return {"publisher-place": pair[0], "publisher": pair[1]}
    segments = [trim(body, *segment.span()) for segment in _SEGMENT.finditer(body, start, end)]
    segments = [segment for segment in segments if not _EDITION.match(body, *segment)]
    places = _places_at_end([body[slice(*segment)] for segment in segments])
    names = segments[: len(segments) - places]
    if not names:
        return None
    publisher = names[0][0], names[-1][1]
    text = body[slice(*publisher)]
    if not (PUBLISHER_WORD.search(text) or (places and len(text.split()) < 8 and is_capitalised(text))):
        return None
    return {"publisher": publisher} | ({"publisher-place": (segments[-places][0], segments[-1][1])} if places else {})


def _places_at_end(segments: list[str]) -> int:
    """How many of the segments of an imprint, from its end, are places; a town before its region needs to be in no list."""
    count = 0
    while count < len(segments) and is_place(segments[-count - 1].upper() if count == 0 else segments[-count - 1]):
        count += 1
    only_regions = all(_is_region_alone(segment) for segment in segments[len(segments) - count :])
    return count + bool(count and only_regions and count + 1 < len(segments))


def _is_region_alone(segment: str) -> bool:
    """Whether a place is a country or state and no city of the same name (`New York`)."""
    return segment.lower() not in CITIES and is_region(segment.upper())

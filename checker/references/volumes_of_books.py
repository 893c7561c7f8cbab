"""Volumes of books whose imprint stands between commas (`…, tome 1, Paris, Seuil, 1984`, `…, Bd. 3, München 1995, S. 12`)."""

import re

from checker.references.containers import trim, trim_title
from checker.references.draft import Draft
from checker.references.lexicon import LETTER, UPPER, YEAR
from checker.references.locators import Locator, Range
from checker.references.places import is_place

_VOLUME = re.compile(
    r"[,.]\s(?:[Vv]ol(?:ume)?\.?|[Tt]om[eo]?|[Tt]\.|[Bb]d\.|[Bb]and|C\.|[Cc]ilt)\s(?P<volume>\d{1,3}|[IVXLC]{1,6}),\s"
    rf"(?P<imprint>[{UPPER}][{LETTER}.&’' -]{{2,60}}(?:, [{UPPER}][{LETTER}.&’' -]{{2,60}})?)"
    rf"(?:,?\s(?P<year>{YEAR})|(?=[.\s]*$))(?:, (?:[Ss]|pp?)\.\s?(?P<page>\d{{1,4}}(?:[-–]\d{{1,4}})?)(?: ff?\.?)?)?"
    r"(?:, \d{1,4} (?:p|S|s)\.)?[.\s]*$"
)


def has_mark(body: str, locator: Locator) -> bool:
    """Whether a word stands before the volume of a locator."""
    return locator.volume is not None and any(map(str.isalpha, body[max(0, locator.volume[0] - 4) : locator.volume[0]]))


def read_volume_of_book(draft: Draft, at: int) -> bool:
    """Fill the fields of a book with a volume before its place and publisher; whether it is one: a known place tells."""
    found = _VOLUME.search(draft.body, at + 3)
    if found is None or not (found["year"] or draft.year):
        return False
    parts: list[Range] = []
    start = found.start("imprint")
    for part in found["imprint"].split(", "):
        parts.append(trim(draft.body, start, start + len(part)))
        start += len(part) + 2
    places = [part for part in parts if is_place(draft.body[slice(*part)])]
    if len(places) != 1:
        return False
    if not draft.quoted:
        draft.put("title", trim_title(draft.body, at, found.start()))
    draft.fields |= {"volume": found.span("volume"), "publisher-place": places[0]}
    if len(parts) > 1:
        draft.fields["publisher"] = next(part for part in parts if part not in places)
    if found["page"]:
        draft.fields["page"] = found.span("page")
    if draft.year is None:
        draft.year = draft.date = found.span("year")
    return True

"""Entries without authors and title that begin with their journal (`Nature 329: 630-632 (1987)`), or with its year."""

import re

from checker.references.containers import is_capitalised, looks_like_container
from checker.references.lexicon import FUNCTION_WORDS, ORGANISATION, UPPER, YEAR
from checker.references.locators import Range
from checker.references.names import read_names

_CONTAINER_FIRST = re.compile(
    rf"(?P<container>[{UPPER}][^\d(:“\"]{{1,80}}?)[,.]?\s(?:\(?{YEAR}\)?[,;]?\s)?(?:[Vv](?:ol)?\.\s)?"
    rf"\d{{1,4}}(?:\s?\(\d{{1,4}}\))?(?:(?<=\))\s|\s?[,:;]\s?|\s\({YEAR}\)\s|\s(?=\d{{4}}))(?:pp?\.\s?|[Nn]o\.\s?)?[A-Za-z]?\d"
)
#: A year before a journal that opens an entry (`2011 New J. Phys. 13 013025`).
_YEAR_FIRST = re.compile(rf"(?P<year>{YEAR})[.,]?\s(?=[{UPPER}])")
#: A single name before the mark of a volume: a journal's, as no title of a work stands between (`Storks, Vol. 25, No. 3`).
_VOLUME_FIRST = re.compile(rf"[{UPPER}][^\d(:“\".,]{{2,80}},?\s(?:[Vv]ol(?:ume)?|VOLUME|VOL|Band|Bd)\b\.?\s?\d{{1,4}}\s?[,(]")


def opens_with_journal(body: str, at: int) -> bool:
    """Whether an entry without authors and title begins with its journal (`Nature 329: 630-632 (1987)`)."""
    if _VOLUME_FIRST.match(body, at):
        return True
    match = _CONTAINER_FIRST.match(body, at)
    if match is None:
        return False
    name = match.group("container")
    if "," in name or " et al" in name or (". " in name and is_sentence(name)) or read_names(name + ",") is not None:
        return False
    return looks_like_container(name) or (len(name.split()) < 8 and "." not in name)


def year_before_journal(body: str, at: int) -> Range | None:
    """The year before a journal that opens an entry at `at`, or None."""
    year = _YEAR_FIRST.match(body, at)
    journal = _CONTAINER_FIRST.match(body, year.end()) if year else None
    if year is None or journal is None:
        return None
    name = journal.group("container")
    if not (looks_like_container(name) or (is_capitalised(name) and "," not in name)):
        return None
    return year.span("year")


def is_sentence(text: str) -> bool:
    """Whether a text is in sentence case: a word of it that could bear a capital has none, as no organisation's name has."""
    first, *rest = text.split()
    if len(rest) < 3:
        return False
    lower = any(len(word) > 3 and word.isalpha() and word.islower() and word not in FUNCTION_WORDS for word in rest)
    return lower and not ORGANISATION.match(first)

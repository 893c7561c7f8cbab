"""Entries that print several works, of which the first is read, and articles printed in two editions of their journal."""

import re

from checker.references.lexicon import LETTER, UPPER, YEAR
from checker.references.names import read_names

SUB_LABEL = re.compile(r"\s*\(?a\s?\)\s*")
_SECOND_LABEL = re.compile(r"[.;,]\s*\(?b\s?\)")
_SEMICOLON = re.compile(rf"; (?=[{UPPER}])")
#: The end of a locator: `1991, 354, 56` or `62, 147 (1990)`.
_LOCATED = re.compile(rf"(?:\b{YEAR}, (?:\d{{1,4}}(?: ?\(\d{{1,4}}\))?, )?[A-Z]?\d[\d–−-]{{0,12}}|\d \({YEAR}\))$")
_LONGEST_LOCATOR = 40
_DATED = re.compile(rf"\b{YEAR}\b")
#: The volume of the other edition of a journal, with no names before it (`Angew. Chem. 2016, 128, 14420–14424.`).
_OTHER_EDITION = re.compile(rf"[{UPPER}][{LETTER}. ]{{3,60}},? {YEAR}, \d{{1,4}}, \d[\d–−-]{{0,12}}\.?$")


def first_work(text: str) -> tuple[int, bool]:
    """Where the first work of an entry ends, and whether others follow: `a) …; b) …`, or names behind `…, 354, 56; `."""
    if SUB_LABEL.match(text):
        second = _SECOND_LABEL.search(text)
        return (second.start(), True) if second else (len(text), False)
    for semicolon in _SEMICOLON.finditer(text):
        end = semicolon.start()
        if not (text[end - 1].isdigit() or text[end - 1] == ")") or not _LOCATED.search(
            text[max(0, end - _LONGEST_LOCATOR) : end]
        ):
            continue
        if _OTHER_EDITION.match(text, semicolon.end()):
            return end, False
        names = read_names(text, semicolon.end())
        if names is not None and not names.names[0].full and not names.editors and _DATED.search(text, names.end):
            return end, True
    return len(text), False

"""Lists of family names without given names or initials (`White, Johnson, Dantzig (1958)`)."""

import re

from checker.references import name_patterns as patterns
from checker.references.lexicon import CONTAINER_WORD, FUNCTION_WORDS, ORGANISATION, REGIONS, UPPER, YEAR
from checker.references.names import Form, NameList, PrintedName

_FAMILY = rf"(?:(?:{patterns.PARTICLE} ){{1,2}}|{patterns.CAPITAL_PARTICLE} )?{patterns.LONG_WORD}"
_AND = r"(?:&|and|und|et|y|e)"
_LIST = re.compile(
    rf"(?P<names>{_FAMILY}(?:(?:, {_FAMILY}){{0,30}},? {_AND} {_FAMILY}|(?:, {_FAMILY}){{2,30}}|(?:; {_FAMILY}){{1,30}}"
    rf"|(?:\s?/\s?{_FAMILY}){{1,30}}))(?P<others>,? et\.? al\.?)?"
    rf"(?P<behind>[.,:]?\s(?P<year>\({YEAR}[a-z]?\)|{YEAR}[a-z]?[.,:])|[.:]\s(?=[{UPPER}“\"]))"
)
_NAME = re.compile(rf"(?!{_AND} ){_FAMILY}")
_CONNECTED = re.compile(rf" {_AND} |/|;")


def bare_families(text: str, at: int) -> NameList | None:
    """The families printed alone at `at`, before a date or a title; None where they may be families with their given names.

    `White, Johnson (1958)` may be a family and its given name, and so may any even number of words that nothing but commas
    part. Before a title there have to be three names, the last of them behind an "and".
    """
    match = _LIST.match(text, at)
    if match is None:
        return None
    names = [
        PrintedName(found.start(), found.end(), family=found.group()) for found in _NAME.finditer(text, *match.span("names"))
    ]
    connected = _CONNECTED.search(match["names"]) is not None
    if not connected and (match["year"] is None or len(names) % 2 == 0):
        return None
    if (len(names) < 3 and match["year"] is None) or any(_is_no_family(name.family) for name in names):
        return None
    et_al = match.span("others") if match["others"] else None
    return NameList(Form.FAMILY_INITIALS, tuple(names), at, match.start("behind"), et_al)


def _is_no_family(word: str) -> bool:
    """Whether a word belongs to a title, a place, a journal or an organisation."""
    folded = word.lower()
    return folded in FUNCTION_WORDS or folded in REGIONS or bool(ORGANISATION.search(word) or CONTAINER_WORD.search(word))

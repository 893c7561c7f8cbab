"""The phases of clinical trials: which one a sentence gives the cited trial, and which ones a work names."""

import re

_NUMBER = r"(?:I{1,3}|IV|[1-4])"
_PHASE = re.compile(
    rf"\bphases?[\s-](?P<first>{_NUMBER})[abc]?(?:\s?(?:/|-|–|and|or|to)\s?(?P<second>{_NUMBER})[abc]?)?(?![\w/])",
    re.IGNORECASE,
)
#: The cited trial, not one to come or another: `this phase 3 trial`, `in a phase 2 study`.
_OF_ONE = re.compile(
    rf"(?:^|\b(?:in|of|by|from|a|an|the|this|that|one)\s(?:[\w-]+,?\s){{0,3}})phase[\s-]{_NUMBER}[abc]?\s"
    r"(?:[\w-]+,?\s){0,4}?(?:trial|study)\b",
    re.IGNORECASE,
)
#: Words before it that make it another one, and words anywhere that make it one to come.
_OTHERS = re.compile(
    r"\b(?:no|not|without|subsequent|later|following|previous|earlier|prior|until|after|before|than|unlike|to)\s(?:[\w-]+\s){0,4}$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:await\w*|future|ongoing|planned|under\s?way|need\w*|should|will|warrant\w*|required|recruiting|proceed\w*)\b",
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def claimed(sentence: str) -> str:
    """The phase of the one trial that a sentence speaks of, "" for none, several, or one that is another's."""
    phases, place = named(sentence), find(sentence)[0]
    other = len(phases) != 1 or not _OF_ONE.search(sentence) or _TO_COME.search(sentence)
    return "" if other or _OTHERS.search(sentence, 0, place) else next(iter(phases))


def find(text: str) -> tuple[int, int]:
    """Where a text that names a phase does so first."""
    match = _PHASE.search(text)
    return match.span() if match else (0, 0)


def named(text: str) -> frozenset[str]:
    """The phases that a text names, in digits: `phase I/II` → 1 and 2."""
    numbers = (number for match in _PHASE.finditer(text) for number in match.groups() if number)
    return frozenset(_ROMAN.get(number.lower(), number) for number in numbers)

"""Content words: the key under which the inflections and spellings of a word meet."""

import re
from functools import lru_cache

_SPELLINGS = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"is(?=(?:e|es|ed|ing|er|ers)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|al|ing|ed)"), "or"),
)
_DIPHTHONG = re.compile(r"[ao]e(?=[mdstl])")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "ly",
    "ys",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """A word without its ending, in American spelling: `randomised`, `randomization` → `randomiz`."""
    stem = _DIPHTHONG.sub("e", word.lower())
    for pattern, replacement in _SPELLINGS:
        stem = pattern.sub(replacement, stem)
    for ending in _ENDINGS:
        if stem.endswith(ending) and not (ending == "s" and stem.endswith("ss")) and len(stem) - len(ending) >= 4:
            return stem[: -len(ending)]
    return stem

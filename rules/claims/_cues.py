"""The cue words that several rules about claims look at."""

import re
import tomllib
from pathlib import Path

from checker.model.claim import Passage, Term

#: Cues of plural, recent and own work.
CUES = Path(__file__).with_name("cues.toml")
_WORDS = tomllib.loads(CUES.read_text(encoding="utf-8"))["words"]
#: What every plural cue has: a word for studies, and next to it what they have done.
TRIGGER = re.compile(
    rf"\b(?:{_WORDS['studies']})\s+(?:have|had|has|{_WORDS['also']}|{_WORDS['show']}|{_WORDS['shown']})\b"
    rf"|\bit\s+has\s+been\s+\w+\s+in\b",
    re.IGNORECASE,
)


def first(passage: Passage, group: str, name: str = "") -> Term | None:
    """The first cue of a group in a passage, or the first with one name."""
    return next((term for term in passage.terms_of(CUES.stem) if term.group == group and name in ("", term.name)), None)

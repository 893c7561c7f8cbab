"""The cue words that several rules about claims look at."""

from pathlib import Path

from checker.model.claim import Passage, Term

#: Cues of plural, recent and own work.
CUES = Path(__file__).with_name("cues.toml")


def first(passage: Passage, group: str) -> Term | None:
    """The first cue of a group in a passage."""
    return next((term for term in passage.terms_of(CUES.stem) if term.group == group), None)

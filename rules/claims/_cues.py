"""The cue words that several rules about claims look at."""

from pathlib import Path

from checker.model.claim import Passage, Term

#: Cues of plural, recent and own work.
CUES = Path(__file__).with_name("cues.toml")


def first(passage: Passage, group: str, name: str = "") -> Term | None:
    """The first cue of a group in a passage, or the first with one name."""
    return next((term for term in passage.terms_of(CUES.stem) if term.group == group and name in ("", term.name)), None)

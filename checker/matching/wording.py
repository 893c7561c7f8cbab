"""Where two similar titles differ, as the words that a person would compare."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.matching.alignment import differing_runs
from checker.matching.memory import remembered
from checker.matching.normalize import strip_markup, title_words
from checker.matching.titles import without_status

_WORD = re.compile(r"\S+")
#: Titles that differ at more places, or in longer passages, are better shown from their beginnings.
_MOST_PLACES = 2
_LONGEST = 8  # words


class Difference(NamedTuple):
    """A place where two titles differ: what each prints there, and the same with a common word on either side.

    `start` and `end` are offsets of `printed` in the printed title. A side without a word of its own is empty.
    """

    printed: str
    recorded: str
    printed_around: str
    recorded_around: str
    start: int
    end: int


@remembered(1 << 10)
def differences(printed: str, recorded: str) -> tuple[Difference, ...]:
    """The places where two titles differ in words; none where that is more than a few words at one or two places.

    Case, punctuation, markup, and British or American spelling make no difference.
    """
    recorded = " ".join(strip_markup(without_status(recorded)).split())
    ours, theirs = list(_WORD.finditer(printed)), list(_WORD.finditer(recorded))
    places = list(_places([_folded(word[0]) for word in ours], [_folded(word[0]) for word in theirs]))
    if len(places) > _MOST_PLACES or any(max(end - start, stop - begin) > _LONGEST for start, end, begin, stop in places):
        return ()
    return tuple(
        Difference(
            _text(printed, ours[start:end]),
            _text(recorded, theirs[begin:stop]),
            _text(printed, ours[max(0, start - 1) : end + 1]),
            _text(recorded, theirs[max(0, begin - 1) : stop + 1]),
            ours[start].start() if start < end else 0,
            ours[end - 1].end() if start < end else 0,
        )
        for start, end, begin, stop in places
    )


def _places(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs of words that differ: start and end in ours, start and end in theirs."""
    for start, end, begin, stop in differing_runs(ours, theirs):
        if "".join(ours[start:end]) != "".join(theirs[begin:stop]):
            yield start, end, begin, stop


def _folded(word: str) -> str:
    return "".join(title_words(word))


def _text(title: str, words: list[re.Match[str]]) -> str:
    return title[words[0].start() : words[-1].end()] if words else ""

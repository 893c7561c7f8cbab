"""Where the sentences of a paragraph end.

Scientific prose sets citations behind the full stop (`survival.12,13 Later`, `did.[5] Next`), abbreviates within sentences
(`et al.`, `Fig. 3`, `i.v.`, `E. coli`) and starts sentences in lower case (`mTOR inhibitors`).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from checker.model.text import Span

#: Abbreviations after which a sentence goes on, without their last full stop.
_ABBREVIATIONS = frozenset(
    """al approx ca cf chap ed eds eq eqs e.g eg etc fig figs i.e ie inc incl no nos p pp ref refs resp sec sect suppl tab vol
    vols vs v viz dr prof mr mrs ms st jr sr co corp ltd dept univ i.v i.m i.p s.c p.o b.i.d t.i.d q.i.d q.d u.s u.k var spp sp
    subsp str cv c.f d.h min max avg std jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
#: Abbreviations that may also close a sentence: they do before a capitalised word.
_MAY_END = frozenset("etc i.v i.m i.p s.c p.o b.i.d t.i.d q.i.d q.d inc co corp ltd u.s u.k no min max spp sp".split())
_END = re.compile(r"[.!?…]+[\"'”’)\]»]{0,3}")
#: Superscript citations that lost their markup: up to eight numbers glued to the full stop.
_RAISED = re.compile(r"\d{1,3}(?:[,–-]\d{1,3}){0,7}(?=\s|$)")
_BEFORE = re.compile(r"([^\s(\[“\"']{0,24})$")
_INITIAL = re.compile(r"(?:[A-Z]|[A-Z]\.-?[A-Z])$")
_MIXED_CASE = re.compile(r"[a-z]{1,3}[A-Z0-9]")


def split(text: str, markers: Sequence[Span] = ()) -> list[Span]:
    """The sentences of one paragraph as spans of `text`, without the white space between them.

    `markers` are the places of citations (ascending): no sentence ends inside one, and one that follows the full stop stays
    with its sentence.
    """
    starts = [marker.start for marker in markers]
    sentences: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        if end.start() < start:
            continue
        at = bisect_left(starts, end.end())
        if at and markers[at - 1].end > end.start():
            continue
        cut = _behind_citations(text, end, markers, at)
        if cut < len(text) and not _is_break(text, end, cut):
            continue
        sentences.append(Span(start, cut))
        start = _skip_space(text, cut)
    if text[start:].strip():
        sentences.append(Span(start, start + len(text[start:].rstrip())))
    return sentences


def _behind_citations(text: str, stop: re.Match[str], markers: Sequence[Span], at: int) -> int:
    """The end of the sentence with the markers that stand behind its full stop."""
    place = stop.end()
    while at < len(markers):
        marker = markers[at]
        gap = text[place : marker.start]
        behind = _skip_space(text, marker.end)
        if gap.strip() or (gap and behind < len(text) and not _starts_sentence(text, behind)):
            break
        place, at = marker.end, at + 1
    raised = _RAISED.match(text, place) if not text[stop.start() - 1 : stop.start()].isdigit() else None  # `0.67 (`
    return raised.end() if raised else place


def _is_break(text: str, end: re.Match[str], cut: int) -> bool:
    following = _skip_space(text, cut)
    if following >= len(text):
        return True
    if following == cut and cut == end.end() and not _is_glued(text, end.start(), cut):
        return False
    if not _starts_sentence(text, following):
        return False
    if end[0][0] != ".":
        return True
    before = _BEFORE.search(text, max(0, end.start() - 24), end.start())
    word = before[1] if before else ""
    if cut > end.end():
        return True
    if _INITIAL.fullmatch(word):
        return False
    lowered = word.lower()
    return lowered not in _ABBREVIATIONS or (lowered in _MAY_END and text[following].isupper())


def _is_glued(text: str, stop: int, cut: int) -> bool:
    """Whether a full stop without a space behind it divides sentences all the same (`written.Health`)."""
    word = text[max(0, stop - 4) : stop]
    return len(word) == 4 and word.isalpha() and word.islower() and text[cut : cut + 2].istitle()


def _starts_sentence(text: str, place: int) -> bool:
    first = text[place]
    if first.islower():
        return bool(_MIXED_CASE.match(text, place))
    return first.isupper() or first.isdigit() or first in "([“\"'‘«" or not first.isascii()


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place

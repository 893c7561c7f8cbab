"""A reference list as text → its entries: labels, wrapped lines, blank lines, furniture between them."""

import itertools
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from checker.model.text import Span
from checker.references.lines import PAGE_NUMBER, Line, ends_entry, list_lines
from checker.references.running_heads import running_heads
from checker.references.unnumbered import starts


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry of a list: the span of its text, of its printed label, the label's number, and running heads inside."""

    span: Span
    label: Span | None = None
    number: int | None = None
    holes: tuple[Span, ...] = ()


class _Mark(NamedTuple):
    """A label at the start of the line with this index; keys (`[AH]`) have no number."""

    line: int
    start: int
    end: int
    number: int | None


_LABELS = {
    "bracket": re.compile(r"\[\s?(?P<n>\d{1,4})\s?\](?: ?[.:])?\s*"),
    "paren": re.compile(r"\(\s?(?P<n>\d{1,4})\s?\)\.?\s*"),
    "dot": re.compile(r"(?:•{1,3}\s?|\*{1,3}\s?)?(?P<n>\d{1,4})\.(?:\s+|(?=[^\d\s])|$)"),
    "half": re.compile(r"(?P<n>\d{1,4})\)\s*"),
    "superscript": re.compile(r"(?P<n>[⁰¹²³⁴-⁹]{1,4})\s*"),
    "bare": re.compile(r"(?P<n>\d{1,4})(?:\s+|(?=[A-Z]))(?=\S)"),
    "key": re.compile(r"\[[A-Za-z][\w+*’'.&: ,-]{0,40}\]\s*"),
}
#: Labels that a wrapped line may begin with by chance (a year, a page): they need the line before to end an entry.
_CHANCY = ("bare", "superscript", "dot", "half")
_ENTRY_ENDS = re.compile(r"[.;)\]\d/]")
_BULLET = re.compile(r"[•●▪‣∙·◦*–-]{1,3}\s+(?=\S)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: How many numbers may be missing before a label is no longer taken for one.
_LARGEST_GAP = 5


def split(text: str, region: Span) -> tuple[RawEntry, ...]:
    """The entries of the list in `text[region]`, in order; furniture and notes lie outside every entry's span.

    Missing, repeated and misplaced numbers are kept as printed.
    """
    lines = list_lines(text, region)
    heads = running_heads(text, lines) | {index for index, line in enumerate(lines) if line.is_page}
    lines = [line for index, line in enumerate(lines) if index not in heads]
    holes = _left_out(text, lines)
    marks = _labels(text, lines) if lines else []
    if not marks:
        marks = [_Mark(index, *_bullet(text, lines[index]), None) for index in starts(text, lines)] if lines else []
    entries: list[RawEntry] = []
    numbers = {mark.number for mark in marks}
    for place, mark in enumerate(marks):
        stop = marks[place + 1].line if place + 1 < len(marks) else len(lines)
        entry = _entry(lines[mark.line : stop], mark, text)
        if entry:
            entries += _inline(text, entry, numbers)
    return tuple(replace(entry, holes=_inside(holes, entry.span)) for entry in entries) if holes else tuple(entries)


def _left_out(text: str, lines: list[Line]) -> list[Span]:
    """What stands between the lines that were kept: running heads, page numbers, headings and link labels."""
    holes = []
    for before, line in itertools.pairwise(lines):
        between = text[before.end : line.start].strip(" \t\r\n")
        if between.strip():
            start = text.index(between, before.end)
            holes.append(Span(start, start + len(between)))
    return holes


def _inside(holes: list[Span], span: Span) -> tuple[Span, ...]:
    return tuple(hole for hole in holes if span.covers(hole))


def _inline(text: str, entry: RawEntry, numbers: Container[int | None]) -> Iterator[RawEntry]:
    """An entry, and those whose labels follow one another inside its lines (`[1] … 2001. [2] …`) and begin no line."""
    if entry.number is None or entry.label is None:
        yield entry
        return
    printed = entry.label.of(text)
    start, end, label, number = entry.span.start, entry.span.end, entry.label, entry.number
    while number + 1 not in numbers:
        following = printed.replace(str(entry.number), str(number + 1))
        at = text.find(f" {following} ", start, end)
        if following == printed or following.isdigit() or at < 0:
            break
        if not (_ENTRY_ENDS.match(text[at - 1]) and text[at + len(following) + 2 : at + len(following) + 3].isalpha()):
            break
        yield RawEntry(Span(start, at), label, number)
        label, number = Span(at + 1, at + 1 + len(following)), number + 1
        start = label.end + 1
    yield RawEntry(Span(start, end), label, number)


def _labels(text: str, lines: list[Line]) -> list[_Mark]:
    """The labels of the list, where one kind of label opens it and runs through it."""
    for line in lines[:3]:
        for kind, pattern in _LABELS.items():
            if not pattern.match(text, line.start, line.end):
                continue
            marks = _chain(text, lines, _candidates(text, lines, pattern), kind)
            if len(marks) >= 2 or (marks and line is lines[0] and kind not in ("bare", "key")):
                return marks
    return []


def _candidates(text: str, lines: list[Line], pattern: re.Pattern[str]) -> list[_Mark]:
    found = []
    for index, line in enumerate(lines):
        match = pattern.match(text, line.start, line.end)
        if match:
            printed = match.groupdict().get("n")
            number = int(printed.translate(_SUPERSCRIPTS)) if printed else None
            found.append(_Mark(index, match.start(), match.end(), number))
    return found


def _chain(text: str, lines: list[Line], found: list[_Mark], kind: str) -> list[_Mark]:
    """The labels that make a list: rising by one, with gaps and repeats only where a line can be an entry's first."""
    if kind == "key":
        return found if len(found) * 4 >= len(lines) or len(found) >= 3 else []
    numbers = {mark.number for mark in found}
    kept: list[_Mark] = []
    expected = 0
    for mark in found:
        number = mark.number or 0
        if 1400 < number < 2100 and number != expected:
            continue
        if not kept:
            accepted = kind != "bare" or number <= 1 or number + 1 in numbers
        else:
            free = lines[mark.line].after_blank or ends_entry(text, lines[mark.line - 1])
            accepted = _accepts(number, expected, kind, free, expected in numbers)
        if accepted:
            kept.append(mark)
            expected = number + 1
    return kept


def _accepts(number: int, expected: int, kind: str, free: bool, expected_printed: bool) -> bool:
    """Whether a number continues the list. `free`: an entry may begin on its line; otherwise only the expected one counts."""
    if number == expected:
        return True
    if expected < number <= expected + _LARGEST_GAP:
        return free or kind not in _CHANCY
    if not free or kind == "bare" or number > expected + 50:
        return False
    return kind == "bracket" or number == expected - 1 or not expected_printed


def _bullet(text: str, line: Line) -> tuple[int, int]:
    match = _BULLET.match(text, line.start, line.end)
    return (line.start, match.end()) if match else (line.start, line.start)


def _entry(lines: list[Line], mark: _Mark, text: str) -> RawEntry | None:
    """The entry behind a mark, to the last of its lines; page numbers on lines of their own at its end are left out."""
    while len(lines) > 1 and PAGE_NUMBER.match(text, lines[-1].start, lines[-1].end):
        lines = lines[:-1]
    start, end = mark.end, lines[-1].end
    if start >= lines[0].end and len(lines) > 1:
        start = lines[1].start
    if end <= start:
        return None
    printed = text[mark.start : mark.end].rstrip()
    label = Span(mark.start, mark.start + len(printed)) if printed and not _BULLET.match(printed + " ") else None
    return RawEntry(Span(start, end), label, mark.number)

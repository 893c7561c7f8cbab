"""A reference list as text → its entries: labels, wrapped lines, blank lines, furniture between them."""

import re
from dataclasses import dataclass

from checker.model.text import Span
from checker.references.lines import PAGE_NUMBER, Line, ends_entry, list_lines
from checker.references.unnumbered import starts


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry of a list: the span of its text, of its printed label, and the label's number."""

    span: Span
    label: Span | None = None
    number: int | None = None


_LABELS = {
    "bracket": re.compile(r"\[\s?(?P<n>\d{1,4})\s?\][.:]?\s*"),
    "paren": re.compile(r"\(\s?(?P<n>\d{1,4})\s?\)\.?\s*"),
    "dot": re.compile(r"(?:•+\s*|\*+\s*)?(?P<n>\d{1,4})\.(?:\s+|(?=[^\d\s])|$)"),
    "half": re.compile(r"(?P<n>\d{1,4})\)\s*"),
    "superscript": re.compile(r"(?P<n>[⁰¹²³⁴-⁹]{1,4})\s*"),
    "bare": re.compile(r"(?P<n>\d{1,4})(?:\s+|(?=[A-Z]))(?=\S)"),
    "key": re.compile(r"\[(?P<key>[A-Za-z][\w+*’'.&: ,-]{0,40})\]\s*"),
}
_BULLET = re.compile(r"(?:[•●▪‣∙·◦*–-]+)\s+(?=\S)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def split(text: str, region: Span) -> tuple[RawEntry, ...]:
    """The entries of the list in `text[region]`, in order; furniture and notes lie outside every entry's span."""
    lines = list_lines(text, region)
    if not lines:
        return ()
    labelled = _numbered(text, lines)
    if labelled:
        return labelled
    return _unnumbered(text, lines)


def _numbered(text: str, lines: list[Line]) -> tuple[RawEntry, ...]:
    """Entries by their labels, where one kind of label opens the list and runs through it."""
    for line in lines[:3]:
        for kind, pattern in _LABELS.items():
            first = pattern.match(text, line.start, line.end)
            if first is None:
                continue
            marks = _accept(text, lines, kind, pattern)
            if len(marks) >= 2 or (len(marks) == 1 and line is lines[0] and kind not in ("bare", "key")):
                return _between(text, lines, marks)
    return ()


def _accept(text: str, lines: list[Line], kind: str, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str], int | None]]:
    """The lines that open an entry: (line index, label, number). A number must follow from the one before, or stand out."""
    found = []
    for index, line in enumerate(lines):
        match = pattern.match(text, line.start, line.end)
        if match is None:
            continue
        if kind == "key":
            found.append((index, match, None))
            continue
        number = int(match.group("n").translate(_SUPERSCRIPTS))
        found.append((index, match, number))
    if kind == "key":
        return found if len(found) * 4 >= len(lines) or len(found) >= 3 else []
    return _chain(text, lines, found, kind)


def _chain(
    text: str, lines: list[Line], found: list[tuple[int, re.Match[str], int | None]], kind: str
) -> list[tuple[int, re.Match[str], int | None]]:
    """The labels that make a list: rising by one, with gaps and repeats only where the line stands out as an entry's first."""
    strict = kind in ("bare", "superscript", "dot", "half")
    kept: list[tuple[int, re.Match[str], int | None]] = []
    expected = None
    numbers = {number for _, _, number in found}
    for index, match, number in found:
        if number is None or (1400 < number < 2100 and number != expected):
            continue
        if expected is None:
            if number > 1 and kind == "bare" and number + 1 not in numbers:
                continue
            kept.append((index, match, number))
            expected = number + 1
            continue
        stands_out = lines[index].after_blank or (index > 0 and ends_entry(text, lines[index - 1]))
        rises = number == expected or (expected < number <= expected + 5 and (not strict or stands_out))
        out_of_order = (
            stands_out
            and (
                kind == "bracket" or ((kind in ("dot", "half", "paren") and expected not in numbers) or number == expected - 1)
            )
            and number < expected + 50
        )
        if rises or (out_of_order and kind != "bare"):
            kept.append((index, match, number))
            expected = number + 1
    return kept


def _between(text: str, lines: list[Line], marks: list[tuple[int, re.Match[str], int | None]]) -> tuple[RawEntry, ...]:
    entries = []
    for place, (index, match, number) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(lines)
        label_end = match.start() + len(match.group().rstrip())
        entry = _entry(text, lines[index:stop], match.end(), Span(match.start(), label_end), number)
        if entry:
            entries.append(entry)
    return tuple(entries)


def _entry(text: str, lines: list[Line], start: int, label: Span | None, number: int | None) -> RawEntry | None:
    """An entry from `start` to the last of its lines, without a page number on a line of its own."""
    while len(lines) > 1 and PAGE_NUMBER.match(text[lines[-1].start : lines[-1].end]):
        lines = lines[:-1]
    end = lines[-1].end
    if end <= start:
        return None
    return RawEntry(Span(start, end), label, number)


def _unnumbered(text: str, lines: list[Line]) -> tuple[RawEntry, ...]:
    openings = starts(text, lines)
    entries = []
    for place, index in enumerate(openings):
        stop = openings[place + 1] if place + 1 < len(openings) else len(lines)
        bullet = _BULLET.match(text, lines[index].start, lines[index].end)
        start = bullet.end() if bullet else lines[index].start
        entry = _entry(text, lines[index:stop], start, None, None)
        if entry:
            entries.append(entry)
    return tuple(entries)

"""A reference list as text → its entries: labels, wrapped lines, blank lines, furniture between them."""

import re
from dataclasses import dataclass

from checker.model.text import Span


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry of a list: the span of its text, of its printed label, and the label's number."""

    span: Span
    label: Span | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # first character that is no white space
    end: int
    indent: int
    after_blank: bool


_LINK = (
    r"(?:Article|PubMed Central|PubMed|Google Scholar|CAS|CrossRef|Crossref|Cross Ref|Medline|MEDLINE|MathSciNet|MATH|ADS|Web of Science|Scopus|ISI|ChemPort|Full Text|PDF"
    r"|View Article|View in Article|Abstract|Free Full Text|Download references|Open in new tab|Search ADS|Europe PMC|INSPIRE|Link|Ref|Go to ref)"
)
_LINK_LINE = re.compile(rf"[\s\[(]*{_LINK}(?:[\s,|·•/;)\](]+{_LINK})*[\s.)\]]*$")
_LINK_TAIL = re.compile(
    r"(?:[\s,|\[(]+(?:CrossRef|Crossref|Medline|Google Scholar|PubMed Central|Web of Science|MathSciNet|PubMed(?!\s*(?:PMID|Central|:))|CAS(?=\s*(?:$|Google|PubMed)))[\])]?)+\s*$"
)
_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s)?\d{1,4}(?:\s(?:of|/)\s\d{1,4})?$|[-–—]\s?\d{1,4}\s?[-–—]$")
_NOTE = re.compile(
    r"Papers of (?:particular|special) interest|(?:Of|•+ ?Of) (?:special|major|outstanding|particular|importance|considerable)\b|References? and (?:recommended|notes)",
    re.IGNORECASE,
)
_LABELS = {
    "bracket": re.compile(r"\[\s?(?P<n>\d{1,4})\s?\][.:]?\s*"),
    "paren": re.compile(r"\(\s?(?P<n>\d{1,4})\s?\)\.?\s*"),
    "dot": re.compile(r"(?:•+\s*|\*+\s*)?(?P<n>\d{1,4})\.(?:\s+|(?=[^\d\s]))"),
    "half": re.compile(r"(?P<n>\d{1,4})\)\s*"),
    "superscript": re.compile(r"(?P<n>[⁰¹²³⁴-⁹]{1,4})\s*"),
    "bare": re.compile(r"(?P<n>\d{1,4})(?:\s+|(?=[A-Z]))(?=\S)"),
    "key": re.compile(r"\[(?P<key>[A-Za-z][\w+*’'.&: ,-]{0,40})\]\s*"),
}
_BULLET = re.compile(r"(?:[•●▪‣∙·◦*–-]+)\s+(?=\S)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def split(text: str, region: Span) -> tuple[RawEntry, ...]:
    """The entries of the list in `text[region]`, in order; furniture and notes lie outside every entry's span."""
    lines = _lines(text, region)
    if not lines:
        return ()
    labelled = _numbered(text, lines)
    if labelled:
        return labelled
    return _unnumbered(text, lines)


def _lines(text: str, region: Span) -> list[_Line]:
    lines: list[_Line] = []
    blank = False
    at = region.start
    for raw in text[region.start : region.end].splitlines(keepends=True):
        body = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        if not body or _is_furniture(body):
            blank = True
        else:
            lines.append(_Line(start, start + len(body), start - at, blank))
            blank = False
        at += len(raw)
    return lines


def _is_furniture(line: str) -> bool:
    if len(line) > 120 and not _NOTE.match(line):
        return False
    return bool(_LINK_LINE.match(line) or _NOTE.match(line))


def _numbered(text: str, lines: list[_Line]) -> tuple[RawEntry, ...]:
    """Entries by their labels, where one kind of label opens the list and runs through it."""
    for kind, pattern in _LABELS.items():
        first = pattern.match(text, lines[0].start, lines[0].end)
        if first is None and not (len(lines) > 1 and pattern.match(text, lines[1].start, lines[1].end)):
            continue
        marks = _accept(text, lines, kind, pattern)
        if len(marks) >= 2 or (len(marks) == 1 and first is not None and kind not in ("bare", "key")):
            return _between(text, lines, marks)
    return ()


def _accept(text: str, lines: list[_Line], kind: str, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str], int | None]]:
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
    text: str, lines: list[_Line], found: list[tuple[int, re.Match[str], int | None]], kind: str
) -> list[tuple[int, re.Match[str], int | None]]:
    """The labels that make a list: rising by one, with gaps and repeats only where the line stands out as an entry's first."""
    strict = kind in ("bare", "superscript", "dot", "half")
    kept: list[tuple[int, re.Match[str], int | None]] = []
    expected = None
    numbers = {number for _, _, number in found}
    for index, match, number in found:
        if number is None:
            continue
        if expected is None:
            if number > 1 and kind == "bare" and number + 1 not in numbers:
                continue
            kept.append((index, match, number))
            expected = number + 1
            continue
        stands_out = lines[index].after_blank or (index > 0 and _entry_ends(text, lines[index - 1]))
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


def _entry_ends(text: str, line: _Line) -> bool:
    return text[line.end - 1] in ".)]>;" or text[line.end - 1].isdigit()


def _between(text: str, lines: list[_Line], marks: list[tuple[int, re.Match[str], int | None]]) -> tuple[RawEntry, ...]:
    entries = []
    for place, (index, match, number) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else len(lines)
        label_end = match.start() + len(match.group().rstrip())
        entry = _entry(text, lines[index:stop], match.end(), Span(match.start(), label_end), number)
        if entry:
            entries.append(entry)
    return tuple(entries)


def _entry(text: str, lines: list[_Line], start: int, label: Span | None, number: int | None) -> RawEntry | None:
    """An entry from `start` to the last of its lines, without link words at its end and page numbers on lines of their own."""
    while len(lines) > 1 and _PAGE_NUMBER.match(text[lines[-1].start : lines[-1].end]):
        lines = lines[:-1]
    end = lines[-1].end
    tail = _LINK_TAIL.search(text, max(start, end - 120), end)
    if tail:
        end = tail.start()
    if end <= start:
        return None
    return RawEntry(Span(start, end), label, number)


def _unnumbered(text: str, lines: list[_Line]) -> tuple[RawEntry, ...]:
    starts = _starts(text, lines)
    entries = []
    for place, index in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(lines)
        bullet = _BULLET.match(text, lines[index].start, lines[index].end)
        start = bullet.end() if bullet else lines[index].start
        entry = _entry(text, lines[index:stop], start, None, None)
        if entry:
            entries.append(entry)
    return tuple(entries)


def _starts(text: str, lines: list[_Line]) -> list[int]:
    """The indices of lines that open an entry, for lists without numbers."""
    blanks = sum(line.after_blank for line in lines)
    if blanks * 3 >= len(lines) - 1 and blanks:
        return [0, *(index for index, line in enumerate(lines) if line.after_blank and index)]
    if not _wrapped(text, lines):
        return list(range(len(lines)))
    if _hanging(lines):
        left = min(line.indent for line in lines)
        return [index for index, line in enumerate(lines) if line.indent == left or index == 0]
    return [0, *(index for index in range(1, len(lines)) if _opens(text, lines, index))]


def _wrapped(text: str, lines: list[_Line]) -> bool:
    """Whether entries run over several lines: many lines begin in lower case or end in a hyphen or comma."""
    broken = sum(text[line.start].islower() or text[line.start].isdigit() or text[line.end - 1] in "-,‐&" for line in lines[1:])
    return broken * 8 > len(lines)


def _hanging(lines: list[_Line]) -> bool:
    left = min(line.indent for line in lines)
    outdented = sum(line.indent == left for line in lines)
    return lines[0].indent == left and 0 < outdented < len(lines) * 0.9


_NAME_LINE = re.compile(r"(?:[a-z]{1,3} )?[A-ZÀ-Þ“\"—–-]")


def _opens(text: str, lines: list[_Line], index: int) -> bool:
    """Whether a line without indentation opens an entry: the line before ends one, and names stand at its start."""
    before = lines[index - 1]
    return _entry_ends(text, before) and bool(_NAME_LINE.match(text, lines[index].start, lines[index].end))

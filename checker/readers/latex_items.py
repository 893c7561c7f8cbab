r"""The printed list of a LaTeX text: `\\bibitem[label]{key} …` in `thebibliography`, as BibTeX writes it into .bbl files."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.model.reference import Name, ReferenceEntry, ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers import latex_cite
from checker.readers.entries import unique
from checker.readers.latex_scan import Marks, environment
from checker.references import parse_entries
from checker.references.split import RawEntry
from checker.references.tex import MARKUP, shown

#: What begins the label of an item: `\\bibitem [Smith19] {smith}`.
_LABEL = re.compile(r"\s{0,20}\[")
_TOKEN = re.compile(rf"{MARKUP}|%[^\n]*\n?[ \t]*|\s+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a piece of LaTeX prints, and the place in the file of each of its characters (and of its end)."""

    text: str
    places: tuple[int, ...]


def printed(span: Span, text: str) -> Printed:
    """What `text[span]` prints: commands and braces dropped, accents composed, white space collapsed."""
    pieces: list[str] = []
    places: list[int] = []
    at = span.start
    for match in _TOKEN.finditer(text, span.start, span.end):
        pieces.append(text[at : match.start()])
        places += range(at, match.start())
        shows = _shown(match[0])
        if shows != " " or (pieces and "".join(pieces[-2:])[-1:] not in ("", " ")):
            pieces.append(shows)
            places += [match.start()] * len(shows)
        at = match.end()
    pieces.append(text[at : span.end])
    places += range(at, span.end)
    return Printed("".join(pieces), (*places, span.end))


def _shown(sign: str) -> str:
    """What one token prints."""
    if sign.isspace():
        return " "
    return "" if sign[0] == "%" else shown(sign)


def reference_lists(source: SourceFile, marks: Marks) -> tuple[ReferenceList, ...]:
    """The printed lists of a LaTeX text with their entries; each serves the whole text."""
    scope = Span(0, len(source.text))
    used: dict[str, int] = {}
    return tuple(
        ReferenceList(source.path, region, scope, entries=_entries(source, marks, region, used))
        for region in _regions(source, marks)
    )


def _regions(source: SourceFile, marks: Marks) -> list[Span]:
    """The environments with items; one that isn't closed reaches to the end of the document."""
    regions: list[Span] = []
    start = -1
    for command in marks.commands:
        if command.name in ("begin", "end") and environment(source.text, command)[0] == "thebibliography":
            if command.name == "begin":
                start = command.start
            elif start != -1:
                regions.append(Span(start, environment(source.text, command)[1]))
                start = -1
    if start != -1:
        regions.append(Span(start, marks.stop))
    return regions


def _entries(source: SourceFile, marks: Marks, region: Span, used: dict[str, int]) -> tuple[ReferenceEntry, ...]:
    """The entries of a list: what each prints, one a line, is parsed as a printed list, and its places are led back."""
    text = source.text
    first = bisect_right(marks.commands, region.start, key=lambda command: command.start)
    last = bisect_left(marks.commands, region.end, key=lambda command: command.start)
    items = [command for command in marks.commands[first:last] if command.name == "bibitem"]
    if not items:
        return ()
    closing = text.rfind("\\end{thebibliography}", items[-1].end, region.end)
    ends = [*(item.start for item in items[1:]), closing if closing != -1 else region.end]
    keys, spans, lines = [], [], []
    for item, end in zip(items, ends, strict=True):
        label = _LABEL.match(text, item.end)
        at = marks.closing.get(label.end() - 1, item.end) if label else item.end
        found = latex_cite.keys(text, marks, at)
        at = marks.closing.get(text.find("{", at, at + 100), at)
        body = text[at : max(at, end)]
        span = Span(at + len(body) - len(body.lstrip()), at + len(body.rstrip())) if body.strip() else Span(at, at)
        keys.append(found[0] if found else ("", Span(item.start, item.end)))
        spans.append(span)
        lines.append(printed(span, text))
    return _parsed(source, keys, spans, lines, used)


def _parsed(
    source: SourceFile, keys: list[tuple[str, Span]], spans: list[Span], lines: list[Printed], used: dict[str, int]
) -> tuple[ReferenceEntry, ...]:
    flat = SourceFile(source.path, "\n".join(line.text for line in lines))
    places = [place for line in lines for place in line.places]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    raw = [RawEntry(Span(start, end - 1)) for start, end in pairwise(starts)]
    entries = []
    for entry, (key, key_span), span in zip(parse_entries(flat, raw), keys, spans, strict=True):
        moved = _moved(entry, places)
        identity = unique(key or entry.id, used)
        entries.append(
            replace(moved, id=identity, key=key or None, label_span=key_span, span=span, raw=span.of(source.text), number=None)
        )
    return tuple(entries)


def _moved(entry: ReferenceEntry, places: list[int]) -> ReferenceEntry:
    """An entry of the printed text with its places led back to the file."""

    def back(span: Span) -> Span:
        start = places[span.start]
        return Span(start, max(start, places[span.end - 1] + 1 if len(span) else start))

    def name(one: Name) -> Name:
        return one._replace(span=back(one.span)) if one.span else one

    return replace(
        entry,
        author=tuple(map(name, entry.author)),
        editor=tuple(map(name, entry.editor)),
        field_spans={variable: back(span) for variable, span in entry.field_spans.items()},
        observations=tuple(replace(note, span=back(note.span)) for note in entry.observations),
    )

"""Texts with the places of findings marked, each mark a link to the finding's card; and how cards and references are named."""

from collections.abc import Iterable
from typing import NamedTuple

from checker.model.finding import Finding
from checker.model.text import SourceFile, Span
from checker.reports.page.markup import prose, text

#: How much is shown before and behind a place, in characters.
AROUND = 140


class Mark(NamedTuple):
    """A place of a finding. `card` is the name of the finding's card, `anchor` the id of the mark, empty for none."""

    span: Span
    finding: Finding
    card: str
    anchor: str = ""


def reference_anchor(reference: str, manuscript: int) -> str:
    """The id of a reference on the page: hexadecimal, since a key may hold any character."""
    return f"r{manuscript}-{reference.encode('utf-8', 'replace').hex()}"


def marked(source: SourceFile, span: Span, marks: Iterable[Mark]) -> str:
    """A part of a file with marks; the later of two that overlap has what the earlier leaves of it."""
    pieces, end = [], span.start
    for mark in sorted(marks, key=lambda item: (item.span.start, -item.span.end)):
        start = max(end, mark.span.start)
        place = Span(start, min(span.end, max(start, mark.span.end)))
        anchor = f" id='{mark.anchor}'" if mark.anchor else ""
        shown = prose(place.of(source.text)) or f"<sup>{mark.finding.code}</sup>"  # a place inside one that is marked
        title = f"{text(mark.finding.code)}: {text(mark.finding.message)}"
        target = f"href='#{mark.card}'{anchor} aria-describedby='{mark.card}-head' title='{title}'"
        pieces.append(prose(source.text[end : place.start]))
        pieces.append(f"<mark class='{mark.finding.severity.value}'><a {target}>{shown}</a></mark>")
        end = place.end
    return "".join([*pieces, prose(source.text[end : span.end])])


def excerpt(source: SourceFile, place: Span, severity: str, around: Span) -> str:
    """The words around a place, the place marked, on one line: of its paragraph, and of `around`."""
    words = source.text
    start, end = max(around.start, place.start - AROUND), min(around.end, place.end + AROUND)
    paragraph = words.rfind("\n\n", start, place.start)
    stop = words.find("\n\n", place.end, end)
    before, behind = words[max(start, paragraph + 1) : place.start], words[place.end : end if stop == -1 else stop]
    if start > around.start and paragraph == -1:
        before = "…" + before.partition(" ")[2]
    if end < around.end and stop == -1:
        behind = behind.rpartition(" ")[0] + " …"
    inside = place.of(words)
    if len(inside) > 3 * AROUND:
        inside = inside[: 2 * AROUND].rpartition(" ")[0] + " …"
    shown = f"<mark class='{severity}'>{_line(inside)}</mark>" if inside else ""
    return f"{_line(before).lstrip()}{shown}{_line(behind).rstrip()}"


def _line(value: str) -> str:
    """A text with its line ends as spaces; spaces at its ends stay."""
    lead, trail = value[:1].isspace(), value[-1:].isspace()
    words = text(" ".join(value.split()))
    return f"{' ' if lead else ''}{words}{' ' if trail and words else ''}"

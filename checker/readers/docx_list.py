"""The reference lists of a Word document: as printed, as endnotes, or only as data in the fields of a reference manager."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.model.document import Block, BlockKind, CitationField
from checker.model.reference import Name, ReferenceEntry, ReferenceList
from checker.model.text import Anchor, SourceFile, Span
from checker.readers import sections, signs
from checker.readers.docx_fields import W
from checker.readers.docx_text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: The share of endnotes that look like references where they are the list, and the least number of them.
_MOSTLY, _LEAST_NOTES = 0.6, 2
#: No document has more lists in fields.
_MOST_LISTS = 100
#: No cluster prints more than this, in characters or in numbers.
_LONGEST_CLUSTER = 200
_CLUSTER = re.compile(r"[\W\d]*\d[\W\d]*")
_RANGE = re.compile(r"(\d{1,4})(?:\s?[-–‐‑]\s?(\d{1,4}))?")


def is_list_of_endnotes(root: "Element | None") -> bool:
    """Whether the endnotes of a document are its reference list."""
    if root is None:
        return False
    notes = [note for note in root.iter(f"{W}endnote") if note.get(f"{W}type", "normal") == "normal"]
    texts = ["".join(part.text or "" for part in note.iter(f"{W}t")) for note in notes]
    return len(texts) >= _LEAST_NOTES and sum(map(signs.is_reference_like, texts)) >= _MOSTLY * len(texts)


def printed(source: SourceFile, text: Text, kept: Iterable[Span]) -> tuple[ReferenceList, ...]:
    """The printed lists: those found by their looks, and the fields that hold one (`kept`), which are one surely."""
    whole = Span(0, len(source.text))
    notes = [block.span for block in text.blocks if block.kind is BlockKind.FOOTNOTE]
    found = []
    if text.endnotes is None:  # notes stand behind the list, and are one only where there is no other
        found = list(sections.reference_lists(source, notes) or sections.reference_lists(source))
    surely = [span for span in (*kept, text.endnotes) if span is not None and span.of(source.text).strip()][:_MOST_LISTS]
    for span in sorted(surely, key=lambda span: (span.start, -span.end)):
        around = [part for part in found if part.span.overlaps(span)]
        if around:
            region = Span(min(span.start, around[0].span.start), max(span.end, around[-1].span.end))
            place = found.index(around[0])
            found[place : place + len(around)] = [replace(around[0], span=region)]
        else:
            found.append(ReferenceList(source.path, span, whole, _heading(text, span.start)))
    if len(found) == 1:
        found = [replace(found[0], scope=whole)]
    return tuple(sorted(found, key=lambda part: part.span))


def _heading(text: Text, start: int) -> Span | None:
    """The heading directly before a list."""
    place = bisect_left(text.blocks, start, key=lambda block: block.span.start) - 1
    before = text.blocks[place] if place >= 0 else None
    return before.span if before and before.kind is BlockKind.HEADING else None


def of_fields(text: Text, fields: Sequence[CitationField], path: str) -> tuple[list[CitationField], tuple[ReferenceList, ...]]:
    """The fields with their works bound, and the list of these works, which is written behind the text.

    Each work stands where the first field cites it, and is numbered where the fields print numbers.
    """
    places: dict[tuple[str, ...], int] = {}
    first: list[tuple[ReferenceEntry, int]] = []
    bound = []
    for one in fields:
        for work in one.works:
            if identity(work) not in places:
                places[identity(work)] = len(places) + 1
                first.append((work, one.span.start))
        bound.append(replace(one, references=tuple(str(places[identity(work)]) for work in one.works)))
    numbers = _numbers("".join(text.pieces), bound)
    start, offsets = text.length, [anchor.offset for anchor in text.anchors]
    entries = []
    for place, (work, cited_at) in enumerate(first, 1):
        near = text.anchors[max(0, bisect_right(offsets, cited_at) - 1)]
        text.anchors.append(Anchor(text.length, near.line, f"citation field in {near.label}"))
        written = _written(text, work)
        entries.append(replace(written, id=str(place), path=path, number=numbers.get(str(place))))
        text.blocks.append(Block(BlockKind.OTHER, written.span))
        text.add("\n\n")
    return bound, (ReferenceList(path, Span(start, text.length), Span(0, text.length), entries=tuple(entries)),)


def _numbers(text: str, fields: Sequence[CitationField]) -> dict[str, int]:
    """The numbers that works go by: a field of one work prints its own, one of several the last unknown one."""
    found: dict[str, int] = {}
    for one in sorted(fields, key=lambda one: len(one.references)):
        printed = _printed_numbers(one.span.of(text)[:_LONGEST_CLUSTER])
        unknown = [reference for reference in one.references if reference and reference not in found]
        left = printed - {found[reference] for reference in one.references if reference in found}
        if len(unknown) == len(left) == 1 and len(printed) == len(one.references):
            found[unknown[0]] = left.pop()
    return found


def _printed_numbers(shown: str) -> set[int]:
    """The numbers of a cluster that is made of nothing else (`[1, 3–5]`), ranges expanded."""
    if not _CLUSTER.fullmatch(shown):
        return set()
    ranges = ((int(part[1]), int(part[2] or part[1])) for part in _RANGE.finditer(shown))
    return {number for first, last in ranges for number in range(first, min(last, first + _LONGEST_CLUSTER) + 1)}


def identity(work: ReferenceEntry) -> tuple[str, ...]:
    """What tells one cited work from another: the same item is kept once more for every citation."""
    if work.doi:
        return ("doi", work.doi.lower(), work.title.casefold())
    head = work.author[0].full_family if work.author else ""
    return (work.title.casefold(), head.casefold(), str(work.year or ""), work.container_title.casefold())


def _written(text: Text, work: ReferenceEntry) -> ReferenceEntry:
    """Write a work in a plain style, `Avery S. Title. Journal. 2006;4(7):577-87.`, and note where each variable stands."""
    start, first = text.length, len(text.pieces)
    spans: dict[str, Span] = {}
    for before, variable, value, after in _pieces(work):
        value = " ".join(value.split())
        if value:
            text.add(before)
            spans[variable] = Span(text.length, text.length + len(value))
            text.add(value + after)
    raw = "".join(text.pieces[first:]).rstrip()
    return replace(work, key=None, span=Span(start, start + len(raw)), raw=raw, field_spans=spans)


def _pieces(work: ReferenceEntry) -> Iterator[tuple[str, str, str, str]]:
    """What stands before, the variable, its value as printed, and what stands behind."""
    yield "", "author", ", ".join(map(_printed_name, work.author)), ". "
    yield "", "title", work.title, ". "
    yield "", "container-title", work.container_title, ". "
    yield "", "issued", str(work.year or ""), "" if work.get("volume") else ". "
    yield ";", "volume", work.get("volume"), ""
    yield "(", "issue", work.get("issue"), ")"
    yield ":", "page", work.get("page"), ""
    yield ". ", "publisher", work.get("publisher"), ""
    yield ". doi:", "DOI", work.doi, ""


def _printed_name(name: Name) -> str:
    initials = "".join(word[0] for word in name.given.replace("-", " ").replace(".", " ").split())
    return " ".join(filter(None, (name.full_family, initials, name.suffix)))

"""Small manuscripts for the tests of citations: prose, and entries given in one line each."""

import re

from checker.citations import link
from checker.model.document import Block, BlockKind, Citation, Document
from checker.model.reference import Name, ReferenceEntry, ReferenceList
from checker.model.text import SourceFile, Span


def entry(place: int, line: str, number: int | None = None, key: str | None = None) -> ReferenceEntry:
    """An entry from `Smith; van den |Bosch 2019a` (a bar ends the particles) or `{World Health Organization} 2016`."""
    names, _, printed = line.rpartition(" ")
    year = re.fullmatch(r"(\d{4})([a-z]?)", printed)
    return ReferenceEntry(
        id=key or str(number or place),
        path="paper.md",
        span=Span(0, 0),
        raw=line,
        number=number,
        key=key,
        author=tuple(_name(part) for part in (names if year else line).split("; ")),
        issued=(int(year[1]),) if year else None,
        year_suffix=printed if year and year[2] else "",
    )


def _name(part: str) -> Name:
    if part.startswith("{"):
        return Name(literal=part.strip("{}"))
    particle, _, family = part.rpartition("|")
    return Name(family=family, non_dropping_particle=particle.strip())


def numbered(count: int) -> list[ReferenceEntry]:
    """A numbered list of so many entries."""
    return [entry(number, f"Author{number} 2000", number) for number in range(1, count + 1)]


def listed(*lines: str) -> list[ReferenceEntry]:
    """An unnumbered list of the given entries; their ids are their places."""
    return [entry(place, line) for place, line in enumerate(lines, 1)]


def keyed(*keys: str) -> list[ReferenceEntry]:
    """A bibliography with the given keys."""
    return [entry(place, "Smith 2000", key=key) for place, key in enumerate(keys, 1)]


def document(text: str, entries: list[ReferenceEntry], **block: tuple[Span, ...]) -> Document:
    """A Markdown document of one block for each paragraph, with one list that serves all of it."""
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(*match.span()), **{name: _within(spans, match) for name, spans in block.items()})
        for match in re.finditer(r"(?:[^\n]|\n(?!\n))+", text)
    )
    whole = ReferenceList("paper.md", Span(0, 0), Span(0, len(text)), entries=tuple(entries))
    return Document(SourceFile("paper.md", text), "markdown", blocks, (whole,) if entries else ())


def _within(spans: tuple[Span, ...], match: re.Match[str]) -> tuple[Span, ...]:
    return tuple(span for span in spans if Span(*match.span()).covers(span))


def cited(text: str, entries: list[ReferenceEntry], **block: tuple[Span, ...]) -> list[tuple[str, list[str | None]]]:
    """The citations of a text: what each covers, and the ids of its entries."""
    return [(citation.text, [item.reference for item in citation.items]) for citation in citations(text, entries, **block)]


def citations(text: str, entries: list[ReferenceEntry], **block: tuple[Span, ...]) -> tuple[Citation, ...]:
    """The citations of a text."""
    return link(document(text, entries, **block)).citations

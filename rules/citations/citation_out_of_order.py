"""CIT103: numbers that don't follow the order of first citation."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from checker.model.document import BlockKind, Citation, CitationStyle, Document
from checker.model.reference import ReferenceList
from checker.model.text import Location, Span
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Fix, Good, Needs, Severity

_NUMBERED = (CitationStyle.NUMERIC, CitationStyle.SUPERSCRIPT)
#: Their place on the page, and so in the order, is the typesetter's.
_FLOATING = (BlockKind.TABLE, BlockKind.CAPTION, BlockKind.FOOTNOTE)
#: A list is taken to be numbered by citation when at least this share of the first citations is in order.
_ORDERED_SHARE = 0.75
_FEWEST = 4


class _First(NamedTuple):
    """The first citation of an entry."""

    number: int
    span: Span


class CitationOutOfOrder(DocumentRule):
    """A numbered entry is first cited out of turn.

    What it checks: in a list numbered in the order of citation, whether the first citations ascend. Reported is the first
    citation of each run that breaks the order.

    Why it matters: journals with numbered references ask for this order; a break shows that text was moved or that a number is
    wrong.

    When it stays silent: when the list is alphabetical or the text mostly follows another order, inside one cluster, and for
    entries cited in tables, captions or footnotes, whose place in the order is not certain.
    """

    code = "CIT103"
    name = "citation-out-of-order"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(
            "One [1]. Two [2]. Three [⟦4⟧]. Four [3]. Five [5]. Six [6].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
            "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
            "5. Kay I, Lee J. Dose and response. Ann Surg. 2019;16:40-9.\n"
            "6. May K, Orr L. Late effects of treatment. Ann Surg. 2020;17:50-9.\n"
        ),
        Good(
            "One [1]. Two [2, 3]. Three [1]. Four [4].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
            "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each run of first citations out of order, list by list."""
        by_list: dict[int, list[Citation]] = defaultdict(list)
        for citation in document.citations:
            part = document.list_of(citation.span.start)
            if part is not None and citation.style in _NUMBERED:
                by_list[id(part)].append(citation)
        floating = [block.span for block in document.blocks if block.kind in _FLOATING]
        for part in document.lists:
            if len({entry.number for entry in part.entries} - {None}) == len(part.entries):
                firsts = _first_citations(by_list[id(part)], part, floating)
                offences = list(self._offences(firsts, document.source.path))
                fixes = _renumbering(document, part, firsts) if offences else ()
                for place, finding in enumerate(offences):
                    yield replace(finding, fixes=fixes) if place == 0 else finding  # one fix mends them all

    def _offences(self, firsts: Sequence[_First], path: str) -> Iterator[Finding]:
        ordered = _longest_ascent([first.number for first in firsts])
        if len(firsts) < _FEWEST or len(ordered) < _ORDERED_SHARE * len(firsts):
            return
        before: _First | None = None
        for index, first in enumerate(firsts):
            if index in ordered or (index and index - 1 not in ordered):
                before = first if index in ordered else before
                continue
            after = next((firsts[later] for later in range(index + 1, len(firsts)) if later in ordered), None)
            early = after is not None and first.number > after.number
            other = after if early else before
            if other is None:
                continue
            yield self.finding(
                f"`{first.number}` is first cited {'before' if early else 'after'} `{other.number}`",
                Location(path, first.span),
                related=(Location(path, other.span, f"`{other.number}` is first cited here"),),
                help="renumber the list in the order of citation, or correct the number",
            )


def _first_citations(citations: Sequence[Citation], part: ReferenceList, floating: Sequence[Span]) -> list[_First]:
    """The first citation of each entry in the order of the text; those of one cluster in the order of their numbers.

    Entries cited in the `floating` blocks (in order of place) are left out.
    """
    starts = [span.start for span in floating]
    in_floats: set[str | None] = set()
    for citation in citations:
        block = bisect_right(starts, citation.span.start) - 1
        if block >= 0 and citation.span.start in floating[block]:
            in_floats.update(item.reference for item in citation.items)
    numbers = {entry.id: entry.number for entry in part.entries if entry.id not in in_floats}
    seen: set[str] = set()
    firsts: list[_First] = []
    for citation in citations:
        fresh: dict[int, _First] = {}
        for item in citation.items:
            number = numbers.get(item.reference or "")
            if number is not None and item.reference not in seen:
                fresh.setdefault(number, _First(number, item.span))
                seen.add(item.reference or "")
        firsts += [fresh[number] for number in sorted(fresh)]
    return firsts


def _renumbering(document: Document, part: ReferenceList, firsts: Sequence[_First]) -> tuple[Fix, ...]:
    """The fix that brings the list into the order of first citation; none where entries stand in floating blocks first."""
    cited = {item.reference for citation in document.citations for item in citation.items}
    by_number = {entry.number: entry for entry in part.entries}
    order = [by_number[first.number] for first in firsts]
    placed = {entry.id for entry in order}
    rest = [entry for entry in part.entries if entry.id not in placed]
    if any(entry.id in cited for entry in rest):
        return ()
    from checker.edits.lists import renumbered  # most runs have no use for it

    edits = renumbered(document, part, [*order, *rest])
    return (Fix("renumber the list in the order of citation", edits),) if edits else ()


def _longest_ascent(numbers: Sequence[int]) -> set[int]:
    """The places of a longest ascending subsequence (patience sorting, O(n log n))."""
    tops: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous.append(places[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        places[pile : pile + 1] = [place]
    chain: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        chain.add(place)
        place = previous[place]
    return chain

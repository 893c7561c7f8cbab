"""Citations that the file itself links to entries: joined to clusters, ranges expanded, the style told from their print.

Readers of linked formats give one `Citation` a link, or a whole field, with the entries that it means.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.citations.brackets import innermost
from checker.citations.entries import Entries
from checker.citations.numbers import PARTS, read_numbers
from checker.citations.passages import Passage
from checker.model.document import Citation, CitationItem, CitationStyle, Document
from checker.model.text import DASHES

#: Formats whose reader gives a citation for each link; those of other formats are whole.
_LINKED = frozenset({"jats", "html", "docx", "tei"})
#: What may stand between the links of one cluster, brackets or not, and only between author-date ones in one bracket.
_GAP = re.compile(rf"[\])]? ?[,;{DASHES}]? ?[\[(]?")
_NUMBERS = re.compile(rf"[\[(]?[\s]*[0-9]{{1,4}}(?:[\s,;{DASHES}\[\]()]+[0-9]{{1,4}})*[\s]*[\])]?[.,;]?")
_INSIDE_NUMBERS = re.compile(rf"[\[(][0-9\s,;{DASHES}\[\]()]*[\])]")
#: One number with words around it: `[e.g., 77]`, `[22: 50, fig. 2]`.
_WITH_LOCATOR = re.compile(r"[\[(](?:[^\W\d][^\d\])]{0,20})?([0-9]{1,3})(?:\s?[:,;][^\])]{1,80})?[\])]")
#: A number with the parts of an entry that lists several works: `4a`, `12b,c`.
_WITH_PARTS = re.compile(rf"([0-9]{{1,3}}) ?({PARTS})")
_YEAR_ALONE = re.compile(r"\W?(?:1[5-9]|20)[0-9]{2}[a-z]?\W?")
_YEAR = re.compile(r"[0-9]{4}")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_GAP_BEHIND = re.compile(r"[\s(]")
#: The longest text beside the links inside a bracket pair that still belongs to the citation.
_ASIDE = 45
#: The longest bracket pair whose numbered links belong together whatever stands between them.
_LONGEST = 180


def clusters(document: Document, prose: Iterable[Passage], entries: Entries) -> tuple[Citation, ...]:
    """The citations that the reader has found, in the order of the text; single links as clusters with their brackets."""
    links = sorted(document.citations, key=lambda citation: citation.span)
    if document.format not in _LINKED:
        return tuple(links)
    starts = [link.span.start for link in links]
    found: list[Citation] = []
    for passage in prose:
        own = links[bisect_left(starts, passage.start) : bisect_left(starts, passage.start + len(passage.raw))]
        found += _in_passage(passage, own, entries)
    return tuple(found)


def _in_passage(passage: Passage, links: Sequence[Citation], entries: Entries) -> Iterator[Citation]:
    if not links:
        return
    at = [link.span.start - passage.start for link in links]
    brackets = innermost(passage.raw, at)
    groups = [[0]]
    for one, other in pairwise(range(len(links))):
        if _joined(passage, links[one], links[other], brackets[one], brackets[other]):
            groups[-1].append(other)
        else:
            groups.append([other])
    for group in groups:
        yield _cluster(passage, [links[place] for place in group], brackets[group[0]], entries)


def _joined(
    passage: Passage, one: Citation, other: Citation, bracket: tuple[int, int] | None, further: tuple[int, int] | None
) -> bool:
    """Whether two neighbouring links belong to one cluster."""
    if bracket is not None and bracket == further and (not _is_number(one) or bracket[1] - bracket[0] < _LONGEST):
        return True
    gap = passage.raw[one.span.end - passage.start : other.span.start - passage.start]
    return len(gap) <= 5 and _GAP.fullmatch(gap) is not None and _is_number(one) and _is_number(other)


def _is_number(link: Citation) -> bool:
    text = link.text
    found = _NUMBERS.fullmatch(text) or _WITH_LOCATOR.fullmatch(text) or _WITH_PARTS.fullmatch(text)
    return found is not None and not _YEAR_ALONE.fullmatch(text)


def _cluster(passage: Passage, links: Sequence[Citation], bracket: tuple[int, int] | None, entries: Entries) -> Citation:
    first, last = links[0].span.start - passage.start, links[-1].span.end - passage.start
    start, end = _widened(passage.raw, first, last, bracket)
    style = _style(passage, links)
    span = passage.span(start, end)
    if style in (CitationStyle.NUMERIC, CitationStyle.SUPERSCRIPT):
        items, problem = _numbered(passage, (start, end), links, entries)
    else:
        items, problem = tuple(_labelled(links)), ""
    narrative = style is CitationStyle.AUTHOR_DATE and (bracket is None or first < start or first == start)
    return Citation(span, passage.raw[start:end], style, items, narrative, problem)


def _widened(text: str, start: int, end: int, bracket: tuple[int, int] | None) -> tuple[int, int]:
    """The range of a cluster with the bracket pair around it, where that holds little else; unmatched ends are closed."""
    if bracket is not None and start - bracket[0] <= _ASIDE and 0 <= bracket[1] - end <= _ASIDE:
        return bracket
    if text[max(0, start - 1) : start] in ("[", "(") and text[end : end + 1] in ("]", ")"):  # `[3] [5]`, too
        return start - 1, end + 1
    return start, end


def _style(passage: Passage, links: Sequence[Citation]) -> CitationStyle:
    if all(_is_raised(passage, link) for link in links):
        return CitationStyle.SUPERSCRIPT
    if all(_is_number(link) for link in links):
        return CitationStyle.NUMERIC
    return CitationStyle.AUTHOR_DATE if any(_is_named(link.text) for link in links) else CitationStyle.KEYS


def _is_named(text: str) -> bool:
    """Whether a link prints a year, or a name with something behind it."""
    letters = _LETTERS.search(text)
    return _YEAR.search(text) is not None or (letters is not None and _GAP_BEHIND.search(text, letters.end()) is not None)


def _is_raised(passage: Passage, link: Citation) -> bool:
    raised = passage.block.superscripts
    place = bisect_left(raised, link.span.end, key=lambda span: span.start)
    return place > 0 and raised[place - 1].overlaps(link.span)


def _numbered(
    passage: Passage, place: tuple[int, int], links: Sequence[Citation], entries: Entries
) -> tuple[tuple[CitationItem, ...], str]:
    """The printed numbers with ranges expanded: a linked one means its link's entry, one between the links its number's."""
    plain = _NUMBERS.fullmatch(passage.raw, *place) or _INSIDE_NUMBERS.fullmatch(passage.raw, *place)
    edges = [place] if plain else [(link.span.start - passage.start, link.span.end - passage.start) for link in links]
    if not plain and len(edges) > 1 and _is_run(passage, links):
        edges = [(edges[0][0], edges[-1][1])]
    numbers = read_numbers(passage, edges, passage.raw)
    items: list[CitationItem] = []
    starts = [item.span.start for item in numbers.items]
    read_to = 0
    for link in links:
        first, last = bisect_left(starts, link.span.start), bisect_left(starts, link.span.end)
        own = [item for item in numbers.items[first:last] if item.span.end <= link.span.end]
        items += map(entries.bind_number, numbers.items[read_to:first])  # numbers between links
        items += _of_link(link, own, entries)
        items += map(entries.bind_number, numbers.items[first + len(own) : last])  # a range that begins in the link
        read_to = last
    items += map(entries.bind_number, numbers.items[read_to:])
    return tuple(sorted(items, key=lambda item: (item.span.start, item.label.zfill(4)))), "" if items else numbers.problem


def _of_link(link: Citation, own: Sequence[CitationItem], entries: Entries) -> Iterator[CitationItem]:
    """The items of one link, of which `own` are the printed numbers, ranges expanded."""
    located = None if _NUMBERS.fullmatch(link.text) else _WITH_LOCATOR.fullmatch(link.text)
    parts = _WITH_PARTS.fullmatch(link.text)
    if parts:
        yield from (replace(item, label=parts[1], locator=parts[2]) for item in link.items)
    elif located:
        yield from (replace(item, label=located[1]) for item in link.items)
    elif len(own) == len(link.items):
        yield from _paired(link, own, entries)
    elif len(link.items) > len(own):
        yield from link.items
    else:
        yield from map(entries.bind_number, own)


def _paired(link: Citation, own: Sequence[CitationItem], entries: Entries) -> Iterator[CitationItem]:
    """The printed numbers of a link with its entries: those of these numbers, where they are the same, else in order."""
    numbered = [entries.bind_number(item) for item in own]
    if {item.reference for item in numbered} == {item.reference for item in link.items}:
        yield from numbered
    else:
        yield from (replace(item, reference=meant.reference) for item, meant in zip(own, link.items, strict=True))


def _is_run(passage: Passage, links: Sequence[Citation]) -> bool:
    """Whether only separators stand between the links."""
    gaps = (passage.raw[one.span.end - passage.start : other.span.start - passage.start] for one, other in pairwise(links))
    return all(_GAP.fullmatch(gap) for gap in gaps)


def _labelled(links: Iterable[Citation]) -> Iterator[CitationItem]:
    for link in links:
        yield from link.items

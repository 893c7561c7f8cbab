"""Author-date citations: `(Smith & Lee 2019; Doe 2020a, b)`, `Frilling and Clift (2015)`, `Do Minh et al. 2017a`.

Years are found first, names are read backwards from each year: the text between two years is read once, so the work is linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from checker.citations.authors import AuthorIndex, choose
from checker.citations.brackets import innermost
from checker.citations.entries import Entries
from checker.citations.names import Cited, read_names
from checker.citations.passages import Passage
from checker.model.document import Citation, CitationItem, CitationStyle

_YEAR = re.compile(
    r"(?<![\w/])(?<![0-9][.,])(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?P<letter>[a-z])?"
    r"(?P<more>(?:(?:[,;]\s?|\s?&\s?|\s?and\s|[-–])[a-z](?![\w.’']))*)(?:[-–](?:(?P<until>[0-9]{4})|[0-9]{2}))?"
    r"(?:/(?P<again>(?:1[5-9]|20)[0-9]{2}))?(?![\w/%]|[.,][0-9])"
    r"|(?<!\w)(?P<undated>in\spress|forthcoming|n\.\s?d\.)(?!\w)"
    r"|(?<!\w)(?P<unpublished>in\s(?:preparation|prep\b|review)|under\sreview|submitted|unpublished)(?!\w)"
)
_OPENING = re.compile(r"[(\[][\s*_]{0,4}")
_CONTINUES = re.compile(r"[\s*_]*[,;&]?[\s*_]*(?:and\s+)?")
_PERSONAL = re.compile(r"\bpers(?:onal|\.)\s*(?:comm|obs)|\bunpublished\b")
_LOCATOR = re.compile(
    r"[,:]?\s*((?:pp?|chap(?:ter)?s?|ch|sect?(?:ion)?s?|figs?|figures?|tables?|vol|para|eqs?|§)\b\.?\s*[^;()\[\]]{1,40}|(?<=:\s)[0-9][0-9–-]*)"
)
#: The longest stretch before a year in which its names are sought.
_REACH = 300
#: The most years that a dated work spans: `(1986–1987)`.
_LONGEST_WORK = 5
#: Up to then a name with a year that no list has is more often that of a species' author: `Mus musculus (Linnaeus, 1758)`.
_AUTHORITIES_UNTIL = 1900
#: The longest text beside the names and years inside a bracket pair that still belongs to the citation.
_ASIDE = 45


class Year(NamedTuple):
    """When a cited work is said to have appeared: the number is null for `in press` and its like."""

    number: int | None
    letter: str
    printed: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One cited work in a passage: `start:end` is its range, `group` the bracket pair around its year."""

    item: CitationItem
    start: int
    end: int
    group: tuple[int, int] | None
    narrative: bool
    cited: Cited


def find_author_date(passage: Passage, entries: Entries) -> Iterator[tuple[Citation, bool]]:
    """The author-date citations of a passage, bound where the list has the work.

    With each comes whether it is certain: names that head an entry, or whose form alone says that they are authors.
    """
    mentions = list(_mentions(passage, entries))
    start = 0
    while start < len(mentions):
        end = start + 1
        while end < len(mentions) and _same_cluster(mentions[end - 1], mentions[end]):
            end += 1
        part = mentions[start:end]
        yield _citation(passage, part), any(mention.cited.certain for mention in part)
        start = end


def _same_cluster(one: Mention, other: Mention) -> bool:
    if one.cited is other.cited:
        return one.group == other.group
    return one.group is not None and one.group == other.group and not one.narrative and not other.narrative


def _mentions(passage: Passage, entries: Entries) -> Iterator[Mention]:
    """The cited works in the order of their years."""
    text = passage.text
    years = list(_YEAR.finditer(text))
    if not years:
        return
    index = entries.authors_at(passage.start + years[0].start())
    previous: Mention | None = None
    read_to = 0
    groups = innermost(text, [year.start() for year in years])
    for year, group in zip(years, groups, strict=True):
        place = _names_of(text, year, group, read_to, previous, index)
        read_to = year.end()
        if place is None:
            previous = None
            continue
        cited, start, narrative = place
        for item, end in _items(passage, year, start, cited, index):
            previous = Mention(item, start, end, group, narrative, cited)
            yield previous
            start = end


def _names_of(
    text: str, year: re.Match[str], group: tuple[int, int] | None, read_to: int, previous: Mention | None, index: AuthorIndex
) -> tuple[Cited, int, bool] | None:
    """Whom a year belongs to: the names, where the mention starts, and whether the names stand outside the year's brackets."""
    at = year.start()
    if previous and previous.group == group and _CONTINUES.fullmatch(text, read_to, at):
        return previous.cited, at, previous.narrative
    narrative = group is not None and _OPENING.fullmatch(text, group[0], at) is not None
    end = group[0] if group and narrative else at
    start = max(read_to, end - _REACH)
    opened = False
    if group and not narrative:
        inside = max(read_to, group[0] + 1)
        opened = start <= inside
        start = max(start, inside)
    if _PERSONAL.search(text, start, end):
        return None
    cited = read_names(text, start, end, opened, index) if start < end else None
    if cited is None or (narrative and _is_lifetime(year)):
        return None
    if not cited.listed and (_undated(year) or int(year["year"]) <= _AUTHORITIES_UNTIL):
        return None
    return cited, cited.start, narrative


def _undated(year: re.Match[str]) -> str:
    return year["undated"] or year["unpublished"] or ""


def _is_lifetime(year: re.Match[str]) -> bool:
    """Whether the brackets behind a name hold when somebody lived: `(1929–2015)`."""
    return year["until"] is not None and int(year["until"]) - int(year["year"]) > _LONGEST_WORK


def _items(
    passage: Passage, match: re.Match[str], start: int, cited: Cited, index: AuthorIndex
) -> Iterator[tuple[CitationItem, int]]:
    """An item for each letter of a year (`2014a, b`), with the end of each in the passage."""
    if _undated(match):
        item = _item(passage, (start, match.end()), cited, Year(None, "", _undated(match)), index)
        if match["undated"] or item.reference or item.candidates:  # what is unpublished need not be in the list
            yield item, match.end()
        return
    year = Year(int(match["year"]), match["letter"] or "", match["year"])
    if match["again"]:  # `1900/1953`: the list has the work under one of the two
        both = (int(match["year"]), int(match["again"]))
        items = (_item(passage, (start, match.end()), cited, Year(one, "", match[0]), index) for one in both)
        yield from ((item, match.end()) for item in [item for item in items if item.reference][:1])
        return
    more = match.start("more")
    end = more if match["more"] else match.end()
    yield _item(passage, (start, end), cited, year, index), end
    for letter in re.finditer(r"[a-z](?![a-z])", match["more"]):
        at = more + letter.start()
        yield _item(passage, (at, at + 1), cited, year._replace(letter=letter[0]), index), at + 1


def _item(passage: Passage, place: tuple[int, int], cited: Cited, year: Year, index: AuthorIndex) -> CitationItem:
    candidates = [author for author in index.first(cited.keys[0]) if author.fits_names(cited.keys)]
    # an entry that has lost its authors in print is meant rather than missing
    fits = choose(candidates or index.nameless, cited.keys, cited.et_al, year.number, year.letter)
    locator = _LOCATOR.match(passage.text, place[1])
    who = cited.names[0] + (" et al." if cited.et_al else f" & {cited.names[1]}" if len(cited.names) == 2 else "")
    return CitationItem(
        label=f"{who} {year.printed}{year.letter}",
        span=passage.span(*place),
        reference=fits[0].entry.id if len(fits) == 1 else None,
        candidates=tuple(author.entry.id for author in fits) if len(fits) > 1 else (),
        names=cited.names,
        et_al=cited.et_al,
        year=year.printed + year.letter,
        locator=locator[1].strip() if locator else "",
    )


def _citation(passage: Passage, mentions: list[Mention]) -> Citation:
    """The cluster of some mentions: the whole bracket pair around them where it holds little else."""
    first, last = mentions[0], mentions[-1]
    start, end = first.start, last.end
    if first.group is not None:
        opening, closing = first.group
        rest = closing - 1 - end
        if first.narrative and rest <= _ASIDE:
            end = closing
        elif not first.narrative and start - opening <= _ASIDE and rest <= _ASIDE:
            start, end = opening, closing
    return Citation(
        span=passage.span(start, end),
        text=passage.raw[start:end],
        style=CitationStyle.AUTHOR_DATE,
        items=tuple(mention.item for mention in mentions),
        narrative=first.narrative or first.group is None,
    )

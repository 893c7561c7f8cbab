"""The numbers of patients that the tables of a manuscript give the works that their rows cite.

Read are tables whose cells the text still divides: Markdown (`|`), LaTeX (`&`) and tabs. Others have no rows here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from checker.claims import numbers
from checker.model.document import BlockKind, Document
from checker.model.text import Span

_ROW_ENDS = {"|": re.compile(r"\n"), "\t": re.compile(r"\n"), "&": re.compile(r"\\\\(?:\[[^\]\n]{0,20}\])?")}
_DIVIDERS = {"|": re.compile(r"(?<!\\)\|"), "\t": re.compile(r"\t"), "&": re.compile(r"(?<!\\)&")}
#: A heading that says that a column counts the patients of each study.
_COUNTED = r"(?:patients|participants|subjects|cases|women|men|children|individuals|people)"
_HEADING = re.compile(
    rf"\W*(?:(?:total )?(?:no\.?|number|n)(?: of)? |total |all )?"
    rf"(?:{_COUNTED}(?: (?:enrolled|included|studied))?|sample size|n|total n)"
    r"(?:[ ,(]{1,2}(?:n|no\.?|total)\)?)?\W*",
    re.IGNORECASE,
)
#: A row with more citations cites no single work.
_MOST_CITED = 2
_CELL = re.compile(rf"\W*({numbers.DIGITS})\W*")


class TableSize(NamedTuple):
    """The number of patients in a row that cites one work, and all numbers of the row."""

    value: float
    span: Span
    row: frozenset[float]


def sizes(document: Document) -> Mapping[str, TableSize]:
    """The number of patients for each entry that one row of all tables cites, and no other entry with it."""
    found: dict[str, list[TableSize]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            for reference, size in _of_table(document, block.span):
                found.setdefault(reference, []).append(size)
    return {reference: items[0] for reference, items in found.items() if len(items) == 1}


def _of_table(document: Document, table: Span) -> Iterator[tuple[str, TableSize]]:
    text = document.source.text
    rows = _rows(text, table)
    heads = [index for index, cell in enumerate(rows[0] if rows else ()) if _HEADING.fullmatch(cell.of(text).strip())]
    if len(heads) != 1:
        return
    for row in rows[1:]:
        whole = Span(row[0].start, row[-1].end)
        cited = _cited(document, whole)
        cell = row[heads[0]] if len(row) == len(rows[0]) else whole
        number = _CELL.fullmatch(cell.of(text))
        if len(cited) == 1 and cited[0] is not None and number:
            place = Span(*number.span(1)).shifted(cell.start)
            values = frozenset(found.value for found in numbers.find(whole.of(text)))
            yield cited[0], TableSize(numbers.parse(number[1])[0], place, values)


def _cited(document: Document, row: Span) -> list[str | None]:
    """What a row cites, item by item; the citations of a document are in the order of its text."""
    first = bisect_left(document.citations, row.start, key=lambda citation: citation.span.start)
    inside = takewhile(lambda citation: citation.span.start < row.end, document.citations[first : first + _MOST_CITED])
    return [item.reference for citation in inside for item in citation.items]


def _rows(text: str, table: Span) -> Sequence[Sequence[Span]]:
    """The cells of a table, row by row; empty where nothing divides them."""
    whole = table.of(text)
    sign = next((sign for sign in _ROW_ENDS if sign in whole), "")
    if not sign:
        return ()
    rows = [_parts(text, row, _DIVIDERS[sign]) for row in _parts(text, table, _ROW_ENDS[sign])]
    return [row for row in rows if len(row) > 1]


def _parts(text: str, span: Span, divider: re.Pattern[str]) -> list[Span]:
    """The stretches of a text between dividers."""
    parts, place = [], span.start
    for match in divider.finditer(text, span.start, span.end):
        parts.append(Span(place, match.start()))
        place = match.end()
    return [*parts, Span(place, span.end)]

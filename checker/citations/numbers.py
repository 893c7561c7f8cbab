"""The inside of a numeric cluster: `3, 5–7` → items, ranges expanded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.citations.passages import Passage
from checker.model.document import CitationItem
from checker.model.text import DASHES, Span

#: A range of more works than this is a misprint.
MAX_RANGE = 200

#: A comma, a conjunction, or both: `3, 5 and 7`.
SEPARATOR = r"(?:[,;]\s{0,4}(?:(?:and|und|et)\s|&)|[,;]|(?<=\s)(?:and|und|et|y|e)(?=\s)|&)"
#: The letter of a part of an entry, as chemists cite them: `3a,b`.
PARTS = r"(?-i:[a-h](?:\s?[,–-]\s?[a-h])*(?![A-Za-z0-9]))"

_TOKEN = re.compile(rf"([0-9]+){PARTS}?|({SEPARATOR})|([{DASHES}])|([\[\])(])")
_NUMBER, _SEPARATOR, _DASH, _BRACKET = 1, 2, 3, 4


@dataclass(slots=True)
class Numbers:
    """What the numbers of one cluster say: the items, and what is malformed (empty when nothing is)."""

    items: list[CitationItem] = field(default_factory=list)
    problem: str = ""

    @property
    def values(self) -> list[int]:
        """The cited numbers, ranges expanded."""
        return [int(item.label) for item in self.items]


def read_numbers(passage: Passage, ranges: Iterable[tuple[int, int]], text: str | None = None) -> Numbers:
    """Read the numbers in the given ranges of a passage, taken as one cluster.

    `text` replaces the passage's text, character by character, where digits are written in another way (superscripts).
    """
    found = Numbers()
    pending, last, closed = 0, None, False
    for start, end in ranges:
        for token in _TOKEN.finditer(passage.text if text is None else text, start, end):
            kind = token.lastindex or 0
            if kind == _BRACKET:
                closed = True
            elif kind == _NUMBER:
                here = passage.span(*token.span(_NUMBER))
                if pending == _DASH and last is not None:
                    _add_range(found, last, here, int(token[_NUMBER]))
                else:
                    if last is not None and not pending and not closed:
                        found.problem = found.problem or "missing-comma"
                    parts = token[0][len(token[_NUMBER]) :]
                    found.items.append(CitationItem(str(int(token[_NUMBER])), here, locator=parts))
                pending, last, closed = 0, found.items[-1], False
            else:
                if pending or (last is None and not closed):
                    found.problem = found.problem or "empty-item"
                pending = kind
    if pending:
        found.problem = found.problem or "empty-item"
    return found


def _add_range(found: Numbers, first: CitationItem, here: Span, high: int) -> None:
    """Add what follows `first` in a range that ends with the number `high` printed at `here`."""
    low = int(first.label)
    whole = Span(first.span.start, here.end)
    if high < low:
        found.problem = found.problem or "reversed-range"
    elif high - low > MAX_RANGE:
        found.problem = found.problem or "huge-range"
    else:
        found.items += [CitationItem(str(number), whole) for number in range(low + 1, high)]
    if high != low:
        found.items.append(CitationItem(str(high), here))

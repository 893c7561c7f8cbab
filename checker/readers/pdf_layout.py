"""The characters of a PDF page → lines in reading order: words, columns, raised and lowered parts; furniture left out.

Columns are found by the white corridor between them, as in a recursive X-Y cut (Nagy & Seth, "Hierarchical representation of
optically scanned documents", ICPR 1984). Lengths are in points, or in `em`: the size of the page's usual characters.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from checker.readers.pdf_glyphs import Glyph, Page

#: A wider gap between characters begins a new word; a wider jump of the baseline, or another size, a raised or lowered part.
_WORD_GAP, _JUMP, _OTHER_SIZE = 0.15, 0.1, 0.12
#: The parts of a line stand at most this far above or below its baseline.
_ROW = 0.35
#: A smaller part is raised when its baseline stands higher than that of its line by this share of the line's size.
_SMALLER, _RAISED, _REACH = 0.88, 0.12, 0.65
#: How wide the corridor between two columns is at least, how many rows each side has, and how wide each is.
_CORRIDOR, _LEAST_ROWS, _NARROWEST = 0.7, 3, 10
#: Where on a page the corridor may be, as shares of the width of the text.
_LEFTMOST, _RIGHTMOST = 0.2, 0.8
#: The share of a column's rows that begin at one place.
_ALIGNED = 0.4
_MOST_CUTS = 3
#: A word of so many characters may stick out of its column.
_LONG_WORD = 20
#: How many rows at the top and the bottom of a page may be running heads or page numbers, and how far their height varies.
_EDGE, _SAME_HEIGHT = 3, 6.0
_DIGITS = re.compile(r"\d+")
#: A page whose rows mostly begin with a number of their own, counting up, has numbered lines.
_NUMBERED_LINES, _LEAST_NUMBERED = 0.7, 8


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap, on one baseline and in one size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, where it stands, and the ranges of its text that are raised.

    `column` counts the columns of the document in reading order; a line across the whole page is in a column of its own kind.
    """

    text: str
    raised: tuple[tuple[int, int], ...]
    left: float
    right: float
    baseline: float
    size: float
    page: int
    column: int


def lines(pages: Iterable[Page]) -> list[Line]:
    """The lines of all pages in the order of reading, without running heads, page numbers and line numbers."""
    words = [(page.number, _without_line_numbers(_words(page.glyphs))) for page in pages]
    found: list[Line] = []
    column = 0
    for number, body in _without_furniture(words):
        for part in _columns(body, _MOST_CUTS):
            column += 1
            found += (_line(row, number, column) for row in _rows(part))
    return found


def _words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a page in the order of its content."""
    found: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and _parts_from(glyph, run[-1]):
            found.append(_word(run))
            run = []
        run.append(glyph)
    return [*found, _word(run)] if run else found


def _parts_from(glyph: Glyph, before: Glyph) -> bool:
    em = max(glyph.size, before.size)
    return (
        glyph.spaced
        or abs(glyph.baseline - before.baseline) > _JUMP * em
        or abs(glyph.size - before.size) > _OTHER_SIZE * em
        or not -0.5 * em < glyph.left - before.right < _WORD_GAP * em
    )


def _word(run: Sequence[Glyph]) -> Word:
    text = "".join(glyph.text for glyph in run)
    return Word(text, run[0].left, max(glyph.right for glyph in run), run[0].baseline, run[0].size, run[0].spaced)


def _grouped(words: Iterable[Word], reach: float) -> list[list[Word]]:
    """The words by height, from top to bottom: those of one group are at most `reach` sizes apart."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.baseline, word.left)):
        if groups and groups[-1][0].baseline - word.baseline <= reach * max(groups[-1][0].size, word.size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


# furniture


def _without_furniture(pages: Sequence[tuple[int, list[Word]]]) -> Iterator[tuple[int, list[Word]]]:
    """The pages without what stands at the same height at the edge of several, but for its digits."""
    edges = [(number, words, _edge_rows(words)) for number, words in pages]
    counts = Counter(key for _, _, rows in edges for key in {near for row in rows for near in _near(row)})
    for number, words, rows in edges:
        dropped = {id(word) for row in rows if counts[_key(row)] > 1 for word in row}
        yield number, [word for word in words if id(word) not in dropped]


def _edge_rows(words: Iterable[Word]) -> list[list[Word]]:
    rows = _grouped(words, _ROW)
    return [*rows[:_EDGE], *rows[max(_EDGE, len(rows) - _EDGE) :]]


def _key(row: Sequence[Word]) -> tuple[str, int]:
    text = " ".join(word.text for word in sorted(row, key=lambda word: word.left))
    return _DIGITS.sub("#", text), round(row[0].baseline / _SAME_HEIGHT)


def _near(row: Sequence[Word]) -> tuple[tuple[str, int], ...]:
    """The key of a row, and those that it would have a little higher or lower."""
    text, height = _key(row)
    return (text, height - 1), (text, height), (text, height + 1)


def _without_line_numbers(words: list[Word]) -> list[Word]:
    """The words without the numbers that count the lines in a margin, as manuscripts for review have them."""
    rows = _grouped(words, _ROW)
    for edge, side in ((min, "left"), (max, "right")):
        firsts = [edge(row, key=lambda word: getattr(word, side)) for row in rows]
        numbers = [word for word in firsts if word.text.isdecimal() and len(word.text) < 6]
        if len(numbers) < max(_LEAST_NUMBERED, _NUMBERED_LINES * len(rows)):
            continue
        rising = sum(int(other.text) - int(one.text) == 1 for one, other in pairwise(numbers))
        if rising >= _NUMBERED_LINES * (len(numbers) - 1):
            dropped = set(map(id, numbers))
            return [word for word in words if id(word) not in dropped]
    return words


# columns


def _columns(words: list[Word], cuts: int) -> Iterator[list[Word]]:
    """The words in parts to be read one after the other: bands across the page, and between them column by column."""
    at = _corridor(words) if cuts else None
    if at is None:
        yield words
        return
    bands = [(split, [word for row in rows for word in row]) for split, rows in _bands(words, at)]
    for split, band in bands:
        if split:
            yield from _columns([word for word in band if word.left < at], cuts - 1)
            yield from _columns([word for word in band if word.left >= at], cuts - 1)
        else:
            yield band


def _corridor(words: Sequence[Word]) -> float | None:
    """The abscissa of a white corridor that divides the words into columns, or null."""
    if len(words) < 2 * _LEAST_ROWS:
        return None
    left, right = min(word.left for word in words), max(word.right for word in words)
    crossed = [0] * (int(right - left) + 2)
    for word in words:
        for place in range(int(word.left - left), int(word.right - left) + 1):
            crossed[place] += 1
    first, last = int(_LEFTMOST * (right - left)), int(_RIGHTMOST * (right - left)) + 1
    least = min(crossed[first:last])
    runs = [list(run) for free, run in groupby(range(first, last), lambda place: crossed[place] <= least) if free]
    widest = max(runs, key=len)
    at = left + (widest[0] + widest[-1]) / 2 + 0.5
    return at if any(split for split, _ in _bands(words, at)) else None


def _bands(words: Sequence[Word], at: float) -> list[tuple[bool, list[list[Word]]]]:
    """The rows of a page from top to bottom in bands, each with whether it is divided in two at `at`."""
    rows = _grouped(words, _ROW)
    begins = Counter(min(right) for row in rows if _leaves_white(row, at) and (right := _right_of(row, at)))
    margins = [place for place, count in begins.items() if count >= _LEAST_ROWS]
    runs = [
        (free, list(run)) for free, run in groupby(rows, lambda row: _leaves_white(row, at) or _overflows(row, at, margins))
    ]
    bands: list[tuple[bool, list[list[Word]]]] = []
    for free, run in runs:
        split = free and _is_divided(run, at)
        if bands and not split and not bands[-1][0]:
            bands[-1][1].extend(run)
        else:
            bands.append((split, run))
    return bands


def _leaves_white(row: Sequence[Word], at: float) -> bool:
    """Whether no word of a row stands at `at`, nor words on both sides closer together than columns are."""
    left = max((word.right for word in row if word.left < at), default=None)
    right = min((word.left for word in row if word.right > at), default=None)
    return left is None or right is None or right - left >= _CORRIDOR * max(word.size for word in row)


def _right_of(row: Sequence[Word], at: float) -> list[int]:
    """Where the words of a row to the right of `at` begin, in whole points."""
    return [round(word.left) for word in row if word.left >= at]


def _overflows(row: Sequence[Word], at: float, margins: Sequence[int]) -> bool:
    """Whether a row of two columns is white at `at` but for one long word (an address) that sticks out of the left column."""
    crossing = [word for word in row if word.left < at < word.right]
    if len(crossing) != 1 or not margins:
        return False
    behind = min(_right_of(row, at), default=None)
    if behind is None:
        return len(crossing[0].text) >= _LONG_WORD
    return any(abs(behind - margin) <= 1 for margin in margins)


def _is_divided(rows: Sequence[Sequence[Word]], at: float) -> bool:
    """Whether rows that leave `at` white are those of two columns: enough on each side, and a corridor between them."""
    ends = [max(ended) for row in rows if (ended := [word.right for word in row if word.right <= at])]
    begins = [min(inside) for row in rows if (inside := _right_of(row, at))]
    if min(len(ends), len(begins)) < _LEAST_ROWS:
        return False
    em = median(word.size for row in rows for word in row)
    left, right = min(word.left for row in rows for word in row), max(word.right for row in rows for word in row)
    if min(at - left, right - at) < _NARROWEST * em:
        return False
    places = Counter(begins)
    aligned = max(places[place] + places[place + 1] for place in places)
    return aligned >= _ALIGNED * len(begins) and median(begins) - max(ends) >= _CORRIDOR * em


# lines


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a column line by line; raised and lowered parts belong to the line that they touch."""
    groups = _grouped(words, _JUMP)
    owner = list(range(len(groups)))
    for place, group in enumerate(groups):
        beside = [near for near in (place + 1, place - 1, place + 2, place - 2) if 0 <= near < len(groups)]
        owner[place] = next((near for near in beside if _belongs(group, groups[near])), place)
    joined: dict[int, list[Word]] = {}
    for place, group in enumerate(groups):
        holder = owner[place]
        joined.setdefault(owner[holder] if owner[holder] != place else holder, []).extend(group)
    return [joined[place] for place in sorted(joined)]


def _belongs(part: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether `part` are the raised or lowered words of a line."""
    size = max(word.size for word in line)
    if max(word.size for word in part) > _SMALLER * size or abs(part[0].baseline - line[0].baseline) > _REACH * size:
        return False
    left, right = min(word.left for word in line), max(word.right for word in line)
    return all(left - size < word.left < right + size for word in part)


def _usual_size(words: Iterable[Word]) -> float:
    """The size of most characters, of equally many the larger one."""
    counts: Counter[float] = Counter()
    for word in words:
        counts[round(word.size, 1)] += len(word.text)
    return max(counts, key=lambda size: (counts[size], size))


def _line(row: Sequence[Word], page: int, column: int) -> Line:
    words = sorted(row, key=lambda word: word.left)
    size = _usual_size(words)
    base = median(word.baseline for word in words if word.size > _SMALLER * size)
    text, raised, before = "", list[tuple[int, int]](), None
    for word in words:
        if before is not None and (word.left - before.right > _WORD_GAP * size or (word.spaced and word.left > before.right)):
            text += " "
        if word.size < _SMALLER * size and word.baseline - base > _RAISED * size:
            joined = raised and raised[-1][1] == len(text)
            start = raised.pop()[0] if joined else len(text)
            raised.append((start, len(text) + len(word.text)))
        text += word.text
        before = word
    return Line(text, tuple(raised), words[0].left, max(word.right for word in words), base, size, page, column)

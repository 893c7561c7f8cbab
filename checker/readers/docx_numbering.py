"""The numbers that Word prints in front of paragraphs without writing them into the text (ECMA-376 part 1, 17.9)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: `text` has `%1` ... for the numbers of the levels."""

    text: str
    start: int
    decimal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def label(self, number: "Element | None") -> str:
        """The printed number of the next paragraph (`12. `), whose `w:numPr` is given; empty for bullets, letters and null."""
        if number is None:
            return ""
        name = _value(number.find(f"{_W}numId"))
        depth = _value(number.find(f"{_W}ilvl"))
        at = int(depth) if depth.isascii() and depth.isdigit() and len(depth) < 3 else 0
        level = self.levels.get((name, at))
        if level is None:
            return ""
        self.counts[name, at] += 1
        for deeper in range(at + 1, 9):
            self.counts.pop((name, deeper), None)
        if not level.decimal:
            return ""
        return _PLACE.sub(lambda place: str(self._count(name, int(place[1]) - 1)), level.text) + " "

    def _count(self, name: str, at: int) -> int:
        level = self.levels.get((name, at))
        return self.counts[name, at] + (level.start - 1 if level else 0)


def read(root: "Element | None") -> Numbering:
    """The lists of a `word/numbering.xml`; none where there is no such part."""
    if root is None:
        return Numbering()
    abstract: dict[str, dict[int, _Level]] = {}
    for item in root.iter(f"{_W}abstractNum"):
        abstract[item.get(f"{_W}abstractNumId") or ""] = {
            place: _level(level) for place, level in enumerate(item.findall(f"{_W}lvl")[:9])
        }
    levels = {}
    for number in root.iter(f"{_W}num"):
        name = number.get(f"{_W}numId") or ""
        for place, level in abstract.get(_value(number.find(f"{_W}abstractNumId")), {}).items():
            levels[name, place] = level
    return Numbering(levels)


def _level(element: "Element") -> _Level:
    start = _value(element.find(f"{_W}start"))
    text = _value(element.find(f"{_W}lvlText"))
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    return _Level(text, first, _value(element.find(f"{_W}numFmt")) in ("decimal", "decimalZero"))


def _value(element: "Element | None") -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""

"""What is found in an entry while it is read: ranges of its one-line text."""

from dataclasses import dataclass, field

from checker.references.identifiers import Identifier
from checker.references.locators import Locator, Range
from checker.references.names import NameList


@dataclass(slots=True)
class Draft:
    """An entry being read. `text` is the entry on one line, `body` the same with identifiers blanked out.

    `fields` has the ranges of CSL variables; `separator` is what stands behind the names or the date after them; `end` is
    where the last locator ends. `date_first`: a date (or "in press") follows the names. `repeated_author` is the dash that
    stands for the authors of the entry before. `several`: the text is the first of several works printed as one entry.
    `kind` is the CSL type where a mark gives it for certain; `accessed`: the entry says when a page was visited.
    """

    text: str
    body: str
    identifiers: list[Identifier]
    start: int = 0
    names: NameList | None = None
    editors: NameList | None = None
    fields: dict[str, Range] = field(default_factory=dict)
    year: Range | None = None
    letter: str = ""
    date: Range | None = None
    separator: str = ""
    date_first: bool = False
    quoted: bool = False
    chapter: bool = False
    thesis: bool = False
    repeated_author: Range | None = None
    several: bool = False
    accessed: bool = False
    kind: str = ""
    end: int = 0

    def value(self, name: str) -> str:
        """The printed text of a field, or an empty string."""
        span = self.fields.get(name)
        return self.text[span[0] : span[1]] if span else ""

    def put(self, name: str, span: Range) -> None:
        """Set a field unless its range is empty."""
        if span[0] < span[1]:
            self.fields[name] = span

    def take(self, locators: list[Locator]) -> None:
        """Set volume, issue, pages and date from the first of the locators, and what is missing from later ones with pages."""
        for locator in locators:
            for name, span in (("volume", locator.volume), ("issue", locator.issue), ("page", locator.page)):
                if span and name not in self.fields and (locator is locators[0] or locator.page):
                    self.fields[name] = span
            if locator.year and self.year is None:
                self.year, self.date = locator.year, locator.date
            if locator.count:
                self.fields.setdefault("number-of-pages", locator.count)
            self.end = max(self.end, locator.end)

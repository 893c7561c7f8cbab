"""One line for each manuscript of a run: how many references were checked, and how many findings it has."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len

from checker.model.finding import DocumentReport
from checker.model.totals import Counts
from checker.reports.style import Style, printable

HEADINGS = ("Manuscript", "References", "Checked", "Errors", "Warnings", "Info")


@dataclass(slots=True)
class Table:
    """The table in the making: manuscripts without a finding that were checked as a whole are only counted."""

    rows: list[Counts] = field(default_factory=list)
    clean: int = 0

    def add(self, part: DocumentReport) -> None:
        """Take in a manuscript."""
        counts = Counts.of(part)
        if counts.is_clean:
            self.clean += 1
        else:
            self.rows.append(counts)

    def lines(self, style: Style) -> list[str]:
        """Lines of aligned columns; none for a single manuscript."""
        if len(self.rows) + self.clean < 2:
            return []
        lines = list(_aligned(self.rows, style)) if self.rows else []
        if self.clean:
            lines.append(f"{self.clean} more without findings" if self.rows else f"{self.clean} manuscripts without findings")
        return lines


def _aligned(rows: list[Counts], style: Style) -> Iterator[str]:
    """The headings and the rows; paths that are too long for the line are cut."""
    widths = [max(len(heading), *(len(str(row[at])) for row in rows)) for at, heading in enumerate(HEADINGS)][1:]
    room = max(len(HEADINGS[0]), style.width - sum(widths) - 2 * len(widths))
    names = [_fitted(printable(row.path), room) for row in rows]
    first = max(len(HEADINGS[0]), *map(cell_len, names))
    cells = [HEADINGS[1:], *(tuple(map(str, row[1:])) for row in rows)]
    for name, numbers in zip((HEADINGS[0], *names), cells, strict=True):
        right = "".join(f"  {number:>{width}}" for number, width in zip(numbers, widths, strict=True))
        yield f"{name}{' ' * (first - cell_len(name))}{right}"


def _fitted(path: str, room: int) -> str:
    """A path in at most so many cells: its end is what tells files apart."""
    if cell_len(path) <= room:
        return path
    kept = path
    while cell_len(kept) > room - 1:
        kept = kept[1:]
    return f"…{kept}"

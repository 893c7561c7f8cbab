"""One line for each manuscript of a run: how many references were checked, and how many findings it has."""

from rich.cells import cell_len

from checker.model.totals import Totals
from checker.reports.style import Style, printable

HEADINGS = ("Manuscript", "References", "Checked", "Errors", "Warnings", "Info")


def table(totals: Totals, style: Style) -> list[str]:
    """The manuscripts with something to look at, as lines of aligned columns; none for a single manuscript.

    Those without a finding that were checked as a whole are only counted.
    """
    if totals.manuscripts < 2:
        return []
    shown = [item for item in totals.each if item.checked < item.references or any(item[3:])]
    lines = []
    if shown:
        widths = [max(len(heading), *(len(str(item[at])) for item in shown)) for at, heading in enumerate(HEADINGS)][1:]
        room = max(len(HEADINGS[0]), style.width - sum(widths) - 2 * len(widths))
        names = [_fitted(printable(item.path), room) for item in shown]
        first = max(len(HEADINGS[0]), *map(cell_len, names))
        cells = [HEADINGS[1:], *(tuple(map(str, item[1:])) for item in shown)]
        for name, numbers in zip((HEADINGS[0], *names), cells, strict=True):
            right = "".join(f"  {number:>{width}}" for number, width in zip(numbers, widths, strict=True))
            lines.append(f"{name}{' ' * (first - cell_len(name))}{right}")
    rest = totals.manuscripts - len(shown)
    if rest:
        lines.append(f"{rest} more without findings" if shown else f"{rest} manuscripts without findings")
    return lines


def _fitted(path: str, room: int) -> str:
    """A path in at most so many cells: its end is what tells files apart."""
    if cell_len(path) <= room:
        return path
    kept = path
    while cell_len(kept) > room - 1:
        kept = kept[1:]
    return f"…{kept}"

"""Reports that are written while the manuscripts go by: none of them need stay in memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from checker.model.finding import DocumentReport, Report
from checker.model.totals import Totals


class Stream(Protocol):
    """A report in the making. Its text is what `add` gave for each manuscript, in turn, and then `end`."""

    def add(self, part: DocumentReport) -> str:
        """What can be written when a manuscript has been checked."""

    def end(self, totals: Totals) -> Iterator[str | bytes]:
        """What is left to write when all have been; the stream is of no use afterwards."""


@dataclass(slots=True)
class Lines:
    """A report of text for each manuscript (`write`), with something before the first (`head`) and after the last (`tail`)."""

    write: Callable[[DocumentReport], str]
    head: str = ""
    tail: Callable[[Totals], str] = lambda _: ""

    def add(self, part: DocumentReport) -> str:
        """The text of a manuscript."""
        text, self.head = self.head + self.write(part), ""
        return text

    def end(self, totals: Totals) -> Iterator[str]:
        """The end, after the head where there was no manuscript."""
        yield self.head + self.tail(totals)


class Whole:
    """A report that can only be written as a whole (SARIF, HTML ...): the manuscripts stay in memory until the end."""

    def __init__(self, report: Report, render: Callable[[Report], str | bytes]) -> None:
        """`report` lacks the manuscripts."""
        self._report = report
        self._render = render
        self._parts: list[DocumentReport] = []

    def add(self, part: DocumentReport) -> str:
        """Nothing yet."""
        self._parts.append(part)
        return ""

    def end(self, totals: Totals) -> Iterator[str | bytes]:  # noqa: ARG002 - the format counts itself
        """The report."""
        report = Report(tuple(self._parts), self._report.version, self._report.rules)
        self._parts.clear()
        yield self._render(report)

"""Where the report of a run goes, written while its manuscripts are checked."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from checker import reports
from checker.cli.console import say, write
from checker.model.finding import DocumentReport, Report
from checker.model.totals import Totals
from checker.reports import Style
from checker.reports.files import Files


class Outputs:
    """Standard output and the files of `--report`; use it as a context."""

    def __init__(self, report: Report, style: Style, output: str | None, files: Files, *, held: bool = False) -> None:
        """`report` lacks the manuscripts; `output` is the format on standard output, if any.

        `held`: standard output waits for `show`, because something else is on the screen.
        """
        self._format = output or ""
        self._screen = reports.open_stream(output, report, style) if output else None
        self._files = files
        self._held: list[str] = []
        self._put: Callable[[str], object] = self._held.append if held else write

    def __enter__(self) -> "Outputs":
        """Begin the files."""
        self._files.__enter__()
        return self

    def __exit__(self, *problem: Any) -> None:
        """Move the files to their places, or drop them."""
        self._files.__exit__(*problem)

    def add(self, part: DocumentReport) -> None:
        """Write what can be written about a manuscript."""
        if self._screen and (text := self._screen.add(part)):
            self._put(text)
        for line in self._files.add(part):
            say(line)

    def end(self, totals: Totals) -> None:
        """Write the rest. Raises UsageError where a report that is no text is to be printed."""
        for text in self._screen.end(totals) if self._screen else ():
            self._put(reports.printed(text, self._format))
        self._files.end(totals)

    def show(self) -> None:
        """Write to standard output what was held back."""
        write("".join(self._held))
        self._held.clear()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C until what is being written is whole."""
    waiting: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        waiting.append(number)

    handler = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if waiting:
        raise KeyboardInterrupt

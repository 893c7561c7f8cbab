"""Reports in files, for `--report FORMAT=PATH`: one for the run, or one for each manuscript with a page that lists them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from checker import atomic
from checker.errors import UsageError
from checker.model.document import Document
from checker.model.finding import DocumentReport, Report
from checker.model.totals import Counts, Totals
from checker.reports import check_name, content, module, open_stream
from checker.reports.stream import Stream
from checker.reports.style import Style

_SUFFIXES = {
    "text": "txt",
    "concise": "txt",
    "grouped": "txt",
    "github": "txt",
    "queries": "txt",
    "gitlab": "json",
    "junit": "xml",
    "markdown": "md",
}


def targets(reports: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`FORMAT=PATH` options as pairs. Raises UsageError for another form or an unknown format."""
    pairs = []
    for text in reports:
        name, equals, path = text.partition("=")
        if not (equals and path):
            raise UsageError(f"--report {text}: give FORMAT=PATH, for example --report sarif=citeproof.sarif")
        check_name(name)
        pairs.append((name, path))
    return tuple(pairs)


class Files:
    """The reports in files, written while the manuscripts are checked, without colour; use it as a context.

    A path that ends in a slash gets a file for each manuscript at once and, where the format has one, a page that leads to them
    at the end. Another path takes its place when all has gone well.
    """

    def __init__(self, report: Report, targets: Sequence[tuple[str, str]], style: Style, inputs: Iterable[str] = ()) -> None:
        """`report` lacks the manuscripts; `inputs` are files that must not be written to, those of the manuscripts besides.

        Raises UsageError for a path that is one of them, and for a single report of many manuscripts in a format of one.
        """
        self._report = report
        self._style = Style(quiet=style.quiet, verbose=style.verbose)
        self._inputs = {Path(path).resolve() for path in inputs} if targets else set()
        self._single = [(name, Path(path)) for name, path in targets if not path.endswith("/")]
        self._folders = [_Folder(name, Path(path)) for name, path in targets if path.endswith("/")]
        self._streams: list[tuple[Path, Stream, Callable[[bytes], None]]] = []
        self._opened = ExitStack()
        for name, path in self._single:
            self._refuse(path)
            if len(self._inputs) > 1 and hasattr(module(name), "suits"):
                raise UsageError(
                    f"--report {name}={path}: one manuscript a file; end PATH in / for one each: --report {name}=out/"
                )

    def __enter__(self) -> "Files":
        """Begin the files. Raises InputError where one can't be written."""
        for name, path in self._single:
            put = self._opened.enter_context(atomic.replacing(path))
            self._streams.append((path, open_stream(name, self._report, self._style), put))
        for folder in self._folders:
            folder.path.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *problem: Any) -> None:
        """Move the files to their places, or drop them."""
        self._opened.__exit__(*problem)

    def add(self, part: DocumentReport) -> Iterator[str]:
        """Write about a manuscript; yields a line for what it can't have. Raises InputError where a file can't be written."""
        if self._single or self._folders:  # else there is nothing to guard the files from, and they may be thousands
            self._inputs.update(Path(path).resolve() for path in part.document.sources)
        for _, stream, put in self._streams:
            put(_bytes(stream.add(part)))
        for folder in self._folders:
            if folder.suits(part):
                target = folder.file(part)
                self._refuse(target)
                report = replace(self._report, documents=(part.alone(),))
                atomic.write(target, _bytes(content(report, folder.name, self._style)))
            else:
                yield f"{part.document.source.path}: its format can't have a report {folder.name}"

    def end(self, totals: Totals) -> None:
        """Write the rest. Raises UsageError where a file is one of those that were checked."""
        for path, stream, put in self._streams:
            self._refuse(path)
            for text in stream.end(totals):
                put(_bytes(text))
        for folder in self._folders:
            if folder.index and folder.pages:
                target = folder.path / f"index.{_suffix(folder.name)}"
                self._refuse(target)
                atomic.write(target, _bytes(folder.index(totals, folder.pages, self._report.version, self._style)))

    def _refuse(self, path: Path) -> None:
        if self._inputs and path.resolve() in self._inputs:
            raise UsageError(f"--report: {path} is one of the files that are checked; give another path")


class _Folder:
    """A folder with a report for each manuscript, and with a page that leads to them where the format has one."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        made = module(name)
        self._suits: Callable[[Document], bool] = getattr(made, "suits", lambda _: True)
        self.index: Callable[[Totals, Mapping[Counts, str], str, Style], str] | None = getattr(made, "index", None)
        #: The file of each manuscript, for the page that leads to them.
        self.pages: dict[Counts, str] = {}
        self._taken = {f"index.{_suffix(name)}"}

    def suits(self, part: DocumentReport) -> bool:
        """Whether a manuscript can have a report."""
        return self._suits(part.document)

    def file(self, part: DocumentReport) -> Path:
        """A file for a manuscript: its path in one word and the format's usual suffix; no name comes twice."""
        suffix = f".{_suffix(self.name)}"
        words = (word for word in PurePath(part.document.source.path).parts if word not in ("/", "..", "."))
        stem = "-".join(words).removesuffix(suffix)
        names = (f"{stem}{f'-{at}' if at else ''}{suffix}" for at in range(len(self._taken) + 1))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        if self.index:
            self.pages[Counts.of(part)] = name
        return self.path / name


def _suffix(format_name: str) -> str:
    return _SUFFIXES.get(format_name, format_name)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()

"""Reports in files, for `--report FORMAT=PATH`: one for the run, or one for each manuscript with a page that lists them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from checker import atomic
from checker.errors import UsageError
from checker.model.finding import DocumentReport, Report
from checker.reports import check_name, module
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


def write(report: Report, targets: Sequence[tuple[str, str]], style: Style) -> Iterator[str]:
    """Write the report to files, without colour; a path that ends in a slash gets a file for each manuscript.

    Yields a line for what could not be written. Raises InputError where a file can't be written, and UsageError where it is
    one of those that were checked.
    """
    plain = Style(quiet=style.quiet, verbose=style.verbose)
    inputs = {Path(path).resolve() for path in report.sources}
    for name, path in targets:
        if path.endswith("/"):
            yield from _write_each(report, name, Path(path), plain, inputs)
        else:
            _write(Path(path), module(name).render(report, plain), inputs)


def _write_each(report: Report, name: str, folder: Path, style: Style, inputs: set[Path]) -> Iterator[str]:
    """A report for each manuscript that can have it and, where the format has one, a page that leads to them."""
    made = module(name)
    suits = getattr(made, "suits", None)
    folder.mkdir(parents=True, exist_ok=True)
    pages: dict[str, str] = {}
    for part, file in zip(report.documents, _file_names(report.documents, name), strict=True):
        if suits and not suits(part.document):
            yield f"{part.document.source.path}: its format can't have a report {name}"
            continue
        _write(folder / file, made.render(replace(report, documents=(part,)), style), inputs)
        pages[part.document.source.path] = file
    index = getattr(made, "index", None)
    if index and pages:
        _write(folder / f"index.{_SUFFIXES.get(name, name)}", index(report, pages, style), inputs)


def _write(path: Path, content: str | bytes, inputs: set[Path]) -> None:
    if path.resolve() in inputs:
        raise UsageError(f"--report: {path} is one of the files that are checked; give another path")
    atomic.write(path, content if isinstance(content, bytes) else content.encode())


def _file_names(parts: Sequence[DocumentReport], format_name: str) -> Iterator[str]:
    """A file name for each manuscript: its path in one word and the format's usual suffix; no name comes twice."""
    suffix = f".{_SUFFIXES.get(format_name, format_name)}"
    taken = {f"index{suffix}"}
    for part in parts:
        words = (word for word in PurePath(part.document.source.path).parts if word not in ("/", "..", "."))
        stem = "-".join(words).removesuffix(suffix)
        names = (f"{stem}{f'-{at}' if at else ''}{suffix}" for at in range(len(taken) + 1))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        yield name

"""Output formats: one module each; a format computes nothing, it only shows a `Report`."""

import difflib
import importlib
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from importlib.metadata import entry_points
from pathlib import Path, PurePath

from checker import atomic
from checker.errors import UsageError
from checker.model.finding import Report
from checker.reports.references import reference_line
from checker.reports.rules import explain, rule_table
from checker.reports.style import Style
from checker.reports.summary import statistics, summary

__all__ = [
    "FORMATS",
    "SCHEMAS",
    "SILENT",
    "Style",
    "check_name",
    "explain",
    "reference_line",
    "render",
    "rule_table",
    "schema",
    "statistics",
    "summary",
]

#: Format names and their modules, each with a function `render(report, style) -> str`; imported when asked for.
FORMATS = {
    "text": "checker.reports.text",
    "concise": "checker.reports.concise",
    "json": "checker.reports.json",
    "jsonl": "checker.reports.jsonl",
    "sarif": "checker.reports.sarif",
    "github": "checker.reports.github",
    "gitlab": "checker.reports.gitlab",
    "junit": "checker.reports.junit",
    "markdown": "checker.reports.markdown",
    "csv": "checker.reports.csv",
    "html": "checker.reports.html",
    "queries": "checker.reports.queries",
}
_SUFFIXES = {
    "text": "txt",
    "concise": "txt",
    "github": "txt",
    "queries": "txt",
    "gitlab": "json",
    "junit": "xml",
    "markdown": "md",
}
#: What has a published JSON Schema (Draft 2020-12): the JSON of commands, and the configuration.
SCHEMAS = ("check", "references", "config")


#: Formats for programs, which have no summary: people are told it on standard error.
SILENT = frozenset({"json", "jsonl", "sarif", "gitlab", "junit", "csv", "html"})
#: Entry-point group of further formats: each entry names a module with a function `render(report, style) -> str`.
ENTRY_POINT_GROUP = "citeproof.formats"


def check_name(format_name: str) -> None:
    """Raise UsageError, with a suggestion, for a format that does not exist."""
    if format_name not in FORMATS and format_name not in _further():
        _check(format_name, (*FORMATS, *_further()), "format")


def render(report: Report, format_name: str, style: Style | None = None) -> str:
    """The report in a format, newline at the end. Raises UsageError for an unknown format."""
    check_name(format_name)
    module = FORMATS.get(format_name) or _further()[format_name]
    text: str = importlib.import_module(module).render(report, style or Style())
    return text


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


def write_all(report: Report, targets: Sequence[tuple[str, str]], style: Style) -> None:
    """Write the report to files, without colour; a path that ends in a slash gets a file for each manuscript.

    Raises InputError where a file can't be written.
    """
    plain = Style(quiet=style.quiet, verbose=style.verbose)
    for name, path in targets:
        if not path.endswith("/"):
            atomic.write(Path(path), render(report, name, plain).encode())
            continue
        Path(path).mkdir(parents=True, exist_ok=True)
        for part in report.documents:
            target = Path(path, _file_name(part.document.source.path, name))
            atomic.write(target, render(replace(report, documents=(part,)), name, plain).encode())


def _file_name(manuscript: str, format_name: str) -> str:
    """A report's file name: the manuscript's path in one word, and the format's usual suffix."""
    stem = "-".join(part for part in PurePath(manuscript).parts if part not in ("/", "..", "."))
    return f"{stem}.{_SUFFIXES.get(format_name, format_name)}"


def _further() -> dict[str, str]:
    """The formats that other packages bring."""
    return {point.name: point.value for point in entry_points(group=ENTRY_POINT_GROUP)}


def schema(name: str) -> str:
    """The JSON Schema of a command's JSON output (`check`, `references`) or of the configuration (`config`).

    Raises UsageError for another name.
    """
    _check(name, SCHEMAS, "schema")
    return resources.files(__name__).joinpath("schema", f"{name}.schema.json").read_text(encoding="utf-8")


def _check(name: str, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        close = difflib.get_close_matches(name.lower(), known, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(known)}"
        raise UsageError(f"unknown {what} `{name}`; {hint}")

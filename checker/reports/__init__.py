"""Output formats: one module each; a format computes nothing, it only shows a `Report`."""

import difflib
import importlib
from dataclasses import replace
from importlib.metadata import entry_points
from types import ModuleType

from checker.errors import UsageError
from checker.model.finding import Report
from checker.model.totals import Totals
from checker.reports.references import reference_line
from checker.reports.rules import explain, rule_table
from checker.reports.stream import Stream, Whole
from checker.reports.style import Style
from checker.reports.summary import closing, statistics, summary

__all__ = [
    "BINARY",
    "FORMATS",
    "SCHEMAS",
    "SILENT",
    "Stream",
    "Style",
    "check_name",
    "closing",
    "content",
    "explain",
    "module",
    "open_stream",
    "printed",
    "reference_line",
    "render",
    "rule_table",
    "schema",
    "statistics",
    "summary",
]

#: Format names and their modules, imported when asked for. Each has a function `render(report, style)` that gives a text, or
#: bytes where the format is none; or `stream(report, style)` where the report can be written while the manuscripts go by (see
#: `stream.Stream`). One that not every manuscript can have has `suits(document)` too.
FORMATS = {
    "text": "checker.reports.text",
    "concise": "checker.reports.concise",
    "grouped": "checker.reports.grouped",
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
    "docx": "checker.reports.docx",
}
#: What has a published JSON Schema (Draft 2020-12): the JSON of commands, and the configuration.
SCHEMAS = ("check", "references", "config")


#: Formats for programs, which have no summary: people are told it on standard error.
SILENT = frozenset({"json", "jsonl", "sarif", "gitlab", "junit", "csv", "html"})
#: Formats that are no text: they go to files only.
BINARY = frozenset({"docx"})
#: Entry-point group of further formats: each entry names a module like those of `FORMATS`.
ENTRY_POINT_GROUP = "citeproof.formats"


def check_name(format_name: str, *, terminal: bool = False) -> None:
    """Raise UsageError, with a suggestion, for a format that does not exist, or that is no text and is to be printed."""
    if format_name not in FORMATS and format_name not in _further():
        _check(format_name, (*FORMATS, *_further()), "format")
    if terminal and format_name in BINARY:
        printed(b"", format_name)


def render(report: Report, format_name: str, style: Style | None = None) -> str:
    """The report in a format that is text, newline at the end. Raises UsageError for an unknown or another format."""
    return printed(content(report, format_name, style or Style()), format_name)


def printed(text: str | bytes, format_name: str) -> str:
    """A report that is to be printed. Raises UsageError where it is no text."""
    if isinstance(text, bytes):
        raise UsageError(f"format `{format_name}` is no text; write it to a file: --report {format_name}=PATH")
    return text


def content(report: Report, format_name: str, style: Style) -> str | bytes:
    """The report in a format, bytes where that is no text. Raises UsageError for an unknown one."""
    made = module(format_name)
    if hasattr(made, "render"):
        whole: str | bytes = made.render(report, style)
        return whole
    stream = open_stream(format_name, replace(report, documents=()), style)
    written = [stream.add(part) for part in report.documents]
    return "".join([*written, *map(str, stream.end(Totals.of(report.documents, detailed=style.verbose)))])


def open_stream(format_name: str, report: Report, style: Style) -> Stream:
    """A report in the making, to which the manuscripts that `report` lacks are added. Raises UsageError for an unknown format.

    A format that can't be written piece by piece keeps them in memory until the end.
    """
    made = module(format_name)
    if hasattr(made, "stream"):
        stream: Stream = made.stream(report, style)
        return stream
    return Whole(report, lambda whole: made.render(whole, style))


def module(format_name: str) -> ModuleType:
    """The module of a format. Raises UsageError for an unknown one."""
    check_name(format_name)
    return importlib.import_module(FORMATS.get(format_name) or _further()[format_name])


def _further() -> dict[str, str]:
    """The formats that other packages bring."""
    return {point.name: point.value for point in entry_points(group=ENTRY_POINT_GROUP)}


def schema(name: str) -> str:
    """The JSON Schema of a command's JSON output (`check`, `references`) or of the configuration (`config`).

    Raises UsageError for another name.
    """
    from importlib import resources

    _check(name, SCHEMAS, "schema")
    return resources.files(__name__).joinpath("schema", f"{name}.schema.json").read_text(encoding="utf-8")


def _check(name: str, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        close = difflib.get_close_matches(name.lower(), known, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(known)}"
        raise UsageError(f"unknown {what} `{name}`; {hint}")

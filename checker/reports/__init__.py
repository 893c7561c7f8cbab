"""Output formats: one module each; a format computes nothing, it only shows a `Report`."""

import difflib
import importlib
from importlib import resources

from checker.errors import UsageError
from checker.model.finding import Report
from checker.reports.references import reference_line
from checker.reports.rules import explain, rule_table
from checker.reports.style import Style
from checker.reports.summary import statistics

__all__ = [
    "FORMATS",
    "SCHEMAS",
    "Style",
    "check_name",
    "explain",
    "reference_line",
    "render",
    "rule_table",
    "schema",
    "statistics",
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
#: The commands whose JSON has a published JSON Schema (Draft 2020-12).
SCHEMAS = ("check", "references")


def check_name(format_name: str) -> None:
    """Raise UsageError, with a suggestion, for a format that does not exist."""
    _check(format_name, tuple(FORMATS), "format")


def render(report: Report, format_name: str, style: Style | None = None) -> str:
    """The report in a format, newline at the end. Raises UsageError for an unknown format."""
    check_name(format_name)
    text: str = importlib.import_module(FORMATS[format_name]).render(report, style or Style())
    return text


def schema(name: str) -> str:
    """The JSON Schema of a command's JSON output (`check` or `references`). Raises UsageError for another name."""
    _check(name, SCHEMAS, "schema")
    return resources.files(__name__).joinpath("schema", f"{name}.schema.json").read_text(encoding="utf-8")


def _check(name: str, known: tuple[str, ...], what: str) -> None:
    if name not in known:
        close = difflib.get_close_matches(name.lower(), known, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(known)}"
        raise UsageError(f"unknown {what} `{name}`; {hint}")

"""Author queries as a copy-editor sends them: a numbered list in plain text, to paste into a letter."""

import textwrap
from collections.abc import Iterator

from checker.model.finding import DocumentReport, Finding, Report
from checker.reports.style import Style, printable
from checker.reports.summary import spot

#: How much of the manuscript is quoted in a query, in characters.
_LONGEST_QUOTE = 80


def render(report: Report, style: Style) -> str:
    """The queries of each manuscript, numbered AQ1, AQ2 ... in the order of the text."""
    blocks = [_queries(part, style.width) for part in report.documents]
    return "\n\n".join(blocks) + "\n"


def numbered(part: DocumentReport) -> list[tuple[str, Finding]]:
    """The findings that an author is asked about, with the label of each; not those about the editor's own comments."""
    asked = (finding for finding in part.findings if not finding.code.startswith("SUP"))
    return [(f"AQ{number}", finding) for number, finding in enumerate(asked, 1)]


def question(finding: Finding) -> str:
    """What was noticed, and what is asked, in sentences."""
    asked = (f"please {finding.help}",) if finding.help else ()
    return " ".join(_sentence(text) for text in (finding.message, *finding.remarks, *asked))


def _queries(part: DocumentReport, width: int) -> str:
    path = printable(part.document.source.path)
    queries = numbered(part)
    if not queries:
        return f"{path}: no queries."
    lines = [f"Queries for the author of {path}"]
    for label, finding in queries:
        lines += ["", *_query(label, finding, part, width)]
    return "\n".join(lines)


def _query(label: str, finding: Finding, part: DocumentReport, width: int) -> Iterator[str]:
    """The label, where to look, what was noticed, and what is asked."""
    text = f"{label}  {_place(finding, part)} {question(finding)}"
    yield from textwrap.wrap(text, width, subsequent_indent="     ", break_on_hyphens=False)


def _place(finding: Finding, part: DocumentReport) -> str:
    where = finding.location
    source = part.document.sources[where.path]
    quote = " ".join(where.span.of(source.text).split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[: _LONGEST_QUOTE - 1].rstrip() + "…"
    reference = f"Reference {printable(finding.reference)}, " if finding.reference else ""
    text = f"{reference}{spot(where, part.document)}" + (f", “{printable(quote)}”" if quote else "")
    return f"{text[0].upper()}{text[1:]}."


def _sentence(text: str) -> str:
    """A message as a sentence, its values in quotation marks instead of backticks."""
    parts = printable(text).split("`")
    shown = "".join(f"“{part}”" if at % 2 else part for at, part in enumerate(parts)) if len(parts) % 2 else printable(text)
    return f"{shown[:1].upper()}{shown[1:]}."

"""The submitted Word document with each finding as a comment at its place, worded as a query to the author (AQ1, AQ2 ...)."""

from checker.errors import InputError
from checker.model.document import Document
from checker.model.finding import DocumentReport, Finding, Report
from checker.model.text import Span
from checker.reports.queries import numbered, question
from checker.reports.style import Style
from checker.reports.word.comments import Comment, commented


def suits(document: Document) -> bool:
    """Whether a manuscript can have this report: only a Word document takes comments."""
    return document.format == "docx" and bool(document.source.data)


def render(report: Report, _style: Style) -> bytes:
    """The document with its comments. Raises InputError for more than one manuscript, and for one that is no Word document."""
    if len(report.documents) != 1:
        raise InputError("a report docx has one manuscript; end PATH in / for one each: --report docx=out/")
    part = report.documents[0]
    source = part.document.source
    if not suits(part.document):
        raise InputError(f"{source.path}: no Word document, so it takes no comments; use --report queries=PATH")
    return commented(source, [_comment(label, finding, part) for label, finding in numbered(part)])


def _comment(label: str, finding: Finding, part: DocumentReport) -> Comment:
    """A query at its place; at the first citation where the finding is about another file."""
    path = part.document.source.path
    places = (where.span for where in (finding.location, *finding.related) if where.path == path)
    return Comment(next(places, Span(0, 1)), (f"{label}: {question(finding)}",))

"""The JSON document of `citeproof check`, as `schema/check.schema.json` describes it."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from checker.model.document import Citation
from checker.model.finding import DocumentReport, Finding, Fix, Report, Severity
from checker.model.match import Match, MatchStatus, Skipped
from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile, Span
from checker.model.totals import Totals
from checker.model.work import Work
from checker.reports.style import Style, escape_json

SCHEMA_VERSION = 1
#: The lists of the document, in order.
LISTS = ("documents", "citations", "references", "findings", "skipped", "notices", "internal_errors")
#: Characters of a waiting list that are kept in memory, and that are copied at a time.
_IN_MEMORY, _PIECE = 50_000, 50_000

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=str).encode


def stream(report: Report, _style: Style) -> "_Document":
    """The report as one JSON document, in the order of manuscripts and places, the same bytes for the same report.

    Every citation, reference and finding has a line of its own.
    """
    return _Document(report.version)


class _Document:
    """The report in the making. The summary comes first in it, so the lists wait in files until all is counted."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._lists: dict[str, IO[str]] = {}

    def add(self, part: DocumentReport) -> str:
        """Nothing to write yet."""
        for name, items in lists(part).items():
            for item in items:  # one at a time: a list of 10,000 entries as values and as one text takes 70 MB
                begun = name in self._lists
                waiting = self._lists[name] if begun else self._lists.setdefault(name, _scratch())
                waiting.write(f"{',' if begun else ''}\n    {_written(item)}")
        return ""

    def end(self, totals: Totals) -> Iterator[str]:
        """The document."""
        tool = {"name": "citeproof", "version": self._version}
        head = {"schema_version": SCHEMA_VERSION, "tool": tool, "summary": _summary(totals)}
        yield "{\n" + ",\n".join(f'  "{name}": {_written(value)}' for name, value in head.items())
        for name in LISTS:
            yield f',\n  "{name}": ['
            if name in self._lists:
                with self._lists[name] as waiting:
                    waiting.seek(0)
                    while piece := waiting.read(_PIECE):
                        yield piece
                yield "\n  "
            yield "]"
        yield "\n}\n"


def _scratch() -> IO[str]:
    """A file that lives in memory while it is small."""
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline="")


def _written(value: Any) -> str:
    return escape_json(_encode(value))


def lists(part: DocumentReport) -> dict[str, Iterable[Any]]:
    """What each list of the document has of a manuscript, as JSON-able values, each made when it is asked for."""
    document = part.document
    return {
        "documents": (_document(part),),
        "citations": (_citation(citation, part) for citation in document.citations),
        "references": (_reference(entry, part) for entry in document.references),
        "findings": findings(part),
        "skipped": map(_skipped, part.skipped),
        "notices": ({"path": document.source.path, "message": text} for text in part.notices),
        "internal_errors": part.internal_errors,
    }


def findings(part: DocumentReport) -> Iterator[dict[str, Any]]:
    """The findings of a manuscript as JSON-able values."""
    sources = part.document.sources
    return (_finding(finding, sources) for finding in part.findings)


def _summary(totals: Totals) -> dict[str, Any]:
    return {
        "references": totals.references,
        "citations": totals.citations,
        "checked": totals.checked,
        "findings": {level.value: totals.severity(level) for level in Severity},
        "skipped": totals.skipped.total(),
        "ignored": totals.ignored,
        "baselined": totals.baselined,
    }


def _document(part: DocumentReport) -> dict[str, Any]:
    manuscript = part.document
    style = manuscript.style.value if manuscript.style else None
    return {"path": manuscript.source.path, "format": manuscript.format, "citation_style": style}


def _citation(citation: Citation, part: DocumentReport) -> dict[str, Any]:
    return {
        **_where(part.document.source, citation.span),
        "text": citation.text,
        "style": citation.style.value,
        "items": [{"reference": item.reference, "label": item.label} for item in citation.items],
    }


def _reference(entry: ReferenceEntry, part: DocumentReport) -> dict[str, Any]:
    source = part.document.file(entry.path)
    outcome = part.matches.get(entry.id)
    match = outcome if isinstance(outcome, Match) else None
    work = match.work if match and match.status is MatchStatus.MATCHED else None
    return {
        "id": entry.id,
        "number": entry.number,
        **_where(source, entry.span),
        "raw": entry.raw,
        "csl": entry.csl(),
        "status": match.status.value if match else "skipped",
        "work": _work(work) if work else None,
        "match": {"method": match.method, "score": round(match.score, 4)} if match and work else None,
    }


def _work(work: Work) -> dict[str, Any]:
    return {"id": work.url, "doi": work.doi or None, "title": work.title or None, "publication_year": work.year}


def _finding(finding: Finding, sources: Mapping[str, SourceFile]) -> dict[str, Any]:
    where = finding.location
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        **_where(sources[where.path], where.span),
        "reference": finding.reference,
        "related": [{**_place(sources[other.path], other.span), "label": other.label} for other in finding.related],
        "notes": list(finding.notes),
        "help": finding.help,
        "evidence": dict(finding.evidence),
        "fixes": [_fix(fix, sources) for fix in finding.fixes],
        "fingerprint": finding.fingerprint,
    }


def _fix(fix: Fix, sources: Mapping[str, SourceFile]) -> dict[str, Any]:
    edits = [
        {
            **_where(sources[edit.path], edit.span),
            "replacement": edit.replacement,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safety": fix.safety.value, "edits": edits}


def _skipped(skip: Skipped) -> dict[str, Any]:
    return {"reference": skip.entry, "reason": f"{skip.reason.value}: {skip.detail}" if skip.detail else skip.reason.value}


def _where(source: SourceFile, span: Span) -> dict[str, Any]:
    """The place of a span (see `_place`), and its code-point offsets, null where the format has no plain text."""
    source, span = source.origin(span)
    place = _lines(source, span)
    place["start"], place["end"] = (span.start, span.end) if source.plain else (None, None)
    return place


def _place(source: SourceFile, span: Span) -> dict[str, Any]:
    """Path, and 1-based line and column of both ends (the end exclusive), in the file that an assembled text has them from."""
    return _lines(*source.origin(span))


def _lines(source: SourceFile, span: Span) -> dict[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    return {"path": source.path, "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}

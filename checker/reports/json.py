"""The JSON document of `citeproof check`, as `schema/check.schema.json` describes it."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from checker.model.document import Citation
from checker.model.finding import DocumentReport, Finding, Fix, Report, Severity
from checker.model.match import Match, MatchStatus, Skipped
from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile, Span
from checker.model.work import Work
from checker.reports.style import Style, escape_json

SCHEMA_VERSION = 1


def render(report: Report, _style: Style) -> str:
    """The report as one JSON document, in the order of manuscripts and places, the same bytes for the same report.

    Every citation, reference and finding has a line of its own.
    """
    parts = ",\n".join(f'  "{name}": {_written(value)}' for name, value in document(report).items())
    return escape_json(f"{{\n{parts}\n}}\n")


def _written(value: Any) -> str:
    if not (isinstance(value, list) and value):
        return json.dumps(value, ensure_ascii=False, default=str)
    lines = ",\n".join(f"    {json.dumps(item, ensure_ascii=False, default=str)}" for item in value)
    return f"[\n{lines}\n  ]"


def document(report: Report) -> dict[str, Any]:
    """The report as JSON-able values."""
    parts = report.documents
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "citeproof", "version": report.version},
        "summary": _summary(report),
        "documents": [_document(part) for part in parts],
        "citations": [_citation(citation, part) for part in parts for citation in part.document.citations],
        "references": [_reference(entry, part) for part in parts for entry in part.document.references],
        "findings": [_finding(finding, part.document.sources) for part in parts for finding in part.findings],
        "skipped": [_skipped(skip) for part in parts for skip in part.skipped],
        "notices": [{"path": part.document.source.path, "message": text} for part in parts for text in part.notices],
        "internal_errors": [text for part in parts for text in part.internal_errors],
    }


def _summary(report: Report) -> dict[str, Any]:
    parts = report.documents
    counts = Counter(finding.severity for finding in report.findings)
    return {
        "references": sum(len(part.document.references) for part in parts),
        "citations": sum(len(part.document.citations) for part in parts),
        "checked": sum(part.checked for part in parts),
        "findings": {level.value: counts[level] for level in Severity},
        "skipped": sum(len(part.skipped) for part in parts),
        "ignored": sum(len(part.suppressed) for part in parts),
        "baselined": sum(len(part.baselined) for part in parts),
    }


def _document(part: DocumentReport) -> dict[str, Any]:
    manuscript = part.document
    style = manuscript.style.value if manuscript.style else None
    return {"path": manuscript.source.path, "format": manuscript.format, "citation_style": style}


def _citation(citation: Citation, part: DocumentReport) -> dict[str, Any]:
    return {
        **_place(part.document.source, citation.span),
        **_offsets(part.document.source, citation.span),
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
        **_place(source, entry.span),
        **_offsets(source, entry.span),
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
        **_place(sources[where.path], where.span),
        **_offsets(sources[where.path], where.span),
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
            **_place(sources[edit.path], edit.span),
            **_offsets(sources[edit.path], edit.span),
            "replacement": edit.replacement,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safety": fix.safety.value, "edits": edits}


def _skipped(skip: Skipped) -> dict[str, Any]:
    return {"reference": skip.entry, "reason": f"{skip.reason.value}: {skip.detail}" if skip.detail else skip.reason.value}


def _place(source: SourceFile, span: Span) -> dict[str, Any]:
    """Path, and 1-based line and column of both ends (the end exclusive), in the file that an assembled text has them from."""
    source, span = source.origin(span)
    start, end = source.position(span.start), source.position(span.end)
    return {"path": source.path, "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}


def _offsets(source: SourceFile, span: Span) -> dict[str, int | None]:
    """Code-point offsets, null where the format has no plain text."""
    source, span = source.origin(span)
    return {"start": span.start if source.plain else None, "end": span.end if source.plain else None}

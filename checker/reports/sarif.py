"""SARIF 2.1.0 as GitHub code scanning takes it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and GitHub's "SARIF support for code scanning".
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from checker.model.finding import DocumentReport, Finding, Fix, Report, RuleDescription, Safety, Severity
from checker.model.match import Skipped
from checker.model.text import Location, SourceFile, Span
from checker.reports.style import Style, escape_json, printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: GitHub keeps no more results of a run than this; the most severe come first when there are more.
MOST_RESULTS = 25_000
#: GitHub's limit for the texts that describe a rule, in characters.
LONGEST_TEXT = 1024
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def render(report: Report, _style: Style) -> str:
    """The report as a SARIF log with one run; references that were not checked are notifications of the run."""
    return escape_json(json.dumps(_log(report), ensure_ascii=False, indent=2)) + "\n"


def _log(report: Report) -> dict[str, Any]:
    places = {rule.code: at for at, rule in enumerate(report.rules)}
    results = [(finding.severity, _result(finding, part, places)) for part in report.documents for finding in part.findings]
    if len(results) > MOST_RESULTS:
        results.sort(key=lambda item: -item[0].rank)
    notifications = [
        _notification(outcome, part)
        for part in report.documents
        for outcome in part.matches.values()
        if isinstance(outcome, Skipped)
    ]
    driver = {
        "name": "citeproof",
        "semanticVersion": report.version,
        "rules": [_rule(rule) for rule in report.rules],
    }
    failed = any(part.internal_errors for part in report.documents)
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "citeproof/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notifications}],
        "results": [result for _, result in results[:MOST_RESULTS]],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: RuleDescription) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary[:LONGEST_TEXT]},
        "fullDescription": {"text": rule.help[:LONGEST_TEXT]},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["citations", rule.code[:3]],
            "precision": rule.confidence.value,
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _result(finding: Finding, part: DocumentReport, places: Mapping[str, int]) -> dict[str, Any]:
    sources = part.document.sources
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.location, sources)],
        "partialFingerprints": {"citeproof/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence.value},
    }
    if finding.code in places:
        result["ruleIndex"] = places[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(where, sources), "message": {"text": printable(where.label) or "see also"}}
            for number, where in enumerate(finding.related, 1)
        ]
    fixes = [_fix(fix, sources) for fix in finding.fixes if fix.safety is not Safety.DISPLAY and fix.edits]
    if fixes:
        result["fixes"] = fixes
    return result


def _message(finding: Finding) -> str:
    """The message as a sentence, then what to do; brackets would be read as links."""
    text = ". ".join(text for text in (finding.message, *finding.remarks, finding.help) if text)
    return printable(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _location(where: Location, sources: Mapping[str, SourceFile]) -> dict[str, Any]:
    source = sources[where.path]
    return {"physicalLocation": {"artifactLocation": {"uri": uri(where.path)}, "region": _region(source, where.span)}}


def _region(source: SourceFile, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def relative(path: str) -> PurePath:
    """A path below the working folder relative to it; any other as it is."""
    place = Path(path)
    return place.relative_to(Path.cwd()) if place.is_absolute() and place.is_relative_to(Path.cwd()) else place


def uri(path: str) -> str:
    """A path as a relative URI reference with forward slashes; bytes of a name that are no UTF-8 are quoted as they are."""
    return quote(relative(path).as_posix(), errors="surrogateescape")


def _fix(fix: Fix, sources: Mapping[str, SourceFile]) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        replacement = {
            "deletedRegion": _region(sources[edit.path], edit.span),
            "insertedContent": {"text": edit.replacement},
        }
        changes.setdefault(edit.path, []).append(replacement)
    return {
        "description": {"text": printable(fix.title)},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri(path)}, "replacements": replacements} for path, replacements in changes.items()
        ],
    }


def _notification(skipped: Skipped, part: DocumentReport) -> dict[str, Any]:
    detail = f" ({printable(skipped.detail)})" if skipped.detail else ""
    text = f"{part.document.source.path}: reference `{skipped.entry}` was not checked: {skipped.reason.value}{detail}"
    return {"level": "note", "message": {"text": printable(text)}}

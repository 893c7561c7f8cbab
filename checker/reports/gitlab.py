"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

import json
from collections import Counter
from typing import Any

from checker.model.finding import DocumentReport, Finding, Report, Severity
from checker.reports.style import Style, escape_json, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, _style: Style) -> str:
    """A JSON list with an issue for each finding; an empty list when there is none."""
    seen: Counter[str] = Counter()
    issues = [_issue(finding, part, seen) for part in report.documents for finding in part.findings]
    return escape_json(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n"


def _issue(finding: Finding, part: DocumentReport, seen: Counter[str]) -> dict[str, Any]:
    where = finding.location
    source = part.document.sources[where.path]
    fingerprint = f"{finding.fingerprint}:{where.path}"
    seen[fingerprint] += 1
    return {
        # the widget hides check_name, so the code leads the description
        "description": f"{finding.code}: {printable(finding.message)}",
        "check_name": finding.code,
        # GitLab drops issues with a fingerprint that it has seen
        "fingerprint": f"{fingerprint}:{seen[fingerprint]}",
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": where.path.replace("\\", "/").removeprefix("./"),
            "lines": {"begin": source.position(where.span.start).line},
        },
    }

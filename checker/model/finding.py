"""Findings, their fixes, and the report that output formats see."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import Any

from checker.model.document import Document
from checker.model.match import Match, Skipped
from checker.model.record import record
from checker.model.text import Location, SourceFile, Span


class Severity(StrEnum):
    """The consequence of a finding."""

    ERROR = "error"  # certainly wrong
    WARNING = "warning"  # disagrees with the record
    INFO = "info"  # worth a look

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Confidence(StrEnum):
    """How sure citeproof is of a finding."""

    HIGH = "high"  # identifier or arithmetic
    MEDIUM = "medium"
    LOW = "low"  # heuristic

    @property
    def rank(self) -> int:
        """0 for low, 1 for medium, 2 for high."""
        return ("low", "medium", "high").index(self.value)

    @property
    def lowered(self) -> "Confidence":
        """The next lower confidence; there is none below low."""
        return Confidence.MEDIUM if self is Confidence.HIGH else Confidence.LOW


class Safety(StrEnum):
    """Whether a fix may be applied without a person's decision."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"  # a suggestion, never applied


@record
class Edit:
    """Replace the text at `span` of the file `path` by `replacement`."""

    path: str
    span: Span
    replacement: str


@record
class Fix:
    """Edits that belong together, with a line for people that says what they do."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.UNSAFE


@record
class Finding:
    """One thing that a rule has to say.

    `message` states both values, in backticks, without a final full stop. `related` are the other places (`cited here`).
    `evidence` is JSON-able: the work's id and URL, the method of identification, both values. `notes` are lines shown as
    `note:`, `help` is an imperative. `fingerprint` names the finding across runs and moved lines.
    """

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    location: Location
    related: tuple[Location, ...] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    reference: str | None = None
    fingerprint: str = ""

    @property
    def order(self) -> tuple[Any, ...]:
        """What findings are sorted by: their places."""
        return (self.location.path, self.location.span.start, self.location.span.end, self.code, self.fingerprint)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes, and the page of the work that was compared where none of them names it."""
        url = self.evidence.get("url")
        if not isinstance(url, str) or any(url in note for note in self.notes):
            return self.notes
        return (*self.notes, f"compared with {url}")


@record
class DocumentReport:
    """All that was found about one manuscript. `matches` has an outcome for every entry, by entry id.

    `notices` are lines that every summary must show: what was not judged, and why. `internal_errors` names rules that failed.
    `repeated` are findings about a file that manuscripts share, such as a bibliography, which an earlier one's report has.
    """

    document: Document
    matches: Mapping[str, Match | Skipped] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    baselined: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()
    internal_errors: tuple[str, ...] = ()
    repeated: tuple[Finding, ...] = ()

    def alone(self) -> "DocumentReport":
        """The report as it is without those of other manuscripts: with the repeated findings."""
        findings = sorted((*self.findings, *self.repeated), key=lambda finding: finding.order)
        return replace(self, findings=tuple(findings), repeated=())

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The entries that were not checked, in list order."""
        return tuple(outcome for outcome in self.matches.values() if isinstance(outcome, Skipped))

    @property
    def checked(self) -> int:
        """How many entries were looked up with an answer (matched, ambiguous or not found)."""
        return sum(isinstance(outcome, Match) for outcome in self.matches.values())


@record
class RuleDescription:
    """What a format may say about a rule: `summary` in a line, `help` the whole documentation as plain text."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    summary: str
    help: str


@record
class Report:
    """The result of a run: the only thing that an output format sees. `rules` are those that were selected, by code."""

    documents: tuple[DocumentReport, ...]
    version: str
    rules: tuple[RuleDescription, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all manuscripts, in the order of manuscripts and places."""
        return tuple(finding for part in self.documents for finding in part.findings)

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """All files that a location may name, by path."""
        return {path: file for part in self.documents for path, file in part.document.sources.items()}

"""What the reports of manuscripts add up to, so that a summary needs none of them in memory."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model.document import Document
from checker.model.finding import DocumentReport, Finding, Safety, Severity
from checker.model.match import Match, Skipped, SkipReason

#: How many notices about several manuscripts are kept, to be shown at once.
MOST_NOTICES = 10


class Counts(NamedTuple):
    """What one manuscript adds."""

    path: str
    references: int
    checked: int
    errors: int
    warnings: int
    infos: int

    @classmethod
    def of(cls, part: DocumentReport) -> "Counts":
        """The counts of a manuscript."""
        levels = Counter(finding.severity for finding in (*part.findings, *part.repeated))
        numbers = (levels[level] for level in Severity)
        return cls(part.document.source.path, len(part.document.references), part.checked, *numbers)

    @property
    def is_clean(self) -> bool:
        """Whether all references were checked, and nothing was found."""
        return self.checked == self.references and not any(self[3:])


@dataclass(slots=True)
class Totals:
    """Counts over the manuscripts of a run, added one by one. `detailed`: keep a line for every reference not checked."""

    detailed: bool = False
    manuscripts: int = 0
    citations: int = 0
    references: int = 0
    #: References that were looked up with an answer.
    checked: int = 0
    #: References by outcome: the statuses of the JSON report.
    statuses: Counter[str] = field(default_factory=Counter)
    #: References that were not looked up, by reason and its detail.
    skipped: Counter[tuple[SkipReason, str]] = field(default_factory=Counter)
    #: Findings by code, name and severity.
    findings: Counter[tuple[str, str, Severity]] = field(default_factory=Counter)
    #: The code of the first finding of each severity.
    first: dict[Severity, str] = field(default_factory=dict)
    #: Findings that `--fix` would mend, by the safety of their safest fix.
    fixable: Counter[Safety] = field(default_factory=Counter)
    ignored: int = 0
    baselined: int = 0
    #: Manuscripts with what was not judged in them: all of a single one and with `detailed`, else the first few.
    notices: list[tuple[str, str]] = field(default_factory=list)
    #: How many more notices there are, and in how many manuscripts.
    more_notices: int = 0
    more_noticed: int = 0
    internal_errors: list[str] = field(default_factory=list)
    #: With `detailed`: path, line, column and reason of every reference that was not checked.
    unchecked: list[tuple[str, int, int, Skipped]] = field(default_factory=list)

    @classmethod
    def of(cls, parts: Iterable[DocumentReport], *, detailed: bool = False) -> "Totals":
        """The totals of some manuscripts."""
        totals = cls(detailed)
        for part in parts:
            totals.add(part)
        return totals

    def add(self, part: DocumentReport) -> None:
        """Count a manuscript in."""
        self.manuscripts += 1
        self.citations += len(part.document.citations)
        self.references += len(part.document.references)
        self.checked += part.checked
        self.statuses.update(
            outcome.status.value if isinstance(outcome, Match) else "skipped" for outcome in part.matches.values()
        )
        self.skipped.update((skip.reason, skip.detail) for skip in part.skipped)
        self.findings.update((finding.code, finding.name, finding.severity) for finding in part.findings)
        for finding in part.findings:
            self.first.setdefault(finding.severity, finding.code)
        self.fixable.update(safety for finding in part.findings if (safety := _fix_of(finding, part.document)))
        self.ignored += len(part.suppressed)
        self.baselined += len(part.baselined)
        self._add_notices(part)
        self.internal_errors += part.internal_errors
        if self.detailed:
            self._add_unchecked(part)

    def severity(self, level: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(count for (_, _, severity), count in self.findings.items() if severity is level)

    def _add_notices(self, part: DocumentReport) -> None:
        kept = len(part.notices) if self.detailed or self.manuscripts == 1 else max(0, MOST_NOTICES - len(self.notices))
        self.notices += [(part.document.source.path, notice) for notice in part.notices[:kept]]
        self.more_notices += len(part.notices[kept:])
        self.more_noticed += bool(part.notices[kept:])

    def _add_unchecked(self, part: DocumentReport) -> None:
        sources = part.document.sources
        for entry in part.document.references:
            outcome = part.matches.get(entry.id)
            if isinstance(outcome, Skipped):
                line, column = sources[entry.path].position(entry.span.start)
                self.unchecked.append((entry.path, line, column, outcome))


def _fix_of(finding: Finding, document: Document) -> Safety | None:
    """The safety of the safest fix of a finding that can be made: files without a plain text are not changed."""
    found = {
        fix.safety
        for fix in finding.fixes
        if fix.edits and all(edit.path in document.sources and document.sources[edit.path].plain for edit in fix.edits)
    }
    return next((safety for safety in (Safety.SAFE, Safety.UNSAFE) if safety in found), None)

"""A run of `citeproof check`: what becomes of each manuscript is counted, written, and told."""

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_PROBLEM, count, say, write
from checker.cli.outputs import Outputs, uninterrupted
from checker.config import NEVER
from checker.jobs import Failure, Outcome
from checker.model.finding import DocumentReport, Finding, Report, Severity
from checker.model.match import SkipReason
from checker.model.text import Location
from checker.model.totals import Totals

if TYPE_CHECKING:
    from checker.baseline import Baseline

#: More rounds of fixes than these are no progress.
_MOST_ROUNDS = 100
#: Manuscripts behind which garbage is collected; that empties the interpreter's lists of freed tuples too, which fill 5 MB.
_COLLECTED_AFTER = 100


class Run:
    """Takes in the manuscripts of a run, one after another, and keeps none of them."""

    def __init__(self, fail_on: Sequence[str], known: Path | None, *, keep: bool, verbose: bool) -> None:
        """`fail_on` has the severity that each manuscript fails on, in order.

        `known` is the baseline with findings not to show; `keep` keeps all findings for a new one.
        """
        self.totals = Totals(verbose)
        self._fail_on = fail_on
        self._fails = False
        #: Manuscripts that could not be checked.
        self.failed = 0
        self.interrupted = False
        self._path = known
        self._baseline = _load(known) if known else None
        self._kept: list[Finding] | None = [] if keep else None
        self._said: set[tuple[Location, str, str]] = set()
        self._verbose = verbose

    def take(self, outcomes: Iterable[Outcome], outputs: Outputs, stop: Callable[[], bool]) -> None:
        """Take in what becomes of each manuscript. Ctrl-C, or `stop`, ends it: what is known by then is written."""
        gc.freeze()  # what has been imported stays: no look at the garbage need go through it
        try:
            for number, outcome in enumerate(outcomes, 1):
                with uninterrupted():
                    self._take(outcome, outputs)
                if number % _COLLECTED_AFTER == 0:
                    gc.collect()
                if stop():
                    self.interrupted = True
                    break
        except KeyboardInterrupt:
            self.interrupted = True
        finally:
            gc.unfreeze()
        if self.totals.manuscripts or not (self.failed or self.interrupted):
            outputs.end(self.totals)

    def _take(self, outcome: Outcome, outputs: Outputs) -> None:
        if isinstance(outcome, Failure):
            self.failed += 1
            if self._verbose and outcome.traceback:
                sys.stderr.write(outcome.traceback)
            say(f"error: {outcome.problem}")
            return
        part = self._new(outcome)
        self._fails = self._fails or _has(part, self._fail_on[self.totals.manuscripts + self.failed])
        if self._kept is not None:
            self._kept += (*part.findings, *part.baselined)
        part = self._once(part)
        self.totals.add(part)
        outputs.add(part)

    def _new(self, part: DocumentReport) -> DocumentReport:
        """The report of a manuscript with the findings of the baseline set apart."""
        if self._baseline is None:
            return part
        shown, known = self._baseline.take(part.findings)
        return replace(part, findings=shown, baselined=known)

    def _once(self, part: DocumentReport) -> DocumentReport:
        """The report with what an earlier manuscript's has said of a file they share, such as a bibliography, set apart."""
        own = part.document.source.path
        shared = {_what(finding): finding for finding in part.findings if finding.location.path != own}
        known = self._said.intersection(shared)
        self._said.update(shared)
        if not known:
            return part
        kept = tuple(finding for finding in part.findings if _what(finding) not in known)
        return replace(part, findings=kept, repeated=tuple(shared[what] for what in shared if what in known))

    def tell(self, manuscripts: int, new_baseline: Path | None, *, accept_new: bool = False) -> None:
        """Say what is left to say, and write the new baseline."""
        done = self.totals.manuscripts + self.failed
        if self.interrupted and done < manuscripts:
            say(f"interrupted: {done:,} of {count(manuscripts, 'manuscript')} checked")
        if self._baseline is not None and (stale := self._baseline.left) and not self.interrupted:
            gone = "is" if stale == 1 else "are"
            say(f"{self._path}: {stale} of its findings {gone} there no more; --write-baseline {self._path} drops them")
        if new_baseline and self._kept is not None and not self.interrupted:
            _write_baseline(new_baseline, self._kept, accept_new=accept_new)
        for line in self.totals.internal_errors:
            say(f"internal error: {line}; please report it")

    def status(self, *, exit_zero: bool) -> int:
        """The exit status."""
        totals = self.totals
        if self.interrupted:
            return EXIT_INTERRUPTED
        if self.failed or totals.internal_errors:
            return EXIT_PROBLEM
        unasked = sum(count for (reason, _), count in totals.skipped.items() if reason is SkipReason.NETWORK)
        if totals.references and unasked == totals.references:
            say("error: OpenAlex could not be asked about any reference; try again later, or use --offline")
            return EXIT_PROBLEM
        return EXIT_FINDINGS if self._fails and not exit_zero else EXIT_CLEAN


def _what(finding: Finding) -> tuple[Location, str, str]:
    """What a finding says, and where: the same in the reports of all manuscripts that share a file."""
    return (finding.location, finding.code, finding.message)


def _has(part: DocumentReport, level: str) -> bool:
    """Whether a manuscript has a finding that is at least so severe."""
    return level != NEVER and any(finding.severity.rank >= Severity(level).rank for finding in part.findings)


def _write_baseline(path: Path, findings: Sequence[Finding], *, accept_new: bool) -> None:
    """Write all findings of a run; a baseline that exists loses what is stale, and gets new ones only where that is said."""
    from checker import baseline

    if not path.exists():
        say(f"wrote {path}: {count(baseline.write(path, findings), 'finding')}")
        return
    known = baseline.load(path)
    fresh, old = known.take(findings)
    written = baseline.write(path, findings if accept_new else old)
    added = len(fresh) if accept_new else 0
    say(f"wrote {path}: +{added} / -{known.left}, {count(written, 'finding')}")
    if len(fresh) > added:
        say(f"{count(len(fresh), 'new finding')} left out of {path}; --accept-new takes them in")


def _load(path: Path) -> "Baseline":
    from checker import baseline

    return baseline.load(path)


def fixed(check: Callable[[], Iterable[Outcome]], *, unsafe: bool, show: bool) -> Iterable[Outcome]:
    """Make the changes that fixes want, or only show them; gives the outcomes then. All manuscripts are held in memory.

    A file may belong to several manuscripts, so nothing is changed before all of them have been checked. Fixes that overlap
    with others are made in a further round, when their places are known anew.
    """
    from checker import fix

    outcomes: Sequence[Outcome] = ()
    for _ in range(_MOST_ROUNDS):
        with suppress(KeyboardInterrupt):
            outcomes = list(check())
        report = Report(tuple(item for item in outcomes if isinstance(item, DocumentReport)), "")
        changes = fix.plan(report, unsafe=unsafe)
        if show:
            write(fix.diff(changes, report.sources))
            if changes.refused:
                say(f"{count(len(changes.refused), 'fix')} left out that overlap with these; --fix makes them afterwards")
        if show or not changes.texts:
            break
        fix.write(changes, report.sources)
        say(f"fixed {count(len(changes.fixed), 'finding')} in {count(len(changes.texts), 'file')}")
    return outcomes

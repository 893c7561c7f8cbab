"""The lines at the end, and the counts per rule."""

from dataclasses import replace

from checker import reports
from checker.model.finding import Finding, Report, Safety, Severity
from checker.model.match import Skipped, SkipReason
from checker.model.totals import Totals
from checker.reports import Style
from checker.reports.summary import _UNCHECKED, hints, summary


def test_every_reason_has_words() -> None:
    assert set(_UNCHECKED) == set(SkipReason)


def test_reasons_are_counted_apart(report: Report) -> None:
    part = report.documents[0]
    reasons = (SkipReason.NOT_IN_WORKS, SkipReason.NOT_IN_WORKS, SkipReason.NETWORK)
    matches = {str(number): Skipped(str(number), reason, "HTTP 503") for number, reason in enumerate(reasons)}
    lines = summary(replace(report, documents=(replace(part, matches=matches),)), Style())
    assert lines[0] == (
        "Checked 0 of 3 references, 2 citations in 1 file"
        " (2 not in the works file, 1 not looked up: OpenAlex could not be asked)."
    )


def test_all_counts_are_shown(report: Report) -> None:
    part = report.documents[0]
    many = tuple(replace(part.findings[0], severity=level) for level in (Severity.ERROR, *2 * (Severity.INFO,)))
    part = replace(part, findings=many, suppressed=many[:2], baselined=(*many, many[0]))
    assert summary(replace(report, documents=(part,)), Style())[-1] == (
        "Found 3 findings (1 error, 2 info; 2 ignored, 4 in baseline)."
    )


def test_ignored_findings_are_counted_when_there_are_no_others(report: Report) -> None:
    part = replace(report.documents[0], findings=())
    assert summary(replace(report, documents=(part,)), Style())[0].startswith("No findings (1 ignored). 2 of 3 references")


def test_notices_name_their_manuscript_when_there_are_several(report: Report) -> None:
    twice = replace(report, documents=report.documents * 2)
    assert summary(twice, Style())[1] == "note: paper.md: tables were not read"


def test_of_many_notices_the_first_are_shown_and_the_rest_counted(report: Report) -> None:
    part = replace(report.documents[0], notices=("tables were not read", "notes were not read", "boxes were not read"))
    many = replace(report, documents=(part,) * 5)
    assert summary(many, Style())[10:12] == [
        "note: paper.md: tables were not read",
        "note: 5 more notes on what was not judged, in 2 files: -v or a report as JSON has them",
    ]
    assert sum(line.startswith("note: paper.md") for line in summary(many, Style(verbose=True))) == 15


def test_many_notices_of_the_first_manuscript_are_counted_with_the_others(report: Report) -> None:
    part = replace(report.documents[0], notices=tuple(f"table {number} was not read" for number in range(12)))
    assert sum(line.startswith("note: ") for line in summary(replace(report, documents=(part,)), Style())) == 12
    more = replace(report, documents=(part, replace(part, notices=part.notices[:1])))
    assert summary(more, Style())[11] == (
        "note: 3 more notes on what was not judged, in 2 files: -v or a report as JSON has them"
    )


def test_hints_name_the_next_command(report: Report) -> None:
    part = report.documents[0]
    offline = replace(part, findings=(), matches={"page": Skipped("page", SkipReason.NO_WORKS)})
    assert list(hints(Totals.of(report.documents), Style())) == [
        "To learn more: citeproof explain CIT101",
        "To fix 1: run with --fix; --diff shows the changes.",
    ]
    assert list(hints(Totals.of([offline]), Style())) == [
        "To compare with OpenAlex: run without --offline, or give --works FILE.",
    ]


def test_what_fixes_would_mend_is_counted_by_their_safety(report: Report) -> None:
    (safe,) = (finding for finding in report.documents[0].findings if finding.fixes)
    unsafe = replace(safe, fixes=tuple(replace(fix, safety=Safety.UNSAFE) for fix in safe.fixes))
    shown = replace(safe, fixes=tuple(replace(fix, safety=Safety.DISPLAY) for fix in safe.fixes))

    def said(*findings: Finding, fixable: bool = True) -> list[str]:
        return list(hints(Totals.of([replace(report.documents[0], findings=findings)]), Style(fixable=fixable)))[1:]

    assert said(safe, unsafe, unsafe, shown) == [
        "To fix 1: run with --fix (2 more with --unsafe-fixes); --diff shows the changes."
    ]
    assert said(unsafe, shown) == ["To see what might fix 1: run with --diff --unsafe-fixes."]
    assert said(shown) == []
    assert said(safe, unsafe, fixable=False) == ["To see how to fix 1: run with --diff (1 more with --unsafe-fixes)."]


def test_statistics(report: Report) -> None:
    part = report.documents[0]
    part = replace(part, findings=(*part.findings, *[part.findings[1]] * 10))
    assert reports.statistics(Totals.of([part]), Style(quiet=True)) == (
        "11  MET306  warning  year-mismatch\n 1  CIT101  error    undefined-citation\n"
    )
    assert reports.statistics(Totals.of(report.documents)).splitlines()[2:] == ["", *summary(report, Style())]

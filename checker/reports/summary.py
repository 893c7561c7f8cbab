"""The lines at the end: what was checked and what was not, what was found, and what to do next."""

from collections import Counter
from collections.abc import Iterator

from checker.model.finding import Finding, Report, Severity
from checker.model.match import Skipped, SkipReason
from checker.model.text import Location, SourceFile
from checker.reports.style import Style, printable

#: Reasons for not checking an entry, worded to stand behind a number.
_UNCHECKED = {
    SkipReason.UNPARSABLE: "unreadable",
    SkipReason.NOT_INDEXED: "of a kind that OpenAlex does not hold",
    SkipReason.NO_IDENTITY: "without a title or an identifier",
    SkipReason.NO_WORKS: "not looked up: offline",
    SkipReason.NOT_IN_WORKS: "not in the works file",
    SkipReason.NETWORK: "not looked up: OpenAlex could not be asked",
    SkipReason.BUDGET: "not looked up: the OpenAlex budget is used up",
    SkipReason.INTERRUPTED: "not looked up: interrupted",
}


def place(where: Location, source: SourceFile) -> str:
    """`path:line:column` of a location's start, 1-based."""
    line, column = source.position(where.span.start)
    return f"{printable(where.path)}:{line}:{column}"


def summary(report: Report, style: Style) -> list[str]:
    """What was checked, what was not judged and why, and how many findings there are."""
    findings = report.findings
    if findings:
        lines = [_checked(report), *_notices(report), f"Found {_count(len(findings), 'finding')}{_found(report)}."]
    else:
        lines = [f"No findings{_found(report)}. {_references_checked(report)}{_unchecked(report)}.", *_notices(report)]
    return [*lines, *_skipped(report)] if style.verbose else lines


def hints(report: Report) -> Iterator[str]:
    """The next commands that the result suggests."""
    if report.findings:
        first = max(report.findings, key=lambda finding: finding.severity.rank)
        yield f"To learn more: citeproof explain {first.code}"
    if any(skip.reason is SkipReason.NO_WORKS for part in report.documents for skip in part.skipped):
        yield "To compare with OpenAlex: run without --offline, or give --works FILE."


def statistics(report: Report, style: Style | None = None) -> str:
    """How many findings each rule has, the most frequent first, then the summary; newline at the end."""
    style = style or Style()
    counts = Counter((finding.code, finding.severity, finding.name) for finding in report.findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    digits = max((len(str(count)) for count in counts.values()), default=0)
    lines = [
        f"{count:>{digits}}  {style.paint(code, 'code')}  {style.paint(f'{severity:<7}', severity)}  {name}"
        for (code, severity, name), count in ordered
    ]
    if not style.quiet:
        lines += [*([""] if lines else []), *summary(report, style)]
    return "".join(f"{line}\n" for line in lines)


def _checked(report: Report) -> str:
    citations = sum(len(part.document.citations) for part in report.documents)
    cited = f", {_count(citations, 'citation')}" if citations else ""
    checked, total = _totals(report)
    files = _count(len(report.documents), "file")
    return f"Checked {checked} of {_count(total, 'reference')}{cited} in {files}{_unchecked(report)}."


def _references_checked(report: Report) -> str:
    checked, total = _totals(report)
    return f"{checked} of {_count(total, 'reference')} checked"


def _totals(report: Report) -> tuple[int, int]:
    """How many references were checked, and how many there are."""
    return sum(part.checked for part in report.documents), sum(len(part.document.references) for part in report.documents)


def _unchecked(report: Report) -> str:
    """The references that were not checked, by reason: ` (2 not in the works file, 1 of type webpage)`."""
    counts = Counter(_reason(skip) for part in report.documents for skip in part.skipped)
    parts = [f"{number} {words}" for words, number in sorted(counts.items())]
    return f" ({', '.join(parts)})" if parts else ""


def _reason(skip: Skipped) -> str:
    """Why an entry was not checked, in words that stand behind a number."""
    if skip.reason is SkipReason.NOT_INDEXED and skip.detail:
        return f"of type {printable(skip.detail)}"
    return _UNCHECKED[skip.reason]


def _notices(report: Report) -> list[str]:
    several = len(report.documents) > 1
    return [
        f"note: {f'{printable(part.document.source.path)}: ' if several else ''}{printable(notice)}"
        for part in report.documents
        for notice in part.notices
    ]


def _found(report: Report) -> str:
    """` (2 errors, 5 warnings; 2 ignored, 4 in baseline)`, zeros left out."""
    counts = Counter(finding.severity for finding in report.findings)
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    shown = [_count(counts[level], noun) for level, noun in nouns.items() if counts[level]]
    shown += [f"{counts[Severity.INFO]} info"] if counts[Severity.INFO] else []
    aside = _aside("ignored", [finding for part in report.documents for finding in part.suppressed])
    aside += _aside("in baseline", [finding for part in report.documents for finding in part.baselined])
    both = "; ".join(", ".join(group) for group in (shown, aside) if group)
    return f" ({both})" if both else ""


def _aside(words: str, findings: list[Finding]) -> list[str]:
    return [f"{len(findings)} {words}"] if findings else []


def _skipped(report: Report) -> Iterator[str]:
    """A line for every reference that was not checked."""
    for part in report.documents:
        sources = part.document.sources
        for entry in part.document.references:
            outcome = part.matches.get(entry.id)
            if isinstance(outcome, Skipped):
                where = place(Location(entry.path, entry.span), sources[entry.path])
                detail = f" ({printable(outcome.detail)})" if outcome.detail else ""
                yield f"not checked: {where}: {outcome.reason.value}{detail}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""The lines at the end: what was checked and what was not, what was found, and what to do next."""

from collections import Counter
from collections.abc import Iterator

from checker.model.document import Document
from checker.model.finding import Report, Safety, Severity
from checker.model.match import SkipReason
from checker.model.text import Location, SourceFile
from checker.model.totals import MOST_NOTICES, Totals
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


def spot(where: Location, document: Document) -> str:
    """A location's start as a person finds it: `line 12`, `paragraph 3` of a Word document, with the file if it is another."""
    source = document.sources[where.path]
    file = "" if where.path == document.source.path else f" of {printable(where.path)}"
    return f"{in_words(where, source) or f'line {source.position(where.span.start).line}'}{file}"


def in_words(where: Location, source: SourceFile) -> str:
    """What people call a location's start in a file without lines of text: `paragraph 3`, `page 2`; else an empty string."""
    anchor = source.anchor(where.span.start)
    return printable(anchor.label) if anchor and not anchor.label.startswith("/") else ""


def summary(report: Report, style: Style) -> list[str]:
    """What was checked, what was not judged and why, and how many findings there are."""
    return closing(Totals.of(report.documents, detailed=style.verbose), style)


def closing(totals: Totals, style: Style) -> list[str]:
    """The summary of a run whose manuscripts have gone by."""
    if totals.findings:
        count = _count(totals.findings.total(), "finding")
        lines = [_checked(totals), *_notices(totals, style), f"Found {count}{_found(totals)}."]
    else:
        lines = [f"No findings{_found(totals)}. {_references_checked(totals)}{_unchecked(totals)}.", *_notices(totals, style)]
    return [*lines, *_skipped(totals)] if style.verbose else lines


def hints(totals: Totals, style: Style) -> Iterator[str]:
    """The next commands that the result suggests."""
    if totals.first:
        yield f"To learn more: citeproof explain {totals.first[max(totals.first, key=lambda level: level.rank)]}"
    yield from _fixable(totals, style)
    if any(reason is SkipReason.NO_WORKS for reason, _ in totals.skipped):
        yield "To compare with OpenAlex: run without --offline, or give --works FILE."


def _fixable(totals: Totals, style: Style) -> Iterator[str]:
    safe, unsafe = totals.fixable[Safety.SAFE], totals.fixable[Safety.UNSAFE]
    if safe and not style.fixable:
        yield f"To see how to fix {safe}: run with --diff{f' ({unsafe} more with --unsafe-fixes)' if unsafe else ''}."
    elif safe:
        more = f" ({unsafe} more with --unsafe-fixes)" if unsafe else ""
        yield f"To fix {safe}: run with --fix{more}; --diff shows the changes."
    elif unsafe:
        yield f"To see what might fix {unsafe}: run with --diff --unsafe-fixes."


def statistics(totals: Totals, style: Style | None = None) -> str:
    """How many findings each rule has, the most frequent first, then the summary; newline at the end."""
    style = style or Style()
    ordered = sorted(totals.findings.items(), key=lambda item: (-item[1], item[0][0], item[0][2], item[0][1]))
    digits = max((len(str(count)) for count in totals.findings.values()), default=0)
    lines = [
        f"{count:>{digits}}  {style.paint(code, 'code')}  {style.paint(f'{severity:<7}', severity)}  {name}"
        for (code, name, severity), count in ordered
    ]
    if not style.quiet:
        lines += [*([""] if lines else []), *closing(totals, style)]
    return "".join(f"{line}\n" for line in lines)


def _checked(totals: Totals) -> str:
    cited = f", {_count(totals.citations, 'citation')}" if totals.citations else ""
    references, files = _count(totals.references, "reference"), _count(totals.manuscripts, "file")
    return f"Checked {totals.checked} of {references}{cited} in {files}{_unchecked(totals)}."


def _references_checked(totals: Totals) -> str:
    return f"{totals.checked} of {_count(totals.references, 'reference')} checked"


def _unchecked(totals: Totals) -> str:
    """The references that were not checked, by reason: ` (2 not in the works file, 1 of type webpage)`."""
    counts: Counter[str] = Counter()
    for (reason, detail), count in totals.skipped.items():
        counts[_reason(reason, detail)] += count
    parts = [f"{number} {words}" for words, number in sorted(counts.items())]
    return f" ({', '.join(parts)})" if parts else ""


def _reason(reason: SkipReason, detail: str) -> str:
    """Why an entry was not checked, in words that stand behind a number."""
    if reason is SkipReason.NOT_INDEXED and detail:
        return f"of type {printable(detail)}"
    return _UNCHECKED[reason]


def _notices(totals: Totals, style: Style) -> list[str]:
    """What was not judged; of many manuscripts the first, and how many more there are."""
    several = totals.manuscripts > 1
    most = len(totals.notices) if style.verbose or not several else MOST_NOTICES
    lines = [f"note: {f'{printable(path)}: ' if several else ''}{printable(notice)}" for path, notice in totals.notices[:most]]
    rest = totals.notices[most:]
    number = totals.more_notices + len(rest)
    if not number:
        return lines
    more, files = _count(number, "more note"), _count(totals.more_noticed + len({path for path, _ in rest}), "file")
    return [*lines, f"note: {more} on what was not judged, in {files}: -v or a report as JSON has them"]


def _found(totals: Totals) -> str:
    """` (2 errors, 5 warnings; 2 ignored, 4 in baseline)`, zeros left out."""
    counts = {level: totals.severity(level) for level in Severity}
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    shown = [_count(counts[level], noun) for level, noun in nouns.items() if counts[level]]
    shown += [f"{counts[Severity.INFO]} info"] if counts[Severity.INFO] else []
    aside = [f"{count} {words}" for count, words in ((totals.ignored, "ignored"), (totals.baselined, "in baseline")) if count]
    both = "; ".join(", ".join(group) for group in (shown, aside) if group)
    return f" ({both})" if both else ""


def _skipped(totals: Totals) -> Iterator[str]:
    """A line for every reference that was not checked."""
    for path, line, column, skip in totals.unchecked:
        detail = f" ({printable(skip.detail)})" if skip.detail else ""
        yield f"not checked: {printable(path)}:{line}:{column}: {skip.reason.value}{detail}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""The references, each to open: as printed, why it was identified or not, and the comparison with its record."""

from checker.model.finding import DocumentReport, Severity
from checker.model.match import Match, Skipped
from checker.model.reference import ReferenceEntry
from checker.reports.page.comparison import comparison
from checker.reports.page.marks import Mark, marked, reference_anchor
from checker.reports.page.markup import link, text

STATUSES = {"matched": "identified", "ambiguous": "ambiguous", "not-found": "not found", "skipped": "not checked"}
#: How many of the next best candidates are named, and the least score (0 to 1) that makes one worth naming.
_RUNNERS_UP, _LEAST_SCORE = 2, 0.3


def status(outcome: Match | Skipped | None) -> str:
    """The outcome of a reference, as in the JSON report."""
    return outcome.status.value if isinstance(outcome, Match) else "skipped"


def reference(entry: ReferenceEntry, part: DocumentReport, marks: list[Mark], number: int) -> str:
    """A reference to open: the printed entry with its findings marked, how it was identified, and the comparison.

    `marks` are those of the findings about the entry; `number` is that of the manuscript.
    """
    outcome = part.matches.get(entry.id)
    source = part.document.file(entry.path)
    here = [] if source.parts else marks  # of an assembled text, findings have their places in the parts
    inside = [mark for mark in here if mark.finding.location.path == entry.path and entry.span.covers(mark.span)]
    worst = max((mark.finding.severity for mark in marks), key=lambda level: level.rank, default=None)
    state = status(outcome)
    data = f"data-reference='{text(entry.id)}' data-status='{state}' data-findings='{len(marks)}'"
    body = [
        f"<p class='printed'>{marked(source, entry.span, inside)}</p>",
        f"<p class='soft'>{_identified(outcome)}</p>",
        comparison(entry, source, outcome),
        _found(marks),
    ]
    return (
        f"<details class='card reference {worst.value if worst else ''}' id='{reference_anchor(entry.id, number)}' {data}>"
        f"<summary><strong>{text(entry.id)}</strong> {_title(entry)} "
        f"<span class='badge {state}'>{STATUSES[state]}</span>{_count(marks, worst)}</summary>{''.join(body)}</details>"
    )


def _title(entry: ReferenceEntry) -> str:
    """First author, year and title, or the beginning of the printed entry."""
    author = entry.author[0].full_family if entry.author else ""
    named = ", ".join(part for part in (author, str(entry.year or ""), entry.title) if part)
    shown = named if entry.title else " ".join(entry.raw.split())
    return text(shown if len(shown) <= 160 else shown[:160].rpartition(" ")[0] + " …")


def _count(marks: list[Mark], worst: Severity | None) -> str:
    if not worst:
        return ""
    return f" <span class='level {worst.value}'>{len(marks)} finding{'' if len(marks) == 1 else 's'}</span>"


def _found(marks: list[Mark]) -> str:
    """Links to the findings about the entry."""
    items = "".join(
        f"<li><a href='#{mark.card}'>{text(mark.finding.code)} {text(mark.finding.name)}</a></li>" for mark in marks
    )
    return f"<ul class='found'>{items}</ul>" if items else ""


def _identified(outcome: Match | Skipped | None) -> str:
    """How an entry was identified, or why not, and what came next."""
    if outcome is None:
        return "not looked up"
    if isinstance(outcome, Skipped):
        return text(f"not checked: {outcome.reason.value}" + (f" ({outcome.detail})" if outcome.detail else ""))
    if outcome.work is None:
        searched = f", searched in {'; '.join(outcome.searched)}" if outcome.searched else ""
        lead = text(STATUSES[outcome.status.value] + searched)
    else:
        where = f" in the {text(outcome.source)}" if outcome.source else ""
        method = text(outcome.method.replace("-", ", "))
        lead = f"identified by {method} as {link(outcome.work.url, outcome.work.id)}{where}, score {outcome.score:.2f}"
    others = "; ".join(
        f"{link(other.work.url, other.work.title or other.work.id)} ({other.work.year or 'no year'}), score {other.score:.2f}"
        for other in outcome.runners_up[:_RUNNERS_UP]
        if other.score >= _LEAST_SCORE
    )
    return f"{lead}. Next best: {others}" if others else lead

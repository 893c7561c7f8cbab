"""One self-contained page for people who never open a terminal: findings in place, references beside their records.

No script or style from outside; a content security policy allows the page's own, by hash. Everything printed is escaped. The
script filters, and keeps the manuscript in view beside its findings; without it the page shows everything.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from checker.model.finding import DocumentReport, Report
from checker.model.text import Span
from checker.model.totals import Counts, Totals
from checker.reports.page import overview
from checker.reports.page.findings import card, texts
from checker.reports.page.marks import Mark, marked
from checker.reports.page.markup import page, text
from checker.reports.page.references import reference
from checker.reports.style import Style
from checker.reports.summary import closing


def render(report: Report, style: Style) -> str:
    """The page of a report."""
    paths = [part.document.source.path for part in report.documents]
    title = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    totals = Totals.of(report.documents, detailed=style.verbose)
    several = {Counts.of(part): f"#m{number}" for number, part in enumerate(report.documents, 1)} if len(paths) > 1 else {}
    return page(
        f"citeproof: {title}",
        [
            "<a class='skip' href='#content'>Skip to the findings</a>",
            *_head(totals, report.version, style, title),
            overview.manuscripts(several) if several else "",
            overview.filters(totals),
            "<main id='content'>",
            *(_manuscript(part, number, several=bool(several)) for number, part in enumerate(report.documents, 1)),
            "</main>",
        ],
    )


def index(totals: Totals, pages: Mapping[Counts, str], version: str, style: Style) -> str:
    """A page that leads to those of the manuscripts; `pages` are the names of their files."""
    targets = {counts: quote(file, errors="surrogateescape") for counts, file in pages.items()}
    head = _head(totals, version, style, "1 manuscript" if totals.manuscripts == 1 else f"{totals.manuscripts} manuscripts")
    return page("citeproof: manuscripts", [*head, f"<main id='content'>{overview.manuscripts(targets)}</main>"])


def _head(totals: Totals, version: str, style: Style, title: str) -> list[str]:
    lines = (f"<p>{text(line)}</p>" for line in closing(totals, style))
    made = f"<p class='soft'>citeproof {text(version)}</p>"
    return ["<header>", f"<h1>{text(title)}</h1>", *lines, overview.chart(totals), made, "</header>"]


def _manuscript(part: DocumentReport, number: int, *, several: bool) -> str:
    """Text and findings of a manuscript side by side, then its references."""
    marks = [
        Mark(finding.location.span, finding, f"f{number}-{at}", f"f{number}-{at}-text")
        for at, finding in enumerate(part.findings, 1)
    ]
    blocks = [
        f"<section id='m{number}' aria-label='{text(part.document.source.path)}'>",
        f"<h2{'' if several else ' class=unseen'}>{text(part.document.source.path)}</h2>",
        "<div class='pair'>",
        f"<div><h3>Manuscript</h3>{''.join(_texts(part, marks))}</div>",
        f"<div><h3>Findings ({len(marks)})</h3>",
        *(card(mark.finding, part, mark.card, number) for mark in marks),
        "" if marks else "<p>No findings.</p>",
        "</div></div>",
        f"<h3>References ({len(part.document.references)})</h3>" if part.document.references else "",
        *_references(part, marks, number),
        "</section>",
    ]
    return "\n".join(block for block in blocks if block)


def _texts(part: DocumentReport, marks: list[Mark]) -> Iterator[str]:
    """The files of the manuscript's text with the places of findings marked."""
    paths = texts(part)
    for path in paths:
        source = part.document.sources[path]
        here = [mark for mark in marks if mark.finding.location.path == path]
        heading = f"<h4>{text(path)}</h4>" if len(paths) > 1 else ""
        shown = marked(source, Span(0, len(source.text)), here)
        yield f"{heading}<div class='text' tabindex='0' role='region' aria-label='Text of {text(path)}'>{shown}</div>"


def _references(part: DocumentReport, marks: list[Mark], number: int) -> Iterator[str]:
    """The references, each with the findings about it."""
    about: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.finding.reference is not None:
            about.setdefault(mark.finding.reference, []).append(mark._replace(anchor=""))
    return (reference(entry, part, about.get(entry.id, []), number) for entry in part.document.references)

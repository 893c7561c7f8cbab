"""The cards of findings: what was noticed, the words of the manuscript, those of the cited work, and what to do."""

import re
from collections.abc import Iterator

from checker.model.finding import DocumentReport, Finding
from checker.model.match import Match
from checker.model.text import Location, Span
from checker.model.work import Work
from checker.reports.page.marks import AROUND, excerpt, reference_anchor
from checker.reports.page.markup import differences, link, message, text
from checker.reports.summary import spot

#: The family of rules that compare a sentence with the work that it cites.
_CLAIMS = "CLM"
#: How the notes of such a rule quote the work.
_QUOTES = ("title: ", "abstract: ")
#: How many of a finding's other places are shown.
_MOST_RELATED = 3
_ADDRESS = re.compile(r"(https://[^\s`,;)]{1,2000})")


def card(finding: Finding, part: DocumentReport, name: str, number: int) -> str:
    """The card of a finding; `name` is its id, `number` that of its manuscript."""
    level = finding.severity.value
    data = f"data-code='{text(finding.code)}' data-severity='{level}' data-reference='{text(finding.reference or '')}'"
    lines = [
        f"<h4 id='{name}-head'><span class='level {level}'>{text(finding.code)} {level}</span> {message(finding.message)}</h4>",
        f"<p class='soft'>{' · '.join(_links(finding, part, name, number))}</p>",
        _evidence(finding, part),
        *(f"<p>{_note(note)}</p>" for note in _notes(finding, part)),
        f"<p><strong>To do:</strong> {message(finding.help)}</p>" if finding.help else "",
    ]
    named = f"class='card {level}' id='{name}' tabindex='-1' aria-labelledby='{name}-head'"
    return f"<article {named} {data}>{''.join(lines)}</article>"


def _links(finding: Finding, part: DocumentReport, name: str, number: int) -> Iterator[str]:
    """Where the finding is, the entry that it is about, the rule, and how sure it is."""
    where = spot(finding.location, part.document)
    in_text = finding.location.path in texts(part)
    yield f"<a href='#{name}-text' class='place'>{text(where)}</a>" if in_text else text(where)
    if finding.reference is not None:
        yield f"<a href='#{reference_anchor(finding.reference, number)}'>reference {text(finding.reference)}</a>"
    yield f"{text(finding.name)}, confidence {finding.confidence.value}"


def texts(part: DocumentReport) -> tuple[str, ...]:
    """The paths of the files that hold the manuscript's text: not those of its bibliographies."""
    apart = {file.path for file in part.document.bibliographies}
    return tuple(path for path in part.document.sources if path not in apart)


def _evidence(finding: Finding, part: DocumentReport) -> str:
    """What the manuscript says and, for a claim, what the cited work says; for a field, the two values."""
    level = finding.severity.value
    said = _said(finding.location, part, level)
    printed, recorded = finding.evidence.get("printed"), finding.evidence.get("recorded")
    work = _work(finding, part)
    if finding.code.startswith(_CLAIMS) and work:
        return (
            f"<div class='two'><div><h5>In the manuscript</h5><blockquote>{said}</blockquote></div>"
            f"<div><h5>In the cited work</h5>{_cited(finding, work)}</div></div>"
        )
    if isinstance(printed, str) and isinstance(recorded, str) and printed and recorded:
        one, other = differences(printed, recorded)
        values = f"<p class='values'><span class='soft'>printed</span> {one}<br><span class='soft'>OpenAlex</span> {other}</p>"
        return f"<blockquote>{said}</blockquote>{values}"
    return f"<blockquote>{said}</blockquote>{''.join(_others(finding, part))}"


def _others(finding: Finding, part: DocumentReport) -> Iterator[str]:
    """The first of the other places, those left out that the excerpt of the finding's own place shows already."""
    own = finding.location
    for where in finding.related[:_MOST_RELATED]:
        if where.path != own.path or abs(where.span.start - own.span.start) > AROUND:
            label = f"<span class='soft'>{message(where.label or 'see also')}, {text(spot(where, part.document))}:</span>"
            yield f"<blockquote>{label} {_said(where, part, 'related')}</blockquote>"


def _said(where: Location, part: DocumentReport, level: str) -> str:
    """The words around a place: of an entry, no more than the entry."""
    source = part.document.sources[where.path]
    entries = () if part.document.source.parts else part.document.references
    around = (entry.span for entry in entries if entry.path == where.path and entry.span.covers(where.span))
    return excerpt(source, where.span, level, next(around, Span(0, len(source.text))))


def _work(finding: Finding, part: DocumentReport) -> Work | None:
    outcome = part.matches.get(finding.reference or "")
    return outcome.work if isinstance(outcome, Match) else None


def _notes(finding: Finding, part: DocumentReport) -> tuple[str, ...]:
    """The notes that the card doesn't show in another way."""
    if finding.code.startswith(_CLAIMS) and _work(finding, part):
        return tuple(note for note in finding.notes if not note.startswith(_QUOTES))
    return finding.remarks


def _cited(finding: Finding, work: Work) -> str:
    """Title, the words that decided, and the abstract to open."""
    quoted = "".join(f"<blockquote>{text(note)}</blockquote>" for note in finding.notes if note.startswith(_QUOTES))
    abstract = f"<details><summary>Abstract</summary><p>{text(work.abstract)}</p></details>" if work.abstract else ""
    year = f" ({work.year})" if work.year else ""
    return f"<p>{link(work.url, work.title or work.id)}{year}</p>{quoted}{abstract}"


def _note(note: str) -> str:
    """A note with the addresses in it as links."""
    pieces = _ADDRESS.split(note)
    return "".join(link(piece, piece) if at % 2 else message(piece) for at, piece in enumerate(pieces))

"""One self-contained page for people who never open a terminal: findings in place, references beside their records.

No script or style from outside; a content security policy allows the page's own, by hash. Everything printed is escaped.
"""

import base64
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterator
from html import escape
from importlib import resources

from checker.model.finding import DocumentReport, Finding, Report, Severity
from checker.model.match import Agreement, Match, Skipped
from checker.model.reference import Name, ReferenceEntry
from checker.model.text import Span
from checker.model.work import Work
from checker.reports.style import Style, printable
from checker.reports.summary import place, summary

#: Longer values are shown without marking their differences: the comparison is quadratic.
_LONGEST_COMPARED = 2_000
_STATUSES = {"matched": "identified", "ambiguous": "ambiguous", "not-found": "not found", "skipped": "not checked"}


def render(report: Report, style: Style) -> str:
    """The page of a report."""
    css, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    title = ", ".join(part.document.source.path for part in report.documents[:3])
    body = [
        "<header>",
        f"<h1>citeproof: {_text(title)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in summary(report, style)),
        _chart(report),
        "</header>",
        _filters(report),
        "<main id='content'>",
        *(_manuscript(part, number) for number, part in enumerate(report.documents, 1)),
        "</main>",
    ]
    return (
        "<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        f"<title>citeproof: {_text(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        "<a class='skip' href='#content'>Skip to the findings</a>\n"
        + "\n".join(body)
        + f"\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return resources.files("checker.reports").joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression of a content security policy for an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _text(text: str) -> str:
    """Any text as HTML: control and bidirectional characters shown, the rest escaped."""
    return escape(printable(text))


def _prose(text: str) -> str:
    """Manuscript text as HTML: like `_text`, but line ends and tabs stay."""
    return "\n".join("\t".join(_text(piece) for piece in line.split("\t")) for line in text.replace("\r\n", "\n").split("\n"))


def _message(text: str) -> str:
    """A message with its values in backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return _text(text)
    return "".join(f"<code>{_text(part)}</code>" if at % 2 else _text(part) for at, part in enumerate(parts))


def _statuses(report: Report) -> Counter[str]:
    """How many references have each outcome."""
    outcomes = [outcome for part in report.documents for outcome in part.matches.values()]
    return Counter(outcome.status.value if isinstance(outcome, Match) else "skipped" for outcome in outcomes)


def _chart(report: Report) -> str:
    counts = _statuses(report)
    total = sum(counts.values())
    if not total:
        return ""
    words = ", ".join(f"{counts[status]} {label}" for status, label in _STATUSES.items() if counts[status])
    # the policy forbids style attributes, so each reference is a slice of its own
    slices = "".join(f"<span class='{status}'></span>" * counts[status] for status in _STATUSES)
    legend = "".join(
        f"<li><i class='{status}'></i>{counts[status]} {label}</li>" for status, label in _STATUSES.items() if counts[status]
    )
    return f"<div class='chart' role='img' aria-label='{_text(words)}'>{slices}</div>\n<ul class='legend'>{legend}</ul>"


def _filters(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    boxes = " ".join(
        f"<label><input type='checkbox' value='{level.value}' checked> {level.value} ({counts[level]})</label>"
        for level in Severity
    )
    rules = sorted({(finding.code, finding.name) for finding in report.findings})
    options = "".join(f"<option value='{_text(code)}'>{_text(code)} {_text(name)}</option>" for code, name in rules)
    return (
        f"<form class='filters' hidden role='search' aria-label='Filter the findings'>{boxes}\n"
        f"<label>Rule <select id='rule'><option value=''>all</option>{options}</select></label>\n"
        "<label>Reference or text <input type='search' id='reference'></label>\n"
        "<output id='shown' aria-live='polite'></output></form>"
    )


def _manuscript(part: DocumentReport, number: int) -> str:
    findings = list(enumerate(part.findings, 1))
    blocks = [
        f"<section aria-labelledby='m{number}'>",
        f"<h2 id='m{number}'>{_text(part.document.source.path)}</h2>",
        "<h3>Findings</h3>",
        *(_card(finding, part, f"f{number}-{at}", number) for at, finding in findings),
        "" if findings else "<p>No findings.</p>",
        "<h3>Manuscript</h3>",
        f"<div class='text' tabindex='0' role='region' aria-label='Manuscript'>{_marked(part, number)}</div>",
        "<h3>References</h3>",
        *(_reference(entry, part, number) for entry in part.document.references),
        "</section>",
    ]
    return "\n".join(block for block in blocks if block)


def _card(finding: Finding, part: DocumentReport, name: str, number: int) -> str:
    level = finding.severity.value
    where = place(finding.location, part.document.sources[finding.location.path])
    in_text = finding.location.path == part.document.source.path
    links = f"<a href='#{name}-text'>{_text(where)}</a>" if in_text else _text(where)
    if finding.reference is not None:
        links += f" · <a href='#{_anchor(finding.reference, number)}'>reference {_text(finding.reference)}</a>"
    lines = [
        f"<p><span class='level {level}'>{finding.code} {level}</span> {_message(finding.message)}</p>",
        f"<p class='soft'>{links} · {_text(finding.name)}, confidence {finding.confidence.value}</p>",
        *(f"<p>{_message(note)}</p>" for note in finding.notes),
        f"<p><strong>To do:</strong> {_message(finding.help)}</p>" if finding.help else "",
    ]
    data = f"data-code='{finding.code}' data-severity='{level}' data-reference='{_text(finding.reference or '')}'"
    return f"<article class='card {level}' id='{name}' {data}>{''.join(lines)}</article>"


def _anchor(reference: str, number: int) -> str:
    """The id of a reference on the page: hexadecimal, since a key may hold any character."""
    return f"r{number}-{reference.encode('utf-8', 'replace').hex()}"


def _marked(part: DocumentReport, number: int) -> str:
    """The manuscript with the places of its findings marked, each linked to its card."""
    source = part.document.source
    marks = [
        (finding, f"f{number}-{at}") for at, finding in enumerate(part.findings, 1) if finding.location.path == source.path
    ]
    pieces, end = [], 0
    for finding, name in sorted(marks, key=lambda item: (item[0].location.span.start, -item[0].location.span.end)):
        span = Span(max(end, finding.location.span.start), max(end, finding.location.span.end))
        pieces.append(_prose(source.text[end : span.start]))
        label = f"<a href='#{name}' id='{name}-text' title='{_text(finding.code)}: {_text(finding.message)}'>"
        shown = _prose(span.of(source.text)) or "<sup>" + finding.code + "</sup>"  # a place inside one that is marked
        pieces.append(f"<mark class='{finding.severity.value}'>{label}{shown}</a></mark>")
        end = max(end, span.end)
    return "".join([*pieces, _prose(source.text[end:])])


def _reference(entry: ReferenceEntry, part: DocumentReport, number: int) -> str:
    outcome = part.matches.get(entry.id)
    work = outcome.work if isinstance(outcome, Match) else None
    match = outcome if isinstance(outcome, Match) and work else None
    rows = "".join(_row(*field, match) for field in _fields(entry, work))
    head = "<thead><tr><th>Field</th><th>As read</th><th>OpenAlex</th></tr></thead>" if work else ""
    return (
        f"<article class='card' id='{_anchor(entry.id, number)}'><p><strong>{_text(entry.id)}</strong> "
        f"{_text(' '.join(entry.raw.split()))}</p><p class='soft'>{_identified(outcome)}</p>"
        f"<div class='wide'><table>{head}<tbody>{rows}</tbody></table></div></article>"
    )


def _identified(outcome: Match | Skipped | None) -> str:
    """How an entry was identified, or why not."""
    if outcome is None:
        return ""
    if isinstance(outcome, Skipped):
        return _text(f"not checked: {outcome.reason.value}" + (f" ({outcome.detail})" if outcome.detail else ""))
    if outcome.work is None:
        searched = f", searched in {'; '.join(outcome.searched)}" if outcome.searched else ""
        return _text(_STATUSES[outcome.status.value] + searched)
    link = f"<a href='{escape(outcome.work.url)}' rel='noreferrer'>{_text(outcome.work.id)}</a>"
    return f"identified by {_text(outcome.method)} as {link}, score {outcome.score:.2f}"


def _fields(entry: ReferenceEntry, work: Work | None) -> Iterator[tuple[str, str, str, str]]:
    """CSL variable, label, printed value and recorded value of each field that either side has."""
    record = work or Work("")
    pages = "-".join(dict.fromkeys(page for page in (record.first_page, record.last_page) if page))
    rows = [
        ("title", "Title", entry.title, record.title),
        ("author", "Authors", _names(entry.author, entry.et_al), "; ".join(author.raw_name for author in record.authors)),
        ("issued", "Year", str(entry.year or ""), str(record.year or "")),
        ("container-title", "Journal or book", entry.container_title, record.container_title),
        ("volume", "Volume", entry.get("volume"), record.volume),
        ("issue", "Issue", entry.get("issue"), record.issue),
        ("page", "Pages", entry.get("page"), pages),
        ("DOI", "DOI", entry.doi, record.doi),
    ]
    return (row for row in rows if row[2] or row[3])


def _names(names: tuple[Name, ...], et_al: bool) -> str:
    listed = "; ".join(f"{name.full_family} {name.given}".strip() for name in names)
    return f"{listed}; et al." if et_al else listed


def _row(variable: str, label: str, printed: str, recorded: str, match: Match | None) -> str:
    """A row of the comparison; differences are marked where the comparison found one, not where two notations differ."""
    if match is None:
        return f"<tr><th scope='row'>{label}</th><td>{_text(printed)}</td></tr>"
    evidence = match.field(variable)
    differ = printed and recorded and evidence and evidence.agreement in (Agreement.PARTIAL, Agreement.DISAGREE)
    one, other = _differences(printed, recorded) if differ else (_text(printed), _text(recorded))
    return f"<tr><th scope='row'>{label}</th><td>{one}</td><td>{other}</td></tr>"


def _differences(printed: str, recorded: str) -> tuple[str, str]:
    """Both values with what the other lacks marked, character by character."""
    if max(len(printed), len(recorded)) > _LONGEST_COMPARED:
        return _text(printed), _text(recorded)
    left, right = [], []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, printed, recorded, autojunk=False).get_opcodes():
        one, other = _text(printed[i:j]), _text(recorded[k:m])
        left.append(f"<del>{one}</del>" if kind != "equal" and one else one)
        right.append(f"<ins>{other}</ins>" if kind != "equal" and other else other)
    return "".join(left), "".join(right)

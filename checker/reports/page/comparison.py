"""A reference's fields side by side: as printed, as read and as OpenAlex has them, with their differences."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.matching.normalize import family_key
from checker.model.match import Agreement, IdentifierOutcome, Match, Skipped
from checker.model.reference import Name, ReferenceEntry
from checker.model.text import SourceFile, Span
from checker.model.work import Work
from checker.reports.page.markup import differences, text

_IDENTIFIERS = {
    IdentifierOutcome.AGREES: "agrees",
    IdentifierOutcome.OTHER_WORK: "belongs to another work",
    IdentifierOutcome.ABSENT: "unknown to OpenAlex",
    IdentifierOutcome.NOT_CHECKED: "not checked",
}
_AGREEMENT = {Agreement.AGREE: "agrees", Agreement.PARTIAL: "tolerated", Agreement.DISAGREE: "differs", Agreement.MISSING: ""}


class _Field(NamedTuple):
    """A CSL variable: its name for people, what was read, and what the record has."""

    variable: str
    label: str
    read: str
    recorded: str


def comparison(entry: ReferenceEntry, source: SourceFile, outcome: Match | Skipped | None) -> str:
    """The table of a reference's fields: as printed and as read and, where it was identified, as OpenAlex has them."""
    match = outcome if isinstance(outcome, Match) and outcome.work else None
    further = "<th scope='col'>In OpenAlex</th><th scope='col'>Comparison</th>" if match else ""
    rows = "".join(_row(field, _printed(entry, field.variable, source), entry, match) for field in _fields(entry, match))
    head = f"<th scope='col'>Field</th><th scope='col'>As printed</th><th scope='col'>As read</th>{further}"
    region = f"class='wide' tabindex='0' role='region' aria-label='Comparison of reference {text(entry.id)}'"
    return f"<div {region}><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _printed(entry: ReferenceEntry, variable: str, source: SourceFile) -> str:
    span: Span | None = entry.field_spans.get(variable)
    return " ".join(span.of(source.text).split()) if span else ""


def _fields(entry: ReferenceEntry, match: Match | None) -> Iterator[_Field]:
    """The fields that either side has."""
    record = match.work if match and match.work else Work("")
    pages = "-".join(dict.fromkeys(page for page in (record.first_page, record.last_page) if page))
    fields = (
        _Field("title", "Title", entry.title, record.title),
        _Field("author", "Authors", _names(entry.author, entry.et_al), "; ".join(author.raw_name for author in record.authors)),
        _Field("issued", "Year", str(entry.year or ""), str(record.year or "")),
        _Field("container-title", "Journal or book", entry.container_title, record.container_title),
        _Field("volume", "Volume", entry.get("volume"), record.volume),
        _Field("issue", "Issue", entry.get("issue"), record.issue),
        _Field("page", "Pages", entry.get("page"), pages),
        _Field("DOI", "DOI", entry.doi, record.doi),
        _Field("PMID", "PMID", entry.get("PMID"), record.ids.get("pmid", "") if entry.get("PMID") else ""),
    )
    return (field for field in fields if field.read or field.recorded)


def _names(names: tuple[Name, ...], et_al: bool) -> str:
    listed = "; ".join(f"{name.full_family} {name.given}".strip() for name in names)
    return f"{listed}; et al." if et_al else listed


def _row(field: _Field, printed: str, entry: ReferenceEntry, match: Match | None) -> str:
    """A row of the table; differences are marked where the comparison found one, not where two notations differ."""
    one, other = text(field.read), text(field.recorded)
    evidence = match.field(field.variable) if match else None
    if match and match.work and evidence and evidence.agreement in (Agreement.PARTIAL, Agreement.DISAGREE):
        if field.variable == "author":
            one, other = _names_apart(entry, match.work)
        elif field.read and field.recorded:
            one, other = differences(field.read, field.recorded)
    cells = [("As printed", text(printed)), ("As read", one)]
    cells += [("In OpenAlex", other), ("Comparison", _agreement(field, match))] if match else []
    listed = "".join(f"<td data-label='{label}'>{cell}</td>" for label, cell in cells)
    return f"<tr><th scope='row'>{field.label}</th>{listed}</tr>"


def _names_apart(entry: ReferenceEntry, work: Work) -> tuple[str, str]:
    """The printed and the recorded authors, those marked that don't meet at the same place of the two lists."""
    printed = [(family_key(name.full_family), f"{name.full_family} {name.given}".strip()) for name in entry.author]
    recorded = [(family_key(author.raw_name), author.raw_name) for author in work.authors]
    met = [one[0] == other[0] for one, other in zip(printed, recorded, strict=False)]
    left = [_marked(name, "del", at < len(met) and met[at]) for at, (_, name) in enumerate(printed)]
    right = [_marked(name, "ins", met[at] if at < len(met) else entry.et_al) for at, (_, name) in enumerate(recorded)]
    left += ["et al."] if entry.et_al else []
    return "; ".join(left), "; ".join(right)


def _marked(name: str, tag: str, same: bool) -> str:
    return text(name) if same else f"<{tag}>{text(name)}</{tag}>"


def _agreement(field: _Field, match: Match) -> str:
    """Whether the two sides agree, in words, and what kind of difference it is."""
    for check in match.identifiers:
        if check.kind == field.variable:
            level = " class='differs'" if check.outcome is IdentifierOutcome.OTHER_WORK else ""
            return f"<span{level}>{_IDENTIFIERS[check.outcome]}</span>"
    evidence = match.field(field.variable)
    if evidence is None:
        return ""
    kind = f" ({text(evidence.note.replace('-', ' '))})" if evidence.note else ""
    words = _AGREEMENT[evidence.agreement]
    level = " class='differs'" if evidence.agreement is Agreement.DISAGREE else ""
    return f"<span{level}>{words}{kind if words else ''}</span>"

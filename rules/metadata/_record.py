"""What the rules about an entry and its record share: when they may speak, and what they show as evidence."""

import re
from collections.abc import Mapping
from typing import Any

from checker.matching.normalize import strip_markup
from checker.model.finding import Confidence
from checker.model.match import Agreement, FieldEvidence, IdentifierCheck, IdentifierOutcome, Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.model.work import Work
from checker.rule import Context

_IDENTIFIERS = frozenset({"doi", "pmid", "pmcid", "arxiv"})
_METHODS = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "arxiv": "arXiv number",
    "author-year-page": "author, year and page",
}
#: Below this parse confidence a difference is more likely a misreading of ours.
SURE = 0.6
#: DOIs of arXiv, bioRxiv and medRxiv, Research Square, Preprints.org, ChemRxiv, PsyArXiv and SSRN (prefixes as registered with
#: DataCite and Crossref): OpenAlex often keeps only the published version's DOI.
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,}|21203/|20944/|26434/|31234/|2139/ssrn)", re.IGNORECASE
)
_BRIEF = 8  # words
_DIGITS = re.compile(r"\d+")


def difference(match: Match, variable: str) -> FieldEvidence | None:
    """How a variable differs from the record; None where it agrees, can't be compared, or the identifier is to blame."""
    item = match.field(variable)
    if item is None or item.agreement not in (Agreement.PARTIAL, Agreement.DISAGREE) or wrong_identifier(match):
        return None
    return item


def wrong_identifier(match: Match) -> IdentifierCheck | None:
    """The identifier that names another work, or the DOI that no work has: one cause, which explains all the rest."""
    for check in match.identifiers:
        if check.outcome is IdentifierOutcome.OTHER_WORK or is_unknown_doi(check, match):
            return check
    return None


def is_unknown_doi(check: IdentifierCheck, match: Match) -> bool:
    """Whether a DOI is missing from OpenAlex for no good reason (a preprint's may, once the work is published)."""
    if check.kind != "DOI" or check.outcome is not IdentifierOutcome.ABSENT:
        return False
    return match.work is None or not is_preprint_doi(check.value)


def is_preprint_doi(doi: str) -> bool:
    """Whether a bare DOI is that of a preprint server."""
    return bool(_PREPRINT_DOI.match(doi))


def by_identifier(match: Match) -> bool:
    """Whether the entry's own identifier named the work."""
    return match.method in _IDENTIFIERS


def sureness(entry: ReferenceEntry, match: Match) -> Confidence:
    """High for a work that the entry's own identifier names, medium for one that was searched.

    Low for an entry that was read with doubt; medium where its whole title or its authors agree, so that it was read rightly.
    """
    if entry.confidence < SURE:
        agree = any(item.agreement is Agreement.AGREE for item in match.evidence if item.field in ("title", "author"))
        return Confidence.MEDIUM if agree and by_identifier(match) else Confidence.LOW
    return Confidence.HIGH if by_identifier(match) else Confidence.MEDIUM


def place(entry: ReferenceEntry, variable: str) -> Location:
    """Where an entry prints a variable."""
    return Location(entry.path, entry.span_of(variable))


def brief(title: str) -> str:
    """A title as a message quotes it: the first words of a long one."""
    words = strip_markup(title).split()
    return " ".join(words) if len(words) <= _BRIEF + 2 else " ".join(words[:_BRIEF]) + " …"


def shown(work: Work) -> str:
    """A work in a few words: `Title` (Family et al., 2015)."""
    author = work.authors[0].raw_name if work.authors else ""
    others = " et al." if len(work.authors) > 1 else ""
    facts = ", ".join(fact for fact in (author + others, str(work.year or "")) if fact)
    return f"`{brief(work.title)}`" + (f" ({facts})" if facts else "")


def is_transposed(printed: str, recorded: str) -> bool:
    """Whether a number has the right digits in another order (`12`, `21`)."""
    ours, theirs = _DIGITS.findall(printed)[:1], _DIGITS.findall(recorded)[:1]
    return ours != theirs and [sorted(number) for number in ours] == [sorted(number) for number in theirs]


def details(entry: ReferenceEntry, match: Match, context: Context, item: FieldEvidence | None = None) -> Mapping[str, Any]:
    """The fields of a finding that say how the work was identified, with both values of a variable."""
    values = {"field": item.field, "printed": item.printed, "recorded": item.recorded, "kind": item.note} if item else {}
    notes: tuple[str, ...] = ()
    work = {}
    if match.work:
        method = _METHODS.get(match.method, match.method)
        notes = (f"matched by {method} to {match.work.url}, confidence {sureness(entry, match)}",)
        work = {"work": match.work.id, "url": match.work.url, "method": match.method, "score": match.score}
    return {
        "entry": entry,
        "related": context.citing_places(entry.id),
        "evidence": {**work, **values},
        "notes": notes,
    }

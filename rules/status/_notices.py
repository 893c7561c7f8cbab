"""What the rules about a work's status share: the notices about it, and how they are told."""

import re
from collections.abc import Mapping
from typing import Any

from checker.matching.titles import is_notice
from checker.model.match import IdentifierOutcome, Match
from checker.model.notice import Notice, NoticeKind
from checker.model.reference import ReferenceEntry
from checker.rule import Confidence, Context
from rules.metadata._record import details, sureness

_SAYS_SO = re.compile(r"\bretracted\b|\bretraction(?::| notice\b| (?:published )?in:)", re.IGNORECASE)
_STATUS = (NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT)
_MOST_REASONS = 3


def notices_about(entry: ReferenceEntry, context: Context) -> tuple[Notice, ...]:
    """The notices about the identified work or, where none was identified, the one that bears the printed DOI; oldest first.

    None where the DOI is another work's, and where the entry cites a notice itself.
    """
    if not context.notices:
        return ()
    outcome = context.matches.get(entry.id)
    doi = entry.doi.lower()
    if isinstance(outcome, Match):
        if outcome.work is not None:
            doi = outcome.work.doi or doi
        if any(check.outcome is IdentifierOutcome.OTHER_WORK for check in outcome.identifiers):
            doi = outcome.work.doi if outcome.work else ""
    notices = tuple(context.notices.get(doi, ()))
    return () if notices and cites_notice(entry, context) else notices


def cites_notice(entry: ReferenceEntry, context: Context) -> bool:
    """Whether the entry or its record is a notice or a reaction to a work, not the work."""
    outcome = context.matches.get(entry.id)
    recorded = outcome.work.title if isinstance(outcome, Match) and outcome.work else ""
    return is_notice(entry.title) or is_notice(recorded)


def says_retracted(entry: ReferenceEntry) -> bool:
    """Whether the entry itself says that the work was retracted."""
    return bool(_SAYS_SO.search(entry.raw))


def standing(notices: tuple[Notice, ...]) -> Notice | None:
    """The last retraction or reinstatement, which decides whether the work stands retracted."""
    return next((notice for notice in reversed(notices) if notice.kind in _STATUS), None)


def is_retracted(notices: tuple[Notice, ...]) -> bool:
    """Whether the last word on the work is a retraction."""
    last = standing(notices)
    return last is not None and last.kind is NoticeKind.RETRACTION


def dated(notice: Notice) -> str:
    """` on 2021-01-15`, or nothing."""
    return f" on {notice.date}" if notice.date else ""


def told(entry: ReferenceEntry, context: Context, notice: Notice | None = None) -> dict[str, Any]:
    """The fields of a finding about an entry: how its work was identified, and what the notice says."""
    outcome = context.matches.get(entry.id)
    found: Mapping[str, Any] = {"entry": entry, "related": context.citing_places(entry.id), "evidence": {}, "notes": ()}
    if isinstance(outcome, Match):
        found = details(entry, outcome, context)
    if notice is None:
        return dict(found)
    says = {"nature": notice.kind.value, "date": notice.date, "notice": notice.doi, "reasons": list(notice.reasons)}
    return {**found, "evidence": {**found["evidence"], **says}, "notes": (*_remarks(notice), *found["notes"])}


def confidence(entry: ReferenceEntry, context: Context) -> Confidence:
    """As sure as the work was identified; high for the printed DOI of one that was not looked up."""
    outcome = context.matches.get(entry.id)
    return sureness(entry, outcome) if isinstance(outcome, Match) and outcome.work else Confidence.HIGH


def _remarks(notice: Notice) -> tuple[str, ...]:
    """Lines with the notice's DOI and its first reasons."""
    more = "; …" if len(notice.reasons) > _MOST_REASONS else ""
    lines = (
        f"the notice is https://doi.org/{notice.doi} (Retraction Watch)" if notice.doi else "",
        f"reasons: {'; '.join(notice.reasons[:_MOST_REASONS])}{more}" if notice.reasons else "",
    )
    return tuple(line for line in lines if line)

"""Notices about published works: retractions, corrections, expressions of concern."""

from enum import StrEnum

from checker.model.record import record


class NoticeKind(StrEnum):
    """What a notice does, in the words of the Retraction Watch data (`RetractionNature`)."""

    RETRACTION = "Retraction"
    CORRECTION = "Correction"
    CONCERN = "Expression of concern"
    REINSTATEMENT = "Reinstatement"


@record
class Notice:
    """A notice about a work: its ISO date, its own DOI and the reasons it gives; each may be empty."""

    kind: NoticeKind
    date: str = ""
    doi: str = ""
    reasons: tuple[str, ...] = ()

"""Notices about published works: retractions, corrections, expressions of concern."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice does, in the words of the Retraction Watch data (`RetractionNature`)."""

    RETRACTION = "Retraction"
    CORRECTION = "Correction"
    CONCERN = "Expression of concern"
    REINSTATEMENT = "Reinstatement"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about a work: its ISO date, its own DOI and the reasons it gives; each may be empty."""

    kind: NoticeKind
    date: str = ""
    doi: str = ""
    reasons: tuple[str, ...] = ()

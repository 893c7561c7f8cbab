"""How findings about claims speak of the cited work and of the words that decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.model.claim import Claim, Evidence, Passage
from checker.model.text import Location, Span
from rules.places import label, place

#: Words of a snippet around the deciding place.
_AROUND = 60


def at(claim: Claim, span: Span, note: str = "") -> Location:
    """A place of the manuscript."""
    return Location(claim.path, span, note)


def of_work(evidence: Evidence, **values: Any) -> Mapping[str, Any]:
    """The fields of a finding that say which cited work was compared."""
    return {
        "entry": evidence.entry,
        "related": (place(evidence.entry, "the cited entry"),),
        "evidence": {"work": evidence.work.id, "url": evidence.work.url, **values},
    }


def cited(evidence: Sequence[Evidence]) -> str:
    """The cited entries as a person calls them: `[3]`, `[3] and [5]`."""
    return " and ".join(f"[{label(item.entry)}]" for item in evidence)


def snippet(passage: Passage, span: Span) -> str:
    """The text around a place, cut at words, on one line."""
    start, end = max(passage.start, span.start - _AROUND), min(passage.span.end, span.end + _AROUND)
    text = passage.text[start - passage.start : end - passage.start]
    if start > passage.start:
        text = "…" + text.partition(" ")[2]
    if end < passage.span.end:
        text = text.rpartition(" ")[0] + "…"
    return " ".join(text.replace("`", "'").split())


def quoted(passage: Passage, span: Span) -> str:
    """The text at a place, on one line, fit for backticks."""
    return " ".join(passage.of(span).replace("`", "'").split())

"""What kind of work an entry names, as a CSL type."""

import re

from checker.references.draft import Draft

_MARKS = (
    (
        "personal_communication",
        re.compile(r"\bunpublished (?:data|results|observations)\b", re.IGNORECASE),
    ),
    ("dataset", re.compile(r"\[(?:[Dd]ata ?set|database)\]|\bdata set\]|\bDryad\b|\bZenodo\b|\bfigshare\b", re.IGNORECASE)),
    (
        "software",
        re.compile(
            r"\[(?:[Cc]omputer )?(?:software|program)\]|\bR package version\b|\bComputer software\b|\bversion \d{1,3}\.\d",
            re.IGNORECASE,
        ),
    ),
    ("standard", re.compile(r"\b(?:ISO(?:/IEC)?|DIN|ASTM|IEC|BS EN)[ -][A-Z]?\d{3,6}\b")),
    (
        "report",
        re.compile(
            r"\b(?:[Tt]ech(?:nical|\.)? [Rr]ep(?:ort|\.)|[Ww]orking [Pp]aper|[Rr]eport [Nn]o\."
            r"|[Dd]iscussion [Pp]aper)"
        ),
    ),
)
_PROCEEDINGS = re.compile(
    r"\b(?:Proceedings|Proc\b|Conference|Conf\.|Symposium|Symp\.|Workshop|Congress|Meeting|Advances in Neural)", re.IGNORECASE
)

_ACRONYM = re.compile(r"[A-Z*@/-]{3,}(?: ?[’']?\d{2,4})?$")


def kind_of(draft: Draft) -> str:
    """The CSL type of a read entry: `article-journal`, `chapter`, `paper-conference`, `book`, `thesis`, `webpage` ..."""
    if draft.kind or draft.thesis:
        return draft.kind or "thesis"
    identifiers = {item.kind for item in draft.identifiers}
    if "volume" in draft.fields and "container-title" in draft.fields and (not draft.chapter or _is_journal(draft)):
        return "article-journal"
    for kind, mark in _MARKS:
        if mark.search(draft.body):
            return kind
    if draft.chapter:
        container = draft.value("container-title")
        return "paper-conference" if _PROCEEDINGS.search(container) or _ACRONYM.match(container) else "chapter"
    if "container-title" in draft.fields:
        return "paper-conference" if _PROCEEDINGS.search(draft.value("container-title")) else "article-journal"
    if draft.accessed and "URL" in identifiers and not identifiers & {"DOI", "PMID", "PMCID", "ISBN", "arXiv"}:
        return "webpage"
    if "arXiv" in identifiers:
        return "article"
    if "publisher" in draft.fields:
        return "book"
    if "URL" in identifiers and "DOI" not in identifiers:
        return "webpage"
    return "article-journal" if "DOI" in identifiers else "document"


def _is_journal(draft: Draft) -> bool:
    """Whether the container behind an "In" is a journal, as some styles print it: an issue, no editors and no imprint."""
    if draft.editors is not None or draft.fields.keys() & {"publisher", "publisher-place"}:
        return False
    return {"issue", "page"} <= draft.fields.keys() and not _PROCEEDINGS.search(draft.value("container-title"))

"""Compare year, volume, issue and pages. A value that one side lacks is never a difference."""

import re

from checker.matching.normalize import first_page
from checker.model.match import Agreement, FieldEvidence
from checker.model.reference import ReferenceEntry
from checker.model.work import Work

_RANGE = re.compile(r"[-‐‑‒–—−]")
_NUMBER = re.compile(r"\d+")


def year_evidence(entry: ReferenceEntry, work: Work) -> FieldEvidence:
    """One year apart is tolerated: a record's date is the earliest of online and print."""
    printed, recorded = entry.year, work.year
    if printed is None or recorded is None:
        return FieldEvidence("issued", Agreement.MISSING, str(printed or ""), str(recorded or ""))
    if printed == recorded:
        return FieldEvidence("issued", Agreement.AGREE, shown := str(printed), shown)
    if abs(printed - recorded) == 1:
        return FieldEvidence("issued", Agreement.PARTIAL, str(printed), str(recorded), note="online-first")
    return FieldEvidence("issued", Agreement.DISAGREE, str(printed), str(recorded))


def number_evidence(entry: ReferenceEntry, variable: str, recorded: str) -> FieldEvidence:
    """Compare `volume` or `issue` by their numbers (`Suppl 2` and `S2` are one, `3-4` holds `3`)."""
    printed = entry.get(variable)
    if printed == recorded and printed.isdigit():  # as most are
        return FieldEvidence(variable, Agreement.AGREE, printed, recorded)
    ours = _NUMBER.findall(printed) if printed and recorded else []
    theirs = _NUMBER.findall(recorded) if ours else []
    if not theirs:
        return FieldEvidence(variable, Agreement.MISSING, printed, recorded)
    same = {int(number[:9]) for number in ours} & {int(number[:9]) for number in theirs}
    if ours[0].lstrip("0") == theirs[0].lstrip("0"):
        return FieldEvidence(variable, Agreement.AGREE, printed, recorded)
    agreement = Agreement.PARTIAL if same else Agreement.DISAGREE
    return FieldEvidence(variable, agreement, printed, recorded, note="several-numbers" if same else "")


def page_evidence(entry: ReferenceEntry, work: Work) -> FieldEvidence:
    """Compare first pages. An article number against a range that starts at 1 can't be compared."""
    printed = entry.get("page")
    first, last = work.first_page, work.last_page
    recorded = f"{first}-{last}" if first and last and first != last else first or last
    ours, theirs = first_page(printed), first_page(work.first_page)
    if not ours or not theirs or not _NUMBER.search(ours) or not _NUMBER.search(theirs):
        return FieldEvidence("page", Agreement.MISSING, printed, recorded)
    if ours == theirs:
        return FieldEvidence("page", Agreement.AGREE, printed, recorded)
    if _digits(ours) == _digits(theirs):
        return FieldEvidence("page", Agreement.PARTIAL, printed, recorded, note="prefix")
    if _counts_from_one(printed, recorded) or _counts_from_one(recorded, printed):
        return FieldEvidence("page", Agreement.MISSING, printed, recorded, note="article-number")
    return FieldEvidence("page", Agreement.DISAGREE, printed, recorded)


def _digits(page: str) -> str:
    return "".join(_NUMBER.findall(page)).lstrip("0")


def _counts_from_one(pages: str, other: str) -> bool:
    """Whether one side has pages counted within the article (`1-12`) and the other an article number."""
    return first_page(pages) == "1" and bool(_RANGE.search(pages)) and not _RANGE.search(other)

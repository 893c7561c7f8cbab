"""MET309: pages that differ from the record's."""

import re

from checker.model.match import FieldEvidence, Match
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Fix, Good, Severity, work
from rules.metadata._field import FieldRule
from rules.metadata._record import is_transposed

_RANGE = re.compile(r"(?P<first>\w{1,20})(?P<dash>\s?[-‐‑‒–—−]{1,3}\s?)(?P<last>\w{1,20})")


class PagesMismatch(FieldRule):
    """The printed first page is not that of the identified work.

    What it checks: the first pages (`123-30` and `123-130` begin on one page). Last pages are not compared: records cut them.

    Why it matters: the first page finds the article, and link resolvers compare it.

    When it stays silent: when the record has no pages, for an article number against pages counted from 1, for a letter before
    the same number (`S45`, `45`), and when the identifier is to blame (MET302, MET303).
    """

    code = "MET309"
    name = "pages-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("page",)
    examples = (
        Bad(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:⟦153-9⟧.\n",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "135-159"),
            ),
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:153-9.\n",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "153-159"),
            ),
        ),
    )

    def as_printed(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> FieldEvidence:
        """Both ranges in the form that the entry prints: with its dash, and its last page shortened or not."""
        span = entry.field_spans.get("page")
        printed = _RANGE.fullmatch(context.text(entry.path, span)) if span else None
        if printed is None:
            return item
        return item._replace(printed=printed[0], recorded=_in_form(item.recorded, printed))

    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """Both page ranges."""
        return f"pages are `{item.printed}`, OpenAlex has `{item.recorded}`"

    def remarks(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> tuple[str, ...]:
        """Whether the digits of the first page changed places."""
        return ("the digits are transposed",) if is_transposed(item.printed, item.recorded) else ()

    def fixes(self, item: FieldEvidence, entry: ReferenceEntry, match: Match, context: Context) -> tuple[Fix, ...]:
        """The recorded pages in the place of the printed ones; none where the record lacks the last page."""
        one_page = bool(_RANGE.fullmatch(item.printed)) and not _RANGE.fullmatch(item.recorded)
        return () if one_page else super().fixes(item, entry, match, context)


def _in_form(pages: str, like: re.Match[str]) -> str:
    """A recorded range (`2563-2569`) as the printed one is written: `2563–9`."""
    range_ = _RANGE.fullmatch(pages)
    if range_ is None:
        return pages
    first, last = range_["first"], range_["last"]
    if len(last) < len(first):  # a record may keep the shortened last page
        last = first[: len(first) - len(last)] + last
    if len(like["last"]) < len(like["first"]) and len(first) == len(last):
        last = last[next((at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), -1) :]
    return first + like["dash"] + last

"""REF205: a year that can't be right."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from checker.model.document import Document
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Good, Needs, Option, Severity

#: The first printed books. Older works are cited by their editions.
_EARLIEST = 1500
#: The years of our time in the Iranian and in the Islamic calendar, which works in Arabic script are dated by.
_HIJRI = range(1250, 1470)
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]{2}")
#: So many entries, and such a share of all, are no slips.
_SEVERAL = 3
_SHARE = 0.1


class ImplausibleYear(EntryRule):
    """The year of an entry lies in the future or before 1500.

    What it checks: the printed year against the year of the manuscript (its own date where it has one, else today's), plus one:
    issues are dated ahead. Against the manuscript's own date, which may be out of date itself, it is a warning.

    Why it matters: such a year is a slip of the keyboard, and the work can't be found by it.

    When it stays silent: when the entry has no year; for years within the range, right or wrong (MET306); for the years of the
    Iranian and Islamic calendars in Arabic script; and by a manuscript's date that a tenth of its entries contradict.
    """

    code = "REF205"
    name = "implausible-year"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    options = (Option("current_year", 0, "the year to judge by; 0: the manuscript's own date, else today's"),)
    examples = (
        Bad(
            "@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  journal = {Ann Surg},\n  year = {⟦2091⟧}\n}\n",
            format="bibtex",
            options={"current_year": 2024},
        ),
        Good(
            "@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  journal = {Ann Surg},\n  year = {2025}\n}\n",
            format="bibtex",
            options={"current_year": 2024},
            note="Issues are dated ahead.",
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if entry.year is None:
            return
        dated = context.document.metadata.date if not context.options["current_year"] else None
        current = dated[0] if dated else context.options["current_year"] or datetime.now(UTC).year
        latest = current + 1
        if _EARLIEST <= entry.year <= latest or (entry.year in _HIJRI and _ARABIC_SCRIPT.search(entry.raw)):
            return
        if dated and entry.year <= datetime.now(UTC).year + 1 and _is_outdated(current, context.document):
            return
        yield self.finding(
            f"year `{entry.year}` is not between `{_EARLIEST}` and `{latest}`",
            Location(entry.path, entry.span_of("issued")),
            entry=entry,
            key=(str(entry.year),),
            severity=Severity.ERROR if entry.year < _EARLIEST or not dated else Severity.WARNING,
            help="correct the year",
        )


def _is_outdated(year: int, document: Document) -> bool:
    """Whether the date of the manuscript is no measure: several of its entries are later, so it was written on."""
    later = (1 for entry in document.references if entry.year and entry.year > year + 1)
    enough = max(_SEVERAL, int(len(document.references) * _SHARE))
    return next(islice(later, enough - 1, None), None) is not None

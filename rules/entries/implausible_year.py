"""REF205: a year that can't be right."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Good, Needs, Option, Severity
from rules.dates import is_outdated

#: The first printed books. Older works are cited by their editions.
_EARLIEST = 1500
#: The years of our time in the Iranian and in the Islamic calendar, which works in Arabic script are dated by.
_HIJRI = range(1250, 1470)
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]{2}")


class ImplausibleYear(EntryRule):
    """The year of an entry lies in the future or before 1500.

    What it checks: the printed year against the year of the manuscript (its own date where it has one, else today's), plus one:
    issues are dated ahead. Against the manuscript's own date, which may be out of date itself, it is a warning. In a
    bibliography also whether the number in the field is a year at all (`20019`).

    Why it matters: such a year is a slip of the keyboard, and the work can't be found by it.

    When it stays silent: when the entry has no year; for years within the range, right or wrong (MET306); for the years of the
    Iranian and Islamic calendars in Arabic script; by a manuscript's date that a tenth of its entries contradict; and where the
    record confirms that the work is younger than the manuscript (STA404).
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
        Bad(
            "@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  journal = {Weeds},\n  year = {⟦20019⟧}\n}\n",
            format="bibtex",
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
            yield from self._misprinted(entry)
            return
        dated = context.document.metadata.date if not context.options["current_year"] else None
        current = dated[0] if dated else context.options["current_year"] or datetime.now(UTC).year
        latest = current + 1
        if _EARLIEST <= entry.year <= latest or (entry.year in _HIJRI and _ARABIC_SCRIPT.search(entry.raw)):
            return
        if dated and entry.year > latest and _is_confirmed(entry, current, context):
            return
        known = f"lies after the manuscript (`{current}`)" if dated and entry.year > latest else ""
        yield self.finding(
            f"year `{entry.year}` {known or f'is not between `{_EARLIEST}` and `{latest}`'}",
            Location(entry.path, entry.span_of("issued")),
            entry=entry,
            key=(str(entry.year),),
            severity=Severity.ERROR if entry.year < _EARLIEST or not dated else Severity.WARNING,
            help="correct the year",
        )

    def _misprinted(self, entry: ReferenceEntry) -> Iterator[Finding]:
        """The year of a bibliography that has digits too many or too few: readers take it for the status."""
        printed = entry.get("status")
        if printed.isdigit() and "issued" in entry.field_spans:
            place = Location(entry.path, entry.span_of("issued"))
            yield self.finding(f"`{printed}` is no year", place, entry=entry, key=(printed,), help="correct the year")


def _is_confirmed(entry: ReferenceEntry, written: int, context: Context) -> bool:
    """Whether a year after the manuscript's is no slip: other entries, or the record of the work, have later ones too."""
    match = context.matches.get(entry.id)
    recorded = match.work.year if isinstance(match, Match) and match.work else None
    possible = (entry.year or 0) <= datetime.now(UTC).year + 1 and is_outdated(context.document)
    return possible or (recorded is not None and recorded > written)

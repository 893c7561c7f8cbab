"""MET306: a year that differs from the record's."""

from checker.matching.normalize import fold_name
from checker.model.match import Agreement, FieldEvidence, Match, Skipped
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Good, Severity, work
from rules.metadata._field import FieldRule

_LONG_IN_PRESS = 2  # years
_ONLINE_FIRST = "OpenAlex dates a work by its first appearance, often online before the printed issue"


class YearMismatch(FieldRule):
    """The printed year is not the year of the identified work.

    What it checks: the printed year against the record's. One year apart is an info: a record dates a work by its first
    appearance, a reference often by the printed issue. So are two, where the record is the older and nothing else differs.

    Why it matters: author-date citations rest on the year, and a wrong one leads to another work of the author.

    When it stays silent: when another version of the work (a preprint) has the printed year, and when the identifier is to
    blame (MET302, MET303).
    """

    code = "MET306"
    name = "year-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("issued",)
    remarkable = frozenset({"online-first"})
    examples = (
        Bad(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. ⟦2016⟧;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "1-9"),),
        ),
        Bad(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. ⟦2011⟧;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "1-9"),),
            note="One year apart: an info only.",
        ),
        Bad(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. ⟦2012⟧;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "1-9"),),
            note="Two years behind the record, as for a work long in press: an info only.",
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "1-9"),),
        ),
    )

    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """Both years."""
        return f"year is `{item.printed}`, OpenAlex has `{item.recorded}`"

    def level(self, item: FieldEvidence, match: Match) -> Severity | None:
        """An info where the record may date the work by its first appearance."""
        return Severity.INFO if _is_online_first(item, match) else super().level(item, match)

    def advice(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> str:
        """What to do about it."""
        unless = ", unless the printed issue has it" if _is_online_first(item, context.matches[entry.id]) else ""
        return super().advice(item, entry, context) + unless

    def remarks(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> tuple[str, ...]:
        """How a year apart comes about, and with which side the text agrees where it cites by author and year."""
        notes = [_ONLINE_FIRST] if _is_online_first(item, context.matches[entry.id]) else []
        years = _cited_years(entry, context)
        if item.recorded in years:
            notes.append(f"the text cites the work as of `{item.recorded}`, which speaks for the record")
        elif item.printed in years:
            notes.append(f"the text cites the work as of `{item.printed}` too")
        return tuple(notes)


def _is_online_first(item: FieldEvidence, match: Match | Skipped) -> bool:
    """Whether the work may have appeared online in the recorded year, and in print in the printed one."""
    if item.note == "online-first":
        return True
    if not isinstance(match, Match) or int(item.printed) - int(item.recorded) != _LONG_IN_PRESS:
        return False
    return not any(other.agreement is Agreement.DISAGREE for other in match.evidence if other.field != "issued")


def _cited_years(entry: ReferenceEntry, context: Context) -> set[str]:
    """The years of the author-date citations that are bound to the entry, or are of its first author and bound to none."""
    if not entry.author:
        return set()
    family = fold_name(entry.author[0].full_family)
    items = [item for citation in context.document.citations for item in citation.items if item.names and item.year]
    return {
        item.year[:4]
        for item in items
        if item.reference == entry.id or (item.reference is None and not item.candidates and fold_name(item.names[0]) == family)
    }

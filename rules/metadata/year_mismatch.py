"""MET306: a year that differs from the record's."""

from checker.model.match import FieldEvidence
from checker.rule import Bad, Confidence, Good, Severity, work
from rules.metadata._field import FieldRule


class YearMismatch(FieldRule):
    """The printed year is not the year of the identified work.

    What it checks: the printed year against the record's. One year apart is an info: a record dates a work by its first
    appearance, a reference often by the printed issue.

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
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", "1-9"),),
        ),
    )

    def message(self, item: FieldEvidence) -> str:
        """Both years."""
        return f"year is `{item.printed}`, OpenAlex has `{item.recorded}`"

    def advice(self, item: FieldEvidence) -> str:
        """What to do about it."""
        return f"change `{item.printed}` to `{item.recorded}`" + (", unless the printed issue has it" if item.note else "")

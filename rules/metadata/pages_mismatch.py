"""MET309: pages that differ from the record's."""

from checker.model.match import FieldEvidence
from checker.rule import Bad, Confidence, Good, Severity, work
from rules.metadata._field import FieldRule


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

    def message(self, item: FieldEvidence) -> str:
        """Both page ranges."""
        return f"pages are `{item.printed}`, OpenAlex has `{item.recorded}`"

"""MET308: a volume or issue that differs from the record's."""

from checker.model.match import FieldEvidence
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Good, Severity, work
from rules.metadata._field import FieldRule
from rules.metadata._record import is_transposed


class VolumeIssueMismatch(FieldRule):
    """The printed volume or issue number is not that of the identified work.

    What it checks: the numbers of volume and issue where both sides have one; where both differ, the volume is reported.

    Why it matters: with volume and page the reader finds the article on the shelf, and link resolvers find it by them.

    When it stays silent: when one side has no number, for joint issues (`3-4`) that hold the other number, and when the
    identifier is to blame (MET302, MET303).
    """

    code = "MET308"
    name = "volume-issue-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("volume", "issue")
    examples = (
        Bad(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;⟦21⟧:1-9.\n",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "Annals of Surgery", volume="12"),
            ),
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12(3-4):1-9.\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumours",
                    ("Lena Ellis",),
                    2010,
                    "Annals of Surgery",
                    volume="12",
                    issue="3",
                ),
            ),
        ),
    )

    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """Both numbers."""
        return f"{item.field} is `{item.printed}`, OpenAlex has `{item.recorded}`"

    def remarks(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> tuple[str, ...]:
        """Whether the digits changed places."""
        return ("the digits are transposed",) if is_transposed(item.printed, item.recorded) else ()

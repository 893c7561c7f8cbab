"""STA402: a cited work about which its publisher is concerned."""

from checker.model.notice import Notice, NoticeKind
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Good, Severity
from rules.metadata._record import brief
from rules.status._notice_rule import NoticeRule
from rules.status._notices import dated


class ExpressionOfConcern(NoticeRule):
    """The publisher of the cited work has expressed concern about it.

    What it checks: the expressions of concern in the file of the Retraction Watch data that `--retractions` names, by the
    DOI of the identified work or the printed one.

    Why it matters: the result is in doubt, and the reader is to know it.

    When it stays silent: without such a file, when the work was retracted since (STA401), and when the entry cites the
    notice itself.
    """

    code = "STA402"
    name = "expression-of-concern"
    severity = Severity.WARNING
    kind = NoticeKind.CONCERN
    advice = "read the notice, and say in the text that the work is in doubt or remove the citation"
    examples = (
        Bad(
            "References\n\n1. Ellis L. ⟦Trends in the incidence of carcinoid tumours⟧. Ann Surg. 2010;12:1-9."
            " doi:10.1000/annsurg.2010\n",
            notices={"10.1000/annsurg.2010": (Notice(NoticeKind.CONCERN, "2012-03-01", "10.1000/notice"),)},
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9."
            " doi:10.1000/annsurg.2010\n",
            notices={
                "10.1000/annsurg.2010": (
                    Notice(NoticeKind.CONCERN, "2012-03-01", "10.1000/notice"),
                    Notice(NoticeKind.RETRACTION, "2014-05-02", "10.1000/retraction"),
                )
            },
            note="The work was retracted later (STA401).",
        ),
    )

    def message(self, entry: ReferenceEntry, notice: Notice) -> str:
        """The work and the date."""
        return f"an expression of concern about `{brief(entry.title)}` was published{dated(notice)}"

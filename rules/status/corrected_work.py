"""STA405: a cited work that was corrected."""

from checker.model.notice import Notice, NoticeKind
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Good, Severity
from rules.metadata._record import brief
from rules.status._notice_rule import NoticeRule
from rules.status._notices import dated


class CorrectedWork(NoticeRule):
    """The cited work was corrected after it had appeared.

    What it checks: the corrections in the file of the Retraction Watch data that `--retractions` names, by the DOI of the
    identified work or the printed one.

    Why it matters: the number that is quoted may be the one that was corrected.

    When it stays silent: without such a file, when the work was retracted since (STA401), and when the entry cites the
    correction itself.
    """

    code = "STA405"
    name = "corrected-work"
    severity = Severity.INFO
    kind = NoticeKind.CORRECTION
    advice = "check that what the text quotes still stands"
    examples = (
        Bad(
            "References\n\n1. Ellis L. ⟦Trends in the incidence of carcinoid tumours⟧. Ann Surg. 2010;12:1-9."
            " doi:10.1000/annsurg.2010\n",
            notices={"10.1000/annsurg.2010": (Notice(NoticeKind.CORRECTION, "2012-03-01", "10.1000/notice"),)},
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9."
            " doi:10.1000/annsurg.2010\n",
            notices={
                "10.1000/annsurg.2010": (
                    Notice(NoticeKind.CORRECTION, "2012-03-01", "10.1000/notice"),
                    Notice(NoticeKind.RETRACTION, "2014-05-02", "10.1000/retraction"),
                )
            },
            note="The work was retracted later (STA401).",
        ),
    )

    def message(self, entry: ReferenceEntry, notice: Notice) -> str:
        """The work and the date."""
        return f"`{brief(entry.title)}` was corrected{dated(notice)}"

"""MET304: a title that differs from the record's."""

from collections.abc import Iterator

from checker.model.match import FieldEvidence, Match
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Finding, Good, Severity, work
from rules.metadata._field import FieldRule


class TitleMismatch(FieldRule):
    """The printed title has other words than the title of the identified work.

    What it checks: the words of both titles, without case, punctuation, markup, diacritics, spacing, and British or American
    spelling. A misprint or a small word more or less is an info.

    Why it matters: a wrong word in a title keeps the work from being found, and may stand for another work.

    When it stays silent: for a subtitle that one side leaves out, a translated title, the title of another version of the work,
    and when the identifier is to blame (MET302, MET303) or the record is a notice (MET311). Where the record's title has
    nothing in common with the printed one though identifier and authors agree, the record may be the corrupt side: confidence
    is lower then.
    """

    code = "MET304"
    name = "title-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("title",)
    remarkable = frozenset({"spelling", "wording"})
    examples = (
        Bad(
            "References\n\n1. Ellis L, Shale MJ. ⟦Trends in the mortality of carcinoid tumours⟧. Ann Surg. 2010;12:1-9.\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumors",
                    ("Lena Ellis", "M. J. Shale"),
                    2010,
                    "Annals of Surgery",
                    "1-9",
                ),
            ),
        ),
        Good(
            "References\n\n1. Ellis L, Shale MJ. Efficacy of 177Lu therapy in carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work("Efficacy of<sup>177</sup>Lu Therapy in Carcinoid Tumors: A Trial", ("Lena Ellis", "M. J. Shale"), 2010),
            ),
            note="Markup, spacing, spelling and a subtitle make no difference.",
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        kind = match.field("type")
        if kind is None or kind.note != "notice":
            yield from super().check(entry, match, context)

    def message(self, item: FieldEvidence) -> str:
        """Both titles."""
        return f"title is `{item.printed}`, OpenAlex has `{item.recorded}`"

    def sureness(self, entry: ReferenceEntry, match: Match, item: FieldEvidence) -> Confidence:
        """Lower where the record itself looks corrupt."""
        doubts = {"record-suspect": Confidence.MEDIUM, "record-corrupt": Confidence.LOW}
        usual = super().sureness(entry, match, item)
        return min(usual, doubts.get(item.note, usual), key=lambda level: level.rank)

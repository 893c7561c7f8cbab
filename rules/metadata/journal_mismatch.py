"""MET307: a journal or conference that differs from the record's."""

from checker.model.match import FieldEvidence
from checker.rule import Bad, Confidence, Good, Severity, work
from rules.metadata._field import FieldRule


class JournalMismatch(FieldRule):
    """The printed journal or conference is none in which the identified work appeared.

    What it checks: the printed name against every place where OpenAlex has the work, allowing for abbreviations, acronyms,
    a leading `The`, places in brackets, subtitles, and one year's proceedings against the series.

    Why it matters: the reader looks in the wrong journal.

    When it stays silent: when the record has no journal, for preprint servers on either side, for names that share most of
    their words, and when the identifier is to blame (MET302, MET303).
    """

    code = "MET307"
    name = "journal-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("container-title",)
    examples = (
        Bad(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. ⟦Ann Surg⟧. 2010;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "The Lancet Oncology", "1-9"),),
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. N Engl J Med. 2010;12:1-9.\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, "The New England Journal of Medicine"
                ),
            ),
        ),
    )

    def message(self, item: FieldEvidence) -> str:
        """Both names."""
        return f"container title is `{item.printed}`, OpenAlex has `{item.recorded}`"

"""MET307: a journal or conference that differs from the record's."""

from collections.abc import Iterator

from checker.model.match import Agreement, FieldEvidence, Match
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Fix, Good, Severity, work
from rules.metadata._field import FieldRule
from rules.metadata._fixes import replacement

_KINDS = {"paper-conference": "conference", "chapter": "book"}


class JournalMismatch(FieldRule):
    """The printed journal or conference is none in which the identified work appeared.

    What it checks: the printed name against every place where OpenAlex has the work, allowing for abbreviations, acronyms,
    earlier and other known names, a leading `The`, places in brackets, subtitles, and one year's proceedings against the
    series.

    Why it matters: the reader looks in the wrong journal.

    When it stays silent: when the record has no journal, for preprint servers on either side, for names that share most of
    their words or of which one begins with the other, for a Chinese, Japanese or Russian name against an English one, and
    when the identifier is to blame (MET302, MET303).
    """

    code = "MET307"
    name = "journal-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("container-title",)
    _listed: dict[str, str] | None = None
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

    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """Both names, and what they are names of."""
        return f"{_KINDS.get(entry.type, 'journal')} is `{item.printed}`, OpenAlex has `{item.recorded}`"

    def advice(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> str:
        """The recorded name in the form that the list prints, where it prints that journal elsewhere."""
        name = self._as_listed(item.recorded, context)
        if name:
            return f"change `{item.printed}` to `{name}`"
        return f"name `{item.recorded}` in the form of the list"

    def fixes(self, item: FieldEvidence, entry: ReferenceEntry, match: Match, context: Context) -> tuple[Fix, ...]:
        """The recorded name in the place of the printed one, where its form in the list is known."""
        return replacement(entry, match, context, item.field, item.printed, self._as_listed(item.recorded, context))

    def _as_listed(self, recorded: str, context: Context) -> str:
        """How an entry that agrees with the record of a work in this journal prints it, or an empty string."""
        if self._listed is None:
            self._listed = dict(_listed(context))
        return self._listed.get(recorded, "")


def _listed(context: Context) -> Iterator[tuple[str, str]]:
    """The journals of the records that entries agree with, and how the first such entry prints each."""
    for match in reversed([outcome for outcome in context.matches.values() if isinstance(outcome, Match)]):
        item = match.field("container-title")
        if match.work and item and item.agreement is Agreement.AGREE:
            yield match.work.container_title, item.printed

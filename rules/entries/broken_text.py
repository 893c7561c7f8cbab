"""REF212: text that a conversion has broken."""

from collections.abc import Iterator

from checker.model.finding import Edit, Safety
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Fix, Good, Needs, Severity

_SOFT_HYPHEN = "\u00ad"


class BrokenText(EntryRule):
    """The text of an entry was broken by a conversion.

    What it checks: letters read in another encoding (`MÃ¼ller`), replacement characters, soft hyphens, and hyphens left by a
    line break.

    Why it matters: names and titles with such characters can't be found, and are printed as they stand.

    When it stays silent: for letters of any script, hyphenated words and mathematical signs.
    """

    code = "REF212"
    name = "broken-text"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. ⟦MÃ¼ller⟧ A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Müller A, Jones B. A follow-up study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """A finding for each broken place."""
        for note in entry.observed(ObservationKind.BROKEN_TEXT):
            text = context.text(entry.path, note.span)
            whole = text.replace(_SOFT_HYPHEN, "")
            fixes: tuple[Fix, ...] = ()
            if whole != text:
                fixes = (Fix("delete the soft hyphens", (Edit(entry.path, note.span, whole),), Safety.SAFE),)
            shown = " ".join(text.replace(_SOFT_HYPHEN, "[soft hyphen]").split())
            yield self.finding(
                f"broken text `{shown}`{f': {note.detail}' if note.detail else ''}",
                Location(entry.path, note.span),
                entry=entry,
                help="write the text as the work has it",
                fixes=fixes,
            )

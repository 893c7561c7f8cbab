"""REF201: an entry that can't be read."""

import re
from collections.abc import Iterator

from checker.model.reference import Observation, ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Good, Needs, Severity
from rules.entries._list_style import model_note

_BROKEN = {
    ObservationKind.UNPARSABLE: "the entry could not be read: {}",
    ObservationKind.DUPLICATE_KEY: "an earlier entry has the key `{}`",
    ObservationKind.DUPLICATE_FIELD: "the field `{}` is given twice",
    ObservationKind.EMPTY_KEY: "the entry has no key",
    ObservationKind.UNDEFINED_STRING: "the abbreviation `{}` is not defined",
}
#: The abbreviations of IEEEabrv.bib, which comes with TeX (https://ctan.org/pkg/ieeetran).
_DEFINED_BY_TEX = re.compile(r"IEEE_[A-Z]{1,4}_\w+", re.IGNORECASE)
_HELP = {
    ObservationKind.DUPLICATE_KEY: "rename one of the two keys",
    ObservationKind.UNDEFINED_STRING: "define it with `@string`, unless the bibliography style does, or brace the words",
}
_FATAL = (ObservationKind.UNPARSABLE, ObservationKind.DUPLICATE_KEY)


class UnparsableReference(EntryRule):
    """An entry can't be read, or only in part.

    What it checks: broken BibTeX blocks, keys and fields given twice, missing keys, undefined abbreviations, each once; and
    text entries in which neither authors nor title nor year were found.

    Why it matters: BibTeX drops such an entry or a part of it, often without a word; and nothing else can be checked in it.

    When it stays silent: when a text entry could be read, however unusual its style; for the abbreviations of IEEEabrv.bib,
    which comes with TeX, of BibTeX's standard styles, and of the other bibliographies of a manuscript.
    """

    code = "REF201"
    name = "unparsable-reference"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  journal = {Ann Surg},\n  year = {2019}\n}\n\n"
            "@article{⟦smith2019⟧,\n  author = {Smith, Anna},\n  title = {Two},\n  journal = {Ann Surg},\n  year = {2019}\n}\n",
            format="bibtex",
        ),
        Good(
            "@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  journal = {Ann Surg},\n  year = {2019}\n}\n",
            format="bibtex",
        ),
    )

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript; an abbreviation that is not defined is told where it is used first."""
        told: set[str] = set()
        for entry in context.document.references:
            for note, finding in self._found(entry, context):
                if note.kind is ObservationKind.UNDEFINED_STRING:
                    if note.detail.lower() in told:
                        continue
                    told.add(note.detail.lower())
                yield finding

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """A finding for each thing that keeps the entry from being read."""
        yield from (finding for _, finding in self._found(entry, context))

    def _found(self, entry: ReferenceEntry, context: Context) -> Iterator[tuple[Observation, Finding]]:
        if not entry.observations:  # as most have none
            return
        for kind, message in _BROKEN.items():
            for note in entry.observed(kind):
                if kind is ObservationKind.UNDEFINED_STRING and _DEFINED_BY_TEX.fullmatch(note.detail):
                    continue
                yield note, self._report(entry, note, message, context)

    def _report(self, entry: ReferenceEntry, note: Observation, message: str, context: Context) -> Finding:
        printed_list = not entry.style and entry.key is None
        return self.finding(
            message.format(note.detail),
            Location(entry.path, note.span),
            entry=entry,
            severity=Severity.ERROR if note.kind in _FATAL and not printed_list else Severity.WARNING,
            confidence=Confidence.MEDIUM if printed_list else Confidence.HIGH,
            notes=model_note(context.document, entry),
            help=_HELP.get(note.kind, "correct the entry"),
        )

"""REF210: one work listed twice."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from checker.matching.normalize import fold
from checker.model.document import Document
from checker.model.finding import Edit
from checker.model.reference import ObservationKind, ReferenceEntry, ReferenceList
from checker.references.dois import trim_doi
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Fix, Good, Needs, Severity
from rules.entries._same_work import same_work, title_author_year
from rules.places import label, place

#: A fix may rewrite the whole list: a run offers so many for one list, and the next one more.
_MOST_FIXES = 20


class DuplicateReference(DocumentRule):
    """Two entries of a list are the same work.

    What it checks: entries with the same DOI, with the same title, first author and year, or with the same text.

    Why it matters: citations are split between the two, numbers shift, and counts of the cited works are wrong.

    When it stays silent: when DOI, volume or first page differ (parts of a series, corrections, reprints), for different titles
    under one DOI (MET303), and for entries of different lists.
    """

    code = "REF210"
    name = "duplicate-reference"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of small liver tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery of the liver. Ann Surg. 2016;13:10-9.\n"
            "3. ⟦Smith AB, et al. A study of small liver tumours. Ann. Surg. 2015;12(3):1-9.⟧\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of small liver tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Smith A, Jones B. A study of small liver tumours. Ann Surg. 2015;12:310-9.\n"
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each entry that an earlier one of its list has already."""
        for part in document.lists:
            yield from self._duplicates(document, part)

    def _duplicates(self, document: Document, part: ReferenceList) -> Iterator[Finding]:
        earlier: dict[Hashable, list[ReferenceEntry]] = defaultdict(list)
        gone: set[str] = set()
        keyed = [(entry, _keys(entry)) for entry in part.entries if not entry.observations or _is_read(entry)]
        counts = Counter([key for _, keys in keyed for key in keys])
        alike = [(entry, keys) for entry, keys in keyed if any(counts[key] > 1 for key in keys)]
        for entry, keys in alike:
            pairs = ((other, same_work(other, entry)) for key in keys for other in earlier[key])
            first = next((pair for pair in pairs if pair[1]), None)
            if first:
                from checker.edits.lists import removed  # most runs have no use for it

                other, reason = first
                mended = other.id in gone or len(gone) >= _MOST_FIXES  # what is deleted can't be cited instead
                edits = () if mended else removed(document, part, entry, other)
                gone.add(entry.id)
                yield self._report(entry, other, reason, edits)
            for key in keys:
                earlier[key].append(entry)

    def _report(self, entry: ReferenceEntry, first: ReferenceEntry, reason: str, edits: tuple[Edit, ...]) -> Finding:
        title = f"delete entry `{label(entry)}` and let its citations name `{label(first)}`"
        return self.finding(
            f"entry `{label(entry)}` is the work of entry `{label(first)}`: {reason}",
            place(entry),
            entry=entry,
            key=("duplicate", reason),
            related=(place(first, "first listed here"),),
            evidence={"same_as": first.id, "reason": reason},
            help=title if edits else "delete one of the two and let its citations name the other",
            fixes=(Fix(title, edits),) if edits else (),
        )


def _is_read(entry: ReferenceEntry) -> bool:
    """Whether nothing else is said of the entry as a whole."""
    return not (entry.observed(ObservationKind.DUPLICATE_KEY) or entry.observed(ObservationKind.UNPARSABLE))


def _keys(entry: ReferenceEntry) -> list[Hashable]:
    """What two entries of one work have in common, one of these at least."""
    return [key for key in (trim_doi(entry.doi).lower(), title_author_year(entry) or fold(entry.raw)) if key]

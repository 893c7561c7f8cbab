"""REF213: author lists cut, or one person's name printed, in two ways."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from checker.matching.normalize import fold_name
from checker.model.document import Document
from checker.model.reference import Name, ReferenceEntry, ReferenceList
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity
from rules.entries._list_style import enumerate_labels, places, readable
from rules.places import label

_FEWEST = 3


class InconsistentAuthorList(DocumentRule):
    """A list cuts its author lists, or prints one person's name, in two ways.

    What it checks: after how many authors `et al.` stands; and names that differ in capitals, diacritics or hyphens alone where
    the initials are the same (`Van Den Bosch MAAJ`, `van den Bosch MAAJ`). One finding for the policy, one a person.

    Why it matters: a journal's style has one policy; two mean that entries came from different sources. A name in two
    spellings splits an author's works in indexes.

    When it stays silent: for one odd entry among very few, and for names whose initials differ.
    """

    code = "REF213"
    name = "inconsistent-author-list"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B, Poe E, Fox G, Ray H, Kay I, et al. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D, Low F, Lee J, May K, Orr L, et al. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. ⟦Tan M, Uhl N, Vos O⟧, et al. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
        Bad(
            "References\n\n"
            "1. Smith A, van den Berg MA. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, ⟦Van Den Berg MA⟧. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Müller B, Poe E, et al. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D, Low F, et al. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Tan M, Muller N, Vos O, et al. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most one finding about the policy and one for each person, list by list."""
        for part in document.lists:
            yield from self._policy(part)
            yield from self._persons(part)

    def _policy(self, part: ReferenceList) -> Iterator[Finding]:
        cut = [entry for entry in readable(part) if entry.et_al and entry.author]
        usual = Counter(len(entry.author) for entry in cut).most_common(1)
        odd = [entry for entry in cut if len(entry.author) != usual[0][0]]
        if len(cut) < _FEWEST or not odd or len(odd) > len(cut) / 2:
            return
        counts = ", ".join(f"`{count}`" for count in sorted({len(entry.author) for entry in odd}))
        first, *others = places(odd, "author", "cut here too")
        yield self.finding(
            f"`et al.` after {counts} authors in {enumerate_labels(odd)}, after `{usual[0][0]}` in the others",
            Location(first.path, first.span),
            entry=odd[0],
            key=("et al.",),
            related=tuple(others),
            help=f"print `{usual[0][0]}` authors before `et al.` in all entries",
        )

    def _persons(self, part: ReferenceList) -> Iterator[Finding]:
        named = [
            (entry, name, name.full_family) for entry in readable(part) for name in entry.author if name.family and name.given
        ]
        forms_of: dict[str, set[str]] = defaultdict(set)
        for family in {family for _, _, family in named}:
            forms_of[fold_name(family)].add(family)
        several = set().union(*(forms for forms in forms_of.values() if len(forms) > 1))
        persons: dict[tuple[str, str], list[tuple[ReferenceEntry, Name]]] = defaultdict(list)
        for entry, name, family in named:
            if family in several:
                persons[fold_name(family), _initials(name.given)].append((entry, name))
        for printed in persons.values():
            forms = Counter(name.full_family for _, name in printed)
            if len(forms) > 1:
                yield self._two_forms(printed, forms)

    def _two_forms(self, printed: list[tuple[ReferenceEntry, Name]], forms: Counter[str]) -> Finding:
        """A finding at the first printing of the rarest form (of the later one where two are as frequent)."""
        odd = min(reversed(forms), key=lambda form: forms[form])
        entry, name = next(pair for pair in printed if pair[1].full_family == odd)
        others = [pair for pair in printed if pair[1].full_family != odd]
        other, other_name = others[0]
        return self.finding(
            f"`{odd} {name.given}` in entry `{label(entry)}`, `{other_name.full_family} {other_name.given}` in "
            f"{enumerate_labels([each for each, _ in others])}",
            Location(entry.path, name.span or entry.span_of("author")),
            entry=entry,
            key=tuple(sorted(forms)),
            related=(Location(other.path, other_name.span or other.span_of("author"), "printed otherwise here"),),
            help="print the name in one way",
        )


def _initials(given: str) -> str:
    """`M. A.-J.`, `MAJ` and `Mary Ann Jane` as `maj`; capitals alone are initials."""
    words = given.replace(".", " ").replace("-", " ").split()
    return "".join(word if word.isupper() else word[0] for word in words).lower()

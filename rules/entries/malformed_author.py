"""REF207: a name that is no name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model.finding import Edit
from checker.model.reference import Name, ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Fix, Good, Needs, Severity

_SURE = 0.5
_CAPITALS = re.compile(r"[^\W\d_a-zß-ÿ]{3,6}")
_DIGIT = re.compile(r"\d")


class MalformedAuthor(EntryRule):
    """An author's name is malformed: initials in the place of the family name, digits, or nothing at all.

    What it checks: the names of authors against the form of the other names of the entry. `AJAT B` among `Frilling A, Clift AK`
    has the initials first. In a .bib file also names that BibTeX would run together: joined by commas or semicolons instead of
    `and`, `et al.` instead of `and others`, and a suffix behind the given names.

    Why it matters: indexes file the work under another person, and the entry can't be matched by its authors.

    When it stays silent: for groups and consortia, for entries all in capitals, and when the entry was not read surely.
    """

    code = "REF207"
    name = "malformed-author"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones BK, ⟦AJAT D⟧, Poe E. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Bad(
            "@article{smith2019,\n  author = {⟦Smith, Anna; Jones, Bo⟧ and Poe, Edgar},\n  title = {One},\n"
            "  journal = {Ann Surg},\n  year = {2019}\n}\n",
            format="bibtex",
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones BK, Doe AJAT, Wu E. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. SMITH A, JONES B. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """A finding for each malformed name."""
        if entry.confidence < _SURE:
            return
        noticed = entry.observed(ObservationKind.MALFORMED_AUTHOR)
        for note in noticed:
            problem, _, advice = (note.detail or "not the form of the other names").partition("; ")
            found = self._report(entry, problem, Location(entry.path, note.span), context, advice)
            fixes = (Fix(advice, (Edit(entry.path, note.span, note.meant),)),) if note.meant else ()
            yield replace(found, fixes=fixes)
        for name in entry.author:
            span = name.span or entry.span_of("author")
            problem = _problem(name, entry.author)
            if problem and not any(note.span.overlaps(span) for note in noticed):
                yield self._report(entry, problem, Location(entry.path, span), context)

    def _report(self, entry: ReferenceEntry, problem: str, place: Location, context: Context, advice: str = "") -> Finding:
        printed = context.text(place.path, place.span)
        fellow = next((name for name in entry.author if name.family and name.given and not _problem(name, entry.author)), None)
        example = f", as in `{fellow.full_family} {fellow.given}`" if fellow and fellow.full_family not in printed else ""
        return self.finding(
            f"author `{printed}`: {problem}",
            place,
            entry=entry,
            help=advice or f"write the family name, then the initials{example}",
        )


def _problem(name: Name, names: Sequence[Name]) -> str:
    """What is wrong with a name among its fellows, or an empty string."""
    if name.literal:
        return ""
    if not name.family and not name.given:
        return "an empty name"
    if not name.family.isalpha() and _DIGIT.search(name.family):
        return "digits in a name"
    if not (len(name.given) == 1 and name.given.isupper() and _CAPITALS.fullmatch(name.family)):
        return ""
    others = [other.family for other in names if other is not name and len(other.family) > 2]
    shouted = any(family.isupper() for family in others)
    return "initials in the place of the family name" if len(others) > 1 and not shouted else ""

"""STY604: an author list that is printed longer, or cut shorter, than the style wants."""

from collections.abc import Iterator

from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Good, Needs, Option, Severity, work
from rules.style._lists import is_printed

_LIST = (
    "References\n\n1. {} A study of small liver tumours. Ann Surg. 2015;12:1-9.\n2. Doe C. Survival. Ann Surg. 2016;13:10-9.\n"
)
_SEVEN = "Abel A, Baker B, Clark C, Davis D, Evans E, Frank F, Green G."


class AuthorListLimit(EntryRule):
    """An entry prints more authors than the style allows, or cuts its list at another place.

    What it checks: printed lists of more than `most` names without `et al.`; lists with `et al.` that print another number of
    names than `shown`, or that stand for a work of at most `most` authors.

    Why it matters: styles say how many authors are printed, and copy editors cut or complete the lists by hand.

    When it stays silent: in bibliographies (BibTeX, RIS ...), which a style prints, and about `et al.` in general where
    `shown` is 0.
    """

    code = "STY604"
    name = "author-list-limit"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    opt_in = True
    options = (
        Option("most", 6, "the longest author list that is printed in full; 0: every list is"),
        Option("shown", 0, "how many names stand before `et al.` in a longer list; 0: not judged"),
    )
    examples = (
        Bad(_LIST.format(f"⟦{_SEVEN[:-1]}⟧."), note="Seven names."),
        Bad(_LIST.format("⟦Abel A, Baker B⟧, et al."), options={"shown": 3}),
        Bad(
            _LIST.format("⟦Abel A⟧, et al."),
            works=(work("A study of small liver tumours", ("Ann Abel", "Bo Baker"), 2015, "Annals of Surgery", "1-9"),),
            note="The work has two authors.",
        ),
        Good(_LIST.format("Abel A, Baker B, Clark C, et al."), options={"shown": 3}),
        Good(_LIST.format(_SEVEN), options={"most": 0}),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if not is_printed(entry) or not entry.author or "author" not in entry.field_spans:
            return
        problem = self._problem(entry, context)
        if problem:
            message, advice = problem
            yield self.finding(
                message,
                Location(entry.path, entry.span_of("author")),
                entry=entry,
                key=("authors", str(len(entry.author)), str(entry.et_al)),
                evidence={"printed": len(entry.author), "et_al": entry.et_al},
                help=advice,
            )

    def _problem(self, entry: ReferenceEntry, context: Context) -> tuple[str, str] | None:
        """What is wrong with the length of an entry's author list, and what to do; null where nothing is."""
        most, shown, printed = context.options["most"], context.options["shown"], len(entry.author)
        names = "name" if printed == 1 else "names"
        if not entry.et_al:
            if not most or printed <= most:
                return None
            return f"the list prints {printed} {names}, at most {most} are wanted", _cut(shown)
        total = _authors_of(entry, context)
        if 0 < total <= max(most, shown):
            plural = "author" if total == 1 else "authors"
            return f"the list is cut after {printed} {names}, the work has {total} {plural}", "print all names"
        if shown and printed != shown:
            return f"the list prints {printed} {names} before `et al.`, {shown} are wanted", _cut(shown)
        return None


def _cut(shown: int) -> str:
    return f"print {shown} {'name' if shown == 1 else 'names'} and `et al.`" if shown else "cut the list as the style says"


def _authors_of(entry: ReferenceEntry, context: Context) -> int:
    """How many authors the identified work has; 0 where that isn't known."""
    match = context.matches.get(entry.id)
    if not isinstance(match, Match) or match.work is None or match.work.authors_truncated:
        return 0
    return len(match.work.authors)

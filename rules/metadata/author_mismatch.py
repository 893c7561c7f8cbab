"""MET305: authors that differ from the record's."""

from checker.model.match import FieldEvidence, Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, Fix, Good, Severity, work
from rules.metadata._field import FieldRule
from rules.metadata._fixes import safety
from rules.metadata._names import in_form

_MESSAGES = {
    "all-different": "authors are `{0}`, OpenAlex has `{1}`",
    "author-changed": "author {2} is `{0}`, OpenAlex has `{1}`",
    "author-added": "author {2} `{0}` is not among the authors in OpenAlex",
    "author-missing": "author `{1}` of the work in OpenAlex is missing",
    "author-order": "author {2} is `{0}`, OpenAlex has `{1}` in that place",
    "given-name": "initials of author {2} `{0}` differ from `{1}` in OpenAlex",
    "spelling": "author {2} is `{0}`, OpenAlex spells the name `{1}`",
}


class AuthorMismatch(FieldRule):
    """The printed authors are not those of the identified work: wrong, added, missing or in another order.

    What it checks: the whole author list against the byline, by family names and initials, in both name orders, without
    diacritics; particles and double family names are allowed for. Initials that can't be the person's, and a letter
    or two in a family name, are an info.

    Why it matters: a wrong name denies somebody the credit, and made-up co-authors betray an invented reference.

    When it stays silent: about names behind `et al.`, behind the end of a record's cut list, and group authors; about single
    names in very long lists; when the identifier is to blame (MET302, MET303).
    """

    code = "MET305"
    name = "author-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("author",)
    remarkable = frozenset({"given-name", "spelling", "author-added", "author-missing"})
    examples = (
        Bad(
            "References\n\n1. Ellis L, ⟦AJAT B⟧, Roe K. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("Lena Ellis", "Arthur J. A. T. Braat", "K. Roe"), 2010),
            ),
            note="Initials and family name changed places.",
        ),
        Good(
            "References\n\n"
            "1. Ellis L, van den Bosch MAAJ, Müller K, et al."
            " Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumours",
                    ("Ellis, Lena", "Maurice A. A. J. van den Bosch", "Karl Mueller", "Jo Doe"),
                    2010,
                ),
            ),
        ),
    )

    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """Both names and their place, or the one that only one side has."""
        place = item.position + 1 if item.position is not None else ""
        return _MESSAGES.get(item.note, _MESSAGES["author-changed"]).format(item.printed, item.recorded, place)

    def location(self, entry: ReferenceEntry, item: FieldEvidence) -> Location:
        """The name in question where there is one."""
        span = entry.author[item.position].span if item.position is not None else None
        return Location(entry.path, span) if span else super().location(entry, item)

    def advice(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> str:
        """What to do about it, names in the form of the list."""
        if item.note == "all-different":
            return "correct the authors, or cite the work that was meant"
        if item.note == "author-added":
            return f"remove `{item.printed}`, or cite the work that was meant"
        name = in_form(item.recorded, entry, context, but=item.position)
        if item.note == "author-missing":
            return f"add `{name}`, or end the list with `et al.`"
        if item.note == "author-order":
            return f"put `{name}` before `{item.printed}`"
        return f"change `{item.printed}` to `{name}`"

    def fixes(self, item: FieldEvidence, entry: ReferenceEntry, match: Match, context: Context) -> tuple[Fix, ...]:
        """What the advice says, where the list's form allows it; never safe but for names in another order."""
        cited = (one for citation in context.citations_of(entry.id) for one in citation.items)
        if match.work is None or item.position is None or any(one.names for one in cited):
            return ()  # citations by author would lead nowhere
        from checker.edits.names import deleted, in_order, replaced  # most runs have no use for them

        if item.note == "author-order":
            edits = in_order(entry, context, match.work)
            sure = safety(entry, match, "author", "")
            return (Fix("reorder the authors as the record has them", edits, sure),) if edits else ()
        if item.note == "author-added":
            edits = deleted(entry, context, item.position)
            return (Fix(f"remove `{item.printed}`", edits),) if edits else ()
        if item.note != "author-changed":
            return ()
        name = in_form(item.recorded, entry, context, but=item.position)
        edits = replaced(entry, item.position, name)
        return (Fix(f"change `{item.printed}` to `{name}`", edits),) if edits else ()

    def sureness(self, entry: ReferenceEntry, match: Match, item: FieldEvidence) -> Confidence:
        """Lower where the two lists have no name in common: another work may have the same title."""
        usual = super().sureness(entry, match, item)
        return min(usual, Confidence.MEDIUM, key=lambda level: level.rank) if item.note == "all-different" else usual

"""CIT104: a citation whose form is broken."""

from collections.abc import Iterator

from checker.model.document import Citation
from checker.model.text import Location
from checker.rule import Bad, CitationRule, Confidence, Context, Finding, Good, Needs, Severity
from rules.citations._fields import Disagreement, disagreements
from rules.citations._links import Mislinked, mislinked
from rules.places import label, place

_PROBLEMS = {
    "reversed-range": "the range `{}` runs backwards",
    "huge-range": "the range `{}` is implausibly long",
    "empty-item": "a number is missing in `{}`",
    "missing-comma": "a comma is missing in `{}`",
    "unbalanced": "a bracket is missing in `{}`",
}


#: What differs between the print and the data of a reference manager, in words.
_DIFFERENCES = {
    "citation-number": "`{printed}` is printed, the {manager} field cites entry `{kept}`",
    "issued": "`{printed}` is printed, the {manager} field cites a work of `{kept}`",
    "DOI": "`{printed}` is printed, the {manager} field has the DOI `{kept}`",
    "volume": "volume `{printed}` is printed, the {manager} field has `{kept}`",
    "page": "page `{printed}` is printed, the {manager} field has `{kept}`",
    "": "the {manager} field behind `{printed}` cites `{kept}`, which the printed list doesn't have",
}


class MalformedCitation(CitationRule):
    """A citation is broken in form, or prints something else than its reference manager keeps behind it.

    What it checks: the punctuation of a cluster (`[9-3]`, `[3,,5]`, `[3, 4`) and the length of its ranges; in linked articles
    (JATS, HTML) the printed numbers against the entries that their links lead to; in Word documents with fields of Zotero,
    Mendeley, EndNote, Citavi or Word itself the printed numbers, years and entries against the works that the fields keep.

    Why it matters: the reader can't tell which works are meant, and reference managers drop what they can't read. What was
    changed by hand in a managed citation or list is lost, or wrong, once the document is refreshed.

    When it stays silent: when the brackets hold something else than a citation, such as an interval, a unit or a date, and in
    a manuscript without a reference list; about what a printed entry leaves out; and about a work that may be in the list
    under another title.
    """

    code = "CIT104"
    name = "malformed-citation"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS
    examples = (
        Bad(
            "Tumours are rare [1, 2]. Survival is poor ⟦[3-1]⟧.\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
        Good(
            "Tumours are rare [1-3], with a score in the interval [9, 3].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
    )

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        yield from super().run(context)
        for wrong in mislinked(context.document):
            yield self._mislinked(wrong, context)
        for found in disagreements(context.document):
            yield self._disagreement(found, context)

    def _mislinked(self, wrong: Mislinked, context: Context) -> Finding:
        return self.finding(
            f"`{wrong.item.label}` is printed, its link leads to entry `{label(wrong.entry)}`",
            Location(context.document.source.path, wrong.item.span),
            entry=wrong.entry,
            key=("link", wrong.item.label, label(wrong.entry)),
            severity=Severity.WARNING,
            related=(place(wrong.entry, "the entry of the link"),),
            help="correct the number or the link",
        )

    def _disagreement(self, found: Disagreement, context: Context) -> Finding:
        path = found.entry.path if found.entry and found.entry.span.covers(found.span) else context.document.source.path
        words = _DIFFERENCES[found.variable].format(printed=found.printed, manager=found.field.manager, kept=found.kept)
        cited = Location(context.document.source.path, found.field.span, "the field")
        related = (
            (place(found.entry, f"entry `{label(found.entry)}`"),) if found.entry and found.span == found.field.span else ()
        )
        return self.finding(
            words,
            Location(path, found.span),
            entry=found.entry,
            key=("field", found.variable, found.printed, found.kept),
            severity=Severity.WARNING,
            confidence=Confidence.HIGH if found.entry else Confidence.MEDIUM,
            related=related or ((cited,) if found.span != found.field.span else ()),
            evidence={"manager": found.field.manager, "variable": found.variable, "printed": found.printed, "kept": found.kept},
            help="refresh the citations and the list in the reference manager, or correct the work there",
        )

    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """A finding for a cluster with a problem."""
        if not citation.problem or not context.document.references:
            return
        wording = _PROBLEMS.get(citation.problem, f"{citation.problem.replace('-', ' ')} in `{{}}`")
        yield self.finding(
            wording.format(" ".join(citation.text.split())),
            Location(context.document.source.path, citation.span),
            severity=Severity.ERROR if citation.problem == "reversed-range" else Severity.WARNING,
            help="write the numbers in ascending order, one comma or dash between them",
        )

"""CIT108: the sentence names other authors than the cited entry."""

from collections.abc import Iterator

from checker.matching.normalize import fold_name
from checker.model.document import CitationStyle, Document
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, Span
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity
from rules.citations._named import Named, named
from rules.citations._narrative import Form
from rules.citations._shift import unexplained
from rules.places import label, place

_MOST_RELATED = 3
_LIST = (
    "References\n\n"
    "1. Yang A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
    "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
    "3. Poe E, Low F, Kay G. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
)


class NarrativeAuthorMismatch(DocumentRule):
    """The sentence names other authors than the entry it cites.

    What it checks: the names beside a number, a raised number or a key (`Yang et al. [30]`, `the group of Yang [30]`, `Yang and
    Low [30]`, `by Yang [30]`, `Yang et al. saw none in mice [30]`) against all authors of the cited entries. An error where the
    name heads another entry of the list, which is then named; a warning where it heads none; info where a letter differs.

    Why it matters: the number slipped or the wrong key was chosen, and the reader looks up a work that says something else.

    When it stays silent: when a cited entry prints one of the names, or its work has it; for eponyms (`Cox`, `Kaplan and
    Meier`) and authorities of taxa; for one or two names without `et al.` and names earlier in the clause, unless the name
    heads another entry; for a group whose head may be hidden in a cut list of authors; and inside a run that CIT110 reports.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 27 of them with this error seeded, and on
    published articles, 24 numeric ones with a wrong name put in: precision 1.00, recall 1.00 on both.
    """

    code = "CIT108"
    name = "narrative-author-mismatch"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(f"Tumours are rare [1]. ⟦Yang et al. [2]⟧ saw few, and Poe et al. [3] saw none.\n\n{_LIST}"),
        Bad(
            "⟦Smith et al. [@lee2020]⟧ saw none.\n",
            format="markdown",
            bibliography="@article{smith2019,\n author={Smith, A}, title={One}, journal={J}, year={2019}}\n"
            "@article{lee2020,\n author={Lee, B}, title={Two}, journal={J}, year={2020}}\n",
        ),
        Bad(f"Tumours are rare in the series of ⟦Yagn et al. [1]⟧ and of Poe [3].\n\n{_LIST}", note="Misspelt."),
        Good(f"Yáng et al. [1] and Kay's group [3] saw few. Survival by Cox [2] regression was poor.\n\n{_LIST}"),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each narrative citation that disagrees and is in no shifted run."""
        for item in unexplained(named(context), document):
            yield self._mismatch(item, document)

    def _mismatch(self, item: Named, document: Document) -> Finding:
        narrative, path = item.narrative, document.source.path
        printed = " ".join(narrative.span.of(document.source.text).split())
        first = item.cited[0]
        labels = [label(entry) for entry in item.cited]
        citation = narrative.citation.span
        location = Location(path, Span(narrative.span.start, citation.end) if narrative.adjacent else citation)
        named_here = () if narrative.adjacent else (Location(path, narrative.span, "named here"),)
        sure = narrative.form in (Form.OTHERS, Form.TEAM) and narrative.adjacent
        return self.finding(
            f"the text names `{printed}`, {_cited(item)}",
            location,
            entry=first,
            key=(printed, *labels),
            severity=_severity(item),
            confidence=Confidence.HIGH if item.fitting and sure else Confidence.MEDIUM,
            related=(
                *named_here,
                place(first, "the cited entry"),
                *(place(entry, "headed by that name") for entry in item.fitting[:_MOST_RELATED]),
            ),
            evidence={"named": list(narrative.names), "fitting": [entry.id for entry in item.fitting]},
            help=_advice(item),
        )


def _severity(item: Named) -> Severity:
    """Names out of nowhere may be the text's error or the list's; a letter more or less may be another spelling."""
    narrative = item.narrative
    if item.fitting:
        return Severity.ERROR if narrative.adjacent and narrative.form is not Form.ALONE else Severity.WARNING
    variant = item.misspelt and sorted(fold_name(item.misspelt)) != sorted(fold_name(narrative.names[-1]))
    return Severity.INFO if variant else Severity.WARNING


def _cited(item: Named) -> str:
    """Whose work is cited, for the message."""
    first, *others = item.cited
    if item.misspelt:
        return f"entry `{label(first)}` spells `{item.misspelt}`"
    if others:
        return f"none of the `{len(item.cited)}` cited entries has that author"
    return f"entry `{label(first)}` is by {_authors(first)}"


def _authors(entry: ReferenceEntry) -> str:
    if not entry.author:
        return "no named author"
    return f"`{entry.author[0].full_family}{' et al.' if len(entry.author) > 1 or entry.et_al else ''}`"


def _advice(item: Named) -> str:
    if item.misspelt:
        return f"write `{item.misspelt}`, or correct the citation"
    if not item.fitting:
        return "correct the name or the citation"
    best = item.fitting[0]
    sign = "@" if item.narrative.citation.style is CitationStyle.KEYS else ""
    return f"cite `{sign}{label(best)}`, or correct the name"

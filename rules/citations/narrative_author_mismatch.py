"""CIT108: the sentence names other authors than the cited entry."""

from collections.abc import Iterator

from checker.model.document import CitationStyle, Document
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, Span
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity
from rules.citations._named import Named
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
    name heads another entry of the list, which is then named; a warning where it heads none.

    Why it matters: the number slipped or the wrong key was chosen, and the reader looks up a work that says something else.

    When it stays silent: when a cited entry prints one of the names, or a long name that differs by one letter; for eponyms
    (`Cox`, `Kaplan and Meier`); for one or two names without `et al.`, names earlier in the clause and senior authors behind a
    cut list, unless the name heads another entry; and inside a run that CIT110 reports.
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
        Good(f"Yáng et al. [1] and Kay's group [3] saw few. Survival by Cox [2] regression was poor.\n\n{_LIST}"),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """A finding for each narrative citation that disagrees and is in no shifted run."""
        for item in unexplained(document):
            yield self._mismatch(item, document)

    def _mismatch(self, item: Named, document: Document) -> Finding:
        narrative, path = item.narrative, document.source.path
        printed = " ".join(narrative.span.of(document.source.text).split())
        first = item.cited[0]
        whom = _authors(first) if len(item.cited) == 1 else "others"
        cited = ", ".join(f"`{label(entry)}`" for entry in item.cited[:_MOST_RELATED])
        message = f"the text names `{printed}`, entry {cited} is by {whom}"
        citation = narrative.citation.span
        location = Location(path, Span(narrative.span.start, citation.end) if narrative.adjacent else citation)
        named_here = () if narrative.adjacent else (Location(path, narrative.span, "named here"),)
        sure = narrative.form in (Form.OTHERS, Form.TEAM) and narrative.adjacent
        return self.finding(
            message,
            location,
            entry=first,
            key=(printed, *(label(entry) for entry in item.cited)),
            severity=Severity.ERROR if item.fitting and (sure or narrative.form is Form.PAIR) else Severity.WARNING,
            confidence=Confidence.HIGH if item.fitting and sure else Confidence.MEDIUM,
            related=(
                *named_here,
                place(first, "the cited entry"),
                *(place(entry, "headed by that name") for entry in item.fitting[:_MOST_RELATED]),
            ),
            evidence={"named": list(narrative.names), "fitting": [entry.id for entry in item.fitting]},
            help=_advice(item),
        )


def _authors(entry: ReferenceEntry) -> str:
    if not entry.author:
        return "no named author"
    return f"`{entry.author[0].full_family}{' et al.' if len(entry.author) > 1 or entry.et_al else ''}`"


def _advice(item: Named) -> str:
    if not item.fitting:
        return "correct the name or the citation"
    best = item.fitting[0]
    sign = "@" if item.narrative.citation.style is CitationStyle.KEYS else ""
    return f"cite `{sign}{label(best)}`, or correct the name"

"""CIT107: a few citations in another style than the rest."""

import re
from collections import defaultdict
from collections.abc import Iterator

from checker.model.document import Citation, CitationStyle, Document
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity

#: The dominant style must have this share of the citations, and this many.
_DOMINANT_SHARE = 0.8
_FEWEST = 4
_MOST_RELATED = 20
#: A species, behind which author and year in brackets are the authority of its name: `Conus sauros (Garcia, 2006)`.
_SPECIES = re.compile(
    r"\b[A-Z](?:[a-z]{2,30}|\.)[*_]{0,2} (?:\([A-Z][a-z.]{0,30}\) )?(?:(?:cf|aff)\. )?[*_]{0,2}"
    r"[a-z]{2,30}(?:us|is|ae?|um|i|es|os|on|[aei]x)[*_]{0,2} $"
)
_LONGEST_NAME = 100


class MixedCitationStyles(DocumentRule):
    """A few citations are in another style than the rest of the text.

    What it checks: whether some citations, all of which the list resolves, are marked another way (`(Smith 2015)` among
    `[12]`). One finding a style, at its first place.

    Why it matters: such citations are remnants of an earlier version or of another manuscript, and are missed when the
    numbering changes.

    When it stays silent: when no style has four fifths of the citations, when a citation of the other style has no entry, for
    narrative citations (`Smith (2015) found`), which go along with any style, and for the authority of a species' name.
    """

    code = "CIT107"
    name = "mixed-citation-styles"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(
            "One [1]. Two [2]. Three [3]. Four [1]. Five [2, 3]. Six ⟦(Doe and Roe, 2016)⟧. Seven [2].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
        Good(
            "One [1]. Two [2]. Three [3]. Four [1]. Five [2, 3]. Doe and Roe (2016) say so [2].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
        Good(
            "One [1]. Two [2]. Three [1]. Four [1]. Five [2]. Conus (Dauciconus) cf. parvulus (Doe, 2016) is rare.\n\n"
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C. On shells. Ann Surg. 2016;13:10-9.\n",
            note="Who described a species.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each minority style."""
        by_style: dict[CitationStyle, list[Citation]] = defaultdict(list)
        for citation in document.citations:
            if not citation.narrative and not _is_authority(citation, document):
                by_style[citation.style].append(citation)
        total = sum(map(len, by_style.values()))
        dominant = max(by_style, key=lambda style: len(by_style[style]), default=None)
        if dominant is None or len(by_style[dominant]) < max(_FEWEST, _DOMINANT_SHARE * total):
            return
        for style, citations in by_style.items():
            if style is dominant or not all(item.reference for citation in citations for item in citation.items):
                continue
            first, *others = (Location(document.source.path, citation.span, f"{style} as well") for citation in citations)
            yield self.finding(
                f"`{len(citations)}` of `{total}` citations are in the style `{style}`, the others in `{dominant}`",
                Location(first.path, first.span),
                key=(style, dominant),
                related=tuple(others[:_MOST_RELATED]),
                help=f"write all citations in the style `{dominant}`",
            )


def _is_authority(citation: Citation, document: Document) -> bool:
    """Whether author and year name who described a species."""
    before = document.source.text[max(0, citation.span.start - _LONGEST_NAME) : citation.span.start]
    return citation.style is CitationStyle.AUTHOR_DATE and citation.text.startswith("(") and bool(_SPECIES.search(before))

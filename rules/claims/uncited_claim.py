"""CLM506: a claim about other people's studies without a citation."""

import re
from collections.abc import Iterator

from checker.model.claim import Claim
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Severity
from rules.claims._cues import CUES, TRIGGER, first
from rules.claims._quote import at, quoted

#: Sections in which a sentence about studies needs no citation of its own.
_UNCITED_SECTIONS = re.compile(
    r"abstract|summary|conclu|highlights|key points|acknowledg|method|result|search|selection|limitation"
)
#: What denies that there are such studies: nobody can cite them.
_DENIED = re.compile(r"\b(?:no|none of(?: the)?|neither of(?: the)?|few|hardly any)\s+(?:other\s+)?$", re.IGNORECASE)
_LIST = "\n\nReferences\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 1998;12:1-9.\n"


class UncitedClaim(ClaimRule):
    """A sentence tells what several studies have shown and cites none of them.

    What it checks: sentences with a plural cue (`several studies have shown`, `numerous reports indicate`) for a
    citation in the sentence or the next one; after a colon, in the rest of the paragraph; at the end of a paragraph, in
    the list behind it; in a list, in the item before.

    Why it matters: the reader can't tell which studies are meant.

    When it stays silent: in an abstract, a summary, the conclusion, methods and results; in a manuscript without
    citations; when the sentence speaks of the manuscript's own work (`our`, `this study`, a table or figure) or of what
    it said before (`as noted above`); and when it says that there are no such studies (`no previous studies`).

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 17 of them with this error seeded:
    precision 1.00, recall 1.00.
    """

    code = "CLM506"
    name = "uncited-claim"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS
    lexicons = (CUES,)
    trigger = TRIGGER
    examples = (
        Bad(f"⟦Several studies have shown⟧ that surgery helps. Nobody knows why.\n\nIt is rare [1].{_LIST}"),
        Good(f"Several studies have shown that surgery helps. Ellis saw it first [1].{_LIST}"),
        Good(f"In contrast to our patients, several studies have shown a benefit.\n\nIt is rare [1].{_LIST}"),
        Good(f"No previous studies have reported a benefit. Nobody knows why.\n\nIt is rare [1].{_LIST}"),
        Good(f"As noted above, several studies have shown a benefit. Nobody knows why.\n\nIt is rare [1].{_LIST}"),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """At most one finding for a sentence."""
        if claim.references or claim.markers or claim.cited_nearby or not context.document.citations:
            return
        cue = first(claim.sentence, "plural")
        if cue is None or first(claim.sentence, "own") or _UNCITED_SECTIONS.search(claim.section):
            return
        if _DENIED.search(claim.sentence.text[: cue.span.start - claim.sentence.start]):
            return
        yield self.finding(
            f"`{quoted(claim.sentence, cue.span)}` without a citation here or in the next sentence",
            at(claim, cue.span),
            key=(" ".join(claim.sentence.text.split()),),
            help="cite the studies that are meant",
        )

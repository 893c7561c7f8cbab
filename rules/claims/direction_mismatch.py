"""CLM511: the opposite of what the abstract says."""

from collections.abc import Iterator
from pathlib import Path

from checker.model.claim import Claim, Evidence, Passage, Term
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Severity, work
from rules.claims._quote import at, cited, of_work, quoted, snippet

_LEXICON = Path(__file__).with_name("directions.toml")
_OPPOSITE = {"up": "down", "down": "up"}
#: Least share of a sentence's content words that the sentence of the abstract must have.
_LEAST_SHARED = 0.6
_LIST = "\n\nReferences\n\n1. Ellis L. Surgery for midgut tumours. Ann Surg. 2018;12:1-9.\n"
_WORK = work(
    "Surgery for midgut tumours",
    ("Lena Ellis",),
    2018,
    abstract="Resection of the primary tumour was associated with longer survival of patients.",
)


class DirectionMismatch(ClaimRule):
    """The sentence says increase where the abstract says decrease, or the other way round.

    What it checks: a sentence with words of one direction only (`longer`, `reduced`) against that sentence of an
    abstract which has most of its words and speaks of the other direction only.

    Why it matters: the sentence turns the result round.

    When it stays silent: when an abstract is missing, when either side names both directions or denies a difference,
    and when no sentence of the abstract has most of the words. Comparators are easily turned round without an error,
    so the rule is off unless selected.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 16 of them with this error seeded:
    precision 1.00, recall 0.94.
    """

    code = "CLM511"
    name = "direction-mismatch"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    opt_in = True
    lexicons = (_LEXICON,)
    examples = (
        Bad(f"Resection of the primary tumour was associated with ⟦shorter⟧ survival [1].{_LIST}", works=(_WORK,)),
        Good(f"Resection of the primary tumour was associated with prolonged survival [1].{_LIST}", works=(_WORK,)),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """At most one finding for a claim."""
        said = _direction(claim.scope)
        if said is None or not claim.complete:
            return
        words = _words(claim.scope)
        closest = max(
            ((item, part) for item in claim.evidence for part in item.abstract.parts()),
            key=lambda pair: len(words & pair[1].keys()),
            default=None,
        )
        if closest is None or len(words & closest[1].keys()) < max(4, _LEAST_SHARED * len(words)):
            return
        found = _direction(closest[1])
        if found is not None and found.name == _OPPOSITE[said.name]:
            yield self._finding(claim, said, closest[0], closest[1], found)

    def _finding(self, claim: Claim, said: Term, evidence: Evidence, part: Passage, found: Term) -> Finding:
        return self.finding(
            f"`{quoted(claim.scope, said.span)}` here, `{quoted(part, found.span)}` in the abstract of {cited([evidence])}",
            at(claim, said.span),
            notes=(f"abstract: {snippet(part, found.span)}",),
            help="check the direction against the work",
            **of_work(evidence),
        )


def _words(passage: Passage) -> frozenset[str]:
    """The content words without those of direction."""
    spans = [term.span for term in passage.terms_of(_LEXICON.stem)]
    return frozenset(word.key for word in passage.words if not any(span.overlaps(word.span) for span in spans))


def _direction(passage: Passage) -> Term | None:
    """The first word of direction where all of them point one way and nothing is denied."""
    terms = passage.terms_of(_LEXICON.stem)
    return terms[0] if len({term.name for term in terms}) == 1 and terms[0].name in _OPPOSITE else None

"""CLM512: quoted words that the abstract does not have."""

import re
from collections.abc import Iterator

from checker.model.claim import Claim
from checker.model.text import Span
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Option, Severity, work
from rules.claims._quote import at, cited, of_work, quoted

_QUOTED = re.compile(r"[“\"]([^“”\"]{20,600})[”\"]")
_WORD = re.compile(r"[^\W_]+")
_LIST = "\n\nReferences\n\n1. Ellis L. Surgery for midgut tumours. Ann Surg. 2018;12:1-9.\n"
_WORK = work(
    "Surgery for midgut tumours",
    ("Lena Ellis",),
    2018,
    abstract="Resection of the primary tumour was associated with longer survival of patients.",
)


class QuotationNotFound(ClaimRule):
    """The words in quotation marks stand nowhere in title or abstract, though most of them do.

    What it checks: quotations of `words` words or more, word by word: the same sequence must stand in title or
    abstract of a cited work. Only a quotation most of whose words are there, in another order or with others between,
    is reported.

    Why it matters: quotation marks promise the author's own words.

    When it stays silent: when an abstract is missing, and for quotations that seem to come from the full text. Off
    unless selected, as most quotations do.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 8 of them with this error seeded:
    precision 1.00, recall 0.88.
    """

    code = "CLM512"
    name = "quotation-not-found"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    opt_in = True
    options = (Option("words", 6, "how many words a quotation must have to be looked for"),)
    examples = (
        Bad(
            f"Ellis wrote that “⟦resection of the secondary tumour was associated with longer survival⟧” [1].{_LIST}",
            works=(_WORK,),
        ),
        Good(
            f"Ellis wrote that “resection of the primary tumour was associated with longer survival” [1].{_LIST}",
            works=(_WORK,),
        ),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """A finding for each quotation."""
        if not claim.complete:
            return
        texts = [_words(passage.text) for item in claim.evidence for passage in item.passages]
        known = {word for text in texts for word in text}
        for match in _QUOTED.finditer(claim.scope.text):
            words = _words(match[1])
            if len(words) < context.options["words"] or any(_has(text, words) for text in texts):
                continue
            if sum(word in known for word in words) >= 0.7 * len(words):
                place = Span(*match.span(1)).shifted(claim.scope.start)
                yield self.finding(
                    f"`{quoted(claim.scope, place)}` does not stand like this in title or abstract of {cited(claim.evidence)}",
                    at(claim, place),
                    help="quote the words as they stand",
                    **of_work(claim.evidence[0]),
                )


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _has(text: list[str], words: list[str]) -> bool:
    """Whether the words stand in a text one after the other."""
    return f" {' '.join(words)} " in f" {' '.join(text)} "

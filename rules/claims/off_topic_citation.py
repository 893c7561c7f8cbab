"""CLM508: a citation that has nothing to do with its sentence."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set

from checker.model.claim import Claim, Evidence, QuantityKind
from checker.model.document import Document
from checker.model.text import Span
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity, work
from rules.claims._quote import at, cited, of_work
from rules.claims._subject import names
from rules.places import label, place

#: Sentences with fewer content words say too little; where no other entry fits, more are needed.
_LEAST_WORDS, _LEAST_WORDS_ALONE = 5, 9
#: Shares of a sentence's weighted words: at most this in the cited work, at least that in the better one.
_OFF, _ON = 0.25, 0.6
#: Sentences that call for research speak of studies, not of a subject: any abstract may have their words.
_CALL = re.compile(
    r"\b(?:studies|study|trials?|research|investigations?|data|findings|evaluations?|information)\b[^.;]{0,60}"
    r"\b(?:are|is|be) (?:\w+ )?(?:needed|required|warranted|recommended|necessary)\b",
    re.IGNORECASE,
)
#: Sentences that tell what a work found: of such, title and abstract have a word at least.
_FOUND = re.compile(
    r"(?<!to )\b(?:demonstrat(?:e[sd]?|ing)|observed?|finds?|found|show(?:s|ed|n)?|report(?:s|ed)?|reveal(?:s|ed)?|"
    r"identif(?:y|ies|ied)|characteri[sz]e[sd]?|trial|(?:case|retrospective|prospective) series|cohort|meta-analysis)\b",
    re.IGNORECASE,
)
_FINDINGS = frozenset({QuantityKind.RATIO, QuantityKind.INTERVAL, QuantityKind.FRACTION})
#: Sentences about the manuscript's own work and the methods that it took from others.
_OWN = re.compile(
    r"\b(?:we|our|us|here|present(?:ed)? (?:study|work)|described|according to|software|version|protocol|manufacturer\w*|"
    r"figures?|tables?)\b",
    re.IGNORECASE,
)
_OWN_SECTIONS = re.compile(r"method|material|result|statistic|abstract")
#: Fewest words of a sentence that tells a finding; of so many, one may be in the work by chance; letters that tell a word.
_LEAST_FOUND, _MANY, _STEM, _TWO_DIGITS = 8, 15, 5, 10
#: At most this share is as good as none.
_NONE = 0.02
#: Abstracts with fewer content words are stubs.
_LEAST_ABSTRACT = 15
_LIST = (
    "\n\nReferences\n\n1. Ellis L. Lanreotide in midgut tumours. Ann Surg. 2018;12:1-9.\n"
    "2. Doe J. Screening for cancer of the prostate. Ann Surg. 2016;10:1-9.\n"
)
_WORKS = (
    work(
        "Lanreotide in midgut tumours",
        ("Lena Ellis",),
        2018,
        abstract="Lanreotide delayed progression of midgut tumours in a randomised placebo controlled trial; "
        "somatostatin analogues inhibit hormone secretion and control flushing and diarrhoea in carcinoid syndrome",
    ),
    work(
        "Screening for cancer of the prostate",
        ("Jane Doe",),
        2016,
        identifier="W2",
        abstract="Antigen screening found prostate cancer early in European men; mortality declined over thirteen years while "
        "overdiagnosis and biopsies increased among older participants invited twice",
    ),
)


class OffTopicCitation(DocumentRule):
    """The cited work shares no subject with the sentence.

    What it checks: how many of the sentence's content words, weighted by their rarity in the list, title and abstract
    of the cited works have (inflections and spellings count as one), beside every other work of the list. A sentence
    is reported when another entry fits far better, when it tells a finding (`the trial showed`, a hazard ratio) and not one
    of its words is in the works that it cites, or, as an info of low confidence, when it is long, tells none and none is.

    Why it matters: the marker probably points one entry too high or too low; the better entry is named where there is
    one.

    When it stays silent: for short sentences and parts of sentences, for calls for research (`larger studies are
    needed`), for own findings and methods where no entry fits better, when an abstract is missing, is a stub or isn't
    English, and for groups of which one work fits.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 21 of them with this error seeded:
    precision 1.00, recall 0.62; 13 such findings on 4,620 sentences from the bodies of
    79 articles beside their own abstracts.
    """

    code = "CLM508"
    name = "off-topic-citation"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    examples = (
        Bad(
            "Lanreotide delayed the progression of midgut tumours ⟦[2]⟧. Early screening found prostate cancer [2]. "
            f"It works [1].{_LIST}",
            works=_WORKS,
        ),
        Good(
            f"Lanreotide delayed the progression of midgut tumours [1]. Early screening found prostate cancer [2].{_LIST}",
            works=_WORKS,
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most one finding for a claim."""
        known = {reference: item for reference, item in context.claims.evidence.items() if item.abstract.text}
        words = {key: item.title.keys() | item.abstract.keys() for key, item in known.items()}
        weights = _weights(words)
        most = max(weights.values(), default=1.0)
        for claim in context.claims:
            said = claim.scope.keys() - names(claim)
            if not claim.complete or len(said) < _LEAST_WORDS or not all(map(_is_full, claim.evidence)):
                continue
            if _CALL.search(claim.scope.text):
                continue
            # a word of no work weighs as much as one of a single work
            total = sum(weights.get(word, most) for word in said)
            own = max(_coverage(said, words[reference], weights) / total for reference in claim.references)
            if own > _OFF:
                continue
            others = {
                key: _coverage(said, found, weights) / total for key, found in words.items() if key not in claim.references
            }
            best = max(others, key=lambda key: others[key], default=None)
            if best is not None and others[best] >= _ON:
                yield self._better(claim, known[best], own, others[best])
            elif own <= _NONE and claim.scope.span == claim.sentence.span:
                found = _is_finding(claim) and _is_strange(claim, said)
                if found or len(said) >= _LEAST_WORDS_ALONE:
                    yield self._unrelated(claim, found=found)

    def _better(self, claim: Claim, better: Evidence, own: float, other: float) -> Finding:
        return self.finding(
            f"{cited(claim.evidence)} has {own:.0%} of this sentence's words, [{label(better.entry)}] has {other:.0%}",
            at(claim, _place(claim)),
            notes=(f"cited: `{claim.evidence[0].work.title}`", f"closer: `{better.work.title}`"),
            help=f"check whether [{label(better.entry)}] is meant",
            **{
                **of_work(claim.evidence[0], coverage=round(own, 3), better=better.entry.id, better_coverage=round(other, 3)),
                "related": (place(better.entry, "the closer entry"),),
            },
        )

    def _unrelated(self, claim: Claim, *, found: bool) -> Finding:
        return self.finding(
            f"title and abstract of {cited(claim.evidence)} have none of this sentence's words",
            at(claim, _place(claim)),
            severity=self.severity if found else Severity.INFO,
            confidence=self.confidence if found else Confidence.LOW,
            notes=tuple(f"cited: `{item.work.title}`" for item in claim.evidence),
            help="check which work is meant",
            **of_work(claim.evidence[0], coverage=0.0),
        )


def _place(claim: Claim) -> Span:
    """The markers of a claim."""
    return Span(claim.markers[0].start, claim.markers[-1].end)


def _is_full(evidence: Evidence) -> bool:
    """Whether an abstract is long enough, and in English."""
    return len(evidence.abstract.keys()) >= _LEAST_ABSTRACT and evidence.work.language in ("", "en")


def _is_finding(claim: Claim) -> bool:
    """Whether a sentence tells what others found, rather than what is known, recommended or was done by their method."""
    if _OWN.search(claim.scope.text) or _OWN_SECTIONS.search(claim.section):
        return False
    return bool(_FOUND.search(claim.scope.text)) or any(item.kind in _FINDINGS for item in claim.scope.quantities)


def _is_strange(claim: Claim, said: Set[str]) -> bool:
    """Whether the works have neither words of a sentence in any form (`immigrants`, `immigration`) nor most of its numbers."""
    passages = [passage for item in claim.evidence for passage in item.passages]
    known = {word.key[:_STEM] for passage in passages for word in passage.words}
    numbers = {item.value for passage in passages for item in passage.quantities}
    stems = {word[:_STEM] for word in said}
    told = [item.value in numbers for item in claim.scope.quantities if item.value >= _TWO_DIGITS]
    return len(stems) >= _LEAST_FOUND and len(stems & known) <= len(stems) // _MANY and 2 * sum(told) <= len(told)


def _weights(words: Mapping[str, frozenset[str]]) -> Mapping[str, float]:
    """The weight of each word: the rarer in the list, the more it tells (inverse document frequency)."""
    counts = Counter(word for found in words.values() for word in found)
    return {word: math.log(1 + len(words) / count) for word, count in counts.items()}


def _coverage(said: frozenset[str], found: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weight of those words of a sentence that a work has."""
    return sum(weights[word] for word in said & found)

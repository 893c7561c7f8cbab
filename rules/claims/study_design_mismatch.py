"""CLM501: a study design that the cited work does not have."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from checker.model.claim import Claim, Evidence, Passage, Term
from checker.model.text import Span
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Severity, work
from rules.claims import _phases
from rules.claims._quote import at, cited, of_work, quoted, snippet

_LEXICON = Path(__file__).with_name("designs.toml")
#: Forms that name a design, and forms that show it to be a work's own (see the lexicon).
_NAMED, _SHOWN = frozenset({"strong"}), frozenset({"own"})
#: A design is said of the cited work when it comes as a singular thing: `in a randomised trial`, `one small case series`.
_SINGULAR = re.compile(r"(?:^|\s|\()(?:a|an|one|this|that|another|their)\s(?:[\w-]+,?\s){0,4}$|^\W*$", re.IGNORECASE)
#: Designs in the plural are not said of one work; `meta-analysis` and `case series` are no plurals.
_PLURAL = re.compile(r"(?<!\bserie)(?<!si)(?<!s)s$", re.IGNORECASE)
#: Words before a design that say that there is none, or that it is to come.
_DENIED = re.compile(
    r"\b(?:no|not|without|lack|absence|need\w*|await\w*|future|ongoing|unlike|should|than|rather|until|before|planned|requir\w*|"
    r"propos\w*|recommend\w*|including|like|such as|in contrast to|compared (?:with|to))\b",
    re.IGNORECASE,
)
#: Words behind a design that say the same, and those that make the work a part of it.
_LACKING = re.compile(
    r"[^.;]{0,90}?\b(?:(?:is|are|was|were|seems?|remains?|be|been) (?:still |now |not |urgently |clearly )?"
    r"(?:needed|required|lacking|awaited|warranted|underway|under way|ongoing|planned|necessary|desirable|missing|"
    r"running|recruiting|in progress|being conducted)"
    r"|(?:should|will|must|has yet to|have yet to|has not|have not) )"
    r"|\W{1,3}(?:data|database|participants|setting)\b|-[a-z]",
    re.IGNORECASE,
)
#: Designs of analyses that others made of the data of trials, and the words behind them that say so.
_SECONDARY = frozenset({"retrospective", "cohort", "casecontrol", "crosssectional"})
_OF_TRIALS = re.compile(r"\s(?:\w+\s)?(?:of|from|within|in|using|nested in)\s(?:[\w-]+\s){0,6}trials?\b", re.IGNORECASE)
#: Designs that are so often part of another one that a mere mention leaves room for the claim.
_PART_OF_OTHERS = frozenset({"rct", "singlearm", "cohort", "trial"})
#: A design that says no more than another one named beside it.
_VAGUE = "trial"
#: Designs that an abstract mentions in passing so often that only a title shows them to be the work's own.
_ONLY_TITLED = frozenset({"guideline"})
_LIST = "\n\nReferences\n\n1. Ellis L. Surgery for midgut tumours: a retrospective analysis. Ann Surg. 2018;12:1-9.\n"
_WORK = work(
    "Surgery for midgut tumours: a retrospective analysis",
    ("Lena Ellis",),
    2018,
    abstract="Records of 312 patients were read.",
)


class StudyDesignMismatch(ClaimRule):
    """The sentence calls the cited work a study of a design that it does not have.

    What it checks: a design named as that of the cited study (`in a randomised trial`, `a meta-analysis showed`)
    against the design in the work's title, or else in its abstract, by a table of designs that exclude each other; the
    phase of a trial against all phases that the work names.

    Why it matters: the design decides how far a result can be trusted; a retrospective series is not a randomised
    trial.

    When it stays silent: when an abstract is missing, when neither title nor abstract names a design, when they name
    one that the claim may mean, when the claim's own design is mentioned in them in any way, and for later analyses of a
    trial (`a retrospective analysis of the trial`).

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 29 of them with this error seeded:
    precision 1.00, recall 0.97.
    """

    code = "CLM501"
    name = "study-design-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    lexicons = (_LEXICON,)
    examples = (
        Bad(f"In a ⟦randomised trial⟧, resection prolonged survival [1].{_LIST}", works=(_WORK,)),
        Bad(
            f"In a ⟦phase 3⟧ trial, lanreotide prolonged survival [1].{_LIST}",
            works=(
                work(
                    "Surgery for midgut tumours: a retrospective analysis",
                    ("Lena Ellis",),
                    2018,
                    abstract="Patients of a randomised phase II trial were followed.",
                ),
            ),
        ),
        Good(f"In a retrospective study, resection prolonged survival [1].{_LIST}", works=(_WORK,)),
        Good(f"A randomised trial is needed to confirm the benefit of resection [1].{_LIST}", works=(_WORK,)),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """At most one finding for a claim."""
        if not claim.complete:
            return
        yield from self._phase(claim)
        named = _named(claim)
        if not named or any(not _contradicts(item, term) for item in claim.evidence for term in named):
            return
        evidence = claim.evidence[0]
        passage, term = _own(evidence)[0]
        yield self.finding(
            f"{cited([evidence])} is called `{quoted(claim.sentence, named[0].span)}`; its {_where(evidence, passage)} says "
            f"`{quoted(passage, term.span)}`",
            at(claim, named[0].span),
            notes=(f"{_where(evidence, passage)}: {snippet(passage, term.span)}",),
            help="name the design that the study has, or cite the work that is meant",
            **of_work(evidence, claimed=named[0].group, found=term.group),
        )

    def _phase(self, claim: Claim) -> Iterator[Finding]:
        """A finding for a trial that is called one of another phase than all that its work names."""
        phase = _phases.claimed(claim.scope.text)
        told = [_phases.named(f"{item.title.text}. {item.abstract.text}") for item in claim.evidence]
        if not phase or not all(told) or any(phase in phases for phases in told):
            return
        evidence = claim.evidence[0]
        place = Span(*_phases.find(claim.scope.text)).shifted(claim.scope.start)
        yield self.finding(
            f"{cited([evidence])} is called `{quoted(claim.scope, place)}`; it is about a trial of phase {min(told[0])}",
            at(claim, place),
            help="name the phase that the trial has, or cite the work that is meant",
            **of_work(evidence, claimed=phase, found=min(told[0])),
        )


def _named(claim: Claim) -> list[Term]:
    """The design that the claim ascribes to the cited study, or several of which it has none (`retrospective cohort`)."""
    said = []
    for term in _terms(claim.scope, *_NAMED):
        before = claim.sentence.text[: term.span.start - claim.sentence.start]
        singular = _SINGULAR.search(before[-80:]) and not _PLURAL.search(claim.sentence.of(term.span))
        if singular and not _DENIED.search(before[-60:]):
            said.append(term)
        behind = term.span.end - claim.sentence.start
        if _LACKING.match(claim.sentence.text, behind):
            return []
        if term.group in _SECONDARY and _OF_TRIALS.match(claim.sentence.text, behind):
            return []
    return [term for term in said if term.group != _VAGUE] or said


def _contradicts(evidence: Evidence, named: Term) -> bool:
    """Whether a work has only designs that exclude the named one, and mentions that one nowhere."""
    own = _own(evidence)
    if not own or not {term.group for _, term in own} <= _incompatible(named.group):
        return False
    sure = own[0][0] is evidence.title and named.group not in _PART_OF_OTHERS
    mentions = (*_terms(evidence.title), *_terms(evidence.abstract, *((_NAMED | _SHOWN) if sure else ())))
    return all(term.group != named.group for term in mentions)


def _own(evidence: Evidence) -> list[tuple[Passage, Term]]:
    """The designs that a work says it has: those of the title or, where it has none, of the abstract."""
    titled = [(evidence.title, term) for term in _terms(evidence.title, *_NAMED, *_SHOWN, "titled")]
    found = [(evidence.abstract, term) for term in _terms(evidence.abstract, *_NAMED, *_SHOWN)]
    found = titled or [(passage, term) for passage, term in found if term.group not in _ONLY_TITLED]
    return [(passage, term) for passage, term in found if term.group != _VAGUE] or found


def _terms(passage: Passage, *names: str) -> tuple[Term, ...]:
    """The designs in a text, of certain forms or of all."""
    return tuple(term for term in passage.terms_of(_LEXICON.stem) if not names or term.name in names)


def _where(evidence: Evidence, passage: Passage) -> str:
    return "title" if passage is evidence.title else "abstract"


@lru_cache
def _incompatible(design: str) -> frozenset[str]:
    """The designs that exclude one, by the lexicon's table."""
    table = tomllib.loads(_LEXICON.read_text(encoding="utf-8"))["incompatible"]
    return frozenset(table.get(design, ()))

"""Signs that a number of a sentence and one of an abstract are about other people, arms, points of time or kinds of result."""

import re

from checker.model.claim import Claim, Evidence, Passage, Quantity, QuantityKind
from checker.model.text import Span
from rules.claims import _numbers

#: Names of parts of a study: `stage IIIA`, `grade 3`, `arm A`.
_PART = re.compile(
    r"\b((?i:stage|grade|group|arm|cohort|quartile|tertile|quintile|cycle|phase|type|line))s?\s"
    r"([IVX]{1,4}[A-Ca-c]?|\d[A-Ca-c]?|[A-E])\b"
)
#: Populations of an analysis.
_ANALYSIS = re.compile(
    r"\b(per[- ]protocol|intention[- ]to[- ]treat|intent[- ]to[- ]treat|as[- ]treated|sensitivity analys\w+)\b", re.IGNORECASE
)
#: Times without a number in digits: `the first year`, `at baseline`.
_ORDINAL = re.compile(
    r"\b(?:(first|second|third|fourth|fifth|last) (?:\w+ ){0,2}(?:day|week|month|year)s?|baseline|discharge|in[- ]hospital)\b",
    re.IGNORECASE,
)
#: What makes a number a change or a difference: words before it, and behind it.
_CHANGE_BEFORE = re.compile(
    r"\b(?:by (?:a |an )?|(?:difference|gain|improvement|reduction|increase|decrease|decline|rise|drop|benefit|excess|loss)s? "
    r"(?:of|was|were) )"
    r"(?:about |approximately |around |nearly |almost |some |only |up to |more than |over |a median of |a mean of )?$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(
    r"\s?(?:%|per ?cent|\w+)?[\s-](?:percentage[- ])?(?:points?|higher|lower|longer|shorter|cooler|warmer|faster|slower|"
    r"heavier|lighter|older|younger|more|less|fewer|greater|better|"
    r"worse|increase|decrease|reduction|improvement|decline|relative|absolute|risk reduction)\b",
    re.IGNORECASE,
)
#: `by 41% of the patients` is no change, but who did it.
_SHARE_OF = re.compile(r"\s?(?:%|per ?cent)\s(?:of|in)\s", re.IGNORECASE)
#: What makes a time the point or period of something else that was measured: words before it, and behind it.
_WHEN_BEFORE = re.compile(
    r"\b(?:at|after|within|by|until|till|during|over|for|in|from|to|between|and|every|each|last|past|first|next)\s"
    r"(?:(?:a|the|about|approximately|around|nearly|least|most|up to|median|mean|of)\s){0,3}$",
    re.IGNORECASE,
)
#: What makes it the value that something reached, whatever word is next to it.
_REACHED = re.compile(
    r"\b(?:ris(?:en|e|es|ing)|rose|f[ae]ll(?:s|en|ing)?|increas\w+|decreas\w+|reduc\w+|prolong\w+|extend\w+|shorten\w+|improv\w+|"
    r"dropp?\w*|went|gr[eo]wn?|(?:fro|to) \S+ (?:years|months|weeks|days|hours)) (?:up |down )?to\s$",
    re.IGNORECASE,
)
_WHEN_BEHIND = re.compile(
    r"\s(?:after|before|later|earlier|apart|survival|mortality|recurrence|rate|incidence|risk|of (?:treatment|therapy|age))\b",
    re.IGNORECASE,
)
_FOLLOW_UP = "followup"
_BEFORE, _BEHIND = 60, 40


def is_apart(claim: Claim, quantity: Quantity, evidence: Evidence, sentence: Passage, found: Quantity) -> bool:
    """Whether claim and abstract speak of different parts, arms, points of time, or one of them of a change."""
    return (
        bool(_parts(claim.scope) - _parts(sentence) - _parts(evidence.title))
        or _is_change(claim.scope, quantity) is not _is_change(sentence, found)
        or _is_at_another_time(claim, quantity, sentence)
        or _is_of_another_arm(claim, quantity, sentence, found)
        or _is_under_other_conditions(claim, quantity, evidence, sentence)
    )


def is_when(passage: Passage, quantity: Quantity) -> bool:
    """Whether a time says when something else was measured (`at 30 days`, `five-year survival`), as often in the full text."""
    if quantity.kind is not QuantityKind.TIME or _FOLLOW_UP in _numbers.named(_numbers.METRICS, passage, quantity.span):
        return False
    before = passage.of(Span(max(passage.start, quantity.span.start - _BEFORE), quantity.span.start))
    when = _WHEN_BEFORE.search(before) and not _REACHED.search(before)
    return bool(when or _WHEN_BEHIND.match(passage.text, quantity.span.end - passage.start))


def _parts(passage: Passage) -> frozenset[str]:
    """The parts of a study that a text names: `stage ii`, `per-protocol`."""
    parts = {" ".join(match.groups()).lower() for match in _PART.finditer(passage.text)}
    return frozenset(parts | {match[1].lower().replace(" ", "-") for match in _ANALYSIS.finditer(passage.text)})


def _is_change(passage: Passage, quantity: Quantity) -> bool:
    """Whether a percentage, time or measure is a difference between two (`by 12%`, `8 points higher`)."""
    if quantity.kind in (QuantityKind.COUNT, QuantityKind.RATIO, QuantityKind.FRACTION):
        return False
    before = passage.of(Span(max(passage.start, quantity.span.start - _BEFORE), quantity.span.start))
    behind = passage.of(Span(quantity.span.end, min(passage.span.end, quantity.span.end + _BEHIND)))
    change = _CHANGE_BEFORE.search(before) and not _SHARE_OF.match(behind)
    return bool(change or _CHANGE_BEHIND.match(behind))


def _is_at_another_time(claim: Claim, quantity: Quantity, sentence: Passage) -> bool:
    named = {match[0].lower() for match in _ORDINAL.finditer(claim.scope.text)}
    if any(time not in sentence.text.lower() for time in named):
        return True
    if quantity.kind is QuantityKind.TIME:
        return False
    times, others = _numbers.times(claim.scope), _numbers.times(sentence)
    return bool(times and others and not times & others)


def _is_of_another_arm(claim: Claim, quantity: Quantity, sentence: Passage, found: Quantity) -> bool:
    arms = _numbers.named(_numbers.AGENTS, claim.scope, quantity.span)
    others = _numbers.named(_numbers.AGENTS, sentence, found.span)
    return bool(arms and others and not arms & others)


def _is_under_other_conditions(claim: Claim, quantity: Quantity, evidence: Evidence, sentence: Passage) -> bool:
    """Whether another number of the claim stands in the abstract, but not in this sentence of it (`at 31 °C`).

    One in the title holds for all sentences.
    """
    if quantity.kind is QuantityKind.COUNT:
        return False
    others = [item for item in claim.scope.quantities if item is not quantity and item.kind is not QuantityKind.P_VALUE]
    known = evidence.abstract.quantities
    return any(
        any(_numbers.same(item, found) for found in known)
        and not any(_numbers.same(item, found) for found in evidence.title.quantities)
        and not any(_numbers.same(item, found) for found in sentence.quantities)
        for item in others
    )

"""CLM511: the opposite of what the abstract says."""

import re
from collections.abc import Iterator, Set

from checker.model.claim import Claim, Evidence, Passage, QuantityKind, Term
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Severity, work
from rules.claims._quote import at, cited, of_work, quoted, snippet
from rules.claims._statements import GENERIC, LEXICON, LINKED, MORE, SAME, Statement, statements
from rules.claims._subject import names
from rules.claims._verbatim import exchanged

#: What excludes each other in the same place of the same sentence.
_WAYS = frozenset({"up", "down"})
#: Least share of a sentence's other words that the work has, and so has a sentence of it with its title.
_LEAST_SHARED = 0.5
#: How alike the things of two statements must be where a sentence names several directions.
_ALIKE, _TWO = 0.6, 2
#: Numbers that few sentences of a work share unless they tell the same.
_ANCHORS, _TWO_DIGITS = frozenset({QuantityKind.PERCENT, QuantityKind.RATIO, QuantityKind.MEASURE}), 10
#: Letters by which the forms of a word are known (`immigration`, `immigrants`).
_STEM = 5
#: Headings of the parts of an abstract, and those under which no result stands.
_HEADING = re.compile(r"\s*([A-Z][A-Za-z/& ,-]{2,40}):")
_BACKGROUND = re.compile(
    r"background|objectives?|introduction|importance|context|aims?|purpose|rationale|hypothesis", re.IGNORECASE
)
#: Sentences about what others found, or what was to be found.
_NO_RESULT = re.compile(
    r"\b(?:previous|previously|prior|earlier|hypothes\w+|whether|aim|objective|purpose)\b"
    r"|\b(?:has|have) been (?:shown|reported|suggested|associated|found|linked)",
    re.IGNORECASE,
)
#: Abstracts of so few sentences have no room for a background.
_SHORT = 3
_LIST = "\n\nReferences\n\n1. Ellis L. Surgery for midgut tumours. Ann Surg. 2018;12:1-9.\n"
_WORK = work(
    "Surgery for midgut tumours",
    ("Lena Ellis",),
    2018,
    abstract="We followed 312 patients. Resection of the primary tumour was associated with longer survival of patients.",
)


class DirectionMismatch(ClaimRule):
    """The sentence says increase where the abstract says decrease or no change, or the other way round.

    What it checks: what the words of direction of a sentence are about (`lower mortality`, `tumour volume was reduced`)
    against the results in the abstract: one of them gives the same thing the opposite direction (`higher mortality`),
    denies the direction (`did not reduce tumour volume`) or finds no difference or association, and none gives it the
    claimed one. A number that both sentences have (`by 31%`) shows that they tell the same, and so does a
    sentence that repeats one of the abstract word for word but for its direction. Two groups that a comparison of one
    direction has in each other's place (`faster in A than in B`, `in B than in A`) turn it round too.

    Why it matters: the sentence turns the result round.

    When it stays silent: when an abstract is missing or has less than half of the sentence's words; for hopes, tasks
    and possibilities (`may reduce`); for what the abstract tells as background; where two groups may have changed
    places in a comparison (`lower with A than with B`, `higher with B`), where another cause is named, and where any
    result agrees with the sentence.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 16 of them with this error seeded:
    precision 1.00, recall 1.00; 10 findings on 29,837 conclusions of published abstracts beside the rest of their own
    abstracts (before repeated sentences were compared).
    """

    code = "CLM511"
    name = "direction-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    lexicons = (LEXICON,)
    examples = (
        Bad(f"Resection of the primary tumour was associated with ⟦shorter⟧ survival [1].{_LIST}", works=(_WORK,)),
        Good(f"Resection of the primary tumour was associated with prolonged survival [1].{_LIST}", works=(_WORK,)),
        Good(f"Resection of the primary tumour may lead to shorter survival [1].{_LIST}", works=(_WORK,), note="A thought."),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """At most one finding for a claim."""
        if not claim.complete:
            return
        for place, term, other in exchanged(claim, {LEXICON.stem}):
            if place.alone and {term.name, other.name} == _WAYS:
                yield self._finding(claim, term, place.evidence, place.sentence, other)
                return
        said = list(statements(claim.scope))
        told = [(item, found) for item in claim.evidence for found in _told(item)] if said else []
        pairs = [pair for one in said if one.asserted for pair in _opposites(claim, one, said, told)]
        if pairs:
            one, evidence, found = max(pairs, key=lambda pair: _likeness(pair[0], pair[2]))
            yield self._finding(claim, one.term, evidence, found.passage, found.term, "not " if found.denied else "")

    def _finding(self, claim: Claim, said: Term, evidence: Evidence, part: Passage, told: Term, no: str = "") -> Finding:
        return self.finding(
            f"`{quoted(claim.scope, said.span)}` here, `{no}{quoted(part, told.span)}` in the abstract of {cited([evidence])}",
            at(claim, said.span),
            notes=(f"abstract: {snippet(part, told.span)}",),
            help="check the direction against the work",
            **of_work(evidence),
        )


def _told(evidence: Evidence) -> Iterator[Statement]:
    for passage in evidence.passages:
        for part in passage.parts():
            yield from statements(part)


def _opposites(
    claim: Claim, one: Statement, said: list[Statement], told: list[tuple[Evidence, Statement]]
) -> Iterator[tuple[Statement, Evidence, Statement]]:
    """The results that exclude a statement of a claim, where none agrees with it as closely."""
    others = {word.key for word in claim.scope.words if not claim.scope.of(word.span).lower().endswith("ly")}
    others -= {key for other in said for key in other.what & one.what} | names(claim)
    others -= _of_direction(claim.scope)
    if any(_is_opposed(one, other) and one.thing & other.thing for other in said):
        return
    agreeing = max(
        (_likeness(one, found) for _, found in told if _agrees(one, found) and not _is_swapped(one, found)), default=0.0
    )
    many = len({(other.way, other.denied) for other in said}) > 1
    for evidence, found in told:
        alike = _likeness(one, found)
        swapped = _is_swapped(one, found)
        if not alike or not (swapped or _is_opposed(one, found)) or not found.asserted:
            continue
        if agreeing >= min(alike, _LEAST_SHARED):
            continue
        if found.term.name == LINKED and _stems(_rest(found) - names(claim)) - _stems(claim.scope.keys()):
            continue
        if one.axis == MORE and not one.subject & found.subject:
            continue  # `more specific` may be said of the other one
        if many and (alike < _ALIKE or len(one.thing & found.thing) < _TWO):
            continue
        if (
            _is_same_thing(one, found, evidence)
            and _is_near(one, others, found, evidence)
            and swapped is _is_turned(one, found)
        ):
            yield one, evidence, found


def _rest(found: Statement) -> frozenset[str]:
    """What a sentence without an association between two things says of the other one, and where."""
    return found.passage.keys() - found.what - GENERIC - _of_direction(found.passage)


def _of_direction(passage: Passage) -> frozenset[str]:
    spans = [term.span for term in passage.terms_of(LEXICON.stem)]
    return frozenset(word.key for word in passage.words if any(span.overlaps(word.span) for span in spans))


def _likeness(one: Statement, other: Statement) -> float:
    """The share of words that two statements' things have in common (Jaccard)."""
    return len(one.thing & other.thing) / len(one.thing | other.thing)


def _is_opposed(one: Statement, other: Statement) -> bool:
    """Whether two statements exclude each other, were they about the same thing."""
    if SAME in (one.way, other.way):
        return one.way != other.way and not (one.denied or other.denied) and "sign" not in (one.axis, other.axis)
    if one.axis != other.axis:
        return False
    return one.denied is not other.denied if one.way == other.way else not (one.denied or other.denied)


def _is_swapped(one: Statement, found: Statement) -> bool:
    """Whether two groups have changed places in a comparison of one direction (`faster in A than in B`, `in B than in A`)."""
    alike = one.way == found.way and one.axis == found.axis and one.denied is found.denied and one.way != SAME
    if not (alike and one.compared and found.compared):
        return False
    common = one.behind & found.behind
    crossed = min(len((one.behind - common) & found.before), len((found.behind - common) & one.before))
    return crossed > 0 and len(common) <= crossed


def _agrees(one: Statement, found: Statement) -> bool:
    return not _is_opposed(one, found) and (one.axis == found.axis or SAME in (one.way, found.way))


def _is_same_thing(one: Statement, found: Statement, evidence: Evidence) -> bool:
    """Whether two statements are about one thing, or the claim's names more of what the work is about."""
    if _is_anchored(one, found):
        return True
    if one.thing <= found.whole | found.thing and found.thing <= one.whole | one.thing:
        return True
    known = evidence.title.keys() | evidence.abstract.keys()
    return len(found.thing) >= _TWO and found.thing <= one.thing <= known


def _is_near(one: Statement, others: Set[str], found: Statement, evidence: Evidence) -> bool:
    """Whether a result stands in a sentence about the rest of the claim, and so does its cause."""
    known, sentence = evidence.title.keys() | evidence.abstract.keys(), found.passage.keys()
    stems, near = _stems(others), _stems(sentence | evidence.title.keys())
    sure = _is_anchored(one, found) or (found.way == SAME and one.what == found.what and len(one.what) >= _TWO)
    strange = len(others - known)
    if not _is_result(found.passage, evidence.abstract) or strange > max(sure, (1 - _LEAST_SHARED) * len(others)):
        return False
    causes = _stems(one.subject)
    if causes and not causes & (near if sure and not found.subject else _stems(sentence)):
        return False
    if not sure and len(stems & near) < _LEAST_SHARED * len(stems):
        return False
    told = sure or (found.way == SAME and one.thing == found.thing)
    return told or not stems or bool(_stems(others - GENERIC) & _stems(sentence))


def _is_anchored(one: Statement, found: Statement) -> bool:
    """Whether the same number of two digits or more stands in both sentences, which are about one thing."""
    numbers = {
        (item.kind, item.value) for item in one.passage.quantities if item.kind in _ANCHORS and item.value >= _TWO_DIGITS
    }
    return bool(one.thing & found.thing) and any((item.kind, item.value) in numbers for item in found.passage.quantities)


def _stems(words: Set[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words)


def _is_turned(one: Statement, found: Statement) -> bool:
    """Whether the groups of a comparison may have changed places, so that the other direction says the same."""
    if SAME in (one.way, found.way) or not (one.compared or found.compared):
        return False
    straight = len(one.behind & found.behind) + len(one.before & found.before)
    return len(one.behind & found.before) + len(one.before & found.behind) >= straight


def _is_result(part: Passage, abstract: Passage) -> bool:
    """Whether a sentence of an abstract tells what the work found: neither its background nor its aim."""
    if _NO_RESULT.search(part.text):
        return False
    heading = ""
    sentences = list(abstract.parts())
    for sentence in sentences:
        match = _HEADING.match(sentence.text)
        heading = match[1] if match else heading
        if sentence.span == part.span:
            return bool(heading or sentence is not sentences[0] or len(sentences) <= _SHORT) and not _BACKGROUND.match(heading)
    return False

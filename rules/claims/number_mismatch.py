"""CLM502: a number that the abstract gives otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.claims.words import key
from checker.model.claim import Claim, Evidence, Passage, Quantity, QuantityKind
from checker.rule import Bad, ClaimRule, Confidence, Context, Finding, Good, Needs, Severity, work
from rules.claims import _numbers
from rules.claims._apart import is_apart, is_when
from rules.claims._derived import follows
from rules.claims._groups import Misplaced, misplaced
from rules.claims._quote import at, cited, of_work, quoted, snippet
from rules.claims._subject import names
from rules.claims._verbatim import replaced

_CHECKED = frozenset({QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.RATIO, QuantityKind.TIME, QuantityKind.FRACTION})
#: Kinds of which only a slip is told from another number of the full text.
_WITH_UNIT = frozenset({QuantityKind.TIME, QuantityKind.MEASURE})
_ONLY_SLIPS = frozenset({QuantityKind.MEASURE, QuantityKind.NUMBER})
#: Least share of the words around a number that title and abstract must have, and the share that a close sentence has.
_LEAST_COVERAGE, _FAIR, _CLOSE = 0.5, 0.6, 0.75
#: Fewer shared words near the numbers tell too little by themselves; for slips of numbers of nothing in particular.
_FEW, _TWO = 3, 2
#: Letters by which the forms of a word are known (`responded`, `response`).
_STEM = 5
_TOTAL_OF = re.compile(r"total of\b")
#: Percentages with a coarser step are no digits.
_TENTH = 10
#: Words that say no more than that there is a number.
_NEUTRAL = frozenset(
    map(
        key,
        """accounted achieved amounted approximately attained averaged average based came climbed cohort collected comes
        compared comprised connect contributed corresponding data derived drawn drew dropped entered estimated exceeded
        experienced fell gathered gave given hazard held hit individuals kept lay left linked made mean needed obtained
        occurred occurring odds overall participants participated patients people place pooled population put ran ratio
        reached required respectively respondents rests rose run sample saw seen sought stands stems stood studied study
        subjects taken takes tied took trial users used""".split(),
    )
)
#: Those of them that make it another number.
_QUALIFYING = frozenset(map(key, "average hazard mean odds overall".split()))
_UNIT, _SWAPPED, _SHIFTED = "another unit", "swapped digits", "the decimal point"
_SLIPS = frozenset({_SWAPPED, _SHIFTED})
_LIST = "\n\nReferences\n\n1. Ellis L. Lanreotide in midgut tumours. Ann Surg. 2018;12:1-9.\n"
_WORK = work(
    "Lanreotide in midgut tumours",
    ("Lena Ellis",),
    2018,
    abstract="Of 312 patients enrolled, 57.1% were women. Median progression-free survival was 18.2 months with lanreotide.",
)


@dataclass(frozen=True, slots=True)
class _Difference:
    """A number of the abstract that ought to be the claim's, with its sentence. The more words they share, the surer."""

    evidence: Evidence
    sentence: Passage
    quantity: Quantity
    kind: str
    shared: int


class NumberMismatch(ClaimRule):
    """The abstract gives another value for a number of the sentence.

    What it checks: the one number of a sentence (sample size, percentage, ratio, time, measure) that stands nowhere in title or
    abstract, where the abstract has a number of the same kind beside the same measure (`progression-free survival`,
    `women`, `enrolled`), in a sentence of the same words or beside other numbers of the sentence, or where the sentence
    repeats one of the abstract word for word but for its number; and one that the abstract gives another group (`49% with A
    and 94% with B`). Swapped digits, lost
    decimal points and noughts (`68%` for `6.8%`) and wrong units (`7.4 MBq` for `7.4 GBq`, `2.4%` for `2.4 times`) are
    named as such; times, masses, lengths, volumes, activities, doses, pressures, energies and concentrations are
    converted. Measures and bare numbers are compared for such slips only.

    Why it matters: numbers are what readers carry away, and the easiest thing to mistype.

    When it stays silent: when an abstract is missing; for rounding, numbers in words, shares against fractions,
    months against years, mCi against GBq; for what follows from the numbers of the abstract (sums, complements,
    shares); for other subgroups, analyses, arms, times and measures, and changes against levels; for sentences with
    words that the abstract lacks unless the digits are swapped (of four digits or more for numbers of nothing in
    particular); and for sentences with several numbers of their own, which are from the full text.

    Measured on 2026-11-25 on a development set of 1,105 sentences and entries, 49 of them with this error seeded:
    precision 1.00, recall 0.96.
    """

    code = "CLM502"
    name = "number-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.CLAIMS | Needs.MATCHES
    lexicons = (_numbers.METRICS, _numbers.AGENTS)
    examples = (
        Bad(f"Median progression-free survival was ⟦12.8 months⟧ with lanreotide [1].{_LIST}", works=(_WORK,)),
        Bad(f"Median progression-free survival was ⟦18.2 years⟧ with lanreotide [1].{_LIST}", works=(_WORK,)),
        Bad(
            f"Patients received ⟦7.4 MBq⟧ in each cycle [1].{_LIST}",
            works=(
                work(
                    "Radiolabelled lanreotide in midgut tumours",
                    ("Lena Ellis",),
                    2018,
                    abstract="Patients received 7.4 GBq in each cycle; the marrow dose was 0.8 Gy.",
                ),
            ),
        ),
        Good(f"Median progression-free survival was 1.5 years with lanreotide [1].{_LIST}", works=(_WORK,)),
        Good(f"Flushing improved in 43% of patients with lanreotide [1].{_LIST}", works=(_WORK,), note="Not in the abstract."),
        Good(
            f"Per protocol, median progression-free survival was 19.4 months with lanreotide [1].{_LIST}",
            works=(_WORK,),
            note="Another analysis than the abstract's.",
        ),
    )

    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """At most one finding for a claim: a slip changes one number, a claim from the full text has several of its own."""
        if not claim.complete or not claim.scope.quantities:
            return
        known = [(item, *pair) for item in claim.evidence for pair in _numbers.quantities(item)]
        repeated = next(_exchanged(claim, known), None)
        if repeated:
            yield self._finding(claim, *repeated)
            return
        exact = [found for *_, found in known if not _is_in_words(found)]
        own = [quantity for quantity in claim.scope.quantities if not any(_numbers.same(quantity, found) for found in exact)]
        own = [quantity for quantity in own if not _is_in_words(quantity)] or own
        own = [quantity for quantity in own if not follows(quantity, [other for other in own if other is not quantity])]
        if any(not _is_checked(claim, quantity) or _is_told(claim, quantity, known) for quantity in own):
            return
        found = [_difference(claim, quantity, known) for quantity in own]
        if found and found[0] and (len(own) == 1 or all(other and other.kind == _UNIT for other in found)):
            yield self._finding(claim, own[0], found[0])
        elif not own:
            yield from (self._misplaced(claim, number) for number in misplaced(claim))

    def _misplaced(self, claim: Claim, number: Misplaced) -> Finding:
        text, other = quoted(claim.scope, number.said.span), quoted(number.sentence, number.named.span)
        return self.finding(
            f"`{text}` is another group's in the abstract of {cited([number.evidence])}, which has `{other}` for this one",
            at(claim, number.said.span),
            notes=(f"abstract: {snippet(number.sentence, number.told.span)}",),
            help="check the number against the work",
            **of_work(number.evidence, claimed=text, found=other, kind="another group"),
        )

    def _finding(self, claim: Claim, quantity: Quantity, found: _Difference) -> Finding:
        text, other = quoted(claim.scope, quantity.span), quoted(found.sentence, found.quantity.span)
        return self.finding(
            f"`{text}` differs from `{other}` in the abstract of {cited([found.evidence])}"
            + (f" ({found.kind})" if found.kind else ""),
            at(claim, quantity.span),
            notes=(f"abstract: {snippet(found.sentence, found.quantity.span)}",),
            help="check the number against the work",
            **of_work(found.evidence, claimed=text, found=other, kind=found.kind),
        )


def _exchanged(claim: Claim, known: list[tuple[Evidence, Passage, Quantity]]) -> Iterator[tuple[Quantity, _Difference]]:
    """The numbers that stand in the place of others in a sentence of the abstract that the claim repeats.

    Where other words are replaced too, a number may be another group's, or the rest to 100 percent.
    """
    for place in replaced(claim):
        said = [quantity for quantity in claim.scope.quantities if quantity.span.overlaps(place.said)]
        told = [quantity for quantity in place.sentence.quantities if quantity.span.overlaps(place.told)]
        if len(said) != 1 or len(told) != 1 or _is_in_words(said[0]):
            continue
        quantity, found = said[0], told[0]
        differ = _numbers.comparable(quantity, found) or quantity.kind is found.kind
        if not place.alone and (_is_told(claim, quantity, known) or follows(quantity, [found])):
            continue
        if differ and not _numbers.same(quantity, found):
            kind = _kind(claim, quantity, place.sentence, found)
            yield quantity, _Difference(place.evidence, place.sentence, found, kind, 0)


def _is_in_words(quantity: Quantity) -> bool:
    """Whether a number is a share in words (`half`), which says nothing that could be exact."""
    return quantity.rough and quantity.kind is QuantityKind.PERCENT and quantity.step > _TENTH


def _is_told(claim: Claim, quantity: Quantity, known: list[tuple[Evidence, Passage, Quantity]]) -> bool:
    """Whether a number stands in a work, or follows from those in a sentence of it."""
    parts = (part for item in claim.evidence for text in item.passages for part in text.parts())
    return any(_numbers.same(quantity, found) for *_, found in known) or any(
        follows(quantity, part.quantities) for part in parts
    )


def _is_checked(claim: Claim, quantity: Quantity) -> bool:
    if quantity.kind is QuantityKind.TIME and not _has_unit(claim.scope, quantity):
        return False
    return quantity.kind in _CHECKED | _ONLY_SLIPS


def _difference(claim: Claim, quantity: Quantity, known: list[tuple[Evidence, Passage, Quantity]]) -> _Difference | None:
    """The number of an abstract that the claim's number ought to be."""
    best: _Difference | None = None
    for evidence, sentence, found in known:
        if not _numbers.comparable(quantity, found) or _is_used(claim, quantity, found):
            continue
        kind = _kind(claim, quantity, sentence, found)
        likeness = _likeness(claim, quantity, evidence, sentence, found, kind)
        if likeness and (best is None or likeness > best.shared):
            best = _Difference(evidence, sentence, found, kind, likeness)
    return best


def _likeness(claim: Claim, quantity: Quantity, evidence: Evidence, sentence: Passage, found: Quantity, kind: str) -> int:
    """How surely two numbers are about one thing: 0 for no, else the more the surer."""
    words = _numbers.around(claim.scope, quantity.span) - names(claim)
    things = frozenset({quantity.unit} if _counts_more(quantity, found) else ())
    beside = words & _numbers.around(sentence, found.span) | things
    covered = _share(words, evidence.title.keys() | evidence.abstract.keys())
    in_sentence = _share(words, sentence.keys())
    measured = _numbers.named(_numbers.METRICS, claim.scope, quantity.span)
    other = _numbers.named(_numbers.METRICS, sentence, found.span)
    if not beside or covered < _LEAST_COVERAGE or is_apart(claim, quantity, evidence, sentence, found):
        return 0
    sure = _is_sure(claim, quantity, kind)
    if measured and other and not measured & other and not (sure or kind == _UNIT):
        return 0
    same_measure = bool(measured & other)
    anchored = any(
        _is_anchor(item, one) for item in sentence.quantities for one in claim.scope.quantities if one is not quantity
    )
    close = in_sentence >= _CLOSE and len(beside) >= _FEW
    if (quantity.rough or found.rough) and not close:
        return 0
    if _is_smaller(quantity, found) and not (kind or anchored):
        return 0
    strange = bool(_strange(claim, evidence, sentence))
    timed = is_when(claim.scope, quantity) and (kind != _UNIT or not (close or _is_long(claim, quantity)))
    if timed or (strange and not (sure or anchored)):
        return 0
    alike = kind == _UNIT and in_sentence >= _LEAST_COVERAGE and len(beside) >= _TWO
    strange = strange and not (
        kind in _SLIPS | {_UNIT} and len(_numbers.printed(claim.scope, quantity)) >= (_TWO if alike else _FEW)
    )
    if quantity.kind in _ONLY_SLIPS and (strange or not kind or (kind != _UNIT and kind not in _SLIPS)):
        return 0
    told = same_measure and covered >= (_FAIR if kind else _CLOSE)
    backed = anchored and (same_measure or in_sentence >= _LEAST_COVERAGE)
    least = _TWO if quantity.kind in _ONLY_SLIPS and in_sentence < 1 else 1
    slip = (
        kind in _SLIPS
        and not strange
        and (in_sentence >= _LEAST_COVERAGE or covered == 1 or things)
        and len(beside - _NEUTRAL) >= least
    )
    if not (close or told or backed or (kind and len(beside) >= _FEW) or (sure and not strange) or slip):
        return 0
    return len(beside) + 2 * same_measure + 2 * bool(kind) + 2 * anchored


def _is_long(claim: Claim, quantity: Quantity) -> bool:
    """Whether a number has two digits or more, as few times have in which another thing happened."""
    return len(_numbers.printed(claim.scope, quantity)) >= _TWO


def _share(words: frozenset[str], known: frozenset[str]) -> float:
    """The share of words that are known; those that say little count only where that makes it larger."""
    content = words - _NEUTRAL | words & _QUALIFYING
    return max(len(some & known) / max(1, len(some)) for some in (words, content))


def _counts_more(quantity: Quantity, found: Quantity) -> bool:
    """Whether more of some things (not people) are counted than there are in the work, so that it is no part of them."""
    things = quantity.kind is found.kind is QuantityKind.COUNT and quantity.unit == found.unit
    return things and quantity.unit not in ("n", "patient", "case") and quantity.value > found.value


def _is_sure(claim: Claim, quantity: Quantity, kind: str) -> bool:
    """Whether two numbers differ by a slip that hardly comes about by chance."""
    return kind == _UNIT or (kind in _SLIPS and len(_numbers.printed(claim.scope, quantity)) >= _FEW)


def _strange(claim: Claim, evidence: Evidence, sentence: Passage) -> frozenset[str]:
    """The words of a claim that may name a part of the work of which only its full text tells the number.

    Those are the words that title and abstract lack, and names (`Scotland`, `MRI`) that title and sentence lack.
    """
    said = [
        word
        for word in _numbers.plain_words(claim.scope)
        if not _TOTAL_OF.match(claim.scope.text, word.span.start - claim.scope.start)
    ]
    told = {
        word.key for word in said if word.span.start > claim.scope.start and claim.scope.of(word.span)[0].isupper()
    } - sentence.keys()
    known = evidence.abstract.keys()
    stems = {word[:_STEM] for word in known if len(word) >= _STEM}
    missing = {word.key for word in said if word.key[:_STEM] not in stems and not claim.scope.of(word.span).endswith("ly")}
    return frozenset((told | missing - known) - evidence.title.keys() - names(claim) - _NEUTRAL)


def _is_smaller(quantity: Quantity, found: Quantity) -> bool:
    """Whether a number of people may be a part of the other."""
    return quantity.kind is QuantityKind.COUNT and quantity.value < found.value


def _is_anchor(found: Quantity, claimed: Quantity) -> bool:
    """Whether a number of two or more digits that is no time stands in both sentences."""
    strong = claimed.kind is not QuantityKind.TIME and (claimed.value >= 10 or claimed.step < 1)
    return strong and claimed.kind is found.kind and _numbers.same(claimed, found)


def _is_used(claim: Claim, quantity: Quantity, found: Quantity) -> bool:
    """Whether another number of the sentence is this number of the abstract."""
    others = [other for other in claim.scope.quantities if other is not quantity and not _is_in_words(other)]
    return any(_numbers.same(other, found) for other in others)


def _kind(claim: Claim, quantity: Quantity, sentence: Passage, found: Quantity) -> str:
    """How two numbers differ, where that tells a slip."""
    one, other = _numbers.printed(claim.scope, quantity), _numbers.printed(sentence, found)
    if quantity.kind is not found.kind:
        return _UNIT
    if quantity.kind in _WITH_UNIT and one == other and quantity.unit != found.unit:
        return _UNIT if len(one) >= _TWO or _has_unit(sentence, found) else ""
    if _numbers.is_shifted(quantity, found, one, other):
        return _SHIFTED
    if _numbers.resemble(one, other):
        return _SWAPPED if sorted(one) == sorted(other) else "one digit differs"
    return ""


def _has_unit(passage: Passage, time: Quantity) -> bool:
    """Whether a time has its own unit; the start of a range (`1 to 24 months`) has not."""
    return any(char.isalpha() for char in passage.of(time.span))

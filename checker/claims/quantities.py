"""What the numbers of a text measure: percentages, sample sizes, ratios, intervals, p values, times, other units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.claims import numbers, units
from checker.claims.numbers import DIGITS, Number
from checker.model.claim import Quantity, QuantityKind
from checker.model.text import Span

#: Days in a unit of time.
_DAYS = {
    "year": 365.25, "yr": 365.25, "month": 30.4375, "mo": 30.4375, "week": 7.0, "wk": 7.0, "day": 1.0,
    "hour": 1 / 24, "hr": 1 / 24, "h": 1 / 24, "minute": 1 / 1440, "min": 1 / 1440, "second": 1 / 86_400, "s": 1 / 86_400,
    "millisecond": 1 / 86_400_000, "ms": 1 / 86_400_000,
}  # fmt: skip
_TIME = re.compile(
    r"(?:[\s-]{0,2}(years?|yrs?|months?|mos?\b|weeks?|wks?|days?|hours?|hrs?|h(?=[\s,;.)])|min(?:ute)?s?|(?:milli)?seconds?)"
    r"|\s((?-i:m?s))(?=[\s,;.)]))(?!-old)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b)", re.IGNORECASE)
_COUNTED = (
    "patient participant subject individual person people case woman women man men child children infant adult volunteer "
    "eye tumor tumour lesion study studies trial event death sample animal mouse mice rat dog pig rabbit center centre site "
    "schoolchild schoolchildren student employee nurse resident household twin newborn neonate adolescent boy girl veteran "
    "survivor outpatient inpatient donor recipient smoker respondent carrier octogenarian procedure operation specimen "
    "biopsy biopsies knee hip tooth teeth implant nodule article report hospital country countries family families "
    "pregnancy pregnancies birth delivery deliveries admission control gene protein cell species school village farm plot "
    "tree plant bird fish nest colony colonies pupil teacher developer worker physician farmer firm company companies "
    "university universities city cities district municipality municipalities community communities isolate strain genome "
    "beam sequence"
)
_PLURAL = {
    "women": "woman", "men": "man", "children": "child", "schoolchildren": "child", "schoolchild": "child", "studies": "study",
    "mice": "mouse", "tumour": "tumor", "centre": "center", "biopsies": "biopsy", "teeth": "tooth", "countries": "country",
    "families": "family", "pregnancies": "pregnancy", "deliveries": "delivery", "colonies": "colony", "companies": "company",
    "universities": "university", "cities": "city", "municipalities": "municipality", "communities": "community",
}  # fmt: skip
_NOUN = re.compile(
    rf"\s(?:(?!and |or |of |in |with |the )[A-Za-z][\w-]{{1,24}}\s){{0,3}}?({'|'.join(_COUNTED.split())})s?\b", re.IGNORECASE
)
_PEOPLE = frozenset(
    "patient participant subject individual person people case volunteer adult student employee resident veteran survivor "
    "outpatient inpatient respondent octogenarian".split()
)
#: What people of a study undergo, behind a number that stands for them: `424 were randomised`.
_TAKEN_IN = re.compile(
    r"\s(?:were|had been|underwent)\s(?:\w+ly\s)?(?:randomi[sz](?:ed|ation)|enrolled|recruited|included|assigned|allocated|"
    r"analy[sz]ed|screened|treated|evaluated|studied|followed|eligible)\b",
    re.IGNORECASE,
)
#: For text in lower case: see `numbers`.
_NOT_A_QUANTITY = re.compile(
    r"(?:\b(?:grades?|stages?|phases?|levels?|types?|fig(?:ure)?s?\.?|tables?|no\.|numbers?|chapters?|version|category|categories|"
    r"class|arms?|cohorts?|groups?|exon|codon|chromosome|day|week|month|year|cycles?|pmid:?)\s{0,2}|[#§^])$"
)
_CONTINUED = re.compile(r"\s{0,2}(?:or|and|to|-|–|/|,)\s{0,2}$")
#: What joins two numbers of one unit, which stands behind the second alone.
_SHARING = frozenset(("-", "–", "to", "or", "vs", "vs.", "versus"))
_GLUED = re.compile(r"[A-Za-z]|-[A-Za-z]|/[A-Za-z0-9]|[:]\d")
_SAMPLE = re.compile(r"\b[nN]\s?[=:]\s?$")
_OF = re.compile(r"\s(?:(?:out )?of)\s(?:the\s|these\s|all\s)?|/")
#: The share of a few in words: `nine out of ten`, `one in every five`.
_FEW_OF = re.compile(r"\s(?:out of|in)\s(?:every\s)?")
_JOIN = r"(?:\s?[-–—−]\s?|\s+to\s+|\s?[,;]\s?|\s+and\s+)"
_LEVEL = r"(?:\b9[059](?:\.\d)?\s?%\s?)?"
_INTERVAL = re.compile(
    rf"{_LEVEL}\b(?:CIs?|C\.I\.|confidence intervals?|CrI|credible intervals?)(?:\s?\[?CI\]?)?[\s,:;=(\[]{{0,4}}"
    rf"({DIGITS})\s?%?{_JOIN}({DIGITS})"
)
_BARE_INTERVAL = re.compile(rf"[\s;,(\[]{{1,3}}({DIGITS})\s?[-–]\s?({DIGITS})(?=[\s)\];,.])")
_P_VALUE = re.compile(rf"\b[pP]\s?(?:-?values?)?\s?(?:was |were |of )?([=<>≤≥]|less than)\s?({DIGITS})")
_RATIOS = {
    "hazard": "HR",
    "odds": "OR",
    "relative": "RR",
    "risk": "RR",
    "rate": "RR",
    "HR": "HR",
    "OR": "OR",
    "RR": "RR",
    "IRR": "RR",
    "SMR": "SMR",
}
_RATIO = re.compile(
    r"(?:\b(?P<words>[Hh]azard|[Oo]dds|[Rr]elative|[Rr]isk|[Rr]ate)[ -](?:[Rr]atios?|[Rr]isks?)"
    r"(?:\s?[(\[[a-z]?[A-Z]{2,3}s?[)\]])?"
    r"|\ba?(?P<short>HR|OR|RR|IRR|SMR)(?:[a-z]{3,12})?\b)"
    rf"(?P<gap>[^.;\d<>]{{0,70}}?)(?<![\w.·-])(?P<number>{DIGITS})(?!\s?%|\d)"
)


def find(text: str, start: int = 0) -> tuple[Quantity, ...]:
    """All quantities of a text in the order of their places. Years, grades, stages, figures and parts of names are none.

    `start` is the place of the text in its file. Times are in days (`value`, `step`, `other`), a year having 365.25 and a month
    a twelfth of that.
    """
    found = list(_statistics(text))
    taken = {place for quantity in found for place in range(quantity.span.start, quantity.span.end)}
    atoms = [number for number in numbers.find(text) if number.span.start not in taken]
    used: set[int] = set()
    for index in range(len(atoms)):
        if index in used:
            continue
        pair = _share_in_words(text, atoms, index) or _fraction(text, atoms, index)
        quantity = pair or _classify(text, atoms, index)
        if quantity is None:
            continue
        found.append(quantity)
        if pair:
            used.add(index + 1)
    moved = (replace(quantity, span=quantity.span.shifted(start)) for quantity in found) if start else found
    return tuple(sorted(moved, key=lambda quantity: (quantity.span.start, quantity.span.end)))


def people(unit: str) -> bool:
    """Whether a counted noun means the people of a study."""
    return unit in _PEOPLE


def _statistics(text: str) -> Iterator[Quantity]:
    """Intervals, p values and ratios: forms that name themselves."""
    intervals = [_interval(match) for match in _INTERVAL.finditer(text)]
    yield from intervals
    inside = [interval.span for interval in intervals]
    for match in _P_VALUE.finditer(text):
        value, step = numbers.parse(match[2])
        relation = "<" if match[1] == "less than" else match[1]
        yield Quantity(QuantityKind.P_VALUE, value, Span(*match.span()), step, relation=relation)
    for match in _RATIO.finditer(text):
        span = Span(match.start(), match.end())
        if any(place.overlaps(Span(match.start("number"), span.end)) for place in inside):
            continue
        value, step = numbers.parse(match["number"])
        yield Quantity(QuantityKind.RATIO, value, span, step, _RATIOS[(match["short"] or match["words"].lower())])
        bare = _BARE_INTERVAL.match(text, span.end)
        if bare and not any(place.overlaps(Span(*bare.span())) for place in inside):
            yield _interval(bare)


def _interval(match: re.Match[str]) -> Quantity:
    (low, step), (high, other_step) = numbers.parse(match[1]), numbers.parse(match[2])
    return Quantity(QuantityKind.INTERVAL, low, Span(*match.span()), max(step, other_step), other=high)


def _share_in_words(text: str, atoms: Sequence[Number], index: int) -> Quantity | None:
    """`nine out of ten`, `one in five`: a share as rough as `half`, in percent."""
    number, following = atoms[index], atoms[index + 1] if index + 1 < len(atoms) else None
    if following is None or not (number.words and following.words) or number.share or following.share:
        return None
    if number.value >= following.value or not _FEW_OF.fullmatch(text, number.span.end, following.span.start):
        return None
    span = Span(number.span.start, following.span.end)
    return Quantity(QuantityKind.PERCENT, 100 * number.value / following.value, span, numbers.SHARE_STEP, rough=True)


def _fraction(text: str, atoms: Sequence[Number], index: int) -> Quantity | None:
    """`12 of 60`, `12/60`: two whole numbers, the first not above the second."""
    number, following = atoms[index], atoms[index + 1] if index + 1 < len(atoms) else None
    if following is None or number.share or number.step != 1 or following.step != 1 or number.value > following.value:
        return None
    joint = _OF.fullmatch(text, number.span.end, following.span.start)
    if not joint or following.words or _is_name(text, number, alone=True) or _PERCENT.match(text, following.span.end):
        return None
    span = Span(number.span.start, following.span.end)
    noun = _NOUN.match(text, span.end)
    return Quantity(QuantityKind.FRACTION, number.value, span, 1.0, _singular(noun[1]) if noun else "", following.value)


def _classify(text: str, atoms: Sequence[Number], index: int) -> Quantity | None:
    """What one number measures; None for numbers that measure nothing."""
    number = atoms[index]
    span, end = number.span, number.span.end
    if number.share:
        return Quantity(QuantityKind.PERCENT, number.value, span, number.step, rough=True)
    if _PERCENT.match(text, end) or _shared_percent(text, atoms, index):
        return Quantity(QuantityKind.PERCENT, number.value, span, number.step, rough=number.rough)
    time = _TIME.match(text, end) or _shared_time(text, atoms, index)
    if time and not _is_name(text, number):
        unit = (time[1] or time[2]).lower()
        unit = unit.removesuffix("s") if len(unit) > 2 else unit
        days = _DAYS[unit]
        whole = Span(span.start, time.end()) if time.start() == end else span
        return Quantity(QuantityKind.TIME, number.value * days, whole, number.step * days, unit, rough=number.rough)
    unit = units.match(text, end) or _shared_unit(text, atoms, index)
    if unit and not _is_name(text, number):
        whole = Span(span.start, unit.end) if units.match(text, end) else span
        return Quantity(QuantityKind.MEASURE, number.value, whole, number.step, unit.symbol, rough=number.rough)
    if _SAMPLE.search(text, max(0, span.start - 5), span.start):
        return Quantity(QuantityKind.COUNT, number.value, span, 1.0, "n")
    if _is_name(text, number) or _GLUED.match(text, end):
        return None
    noun = _NOUN.match(text, end)
    if noun and number.step >= 1:
        return Quantity(QuantityKind.COUNT, number.value, span, number.step, _singular(noun[1]), rough=number.rough)
    if number.step == 1 and _TAKEN_IN.match(text, end):
        return Quantity(QuantityKind.COUNT, number.value, span, 1.0, "patient", rough=number.rough)
    if number.words or (number.step == 1 and 1900 <= number.value <= 2100):
        return None
    return Quantity(QuantityKind.NUMBER, number.value, span, number.step, rough=number.rough)


def _shared_percent(text: str, atoms: Sequence[Number], index: int) -> bool:
    """Whether a number is the start of a range or pair whose end has the percent sign (`5-10%`, `5 to 10%`, `5 vs 10%`)."""
    following = _joined(text, atoms, index)
    return bool(following and _PERCENT.match(text, following.span.end))


def _shared_time(text: str, atoms: Sequence[Number], index: int) -> re.Match[str] | None:
    following = _joined(text, atoms, index)
    return _TIME.match(text, following.span.end) if following else None


def _shared_unit(text: str, atoms: Sequence[Number], index: int) -> units.Unit | None:
    following = _joined(text, atoms, index)
    return units.match(text, following.span.end) if following else None


def _joined(text: str, atoms: Sequence[Number], index: int) -> Number | None:
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    between = text[atoms[index].span.end : following.span.start] if following else ""
    return following if between.strip() in _SHARING else None


def _is_name(text: str, number: Number, *, alone: bool = False) -> bool:
    """Whether a number belongs to a name: `grade 3`, `type 2`, and unless `alone` `stage 2 or 3`."""
    before = number.span.start
    lead = text[max(0, before - 24) : before]
    joint = None if alone else _CONTINUED.search(lead)
    if joint:
        first = lead[: joint.start()]
        name = first.rstrip("0123456789IVab")
        lead = f"{name.rstrip()} " if name != first else ""
    return bool(_NOT_A_QUANTITY.search(lead.lower()))


def _singular(noun: str) -> str:
    lowered = noun.lower()
    return _PLURAL.get(lowered, "patient" if lowered in _PEOPLE else lowered)

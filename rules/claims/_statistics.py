"""Test statistics and the p values printed beside them: t, F and chi-square, as APA and medical journals print them.

The idea is statcheck's (Nuijten et al., Behav Res Methods 2016;48:1205-26): the p value is computed from the statistic and its
degrees of freedom, over all values that round to the printed statistic.
"""

import math
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_VALUE = r"(?P<value>[-−–]?\d{1,6}(?:[.·]\d{1,6})?)"
_P = r"\s?[,;]\s?[*_]?[pP][*_]?\s?(?P<relation>[=<>≤≥])\s?(?P<p>[01]?[.·]\d{1,6})(?!\d)"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("t", re.compile(rf"(?<![\w*])[*_]?t[*_]?\s?\(\s?(?P<df>\d{{1,6}}(?:\.\d+)?)\s?\)\s?=\s?{_VALUE}{_P}")),
    (
        "F",
        re.compile(
            rf"(?<![\w*])[*_]?F[*_]?\s?\(\s?(?P<df>\d{{1,4}})\s?[,;]\s?(?P<rest>\d{{1,6}}(?:\.\d+)?)\s?\)\s?=\s?{_VALUE}{_P}"
        ),
    ),
    (
        "χ²",
        re.compile(
            rf"(?:(?<!\w)[*_]?(?:[χΧ]|chi)[*_]?[ -]?\^?(?:2|²|squared?)\^?)\s?"
            rf"\(\s?(?P<df>\d{{1,4}})(?:\s?,\s?[*_]?[nN][*_]?\s?=\s?[\d, ]{{1,9}})?\s?\)\s?=\s?{_VALUE}{_P}"
        ),
    ),
)
#: Words that make another p value right: it was halved, or made larger.
_OTHER_P = re.compile(
    r"\b(?:one[- ](?:sided|tailed)|directional|correct(?:ed|ion)|adjust\w+|Bonferroni|Holm|Tukey|permut\w+)\b", re.IGNORECASE
)
_ALPHA = 0.05
_TINY, _STEPS, _SMALL = 1e-14, 500, 1e-300


class Contradiction(NamedTuple):
    """A test whose p value is not what its statistic gives. `flips`: one of them is significant at 0.05, the other is not."""

    start: int
    end: int
    printed: str
    computed: float
    flips: bool


def contradictions(text: str) -> Iterator[Contradiction]:
    """The tests of a sentence whose printed p value contradicts the statistic, two-sided and one-sided."""
    if _OTHER_P.search(text):
        return
    for name, form in _FORMS:
        for match in form.finditer(text):
            found = _judged(name, match)
            if found:
                yield found


def _judged(name: str, match: re.Match[str]) -> Contradiction | None:
    value, step = _number(match["value"])
    p, p_step = _number(match["p"])
    degrees = float(match["df"])
    rest = float(match["rest"]) if name == "F" else 0.0
    if degrees <= 0 or (name == "F" and rest <= 0):
        return None
    value = abs(value)
    tail = _TAILS[name]
    least, most = tail(value + step / 2, degrees, rest), tail(max(0.0, value - step / 2), degrees, rest)
    ranges = [(least, most), *([(least / 2, most / 2)] if name == "t" else [])]
    if any(_agrees(p, p_step, match["relation"], *both) for both in ranges):
        return None
    claimed = p < _ALPHA or (p == _ALPHA and match["relation"] == "<")
    flips = match["relation"] not in ">≥" and all(
        (low < _ALPHA) is not claimed and (high < _ALPHA) is not claimed for low, high in ranges
    )
    return Contradiction(match.start(), match.end(), f"p {match['relation']} {match['p']}", tail(value, degrees, rest), flips)


def _agrees(p: float, step: float, relation: str, least: float, most: float) -> bool:
    if relation == "=":
        return least - step / 2 <= p <= most + step / 2
    return least < p + step / 2 if relation in "<≤" else most > p - step / 2


def _number(digits: str) -> tuple[float, float]:
    """The value and the size of the last digit."""
    plain = digits.replace("·", ".").replace("−", "-").replace("–", "-")
    return float(plain), 10.0 ** -len(plain.partition(".")[2])


def t_tail(value: float, degrees: float, _rest: float = 0.0) -> float:
    """The two-sided p value of Student's t (DLMF 8.17)."""
    return _beta(degrees / (degrees + value * value), degrees / 2, 0.5)


def f_tail(value: float, degrees: float, rest: float) -> float:
    """The p value of Fisher's F with `degrees` and `rest` degrees of freedom."""
    return _beta(rest / (rest + degrees * value), rest / 2, degrees / 2)


def chi_square_tail(value: float, degrees: float, _rest: float = 0.0) -> float:
    """The p value of chi-square: the regularized upper incomplete gamma function, by its series (DLMF 8.7.1)."""
    half, x = degrees / 2, value / 2
    if x <= 0:
        return 1.0
    if x > half + 40 * math.sqrt(half + 10):
        return 0.0
    term = total = math.exp(half * math.log(x) - x - math.lgamma(half + 1))
    for step in range(1, _STEPS):
        term *= x / (half + step)
        total += term
        if term < total * _TINY:
            break
    return max(0.0, 1.0 - total)


_TAILS: dict[str, Callable[[float, float, float], float]] = {"t": t_tail, "F": f_tail, "χ²": chi_square_tail}


def _beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function, by its continued fraction (DLMF 8.17.22, evaluated by Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _beta(1 - x, b, a)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)) / a
    fraction, c, d = 1.0, 1.0, 1.0 / (_away(1 - (a + b) * x / (a + 1)))
    fraction = d
    for step in range(1, _STEPS):
        for number in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            d = 1.0 / _away(1 + number * d)
            c = _away(1 + number / c)
            fraction *= c * d
        if abs(c * d - 1) < _TINY:
            break
    return front * fraction


def _away(value: float) -> float:
    """A value that can be divided by."""
    return value if abs(value) > _SMALL else _SMALL

"""The p values of test statistics, against published tables of critical values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.claims._statistics import chi_square_tail, contradictions, f_tail, t_tail


@pytest.mark.parametrize(
    ("value", "degrees", "p"), [(12.706, 1, 0.05), (2.086, 20, 0.05), (2.845, 20, 0.01), (1.980, 120, 0.05)]
)
def test_t(value: float, degrees: float, p: float) -> None:
    assert t_tail(value, degrees) == pytest.approx(p, rel=2e-3)


@pytest.mark.parametrize(("value", "one", "other", "p"), [(4.10, 2, 10, 0.05), (2.71, 5, 20, 0.05), (7.56, 2, 10, 0.01)])
def test_f(value: float, one: float, other: float, p: float) -> None:
    assert f_tail(value, one, other) == pytest.approx(p, rel=5e-3)


@pytest.mark.parametrize(
    ("value", "degrees", "p"), [(3.841, 1, 0.05), (18.307, 10, 0.05), (124.342, 100, 0.05), (6.635, 1, 0.01)]
)
def test_chi_square(value: float, degrees: float, p: float) -> None:
    assert chi_square_tail(value, degrees) == pytest.approx(p, rel=2e-3)


@given(st.floats(0, 1e6), st.integers(1, 1_000_000), st.integers(1, 1_000_000))
def test_tails_are_probabilities(value: float, one: int, other: int) -> None:
    for p in (t_tail(value, one), f_tail(value, one, other), chi_square_tail(value, one)):
        assert -1e-9 <= p <= 1 + 1e-9


@pytest.mark.parametrize(
    "text",
    [
        "t(38) = 2.31, p = .026",
        "*F*(2, 57) = 4.11, *p* = .02",
        "χ2(1) = 5.3, P = 0.021",
        "t(20) = 1.75, p = .048",  # one-sided
        "t(38) = 2.31, p < .05",
        "F(1, 40) = 0.2, p > .05",
        "t(38) = 1.31, Bonferroni-corrected p = .6",
    ],
)
def test_what_fits_is_left_alone(text: str) -> None:
    assert not list(contradictions(text))


@pytest.mark.parametrize(
    ("text", "flips"),
    [
        ("t(38) = 1.31, p = .026", True),
        ("χ²(1, N = 120) = 1.3, p = 0.02", True),
        ("F(1, 40) = 9.1, p = .40", True),
        ("t(38) = 2.31, p = .031", False),
    ],
)
def test_what_contradicts_is_told(text: str, flips: bool) -> None:
    assert [found.flips for found in contradictions(text)] == [flips]

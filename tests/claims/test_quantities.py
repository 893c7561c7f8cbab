"""What numbers measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.claims import numbers, quantities
from checker.model.claim import Quantity, QuantityKind


def only(text: str) -> Quantity:
    (found,) = quantities.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("12 345", 12345),
        ("12\u202f345", 12345),
        ("0·72", 0.72),
        (".03", 0.03),
        ("twenty-four", 24),
        ("eighty two", 82),
        ("twelve", 12),
        ("one hundred seventy-two", 172),
        ("a hundred and five", 105),
        ("three hundred", 300),
        ("1.2 million", 1_200_000),
        ("two thousand", 2000),
        ("a hundred thousand", 100_000),
        ("half a million", 500_000),
        ("a tenth", 10),
    ],
)
def test_numbers(text: str, value: float) -> None:
    (found,) = numbers.find(text)
    assert found.value == pytest.approx(value)
    assert found.span.of(text) == text


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("312 patients", QuantityKind.COUNT, 312, "patient"),
        ("312 elderly women", QuantityKind.COUNT, 312, "woman"),
        ("(n = 312)", QuantityKind.COUNT, 312, "n"),
        ("56·5%", QuantityKind.PERCENT, 56.5, ""),
        ("eighty-two per cent", QuantityKind.PERCENT, 82, ""),
        ("two thirds", QuantityKind.PERCENT, pytest.approx(66.67, abs=0.01), ""),
        ("1.2 million workers", QuantityKind.COUNT, 1_200_000, "worker"),
        ("424 were randomised", QuantityKind.COUNT, 424, "patient"),
        ("162 schools", QuantityKind.COUNT, 162, "school"),
        ("30 s of rest", QuantityKind.TIME, pytest.approx(30 / 86_400), "s"),
        ("620 ms.", QuantityKind.TIME, pytest.approx(0.62 / 86_400), "ms"),
        ("2.8 t/ha", QuantityKind.MEASURE, 2.8, "t/ha"),
        ("3.8 V", QuantityKind.MEASURE, 3.8, "V"),
        ("a 2-week course", QuantityKind.TIME, 14, "week"),
        ("3 years", QuantityKind.TIME, pytest.approx(1095.75), "year"),
        ("25 mg/m2 IV", QuantityKind.MEASURE, 25, "mg/m2"),
        ("hazard ratio for death was 0.71", QuantityKind.RATIO, 0.71, "HR"),
        ("(aOR 1.4)", QuantityKind.RATIO, 1.4, "OR"),
        ("P < .001", QuantityKind.P_VALUE, 0.001, ""),
    ],
)
def test_kinds(text: str, kind: QuantityKind, value: float, unit: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.unit) == (kind, value, unit)


@pytest.mark.parametrize(
    "text", ["grade 3 or 4 events", "in 2008", "stage 2", "type 2 diabetes", "IL-6", "CD8", "RTOG-7706", "90Y", "Fig. 3"]
)
def test_names_and_years_measure_nothing(text: str) -> None:
    assert quantities.find(text) == ()


@pytest.mark.parametrize("text", ["95% CI 0.63 to 0.81", "95 % CI, 0.63–0.81", "(95% confidence interval [CI]: 0.63, 0.81)"])
def test_intervals(text: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.other) == (QuantityKind.INTERVAL, 0.63, 0.81)


@pytest.mark.parametrize("text", ["74 of 204", "74/204", "74 out of 204 patients", "74 of the 204"])
def test_fractions(text: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.other) == (QuantityKind.FRACTION, 74, 204)


@pytest.mark.parametrize(("text", "share"), [("nine out of ten children", 90), ("one in every five women", 20)])
def test_shares_of_a_few_in_words_are_as_rough_as_half(text: str, share: float) -> None:
    found = only(text)
    assert (found.kind, found.value, found.rough) == (QuantityKind.PERCENT, share, True)


def test_hundreds_of_thousands_are_no_hundreds() -> None:
    assert all(number.value != 200 for number in numbers.find("two hundred thousand people"))


def test_blood_pressure_is_no_fraction() -> None:
    assert all(found.kind is not QuantityKind.FRACTION for found in quantities.find("140/90 mmHg"))


def test_a_range_shares_its_unit() -> None:
    assert [found.kind for found in quantities.find("75% to 80% and 5-10%")] == [QuantityKind.PERCENT] * 4


def test_approximate_forms_are_rough() -> None:
    assert only("about 14%").rough
    assert not only("in all 14%").rough


@given(st.text(alphabet="0123456789.,·%/ nofHRCIp=<()–-twelvhaf", max_size=120))
def test_any_text_is_read(text: str) -> None:
    for found in quantities.find(text):
        assert 0 <= found.span.start < found.span.end <= len(text)

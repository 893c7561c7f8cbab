"""Units: their spellings, and that those of one dimension convert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.claims import units


@pytest.mark.parametrize(
    ("text", "symbol", "dimension"),
    [
        (" mg/m2 weekly", "mg/m2", "dose for surface"),
        (" mg/m² weekly", "mg/m2", "dose for surface"),
        (" μg", "µg", "mass"),
        (" mcg", "µg", "mass"),
        ("-mm margin", "mm", "length"),
        (" mm Hg", "mmHg", "pressure"),
        (" mL.", "ml", "volume"),
        (" mg/kg/day", "mg/kg/d", "dose for weight/d"),
        (" mg per day", "mg/d", "mass/d"),
        ("-fold", "fold", "ratio"),
        (" times higher", "fold", "ratio"),
        (" tonnes per ha", "t/ha", "mass/ha"),
        (" kWh/kg", "kWh/kg", "energy/kg"),
    ],
)
def test_spellings(text: str, symbol: str, dimension: str) -> None:
    found = units.match(f"12{text}", 2)
    assert found is not None
    assert (found.symbol, found.dimension) == (symbol, dimension)
    assert units.of(symbol).dimension == dimension


@pytest.mark.parametrize("text", [" mol% Pd", "M parameters", " times a day", " times", " months", " goats", " m2"])
def test_what_is_no_unit(text: str) -> None:
    assert units.match(f"12{text}", 2) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((200, "mCi"), (7.4, "GBq")),
        ((3000, "cGy"), (30, "Gy")),
        ((100, "rad"), (1, "Gy")),
        ((1.2, "g/dl"), (12, "g/l")),
        ((43, "ng/ml"), (43, "µg/l")),
        ((2, "cm"), (20, "mm")),
        ((0.05, "mg"), (50, "µg")),
        ((100, "µM"), (0.1, "mmol/l")),
    ],
)
def test_conversion(one: tuple[float, str], other: tuple[float, str]) -> None:
    (value, unit), (same, another) = one, other
    assert units.of(unit).dimension == units.of(another).dimension
    assert value * units.of(unit).size == pytest.approx(same * units.of(another).size)


def test_a_mass_and_an_amount_of_substance_are_two_dimensions() -> None:
    assert units.of("mg/dl").dimension != units.of("mmol/l").dimension


def test_another_text_is_no_symbol() -> None:
    with pytest.raises(ValueError, match="parsec"):
        units.of("parsec")


@given(st.text(alphabet="mgkµlLdGBqyCi/per day²2- ", max_size=40))
def test_what_is_matched_has_a_symbol_that_is_known(text: str) -> None:
    found = units.match(text, 0)
    if found:
        assert units.of(found.symbol) == units.match(found.symbol, 0)

"""Units of measurement: how they are written, and how those of one dimension convert.

Sizes are those of the SI brochure (BIPM, 9th edition) and its units outside the SI (curie, rad, rem). Molar and mass
concentrations don't convert into each other without the substance, nor does a dose without the weight: they are dimensions of
their own.
"""

import re
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

#: Dimension → unit → its size in the first unit of size 1. Letters count as printed (`M` and `m` differ), litres as `l`.
_SIZES = {
    "mass": {"mg": 1.0, "pg": 1e-9, "ng": 1e-6, "µg": 1e-3, "g": 1e3, "kg": 1e6, "t": 1e9},
    "length": {"mm": 1.0, "nm": 1e-6, "µm": 1e-3, "cm": 10.0, "m": 1e3, "km": 1e6},
    "volume": {"ml": 1.0, "µl": 1e-3, "dl": 100.0, "l": 1e3},
    "activity": {"MBq": 1.0, "Bq": 1e-6, "kBq": 1e-3, "GBq": 1e3, "TBq": 1e6, "µCi": 0.037, "mCi": 37.0, "Ci": 3.7e4},
    "absorbed dose": {"Gy": 1.0, "mGy": 1e-3, "cGy": 0.01, "rad": 0.01},
    "equivalent dose": {"mSv": 1.0, "µSv": 1e-3, "Sv": 1e3, "mrem": 0.01, "rem": 10.0},
    "pressure": {"mmHg": 1.0, "Pa": 7.50062e-3, "kPa": 7.50062, "MPa": 7.50062e3, "GPa": 7.50062e6, "bar": 750.062},
    "energy": {
        "kcal": 1.0, "J": 2.39006e-4, "kJ": 0.239006, "MJ": 239.006, "Wh": 0.860421, "kWh": 860.421, "MWh": 8.60421e5,
    },
    "power": {"W": 1.0, "mW": 1e-3, "kW": 1e3, "MW": 1e6, "GW": 1e9},
    "voltage": {"V": 1.0, "mV": 1e-3, "kV": 1e3},
    "electric charge": {"mAh": 1.0, "Ah": 1e3},
    "frequency": {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
    "area": {"ha": 1.0, "km2": 100.0},
    "data": {"MB": 1.0, "kB": 1e-3, "GB": 1e3, "TB": 1e6},
    "part": {"ppm": 1.0, "ppb": 1e-3},
    "mass concentration": {
        "mg/l": 1.0, "pg/ml": 1e-6, "ng/ml": 1e-3, "µg/ml": 1.0, "mg/ml": 1e3, "ng/l": 1e-6, "µg/l": 1e-3, "g/l": 1e3,
        "ng/dl": 1e-5, "µg/dl": 0.01, "mg/dl": 10.0, "g/dl": 1e4,
    },
    "molar concentration": {
        "mmol/l": 1.0, "pmol/l": 1e-9, "nmol/l": 1e-6, "µmol/l": 1e-3, "mM": 1.0, "µM": 1e-3, "nM": 1e-6,
    },
    "dose for weight": {"mg/kg": 1.0, "ng/kg": 1e-6, "µg/kg": 1e-3, "g/kg": 1e3},
    "dose for surface": {"mg/m2": 1.0, "µg/m2": 1e-3, "g/m2": 1e3},
    "ratio": {"fold": 1.0},
    **{unit: {unit: 1.0} for unit in ("kg/m2", "kDa", "bp", "IU", "dB", "°C")},
}  # fmt: skip
_UNITS = MappingProxyType({unit: (dimension, size) for dimension, units in _SIZES.items() for unit, size in units.items()})
#: Other ways to write a unit.
_SPELLINGS = {
    "mcg": "µg", "micrograms": "µg", "milligrams": "mg", "grams": "g", "kilograms": "kg", "cc": "ml", "millilitres": "ml",
    "milliliters": "ml", "litres": "l", "liters": "l", "millimetres": "mm", "millimeters": "mm", "centimetres": "cm",
    "centimeters": "cm", "metres": "m", "meters": "m", "kilometres": "km", "kilometers": "km", "cGray": "cGy", "Gray": "Gy",
    "rads": "rad", "times": "fold", "mm Hg": "mmHg", "tonnes": "t", "tons": "t", "hectares": "ha", "volts": "V", "watts": "W",
    "square kilometres": "km2", "square kilometers": "km2",
}  # fmt: skip
_SAME_LETTERS = str.maketrans({"μ": "µ", "L": "l", "²": "2", "−": "-"})
_WRITTEN = {**{unit: unit for unit in _UNITS}, **_SPELLINGS}
_UNIT = re.compile(
    rf"\s?-?(?P<unit>{'|'.join(re.escape(form) for form in sorted(_WRITTEN, key=len, reverse=True))})(?![A-Za-z0-9%²^])"
    r"(?P<rate>(?:\s?(?:/|per\s)\s?[A-Za-z]{1,12}2?){0,3})"
)
_RATES = {"day": "d", "daily": "d", "hour": "h", "hr": "h", "week": "wk", "minute": "min"}
_RATE = re.compile(r"\s?(?:/|per\s)\s?([A-Za-z]{1,12}2?)")
#: `2.3 times higher` is a ratio, `three times a day` is none.
_OFTEN = re.compile(r"\s(?:a|an|per|daily|weekly|each|every|in|for|during|with|at|and|or)\b|\W*$")


#: How far a unit reaches, its rate included.
_LONGEST = 60


class Unit(NamedTuple):
    """A unit in a text: its symbol, its dimension, its size in the unit of the dimension, and where it ends."""

    symbol: str
    dimension: str
    size: float
    end: int


def match(text: str, place: int) -> Unit | None:
    """The unit at a place of a text, right behind a number. Rates (`mg/kg/day`, `Gy per week`) are dimensions of their own."""
    near = text[place : place + _LONGEST].translate(_SAME_LETTERS)
    found = _UNIT.match(near)
    if found is None or (found["unit"] == "times" and _OFTEN.match(near, found.end())):
        return None
    symbol = _WRITTEN[found["unit"]]
    rate = "".join(f"/{_RATES.get(part, part)}" for part in _RATE.findall(found["rate"]))
    dimension, size = _UNITS[symbol]
    return Unit(symbol + rate, dimension + rate, size, place + found.end())


@lru_cache(maxsize=1_000)
def of(symbol: str) -> Unit:
    """The unit of a symbol that `match` gave. Raises ValueError for another text."""
    unit = match(symbol, 0)
    if unit is None or unit.symbol != symbol:
        raise ValueError(f"`{symbol}` is no unit")
    return unit

"""Lists of families without given names, and words that only look like one."""

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text
from checker.references.bare_families import bare_families


@pytest.mark.parametrize(
    ("printed", "families"),
    [
        ("Doe, Roe, Poe (1958) Storks. J Storks 28:751", ["Doe", "Roe", "Poe"]),
        ("Doe and Roe (1958) Storks. J Storks 28:751", ["Doe", "Roe"]),
        ("Doe & van der Roe, 1958. Storks. J Storks 28:751", ["Doe", "van der Roe"]),
        ("Doe/Roe (1958): Storks. J Storks 28:751", ["Doe", "Roe"]),
        ("Doe; Roe-Poe; O’Moe (1958). Storks. J Storks 28:751", ["Doe", "Roe-Poe", "O’Moe"]),
        ("Doe, Roe, Poe, Moe, and Coe (1953). Storks. J Storks 28:751", ["Doe", "Roe", "Poe", "Moe", "Coe"]),
        ("Doe, Roe and Poe. Storks of the north. J Storks 1958;28:751", ["Doe", "Roe", "Poe"]),
    ],
)
def test_families_alone(printed: str, families: list[str]) -> None:
    (entry,) = parse_text(SourceFile("list.txt", f"1. {printed}-9.\n"))
    assert [name.family for name in entry.author] == families
    assert not any(name.given for name in entry.author)
    assert entry.title.startswith("Storks")
    assert entry.issued is not None


@pytest.mark.parametrize(
    "printed",
    [
        "Doe, Jane (1958) Storks",
        "Doe, Jane, Roe, Carl (1958) Storks",
        "Doe, Jane, and Roe, Carl (1958) Storks",
        "Doe, Jane; Roe, Carl (1958) Storks",
        "Storks and Herons. A natural history",
        "Storks, Herons and Birds of Norway. A natural history",
        "Ministry, Institute and Bank (1958) Storks",
    ],
)
def test_families_with_given_names_and_titles_are_left_alone(printed: str) -> None:
    assert bare_families(printed, 0) is None

"""Books whose imprint stands in brackets behind the title."""

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text


@pytest.mark.parametrize(
    ("printed", "title", "publisher", "page", "volume"),
    [
        ("J. Doe, Storks of the North (Wiley, Hoboken, NJ, 2005), p. 23.", "Storks of the North", "Wiley", "23", ""),
        ("J. Doe, Storks of the North, 8th ed. (Perch, Oxford, 1977).", "Storks of the North", "Perch", "", ""),
        ("J. Doe, Storks (Holt, Roe and Poe, New York, 1976), Chap. 17.", "Storks", "Holt, Roe and Poe", "", ""),
        ("J. Doe, Storks (Nest, New York, ed. 3, 1984), pp. 7–11.", "Storks", "Nest", "7-11", ""),
        ("J. Doe, Storks (Perch University Press, Perch, England, 1995), Vol. 2.", "Storks", "Perch University Press", "", "2"),
        ("Jane Doe, Storks in Ruins (Cambridge, MA: Nest Press, 1983), 34.", "Storks in Ruins", "Nest Press", "34", ""),
        ("Jane Doe, Storks in Ruins (Cambridge, MA: Nest Press, 2011), xi–xii.", "Storks in Ruins", "Nest Press", "xi–xii", ""),
        (
            "Doe, J. Storks: Birds of the North Ch. 3 (Nest Univ. Press, 2004).",
            "Storks: Birds of the North",
            "Nest Univ. Press",
            "",
            "",
        ),
    ],
)
def test_imprint_in_brackets(printed: str, title: str, publisher: str, page: str, volume: str) -> None:
    (entry,) = parse_text(SourceFile("list.txt", printed))
    found = (entry.title, entry.get("publisher"), entry.get("page"), entry.get("volume"))
    assert found == (title, publisher, page, volume)
    assert entry.container_title == ""


@pytest.mark.parametrize(
    "printed",
    ["J. Doe, Phys. Rev. Lett. 77, 3865 (1996).", "Jane Doe, “Storks,” Critical Storks 35, no. 2 (Winter 2009): 197–222."],
)
def test_dates_in_brackets_are_no_imprints(printed: str) -> None:
    (entry,) = parse_text(SourceFile("list.txt", printed))
    assert entry.get("publisher") == ""
    assert entry.container_title

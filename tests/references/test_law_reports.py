import pytest

from checker.model.text import SourceFile
from checker.references import parse_text
from checker.references.law_reports import find_law_report


@pytest.mark.parametrize(
    ("printed", "kind", "families", "title", "container", "volume", "page", "year"),
    [
        (
            "Jane Q. Doe, The New Law of Nests, 88 Stork L. Rev. 1021, 1033 (2002).",
            "article-journal",
            ["Doe"],
            "The New Law of Nests",
            "Stork L. Rev.",
            "88",
            "1021",
            2002,
        ),
        (
            "C Roe, 'The decline of the nest' (1987) 14 Journal of Law and Storks 91",
            "article-journal",
            ["Roe"],
            "The decline of the nest",
            "Journal of Law and Storks",
            "14",
            "91",
            1987,
        ),
        (
            "Jane P. Doe, Rethinking Stork Rights, 41 Stork L.Q. 233 (2014).",
            "article-journal",
            ["Doe"],
            "Rethinking Stork Rights",
            "Stork L.Q.",
            "41",
            "233",
            2014,
        ),
        (
            "Nest Dist. v. Roe, 512 F.3d 887, 891-92 (9th Cir. 2008).",
            "legal_case",
            [],
            "Nest Dist. v. Roe",
            "F.3d",
            "512",
            "887",
            2008,
        ),
    ],
)
def test_the_volume_stands_before_the_name(
    printed: str, kind: str, families: list[str], title: str, container: str, volume: str, page: str, year: int
) -> None:
    (entry,) = parse_text(SourceFile("list.txt", printed))
    assert (entry.type, [name.family for name in entry.author], entry.title) == (kind, families, title)
    assert (entry.container_title, entry.get("volume"), entry.get("page"), entry.year) == (container, volume, page, year)


@pytest.mark.parametrize(
    "printed",
    [
        "Doe, J. Hands, 12 Feet and 20 Toes. Nest Press (2002).",
        "Doe J. In town, 12 storks 20 (2002).",
        "Doe J. Of storks, 12 Nests 20 (2002).",
        "Doe J. Storks. Ann Surg. 2002;88:1021.",
        "Doe, J. Storks, 12 Stork L. Rev. 20.",
    ],
)
def test_other_numbers_before_names_are_none(printed: str) -> None:
    assert find_law_report(printed, 0) is None

"""Lists of names before a quoted title."""

import pytest

from checker import references
from checker.model.text import SourceFile


@pytest.mark.parametrize(
    ("names", "families", "et_al"),
    [
        (
            "Chen, Yu, Sara Javdani, Amin Kar, J. Bagnell, and Eva Krause. 2010. ",
            ["Chen", "Javdani", "Kar", "Bagnell", "Krause"],
            False,
        ),
        (
            "van den Bosch, Maurice A. A. J., Robert Doe Jr, S. Roe, and Jean-Luc Le Goff. 1988. ",
            ["van den Bosch", "Doe", "Roe", "Le Goff"],
            False,
        ),
        (
            "Doe, Jane, Ana dos Santos Silva, Eva Maria Roe, and S. Poe. 1997. ",
            ["Doe", "dos Santos Silva", "Roe", "Poe"],
            False,
        ),
        ("Li, Bo, Rafael Roe, Yao Yu, et al. 2013. ", ["Li", "Roe", "Yu"], True),
        ("DOE‐ROE, G. ARTURO, et al. ", ["DOE‐ROE"], True),
        ("de Souza, José G.C., et al. ", ["de Souza"], True),
        ("S. C.N. and R. Doe, ", ["C.N.", "Doe"], False),
    ],
)
def test_names_reach_the_quotation(names: str, families: list[str], et_al: bool) -> None:
    text = f"1. {names}“A study of captive otters.” Ann Surg 12 (3): 45–67.\n"
    (entry,) = references.parse_text(SourceFile("list.txt", text))
    assert entry.title == "A study of captive otters"
    assert [name.full_family for name in entry.author] == families
    assert entry.et_al is et_al


@pytest.mark.parametrize(
    "title",
    [
        "“Watch and wait” in low-grade oedema of otters",
        "“Otter Navigator”: A retrospective system",
        "Soil “Ecosystem” services of otters",
    ],
)
def test_a_quotation_within_a_title_is_not_all_of_it(title: str) -> None:
    (entry,) = references.parse_text(SourceFile("list.txt", f"1. Doe L, Roe K. {title}. J Otter. 2023;195(23):2219-29.\n"))
    assert entry.title == title
    assert [name.family for name in entry.author] == ["Doe", "Roe"]


def test_names_before_a_chapter_in_quotation_marks() -> None:
    text = "1. S. C.N. and R. Doe, “A study of captive otters,” in Proceedings of Otters, 2012, pp. 73–82.\n"
    (entry,) = references.parse_text(SourceFile("list.txt", text))
    assert (entry.title, [name.family for name in entry.author]) == ("A study of captive otters", ["C.N.", "Doe"])


def test_a_question_that_opens_a_title_is_not_all_of_it() -> None:
    text = "1. Doe L, Roe K. “Who was the otter?” Towards answers for history. In: Proceedings of Otters; 2016. p. 430-5.\n"
    (entry,) = references.parse_text(SourceFile("list.txt", text))
    assert entry.title == "“Who was the otter?” Towards answers for history"

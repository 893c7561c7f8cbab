"""Books and parts of books whose title, container and imprint are told apart by what they cannot be."""

import pytest

from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.references import parse_text


def one(text: str) -> ReferenceEntry:
    (entry,) = parse_text(SourceFile("list.txt", text + "\n"))
    return entry


@pytest.mark.parametrize(
    "statement",
    [
        ", ed. B. C. Roe",
        ", edited by Brian Roe",
        ". Translated by Brian Roe",
        ", trans. Brian Roe",
        " (tr. Brian Roe)",
        ", Brian Roe (ed.)",
        ". Hrsg. von Brian Roe",
    ],
)
def test_the_statement_of_a_contributor_is_no_part_of_the_title(statement: str) -> None:
    entry = one(f"Doe, Anna. The Storks of the Bay{statement}. London: Heron Press, 1999.")
    assert entry.title == "The Storks of the Bay"
    assert entry.get("publisher") == "Heron Press"
    assert not entry.container_title


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        ("Doe, Anna. The Storks of the Bay. Boston: Heron & Sons, 2003 [1910].", "The Storks of the Bay", "Heron & Sons"),
        ("Doe, Anna. The Storks of the Bay. Seattle: University of Ponds Press, 2000. 116.", "The Storks of the Bay", None),
        ("Doe, A., The storks of the bay. 1967: Heron Verlag Berlin.", "The storks of the bay", "Heron Verlag"),
        ("Doe, A. (1995). The storks of the bay. Heron Press: London.", "The storks of the bay", "Heron Press"),
        ("Doe, Anna. Collected Storks, vol. 2. London: Heron Press, 1960.", "Collected Storks", "Heron Press"),
        ("Doe, A. The storks of the bay. Texts in ponds and mires. Springer, 1983.", "The storks of the bay", "Springer"),
        ("Doe, A. (1913). A History of Storks, 1815-1909. Chicago: The Heron Press.", "A History of Storks, 1815-1909", None),
        ("*Doe, A.* 1954. *The storks of the bay.* Paris: Heron Press.", None, "Heron Press"),
    ],
)
def test_imprints(text: str, title: str | None, publisher: str | None) -> None:
    entry = one(text)
    if title:
        assert entry.title == title
    if publisher:
        assert entry.get("publisher") == publisher
    assert not entry.container_title
    assert not entry.get("volume") or "vol." in text


@pytest.mark.parametrize(
    "opening",
    [
        "In B. Roe & C. Poe (Eds.), ",
        "In Roe, B., Poe, C., & the Pond Group (Eds.), ",
        "in B. Roe and C. Poe (eds.), ",
        "In: Roe B, Poe C (Hrsg.): ",
    ],
)
def test_editors_up_to_their_mark_are_no_part_of_the_container(opening: str) -> None:
    entry = one(f"Doe, A. (1999). Early storks of the bay. {opening}A handbook of ponds (pp. 12-34). London: Heron Press.")
    assert entry.title == "Early storks of the bay"
    assert entry.container_title == "A handbook of ponds"
    assert entry.get("page") == "12-34"
    assert entry.type == "chapter"


def test_a_title_in_sentence_case_before_the_date_is_no_author() -> None:
    entry = one("Storks return to the ponds of the north. (1995, March). Heron Magazine, 42(3), 34-36.")
    assert not entry.author
    assert entry.title == "Storks return to the ponds of the north"
    assert entry.container_title == "Heron Magazine"
    assert entry.year == 1995


@pytest.mark.parametrize("name", ["Registry of Rare Storks Programme", "Heron Biomedical Informatics Grid"])
def test_a_name_alone_is_a_title(name: str) -> None:
    entry = one(f"{name}.")
    assert entry.title == name
    assert not entry.author
    assert not entry.observations


@pytest.mark.parametrize(
    ("printed", "volume", "issue", "page"),
    [
        ("Heron Quarterly 33, no. 3/4 (2003): 151–172", "33", "3/4", "151-172"),
        ("Heron Quarterly, 45/4 (2003), 710-720", "45", "4", "710-720"),
        ("Heron Quarterly XIV:4 (2003), 409-418", "XIV", "4", "409-418"),
        ("Heron Quarterly, December 15, 2003, 23", "", "", "23"),
        ("Heron Quarterly, v.13 n.4, p.367-390, 2003", "13", "4", "367-390"),
    ],
)
def test_locators_of_the_humanities(printed: str, volume: str, issue: str, page: str) -> None:
    entry = one(f"Doe, Anna. “Storks of the bay.” {printed}.")
    assert (entry.get("volume"), entry.get("issue"), entry.get("page")) == (volume, issue, page)
    assert entry.container_title == "Heron Quarterly"
    assert entry.year == 2003


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Doe, A., Watch and wait. A short history of herons, Paris, Volavka, 2010.",
            "Watch and wait. A short history of herons",
        ),
        (
            "Doe, A. (2010). Storks of 2010: The year of the flood. London: Heron Press.",
            "Storks of 2010: The year of the flood",
        ),
        ("Doe, A., ‘The ‘Heron Spring’: early notes’, Heron Quarterly, 50 (2015), 394-419.", "The ‘Heron Spring’: early notes"),
    ],
)
def test_titles_are_read_to_their_end(text: str, title: str) -> None:
    assert one(text).title == title


def test_a_subtitle_behind_editors_belongs_to_the_container() -> None:
    entry = one(
        "Doe, A. (2004). Herons. In B. Roe & C. Poe (Eds.), The book of ponds. Practice and theory. London: Heron Press."
    )
    assert entry.container_title == "The book of ponds. Practice and theory"


def test_given_names_first_behind_a_first_family_and_before_a_date() -> None:
    entry = one(
        "Doe, Anna, Brian Roe, Carla Poe, 1988, The count of storks by night: A review, Heron Quarterly 22 (2): 117-36."
    )
    assert [name.family for name in entry.author] == ["Doe", "Roe", "Poe"]

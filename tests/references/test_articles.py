"""Entries that print one text only between authors and date: a title or a journal."""

import pytest

from checker import references
from checker.model.text import SourceFile


@pytest.mark.parametrize(
    ("printed", "title", "journal"),
    [
        (
            "Ellis L. Causal Models for Estimation of Tumour Growth. 2020. doi:10.1000/a",
            "Causal Models for Estimation of Tumour Growth",
            "",
        ),
        ("Ellis L, Roe K. Journal of Chemical Physics. 2010. doi:10.1000/b", "", "Journal of Chemical Physics"),
        ("Ellis L, Roe K. J. Chem. Phys. 2010, 12, 34-56.", "", "J. Chem. Phys."),
        (
            "Ellis L, Roe K. Causal models of tumour growth. Bioinformatics. 2016.",
            "Causal models of tumour growth",
            "Bioinformatics",
        ),
    ],
)
def test_one_text_is_a_title_unless_a_journal_shows(printed: str, title: str, journal: str) -> None:
    (entry,) = references.parse_text(SourceFile("list.txt", f"1. {printed}\n"))
    assert (entry.title, entry.container_title.rstrip(".")) == (title, journal.rstrip("."))


@pytest.mark.parametrize(
    ("printed", "journal", "volume", "issue"),
    [
        ("DOE, B. de S. Para as cegonhas. Novos Ninhos, São Paulo, n. 79, p. 71-94, nov. 2007.", "Novos Ninhos", "", "79"),
        ("Ellis L. Storks. Am J Storks. 2002 Jun [cited 2002 Aug 12];102(6):12-3.", "Am J Storks", "102", "6"),
        (
            "Ellis L, Roe K. Seeking storks. Stork Int. Published online ahead of print March 3, 2009. doi:10.1000/a",
            "Stork Int",
            "",
            "",
        ),
    ],
)
def test_places_visits_and_articles_online_first(printed: str, journal: str, volume: str, issue: str) -> None:
    (entry,) = references.parse_text(SourceFile("list.txt", printed))
    assert (entry.container_title, entry.get("volume"), entry.get("issue")) == (journal, volume, issue)


@pytest.mark.parametrize(
    ("printed", "journal", "volume"),
    [
        ("Doe, R. Storks (Nest Lecture). Angew. Chem., Int. Ed. 2002, 41 (12), 2008–2022.", "Angew. Chem., Int. Ed", "41"),
        ("Ellis L. Storks of the north. Lancet 1986; i: 307–10.", "Lancet", "i"),
        ("Ellis L. Storks of the north. Bell Syst Tech J 1948;27:379–423, 623–656.", "Bell Syst Tech J", "27"),
    ],
)
def test_editions_of_journals_and_volumes_in_small_roman(printed: str, journal: str, volume: str) -> None:
    (entry,) = references.parse_text(SourceFile("list.txt", printed))
    assert (entry.title.partition(" ")[0], entry.container_title.rstrip("."), entry.get("volume")) == (
        "Storks",
        journal,
        volume,
    )

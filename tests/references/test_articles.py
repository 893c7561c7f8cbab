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


@pytest.mark.parametrize(
    ("printed", "title", "journal", "volume"),
    [
        ("Stork Disorders, Vol. 25, No. 3, 2010, pp. 309–314", "", "Stork Disorders", "25"),
        ("Nest Letters, Vol. 372, p. 83 (1995)", "", "Nest Letters", "372"),
        (
            "Journal of Parallel and Distributed Storks 60, 374-406 (2000)",
            "",
            "Journal of Parallel and Distributed Storks",
            "60",
        ),
        (
            "Doe R.: Motions of static nests. Class. Quantum Grav. 12, 2577 (1995)",
            "Motions of static nests",
            "Class. Quantum Grav",
            "12",
        ),
        (
            "Doe W 1994 Quasi-rational storks Int. J. Mod. Phys. B 08 3693-702",
            "Quasi-rational storks",
            "Int. J. Mod. Phys. B",
            "08",
        ),
        ("Doe, M., Roe, J.-R., 2000 (a), AJ, 120, 1306", "", "AJ", "120"),
        (
            "Doe A. Storks of the north. Heron Rhythm O2. 2022 Aug 14;3(4 Pt B):412-21.",
            "Storks of the north",
            "Heron Rhythm O2",
            "3",
        ),
        ("Doe A, Roe B. Herons in the very old. Age Herons. In press 2023.", "Herons in the very old", "Age Herons", ""),
        (
            "Doe, T. 1834. Remarks on herons. Memoirs of the Heron Academy, n.s., 1:91-106.",
            "Remarks on herons",
            "Memoirs of the Heron Academy",
            "1",
        ),
        (
            "Doe A, Roe B. Herons in cholera (published erratum appears in Trop Doct 1996;26:94). Trop Doct 1995;25:172-4.",
            "Herons in cholera",
            "Trop Doct",
            "25",
        ),
        ("Doe A. Herons. Phys. Rev. D85 (2012) 014035, Erratum ibid. D86 (2012) 079901.", "Herons", "Phys. Rev. D", "85"),
        (
            "DOE, S. B. 2009. Challenges of herons. Heron, 64, 46-54. doi: S0000-6273(09)00744-2[pii].",
            "Challenges of herons",
            "Heron",
            "64",
        ),
        ("Doe A. Herons in Lisbon. medRxiv [Preprint]. 2021 Feb 8;12:3-9.", "Herons in Lisbon", "medRxiv", "12"),
        (
            'Doe, Ann. "The Smallest Heron." Collected Herons, translated by Carl Roe, vol. 2, 2015, pp. 163-70.',
            "The Smallest Heron",
            "Collected Herons",
            "2",
        ),
    ],
)
def test_title_and_journal(printed: str, title: str, journal: str, volume: str) -> None:
    (entry,) = references.parse_text(SourceFile("list.txt", printed))
    assert (entry.title, entry.container_title.rstrip("."), entry.get("volume")) == (title, journal.rstrip("."), volume)


def test_a_version_before_the_mark_of_software_is_no_part_of_the_title() -> None:
    for printed in (
        "gridsolve: Sparse herons (Version 1.4.2) [Computer software].",
        "gridsolve: Sparse herons [Computer software].",
    ):
        (entry,) = references.parse_text(
            SourceFile("list.txt", f"Doe, S. (2020). {printed} Zenodo. https://doi.org/10.5281/zenodo.1")
        )
        assert entry.title == "gridsolve: Sparse herons"

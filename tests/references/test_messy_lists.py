"""What copying and habit do to lists: back-references, notes, links, identifiers in pieces, names in other scripts."""

import pytest

from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import SourceFile
from checker.references import parse_text


def parse(text: str) -> tuple[ReferenceEntry, ...]:
    return parse_text(SourceFile("list.txt", text))


def one(text: str) -> ReferenceEntry:
    (entry,) = parse(text + "\n")
    return entry


@pytest.mark.parametrize(
    "text",
    [
        "Ibid., p. 12.",
        "Ibidem.",
        "Doe C. Op. cit., p. 33.",
        "Ebd., S. 4.",
        "See also the discussion in refs 1 and 4; we thank the reviewers for this point.",
    ],
)
def test_back_references_and_notes_have_no_fields_and_are_no_fault(text: str) -> None:
    entry = one(text)
    assert not entry.variables
    assert not entry.observations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jones B, personal communication, 2019.", "personal_communication"),
        ("Clean Ponds Act, 42 U.S.C. § 7401 (1970).", "legislation"),
        ("Roe v. Doe, 410 U.S. 113 (1973).", "legal_case"),
        ("ISO 9001:2015. Quality of widgets. Geneva: ISO; 2015.", "standard"),
        ("Smith A. Widget folder. US Patent 5,123,456. 1992.", "patent"),
        ("Numbercruncher for Windows, version 25.0. Springfield: Cruncher Corp; 2017.", "software"),
        ("Heron Trust. Fact sheet on ponds. https://ponds.example/sheet. Accessed 3 May 2020.", "webpage"),
        ("Smith A. Data from: stork counts [dataset]. Zenodo; 2019. doi:10.5281/zenodo.1", "dataset"),
    ],
)
def test_what_no_index_of_works_holds_is_told_by_its_type(text: str, kind: str) -> None:
    entry = one(text)
    assert entry.type == kind
    assert not entry.observed(ObservationKind.UNPARSABLE)


@pytest.mark.parametrize(
    ("printed", "problem"),
    [
        ("doi:doi:10.5555/abc.1", "the prefix is printed twice"),
        ("http://dx.doi.org/doi:10.5555/abc.1", "the prefix is printed twice"),
        ("https://doi.org/https://doi.org/10.5555/abc.1", "the prefix is printed twice"),
        ("doi: 10. 5555/abc.1", "spaces inside"),
        ("doi: 10.5555 /abc.1", "spaces inside"),
        ("doi: https://doi.org/10.5555/abc.1", ""),
        ("DOI 10.5555/abc.1.", ""),
    ],
)
def test_dois_that_are_printed_wrongly(printed: str, problem: str) -> None:
    text = f"Smith AB, Doe C. A study of storks. Ann Surg. 2015;12:1-9. {printed}"
    entry = one(text)
    assert entry.doi == "10.5555/abc.1"
    assert [note.detail for note in entry.observed(ObservationKind.MALFORMED_IDENTIFIER)] == ([problem] if problem else [])


@pytest.mark.parametrize(
    "cut", ["https://doi.org/10.5555/\nabc.1.2", "doi:10.5555/abc.\n1.2", "https://\ndoi.org/10.5555/abc.1.2"]
)
def test_dois_broken_over_lines(cut: str) -> None:
    text = (
        f"1. Smith AB. A study of storks. Ann Surg. 2015;12:1-9. {cut}\n2. Doe C. Herons of the bay. Ann Surg. 2016;13:10-9.\n"
    )
    first, second = parse(text)
    assert first.doi == "10.5555/abc.1.2"
    assert second.title == "Herons of the bay"


def test_links_behind_entries_are_no_part_of_them() -> None:
    text = (
        "1. Smith A, Jones B. A study of storks. Ann Surg. 2015;12:1-9. [DOI] [PubMed] [Google Scholar]\n"
        "2. Doe C, Roe D. Survival. Ann Surg. 2016;13:10-9. [PMC free article] [PubMed]\n"
    )
    assert [(entry.title, entry.get("page")) for entry in parse(text)] == [("A study of storks", "1-9"), ("Survival", "10-19")]


@pytest.mark.parametrize("title", ["Survival", "Herons", "Growth of storks"])
def test_a_title_of_one_word_behind_one_author_is_no_family_name(title: str) -> None:
    entry = one(f"Doe C. {title}. Ann Surg. 2016;13:10-9.")
    assert [(name.family, name.given) for name in entry.author] == [("Doe", "C")]
    assert entry.title == title


def test_the_first_word_of_a_journal_is_no_initial_and_no_editors_mark() -> None:
    entry = one("Smith, A.; Jones, B. J. Org. Chem. 2015, 80, 1–9.")
    assert [(name.family, name.given) for name in entry.author] == [("Smith", "A."), ("Jones", "B.")]
    assert entry.container_title == "J. Org. Chem"
    assert not entry.editor


def test_the_first_of_several_works_is_read_with_little_trust() -> None:
    entry = one("(a) Doe, C.; Roe, D. Org. Lett. 2015, 80, 1–9; (b) Poe, E. Tetrahedron 2016, 72, 2–8.")
    assert [name.family for name in entry.author] == ["Doe", "Roe"]
    assert entry.get("volume") == "80"
    assert entry.confidence < 0.5


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("王伟, 李娜. 一项研究[J]. 中国杂志 2015;12:1-9.", ["王伟", "李娜"]),
        ("SMITH J, VAN DEN BERG C. A STUDY OF STORKS. ANN SURG. 2015;12:1-9.", ["SMITH", "VAN DEN BERG"]),
        ("BARRIOS CRUZ, M.G.; DOE, C. A study of storks. Ann Surg. 2015;12:1-9.", ["BARRIOS CRUZ", "DOE"]),
        ("RIEDEL Karl et DOE Anne, « A study of storks », Ann Surg, 12, 2015, p. 1-9.", ["RIEDEL", "DOE"]),
        ("P. Arbel´aez and J. Doe. A study of storks. Ann Surg, 12:1-9, 2015.", ["Arbel´aez", "Doe"]),
        ("Smith III, Charles and Jonathan Doe. 2009. A Study of Storks. London: Heron Press.", ["Smith", "Doe"]),
        ("Heron J, Stork K, … Zander W. A study of storks. Ann Surg. 2015;12:1-9.", ["Heron", "Stork", "Zander"]),
        ("Mokrý, Jan a kol. 2007. A study of storks. Bratislava: Volavka, 2007.", ["Mokrý"]),
    ],
)
def test_names_of_many_lands(printed: str, names: list[str]) -> None:
    assert [name.family for name in one(printed).author] == names

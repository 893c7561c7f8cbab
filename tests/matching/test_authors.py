import pytest

from checker.matching.authors import compare_authors, same_person
from checker.model.match import Agreement
from checker.model.reference import Name
from checker.model.work import Authorship
from tests.matching.builders import entry, name, record


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Shale MJ", "Michael J. Shale"),
        ("Shale M", "Shale, Michael"),
        ("Bosch M", "Maurice A. A. J. van den Bosch"),
        ("van den Bosch MAAJ", "Maurice van den Bosch"),
        ("Müller K", "Karl Mueller"),
        ("Øster A", "A. Oster"),
        ("O’Brien P", "Patrick O'Brien"),
        ("Garcia A", "Aitor García-Pablos"),
        ("Wang X", "Wang Xiaoming"),
        ("Smith R", "J. Robert Smith"),
        ("Smyth RJ", "R. J. Smythe"),
        ("Chekhov A", "Anton Tchekhov"),
        ("Jiang Y", "Yichen Jiang1"),
        ("Hruschka E", "Estevam R. Hruschka Jr."),
        ("Gagnon-Audet JC", "Jean-Christophe Gagnon-Audet"),
        ("Nakamura", "Nakamura, T."),
        ("Erika B", "Braun, Erika"),
    ],
)
def test_one_person(printed: str, recorded: str) -> None:
    assert same_person(name(printed), Authorship(recorded))


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("AJAT B", "AJAT Braat"),
        ("AJAT B", "Arthur J. A. T. Braat"),
        ("Shale M", "Lena Ellis"),
        ("Wang X", "Yue Wang"),
        ("123 S", "Schmidt, Sachin"),
        ("Albrecht Sachin", "Albrecht Schmidt"),
        ("Albrecht Sachin", "Schmidt, Albrecht"),
    ],
)
def test_two_persons(printed: str, recorded: str) -> None:
    assert not same_person(name(printed), Authorship(recorded))


def test_suffix_in_the_place_of_the_family_name() -> None:
    assert same_person(Name(family="III", given="Hal Daumé"), Authorship("Hal Daumé III"))
    assert same_person(Name(family="Edward P. Stabler", given="Jr."), Authorship("Edward P. Stabler, Jr."))


def test_a_whole_name_without_a_given_name() -> None:
    assert same_person(Name(family="Yao Liang"), Authorship("Yao Liang"))


def test_the_profile_name_is_a_second_chance() -> None:
    assert same_person(name("Braat A"), Authorship("?", "Arthur Braat"))


AUTHORS = ("Lena Ellis", "Mo Shale", "Karl Roe")


@pytest.mark.parametrize(
    ("printed", "note", "position"),
    [
        (("Ellis L", "Otter K", "Roe K"), "author-changed", 1),
        (("Ellis L", "Shale M", "Roe K", "Otter K"), "author-added", 3),
        (("Ellis L", "Shale M"), "author-missing", None),
        (("Shale M", "Ellis L", "Roe K"), "author-order", 0),
        (("Otter K", "Ito S"), "all-different", None),
    ],
)
def test_differences(printed: tuple[str, ...], note: str, position: int | None) -> None:
    item = compare_authors(entry(authors=printed), record(authors=AUTHORS)).evidence
    assert (item.agreement, item.note, item.position) == (Agreement.DISAGREE, note, position)


def test_other_initials_of_the_family_are_no_disagreement() -> None:
    item = compare_authors(entry(authors=("Ellis L", "Shale P", "Roe K")), record(authors=AUTHORS)).evidence
    assert (item.agreement, item.note) == (Agreement.PARTIAL, "given-name")


def test_et_al_and_cut_records_compare_as_far_as_they_go() -> None:
    printed = entry(authors=("Ellis L",), et_al=True)
    assert compare_authors(printed, record(authors=AUTHORS)).evidence.agreement is Agreement.AGREE
    printed = entry(authors=("Ellis L", "Shale M", "Roe K", "Ito S"))
    assert compare_authors(printed, record(authors=AUTHORS, authors_truncated=True)).evidence.agreement is Agreement.AGREE


def test_et_al_does_not_excuse_a_hole() -> None:
    item = compare_authors(entry(authors=("Ellis L", "Roe K"), et_al=True), record(authors=(*AUTHORS, "Jo Doe"))).evidence
    assert item.note == "author-missing"


def test_group_authors_do_not_count() -> None:
    work = record(authors=(*AUTHORS, "European Study Group of Otters"))
    assert compare_authors(entry(authors=("Ellis L", "Shale M", "Roe K")), work).evidence.agreement is Agreement.AGREE


def test_a_group_read_as_a_person_does_not_count_unless_the_record_has_it() -> None:
    printed = ("Ellis L", "Shale M", "Initiative FLI")
    assert compare_authors(entry(authors=printed), record(authors=AUTHORS[:2])).evidence.agreement is Agreement.AGREE
    group = "for the Liver Initiative"
    swapped = compare_authors(entry(authors=("Initiative L", "Ellis L")), record(authors=("Lena Ellis", group)))
    assert swapped.evidence.note == "author-order"


def test_namesakes_have_no_order() -> None:
    same = ("Ellis L", "Zhang Y", "Roe K", "Zhang Y")
    recorded = ("Lena Ellis", "Yin Zhang", "Karl Roe", "Yudong Zhang")
    assert compare_authors(entry(authors=same), record(authors=recorded)).evidence.agreement is Agreement.AGREE


def test_a_misspelt_family_name_agrees_in_part() -> None:
    compared = compare_authors(entry(authors=("Schuder W", "Shale M")), record(authors=("William Schuler", "Mo Shale")))
    assert (compared.evidence.agreement, compared.evidence.note) == (Agreement.PARTIAL, "spelling")
    assert (compared.evidence.position, compared.overlap) == (0, 1.0)
    same = compare_authors(entry(authors=("Müller K", "Shale MJ")), record(authors=("Karl Mueller", "Shale, Mo J.")))
    assert same.evidence.agreement is Agreement.AGREE


def test_a_name_that_stands_unread_in_the_entry_is_not_missing() -> None:
    printed = entry(authors=("Ellis L", "Shale M"), raw="Ellis L, Shale M, Roe K. Title")
    assert compare_authors(printed, record(authors=AUTHORS)).evidence.agreement is Agreement.AGREE


def test_no_authors_on_one_side() -> None:
    assert compare_authors(entry(authors=("Ellis L",)), record()).evidence.agreement is Agreement.MISSING


def test_other_initials_yield_to_a_graver_difference() -> None:
    initials = entry("", ("Ellis K", "Shale M", "Roe K"))
    assert compare_authors(initials, record("", AUTHORS)).evidence.note == "given-name"
    cut = entry("", ("Ellis K", "Shale M"))
    assert compare_authors(cut, record("", AUTHORS)).evidence.note == "author-missing"


def test_a_name_before_et_al_is_compared_with_the_one_in_its_place() -> None:
    evidence = compare_authors(entry("", ("Ellis L", "Otter K"), et_al=True), record("", AUTHORS)).evidence
    assert (evidence.note, evidence.recorded, evidence.position) == ("author-changed", "Mo Shale", 1)

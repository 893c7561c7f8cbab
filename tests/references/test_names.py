import pytest

from checker.references.names import Form, leading_group, read_names


@pytest.mark.parametrize(
    ("text", "form", "families"),
    [
        ("Smith JA, van den Berg CD, O’Neil K, et al. A title", Form.FAMILY_INITIALS, ["Smith", "van den Berg", "O’Neil"]),
        ("Doe R, ap Gwilym R, ul Haq M. A title", Form.FAMILY_INITIALS, ["Doe", "ap Gwilym", "ul Haq"]),
        ("DOE K, 'T HOOFT WJ, DE LUCA M. A title", Form.FAMILY_INITIALS, ["DOE", "'T HOOFT", "DE LUCA"]),
        ("Doe C, Schulte im Walde S. A title", Form.FAMILY_INITIALS, ["Doe", "Schulte im Walde"]),
        ("Brown PF, deSouza PV, Lai JC (1992) A title", Form.FAMILY_INITIALS, ["Brown", "deSouza", "Lai"]),
        ("Su Y-K, de la Cruz M. Title of it", Form.FAMILY_INITIALS, ["Su", "de la Cruz"]),
        ("Smith J.A., Doe C. Title of it", Form.FAMILY_INITIALS, ["Smith", "Doe"]),
        ("An GH, To KF. Title of it", Form.FAMILY_INITIALS, ["An", "To"]),
        ("Smith, J. A., & Doe-Roe, C. (2015). A title", Form.FAMILY_COMMA, ["Smith", "Doe-Roe"]),
        ("Smith, J. A.; Doe, C. A title", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("Ó Cofaigh, C., & St. John, P. (2015). A title", Form.FAMILY_COMMA, ["Ó Cofaigh", "St. John"]),
        ("St. John P, Ó Cofaigh C (2005) A title", Form.FAMILY_INITIALS, ["St. John", "Ó Cofaigh"]),
        ("Smith, Jane A., and Carl Doe. A Title", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("J. A. Smith, C. van Doe, and D. Roe, “A title", Form.GIVEN_FIRST, ["Smith", "van Doe", "Roe"]),
        ("Jane A. Smith and Carl Doe. A title", Form.GIVEN_FIRST, ["Smith", "Doe"]),
        ("Jane Ó Doe, “A title", Form.GIVEN_FIRST, ["Ó Doe"]),
        ("Smith, Ş. ve Öz, G. (2016). A title", Form.FAMILY_COMMA, ["Smith", "Öz"]),
        ("Smith M. N., Doe S.-i., 2008, A title", Form.FAMILY_INITIALS, ["Smith", "Doe"]),
        ("Smith (Yves), « A title", Form.FAMILY_INITIALS, ["Smith"]),
        ("Smith (Yves) et Doe (Ann), Title of it", Form.FAMILY_INITIALS, ["Smith"]),
        ("山田太郎・鈴木花子(2010)", Form.FAMILY_INITIALS, ["山田太郎", "鈴木花子"]),
        ("A. Smith, J. Phys. A 33, 1", Form.GIVEN_FIRST, ["Smith"]),
        ("Yu Smith, Xiu-shen Doe, and Minh N. Roe. A title", Form.GIVEN_FIRST, ["Smith", "Doe", "Roe"]),
        ("Smith, D., and David W. Doe (1987). A title", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("SMITH, Anna B. a Carl DOE. Title of it", Form.FAMILY_COMMA, ["SMITH", "DOE"]),
        ("Smith, Anna/Doe, Carl (2010): Title of it", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("Smith, D. (Producers), & Doe, C. (Director). (2009). A title", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("Jane Smith, La Belle Mort, 1969", Form.GIVEN_FIRST, ["Smith"]),
        ("Smith, J. i Doe, C. (2005). Title of it", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("Smith, J. en De Roe, C. (2005). Title of it", Form.FAMILY_COMMA, ["Smith", "De Roe"]),
        ("Smith, J. og Doe, C. (2005). Title of it", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("Smith, J. och Öd, C. (2005). Title of it", Form.FAMILY_COMMA, ["Smith", "Öd"]),
        ("Smith, Jane u. Doe, Carl: Title of it", Form.FAMILY_COMMA, ["Smith", "Doe"]),
        ("J. Smith, G. Roe i A. Doe, “A title", Form.GIVEN_FIRST, ["Smith", "Roe", "Doe"]),
    ],
)
def test_forms(text: str, form: Form, families: list[str]) -> None:
    names = read_names(text)
    assert names is not None
    assert names.form is form
    assert [name.family for name in names.names] == families
    assert all(name.family in text[name.start : name.end] for name in names.names)


@pytest.mark.parametrize("cut", ["et al.", "et al", "and others", "u. a.", "& et al."])
def test_truncation(cut: str) -> None:
    text = f"Smith JA, Doe C, {cut}: A title"
    names = read_names(text)
    assert names is not None
    assert names.et_al is not None
    assert text[slice(*names.et_al)] == cut
    assert [name.family for name in names.names] == ["Smith", "Doe"]


def test_parts_of_names() -> None:
    names = read_names("Smith JA Jr, Doe C. Title of it")
    assert names is not None
    assert (names.names[0].given, names.names[0].suffix, names.names[1].given) == ("JA", "Jr", "C")


def test_editors() -> None:
    names = read_names("Smith AB, Doe C, editors. The book")
    assert names is not None
    assert names.editors


def test_organisations() -> None:
    assert read_names("World Health Organization. Global report 2019.") is None
    group = leading_group("World Health Organization. Global report 2019.", 0)
    assert group is not None
    assert group.names[0].literal == "World Health Organization"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Smith JA, Roe III H, Doe C. Title of it", [("Smith", "JA", ""), ("Roe", "H", "III"), ("Doe", "C", "")]),
        ("Smith JA, Roe, Jr. W, Doe C. Title of it", [("Smith", "JA", ""), ("Roe", "W", "Jr"), ("Doe", "C", "")]),
        ("Smith JA Jnr, Doe C. Title of it", [("Smith", "JA", "Jnr"), ("Doe", "C", "")]),
        ("Roe R.r R, Doe C. Title of it", [("Roe", "R.r R", ""), ("Doe", "C", "")]),
        ("Smith JA, B B, Doe C. Title of it", [("Smith", "JA", ""), ("B", "B", ""), ("Doe", "C", "")]),
        ("Smith JA, Poe Sy, Doe C. Title of it", [("Smith", "JA", ""), ("Poe", "Sy", ""), ("Doe", "C", "")]),
        ("Poe da S, Doe C. Title of it", [("Poe da", "S", ""), ("Doe", "C", "")]),
        ("POE (M.I.), ROE (P.): Title of it", [("POE", "M.I.", ""), ("ROE", "P.", "")]),
    ],
)
def test_odd_names_do_not_break_the_list(text: str, names: list[tuple[str, str, str]]) -> None:
    found = read_names(text)
    assert found is not None
    assert [(name.family, name.given, name.suffix) for name in found.names] == names


def test_title_words_are_no_odd_name() -> None:
    found = read_names("Smith JA, Cases B, and what follows them. Ann Surg")
    assert found is not None
    assert found.names[0].family == "Smith"
    assert "what" not in [name.family for name in found.names]


@pytest.mark.parametrize(
    "text",
    [
        "Sutrisno. A study of hands. Leiden: Brill, 2008.",
        "Sutrisno, 2019. Palm oil yields in rows. J. Palms 10, 12-19.",
        "Sutrisno (2019). Palm oil yields. Journal of Palms, 10, 12-19.",
        "Sutrisno, 2014. “Report on palms”, 28 April 2014.",
    ],
)
def test_mononyms(text: str) -> None:
    group = leading_group(text, 0)
    assert group is not None
    assert [name.literal for name in group.names] == ["Sutrisno"]


@pytest.mark.parametrize("text", ["Nature, 2014, 510, 3-5", "Science. 2002; 295: 12", "Hands. 2014 Vol. 3"])
def test_journals_are_no_mononyms(text: str) -> None:
    group = leading_group(text, 0)
    assert group is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Stork Research UK, Stork reports for the UK. 2003", "Stork Research UK"),
        (
            "GBD 2019 Storks and Nests Collaborators. Global burden of storks. Nest. 2020;3:4–6.",
            "GBD 2019 Storks and Nests Collaborators",
        ),
        (
            "DESNA (Department for Storks, Nests and Affairs) 2011, Storks 2020, Desna, London.",
            "DESNA (Department for Storks, Nests and Affairs)",
        ),
        ("STORK collaboration, Measurement of nests. J. Storks 9 (2014) 13.", "STORK collaboration"),
        ("S.T.O.R.K. collaboration, Doe A., 2010, A&A, 520, A83", "S.T.O.R.K. collaboration"),
        ("BRASIL. Ministério das Cegonhas. Política nacional. Brasília: Ninho, 2012.", "BRASIL. Ministério das Cegonhas"),
    ],
)
def test_groups_of_a_country(text: str, group: str) -> None:
    assert read_names(text) is None
    found = leading_group(text, 0)
    assert found is not None
    assert [name.literal for name in found.names] == [group]


def test_a_family_of_two_words_before_a_given_name_and_a_title() -> None:
    names = read_names("García Roe, Ana. Storks in the Time of Nests. Translated by Jane Doe. London: Nest, 1988.")
    assert names is not None
    assert [(name.family, name.given) for name in names.names] == [("García Roe", "Ana")]

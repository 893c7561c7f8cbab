import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.citations import link
from checker.model.document import CitationStyle
from tests.citations.manuscript import citations, cited, document, listed, numbered

WORKS = listed(
    "Smith; Lee 2019",
    "Doe 2020a",
    "Doe 2020b",
    "Roe; Poe; Coe in press",
    "Frilling; Clift 2015",
    "Do Minh; Anh; Binh 2017a",
    "van den |Bosch; de |Mestier; Fazio 2018",
    "{World Health Organization} 2016",
    "Müller; Ångström 2001",
    "O'Neil; Smith-Jones 2003",
    "{R Development Core Team} 2015",
    "Horner; de |Ricqlès; Padian 2000",
    "Smith 2010",
    "Smith 2012",
    "Ó Cofaigh 2005",
    "St. John; O'Brien 2003",
)


@pytest.mark.parametrize(
    ("text", "found", "ids"),
    [
        ("as known (Smith & Lee 2019; Doe 2020a, b; cf. Roe et al., in press).", None, ["1", "2", "3", "4"]),
        ("as Frilling and Clift (2015) say", "Frilling and Clift (2015)", ["5"]),
        ("as in Do Minh et al. 2017a and", "Do Minh et al. 2017a", ["6"]),
        ("Recently, van den Bosch et al. (2018) saw", "van den Bosch et al. (2018)", ["7"]),
        ("as Van Den Bosch et al. (2018) saw", "Van Den Bosch et al. (2018)", ["7"]),
        ("as Bosch et al. (2018) saw", "Bosch et al. (2018)", ["7"]),
        ("as known (World Health Organization [WHO], 2016)", "(World Health Organization [WHO], 2016)", ["8"]),
        ("as known (WHO, 2016)", "(WHO, 2016)", ["8"]),
        ("as Ó Cofaigh (2005) saw", "Ó Cofaigh (2005)", ["15"]),
        ("as St. John and O’Brien (2003) saw", "St. John and O’Brien (2003)", ["16"]),
        ("selon l’WHO (2016)", "WHO (2016)", ["8"]),
        ("i dati dell'WHO (2016)", "WHO (2016)", ["8"]),
        ("the World Health Organization (WHO, 2016) says", "(WHO, 2016)", ["8"]),
        ("as known (Mueller and Angstrom, 2001)", "(Mueller and Angstrom, 2001)", ["9"]),
        ("as known (O’Neil & Smith-Jones, 2003, p. 12)", "(O’Neil & Smith-Jones, 2003, p. 12)", ["10"]),
        ("using R (R Development Core Team 2015)", "(R Development Core Team 2015)", ["11"]),
        ("growth (Horner, de Ricqlès & Padian, 2000; Figure 1) is", None, ["12"]),
        ("as Smith (2010, 2012) said", "Smith (2010, 2012)", ["13", "14"]),
        ("in Smith's (2010) view", "Smith's (2010)", ["13"]),
        ("in Smith’s (2010) view", "Smith’s (2010)", ["13"]),
        ("Smith 2010, 2012 and", "Smith 2010, 2012", ["13", "14"]),
        ("as known [Smith, 2010]", "[Smith, 2010]", ["13"]),
        ("as *Smith* and colleagues (2010)", "Smith* and colleagues (2010)", ["13"]),
        ("like J. A. Smith (2010), we", "J. A. Smith (2010)", ["13"]),
        ("However Smith (2010) and", "Smith (2010)", ["13"]),
        ("as Horner, de Ricqlès, and Padian (2000) say", "Horner, de Ricqlès, and Padian (2000)", ["12"]),
        ("In Do Minh et al.’s 2017a paper", "Do Minh et al.’s 2017a", ["6"]),
        ("as DO MINH ET AL. (2017a) say", "DO MINH ET AL. (2017a)", ["6"]),
        ("as Doe (2020a; b) says", "Doe (2020a; b)", ["2", "3"]),
        ("as Smith (2010; Fig. 2) says", "Smith (2010; Fig. 2)", ["13"]),
        ("modified from those inSmith, 2010", "Smith, 2010", ["13"]),
        ("as Horner u. a. (2000) sagen", "Horner u. a. (2000)", ["12"]),
        ("as known (Horner et coll., 2000)", "(Horner et coll., 2000)", ["12"]),
        ("as known (Horner und Mitarbeiter 2000)", "(Horner und Mitarbeiter 2000)", ["12"]),
        ("as known (Horner y cols., 2000)", "(Horner y cols., 2000)", ["12"]),
        ("nach Frilling/Clift (2015) und", "Frilling/Clift (2015)", ["5"]),
        ("bekannt (vgl. Frilling/Clift 2015, S. 3)", "(vgl. Frilling/Clift 2015, S. 3)", ["5"]),
        ("an old idea (Smith, 1901/2010)", "(Smith, 1901/2010)", ["13"]),
    ],
)
def test_forms(text, found, ids):
    if found is None:
        found = text[text.index("(") : text.rindex(")") + 1]
    assert cited(text, WORKS) == [(found, ids)]


@pytest.mark.parametrize(
    "text",
    [
        "collected in 2015 and 2016",
        "field-grown (top two panels, 2011, N=11)",
        "personal observation (June 2010)",
        "Klaus Sander (1929–2015) found",
        "Table 2 (2015) shows",
        "a dose of 2000 mg (see Methods)",
        "(A. Nobody, unpublished data)",
        "the Act (2002) of",
        "https://example.org/Smith/2010/",
        "seen in Mus musculus (Linnaeus, 1758) and Rattus (Berkenhout, 1769)",
    ],
)
def test_no_citation(text):
    assert cited(f"As Smith (2010) said.\n\n{text}", WORKS) == [("Smith (2010)", ["13"])]


def test_items_say_names_year_and_locator():
    citation = citations("as known (see Do Minh et al., 2017a, p. 3)", WORKS)[0]
    item = citation.items[0]
    assert (item.names, item.et_al, item.year, item.locator) == (("Do Minh",), True, "2017a", "p. 3")
    assert not citation.narrative
    assert citations("as Frilling and Clift (2015) say", WORKS)[0].narrative


def test_another_year_or_an_unknown_work_stays_unbound():
    text = "Smith (2010) and Smith and Lee (2018) say it (Nobody et al., 2014; Person, 2011)"
    assert cited(text, WORKS)[1:] == [("Smith and Lee (2018)", [None]), ("(Nobody et al., 2014; Person, 2011)", [None, None])]


def test_two_works_that_nothing_tells_apart_are_candidates():
    works = listed("Yoon; Kang 2005", "Yoon; Lee; Oh 2005", "Yoon; Park; Oh 2005", "Doe 2020a", "Doe 2020b")
    item = citations("as known (Yoon et al., 2005)", works)[0].items[0]
    assert (item.reference, item.candidates) == (None, ("2", "3"))
    assert cited("as known (Yoon & Kang, 2005)", works) == [("(Yoon & Kang, 2005)", ["1"])]
    assert citations("as known (Doe, 2020)", works)[0].items[0].candidates == ("4", "5")


def test_names_and_years_are_no_citations_in_a_numeric_document():
    assert cited("As Author1 et al. (2000) say [1], [2].", numbered(3)) == [("[1], [2]", ["1", "2"])]


def test_style():
    assert link(document("As Smith (2010) said.", WORKS)).style is CitationStyle.AUTHOR_DATE


WORDS = [
    "Smith",
    "Lee",
    "Doe",
    "et al.",
    "and",
    "&",
    "2019",
    "2020a",
    "b",
    "in press",
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    "van den Bosch",
    "Müller",
    "\n",
    "*",
    "’s",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=30))
def test_spans_are_true_and_disjoint(words):
    text = " ".join(words)
    end = 0
    for citation in citations(text, WORKS):
        assert citation.span.of(text) == citation.text
        assert citation.span.start >= end
        end = citation.span.end

from checker.model.document import CitationStyle
from tests.citations.manuscript import citations, cited, entry, listed

WORKS = [entry(1, "Smith; Lee 2019", 1), entry(2, "Doe 2020", 2), entry(3, "Roe 2021", 3), entry(4, "Poe 2022", 4)]


def test_names_and_years_in_brackets_stay_among_numbers():
    found = citations("One [1]. Two [2, 3]. Six (Poe, 2022). More [1].", WORKS)
    assert [(citation.text, citation.style) for citation in found] == [
        ("[1]", CitationStyle.NUMERIC),
        ("[2, 3]", CitationStyle.NUMERIC),
        ("(Poe, 2022)", CitationStyle.AUTHOR_DATE),
        ("[1]", CitationStyle.NUMERIC),
    ]


def test_what_repeats_a_number_or_means_no_entry_does_not_stay():
    text = "One [1, 2]. Two (Doe, 2020) [2]. Three (Roe, 2021 [3]). Smith and Lee (2019) say [3]. Four (Nobody, 2022)."
    assert [part for part, _ in cited(text, WORKS)] == ["[1, 2]", "[2]", "[3]", "[3]"]


def test_numbers_among_names_stay_only_for_a_numbered_list():
    text = "One (Smith & Lee, 2019; Doe, 2020). Two (Roe, 2021), as in [4]."
    assert [part for part, _ in cited(text, WORKS)] == ["(Smith & Lee, 2019; Doe, 2020)", "(Roe, 2021)", "[4]"]
    unnumbered = listed("Smith; Lee 2019", "Doe 2020", "Roe 2021", "Poe 2022")
    assert [part for part, _ in cited(text, unnumbered)] == ["(Smith & Lee, 2019; Doe, 2020)", "(Roe, 2021)"]

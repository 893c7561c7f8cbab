"""The rules that compare what a sentence says about authors and years with the cited entries, and what counts as cited."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import engine, registry
from checker.model.finding import Finding, Severity
from checker.model.match import Match, MatchStatus
from checker.model.text import SourceFile
from checker.model.work import Authorship, Work

LIST = """

References

1. Yang A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.
2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.
3. Poe E, Low F, Kay G. Growth of small tumours. Ann Surg. 2017;14:20-9.
4. Fox G, Ray H, Abbott K, et al. Imaging of the liver. Ann Surg. 2018;15:30-9.
5. Müller-Hansen J, van den Bosch M. Dose and response. Ann Surg. 2019;16:40-9.
6. Abbott K, Orr L. Late effects of treatment. Ann Surg. 2020;17:50-9.
7. Cox D, Young P. Regression of tumours. Ann Surg. 2021;18:60-9.
"""


class Works:
    """A resolver that knows one work for one entry."""

    def __init__(self, entry: str, *authors: str) -> None:
        work = Work("W1", authors=tuple(map(Authorship, authors)))
        self._match = Match(entry, MatchStatus.MATCHED, work)

    def resolve(self, entries: object) -> dict[str, Match]:
        return {self._match.entry: self._match}


def findings(code: str, text: str, form: str = "text", bibliography: str = "", works: Works | None = None) -> list[Finding]:
    setup = engine.Setup(rules=(registry.load().get(code),), resolver=works or engine.NoWorks())  # type: ignore[arg-type]
    extra = (SourceFile("references.bib", bibliography),) if bibliography else ()
    report = engine.check_source(SourceFile("paper.txt", text), form, extra, setup)
    assert not report.internal_errors
    return list(report.findings)


def covered(code: str, sentence: str) -> list[str]:
    text = sentence + LIST
    return [finding.location.span.of(text) for finding in findings(code, text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Yang et al. [1] saw few.",
        "Jones et al. [1] saw few.",
        "Yang and colleagues [1] saw few.",
        "Yang's group [1] saw few.",
        "The group of Kay [3] saw few.",
        "MULLER-HANSEN et al. [5] saw few.",
        "Müller et al. [5] and Van den Bosch et al. [5] saw few.",
        "Yang, Jones, et al. [1] saw few.",
        "Yang et al. and Doe et al. [1, 2] saw few.",
        "In Europe, Yang et al. [1] saw few.",
        "Survival by Cox [2] regression was poor.",
        "Kaplan and Meier [2] curves were drawn.",
        "Survival in Young [2] was poor.",
        "Tumours of Conus lindae Yang, 2015 [2] are rare.",
        "Yang et al. [1] saw few. Others saw many [2].",
        "Yang et al. saw few; others saw many [2].",
        "Yang et al. use the method of Doe and Roe [2].",
        "As seen before [2], Yang et al. [1] saw few.",
        "The group of Abbott [4] saw few.",
    ],
)
def test_names_that_may_be_those_of_the_entry_are_accepted(sentence: str) -> None:
    assert covered("CIT108", f"Tumours are rare [1]. {sentence}") == []


@pytest.mark.parametrize(
    ("sentence", "place", "severity"),
    [
        ("Yang et al. [2] saw few.", "Yang et al. [2]", Severity.ERROR),
        ("Yang et al. (2015) [2] saw few.", "Yang et al. (2015) [2]", Severity.ERROR),
        ("Yang and colleagues [2] saw few.", "Yang and colleagues [2]", Severity.ERROR),
        ("The group of Yang [2] saw few.", "Yang [2]", Severity.ERROR),
        ("Yang and Jones [2] saw few.", "Yang and Jones [2]", Severity.ERROR),
        ("As proposed by Yang [2].", "Yang [2]", Severity.WARNING),
        ("Yang [2] proposed this.", "Yang [2]", Severity.WARNING),
        ("Yang et al. saw few of them in mice [2].", "[2]", Severity.WARNING),
        ("Poe et al. saw few. As proposed by Yang [2].", "Yang [2]", Severity.WARNING),
        ("In [2], Yang et al. saw few.", "[2]", Severity.WARNING),
        ("Unheard et al. [2] saw few.", "Unheard et al. [2]", Severity.WARNING),
        ("Abbtot et al. [6] saw few.", "Abbtot et al. [6]", Severity.WARNING),
        ("Abbot et al. [6] saw few.", "Abbot et al. [6]", Severity.INFO),
    ],
)
def test_names_of_others_are_reported(sentence: str, place: str, severity: Severity) -> None:
    text = f"Tumours are rare [1]. {sentence}{LIST}"
    (finding,) = findings("CIT108", text)
    assert (finding.location.span.of(text), finding.severity) == (place, severity)


def test_the_entry_of_that_author_and_year_is_suggested() -> None:
    again = "8. Yang A. Another study. Ann Surg. 2022;19:70-9.\n"
    (finding,) = findings("CIT108", f"Tumours are rare [1]. Yang et al. (2022) [3] saw few.{LIST}{again}")
    assert finding.help == "cite `8`, or correct the name"
    assert finding.message == "the text names `Yang et al.`, entry `3` is by `Poe et al.`"


def test_raised_numbers_and_keys_are_compared_too() -> None:
    raised = "Tumours are rare.¹ Few were seen by Yang et al.² and many by Poe et al.³ Survival is poor.⁴" + LIST
    assert [finding.location.span.of(raised) for finding in findings("CIT108", raised)] == ["Yang et al.²"]
    library = "@article{poe,\n author={Poe, E}, year={2019}}\n@article{low,\n author={Low, F}, year={2020}}\n"
    text = "Few were seen by Poe *et al.* [@low] and by Low *et al.* [@low]; @poe saw many.\n"
    (finding,) = findings("CIT108", text, "markdown", library)
    assert finding.help == "cite `@poe`, or correct the name"


def test_a_work_tells_the_authors_that_a_cut_list_hides() -> None:
    text = f"Tumours are rare [1]. The group of Yang [4] saw few.{LIST}"
    assert findings("CIT108", text) == []
    assert findings("CIT108", text, works=Works("4", "Georg Fox", "Anna Yang")) == []
    assert len(findings("CIT108", text, works=Works("4", "Georg Fox", "Hugo Ray"))) == 1


def test_a_run_of_mismatches_is_one_shift() -> None:
    text = f"Yang et al. [1] saw few. Doe et al. [3] saw more, as usual [4]. Poe et al. [4] and Fox et al. [5] saw many.{LIST}"
    (finding,) = findings("CIT110", text)
    assert finding.location.span.of(text).startswith("Doe et al. [3]")
    assert finding.location.span.of(text).endswith("Fox et al. [5]")
    assert finding.evidence == {"offset": -1, "citations": 3}
    assert findings("CIT108", text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Doe et al. [3] saw few, and Doe et al. [3] saw none.",  # one error twice
        "Doe et al. [3] saw few. Poe et al. [3] saw more. Fox et al. [5] saw many.",  # a right one between
        "Doe et al. [3] saw few. Poe et al. [6] saw many.",  # another distance
    ],
)
def test_mismatches_without_one_distance_are_no_shift(sentence: str) -> None:
    assert covered("CIT110", sentence) == []
    assert covered("CIT108", sentence) != []


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        ("Yang et al. (2009) [1]", [Severity.WARNING]),
        ("Yang (2009) [1]", [Severity.WARNING]),
        ("Yang et al., 2009 [1]", [Severity.WARNING]),
        ("Yang et al. (2014) [1]", [Severity.INFO]),
        ("Yang et al. (2015) [1]", []),
        ("Yang et al. (2009) [1, 2]", [Severity.WARNING]),
        ("Yang et al. (2016) [1, 2]", []),
        ("Yang et al. (2009–2011) [1]", []),
        ("the trial of 2009 [1]", []),
        ("the PREVAIL trial (2009) [1]", []),
        ("Doe et al. (2009) [1]", []),
    ],
)
def test_years_beside_the_names(sentence: str, severities: list[Severity]) -> None:
    text = f"Tumours are rare [3], as seen in {sentence}.{LIST}"
    found = findings("CIT109", text)
    assert [finding.severity for finding in found] == severities
    assert all(finding.location.span.of(text) in ("2009", "2014") for finding in found)


def test_a_citation_in_a_heading_counts() -> None:
    text = f"# Tumours [2]\n\nTumours are rare [1, 3-7].\n{LIST.replace('References', '# References')}"
    assert findings("CIT102", text, "markdown") == []


def test_the_entry_that_a_wrong_year_means_is_not_called_uncited() -> None:
    entries = (
        "\n\nReferences\n\nDoe, C. (2016). Survival after surgery. Annals of Surgery, 13, 10-19.\n\n"
        "Smith, A. (2015). A study of tumours. Annals of Surgery, 12, 1-9.\n"
    )
    text = f"Tumours are rare (Smith 2011). Survival is poor (Doe 2016).{entries}"
    assert findings("CIT102", text) == []
    assert [finding.message for finding in findings("CIT101", text)] == [
        "no entry fits `Smith 2011`, the nearest is `Smith 2015`"
    ]


def test_an_entry_without_a_year_is_meant_by_its_author() -> None:
    entries = (
        "\n\nReferences\n\nDoe C, Roe D (2016). Survival after surgery. Annals of Surgery 13: 10–19.\n"
        "Smith A. A study of tumours. Thesis. Berkeley: University of California.\n"
        "Yang A, Jones B (2015). Growth of small tumours. Annals of Surgery 12: 1–9.\n"
    )
    text = f"Tumours are rare (Smith, 2011). Survival is poor (Doe and Roe, 2016; Yang and Jones, 2015).{entries}"
    assert findings("CIT101", text) == findings("CIT102", text) == []


WORDS = st.sampled_from(
    ["Yang", "Doe", "et al.", "and", "[1]", "[2]", "(2009)", "van den", "'s group", "group of", ",", ".", "\n\n", "In"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_words_beside_citations_are_survived(words: list[str]) -> None:
    text = "Tumours are rare [1]. " + " ".join(words) + LIST
    for code in ("CIT108", "CIT109", "CIT110"):
        for finding in findings(code, text):
            assert finding.location.span.of(text).strip()


def test_a_number_in_a_table_that_cites_is_missed_like_any_other() -> None:
    table = "\nStrain\tDose\tSource\nIN66\t[12, 14]\t[1]\nIN67\t[90]\t[2]\nIN68\t[3]\t[11]\n\n"
    text = f"Tumours are rare [1-7].\n{table}Survival is poor [2].{LIST}"
    assert [finding.location.span.of(text) for finding in findings("CIT101", text)] == ["11"]
    values = table.replace("[1]", "one").replace("[2]", "two").replace("[3]", "three")
    assert findings("CIT101", f"Tumours are rare [1-7].\n{values}Survival is poor [2].{LIST}") == []


KEYS = """@article{smith2019, author={Smith, A}, title={One}, journal={J}, year={2019}}
@article{Smith2018, author={Smith, A}, title={Two}, journal={J}, year={2018}}
"""


@pytest.mark.parametrize(
    ("text", "form", "nearest"),
    [
        ("See [@Smith2019] and [@smith2019; @Smith2018].", "markdown", "smith2019"),
        ("See \\cite{SMITH2018} and \\cite{smith2019,Smith2018}.", "latex", "Smith2018"),
        ("See [@smih2019] and [@smith2019; @Smith2018].", "markdown", "smith2019"),
    ],
)
def test_an_undefined_key_is_told_the_nearest_one_with_a_fix(text: str, form: str, nearest: str) -> None:
    [finding] = findings("CIT101", text, form, KEYS)
    assert finding.message.endswith(f"the nearest is `{nearest}`")
    assert [edit.replacement for fix in finding.fixes for edit in fix.edits] == [nearest]
    assert ("capital letters count" in finding.help) == ("smih" not in text)


def test_a_key_like_no_other_is_told_no_nearest_one() -> None:
    [finding] = findings("CIT101", "See [@jones] and [@smith2019; @Smith2018].", "markdown", KEYS)
    assert finding.message == "no entry has the key `jones`"
    assert not finding.fixes


def test_an_uncited_key_is_an_info_unless_nocite_names_it() -> None:
    [finding] = findings("CIT102", "See \\cite{smith2019}.", "latex", KEYS)
    assert (finding.reference, finding.severity) == ("Smith2018", Severity.INFO)
    assert findings("CIT102", "See \\cite{smith2019}. \\nocite{Smith2018}", "latex", KEYS) == []


def test_a_whole_reference_in_the_text_is_no_citation_of_the_list() -> None:
    listed = "\n\nReferences\n\nSmith, A. and Lee, B. (2011). On weeds in gardens. Journal of Weeds 12, 3-9.\n"
    assert not findings(
        "CIT101", "See Smith and Lee (2011), or:\n\nDoe, C., Smith, A. (2020). On trees. Weeds 3, 4-9." + listed
    )
    assert findings("CIT101", "See Smith and Lee (2011), or Doe and Smith (2020) on trees." + listed)


def test_a_vector_is_no_citation_of_missing_entries() -> None:
    listed = "\n\nReferences\n\n[1] : Smith A. On weeds in gardens. Weeds. 2015;12:1-9.\n"
    assert not findings("CIT101", "The order [2, 3, 2, 2] is known [1]." + listed)
    assert [finding.message[:3] for finding in findings("CIT101", "This is known [1], and more [2, 3]." + listed)] == [
        "`2`",
        "`3`",
    ]
    assert not findings("REF206", "This is known [1]." + listed)


BIBLIOGRAPHY = "@article{smith2019,\n author={Smith, A}, title={On weeds}, journal={Weeds}, year={2019}}\n"


def test_a_broken_cluster_is_one_only_where_there_is_a_list() -> None:
    assert covered("CIT104", "Tumours are rare [1]. They grow [3-2].") == ["[3-2]"]
    assert findings("CIT104", "The steps are [1] and [3-2], or [1, 1, - 1].\n") == []


def test_keys_are_not_judged_by_a_list_without_keys() -> None:
    assert findings("CIT101", f"Weeds grow [@smith2019].{LIST}", "markdown") == []


@pytest.mark.parametrize("code", ["CIT101", "CIT104", "CIT105"])
def test_what_was_typed_into_a_text_with_commands_cites_nothing_of_a_bibliography(code: str) -> None:
    text = r"\cite{smith2019} on [13--6], [2 1], [1] and Doe (2011), see \url{https://example.org}."
    assert findings(code, text, "latex", BIBLIOGRAPHY) == []
    assert findings(code, "The atlas of Doe (2011) and Roe 1999 has [3--1] parts.\n", "rst", BIBLIOGRAPHY) == []


def test_a_work_cited_as_in_press_may_have_appeared() -> None:
    entries = ("Doe, A. (2013). On weeds. Weeds, 3, 2-9.", "Roe, B., & Low, C. (2014). On moss. Weeds, 4, 2-9.")
    text = "Weeds grow (Doe, 2013), as Roe and Low (in press) say.\n\nReferences\n\n" + "\n\n".join(entries)
    assert findings("CIT101", text) == []
    assert findings("CIT102", text) == []


def test_an_entry_that_a_link_leads_to_is_cited() -> None:
    entries = (
        "Doe, A. (2013). On weeds. Weeds, 3, 2-9.",
        '<a id="moss"></a>\nRoe, B., & Low, C. (2014). On moss. Weeds, 4, 2-9.',
        '<a id="oak"></a>\nPoe, D. (2015). On oaks. Weeds, 5, 2-9.',
    )
    text = "Weeds grow (Doe, 2013), see [the other two](#moss).\n\n# References\n\n" + "\n\n".join(entries)
    assert len(findings("CIT102", text, "markdown")) == 1

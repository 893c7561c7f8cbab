import pytest

from checker.matching.titles import compare_titles, is_notice, title_evidence
from checker.model.match import Agreement


@pytest.mark.parametrize(
    ("printed", "recorded", "kind"),
    [
        ("Efficacy of177Lu in tumours", "Efficacy of <sup>177</sup>Lu in Tumors", "same"),
        ("The incidence of carcinoid", "Incidence of carcinoid", "same"),
        ("Foo bar baz qux quux", "RETRACTED ARTICLE: Foo bar baz qux quux", "same"),
        ("Incidence of carcinoid", "Incidence of carcinoid: a cohort study", "subtitle"),
        ("Incidence of carcinoid - a cohort study", "Incidence of carcinoid", "subtitle"),
        ("Drug development: Raise standards for preclinical research", "Raise standards for preclinical research", "subtitle"),
        ("Étude du foie", "Étude du foie [A study of the liver]", "subtitle"),
        ("The OTTER", "“The OTTER” [In Czech]", "subtitle"),
        ("Characterizing risk of relapse", "Characterizing the risk of relapse", "wording"),
        ("Incidence of carcinoid tumour", "Incidence of carcinoid tumours", "spelling"),
        ("Treatment of hypertension in adults", "Treatment of hypotension in adults", "other-words"),
        ("Guided Search 2.0 A revised corpus of search", "Guided Search 2.0 A revised model of search", "other-words"),
        ("Sleep & wake in otters", "Sleep and Wake in Otters", "same"),
        ("", "Incidence of carcinoid", "none"),
        ("Incidence of carcinoid", "RETRACTED ARTICLE", "none"),
        ("Dosimetry of Ho-166 microspheres (PHASE)", "Dosimetry of <sup>166</sup>Ho microspheres (PHASE)", "same"),
        ("The H₃ loop of antibodies", "The H3 loop of antibodies", "same"),
        ("Antibody respose of otters to heat", "Antibody response of otters to heat", "spelling"),
        ("Capture by aeroels in rats", "Capture by aerogels in rats", "spelling"),
        ("A comparative analyss of ligation in rats", "A comparative analysis of ligation in rats [see comments]", "spelling"),
        ("Treatment of hypertension in rats", "Treatment of hypotension in rats: a cohort study", "other-words"),
    ],
)
def test_kind_of_difference(printed: str, recorded: str, kind: str) -> None:
    assert compare_titles(printed, recorded).kind == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drug X in liver cancer: a phase 1 study", "Drug X in liver cancer: a phase 2 study"),
        ("The management of carcinoid, part II", "The management of carcinoid, part III"),
        ("Drug X in liver cancer", "Reply: drug X in liver cancer"),
        ("Drug X in liver cancer", "Drug X in liver cancer: study protocol"),
    ],
)
def test_tokens_on_one_side_veto(one: str, other: str) -> None:
    assert compare_titles(one, other).veto
    assert compare_titles(other, one).veto


@pytest.mark.parametrize(
    "tail", ["an update on the treatment of otters", "results of the PROSPECT study", "a unified frame for spelling correction"]
)
def test_a_subtitle_vetoes_nothing(tail: str) -> None:
    assert not compare_titles("Ten years after", f"Ten years after: {tail}").veto


@pytest.mark.parametrize(
    "title",
    [
        "Retraction: Foo",
        "Erratum to: Foo",
        "Authors’ reply",
        "Correction",
        "<b>Corrigendum</b>",
        "Re: Foo",
        "Comment on “Foo”",
        "Letter to the Editor: Foo",
        "Foo: authors' reply",
        "Foo – Reply",
        "Foo (Erratum)",
    ],
)
def test_notices(title: str) -> None:
    assert is_notice(title)


@pytest.mark.parametrize(
    "title",
    [
        "Correction of scoliosis",
        "Response to therapy",
        "RETRACTED: Foo",
        "Retraction force in surgery",
        "Comment letters in banks",
        "Radiation of the liver: the dose–response",
        "Real-time reply",
    ],
)
def test_articles_are_no_notices(title: str) -> None:
    assert not is_notice(title)


def test_a_translated_title_is_no_disagreement() -> None:
    item = title_evidence("Liver tumours in children", "Lebertumoren im Kindesalter", translated=True)
    assert (item.agreement, item.note) == (Agreement.PARTIAL, "translated")


@pytest.mark.parametrize(
    ("subtitle", "veto"),
    [("a study protocol", True), ("an update", True), ("part 2", True), ("Interpreting update requests", False)],
)
def test_a_subtitle_vetoes_only_by_what_it_says_first_or_last(subtitle: str, veto: bool) -> None:
    assert compare_titles("Access to data bases", f"Access to data bases: {subtitle}").veto is veto

"""CLM511 on free paraphrase, and sentences of reviews that other rules about claims once accused."""

import pytest

from checker import engine, registry
from checker.model.text import SourceFile
from checker.rule import work
from checker.works.resolve import Resolver

RULES = tuple(rule for rule in registry.load().rules if rule.code in ("CLM501", "CLM508", "CLM511"))
WAGES = (
    "Immigration and native wages: a systematic review",
    (
        "This review covers 64 studies. A rise in the immigrant share lowers native wages by 0.12 percent. Estimates are "
        "smaller in studies of local labour markets than in studies at the national level. Publication bias was not detected."
    ),
)
MELATONIN = (
    "Nightly melatonin for delirium after hip surgery: a randomised trial",
    (
        "Background: Earlier work found that melatonin increased the length of stay. Methods: 412 patients took melatonin or "
        "placebo. Results: Delirium was less frequent with melatonin than with placebo. Sedation scores did not differ. "
        "Spending on drugs was not reduced. Tumour volume was 62% lower in mice given melatonin."
    ),
)
PROBIOTICS = (
    "Probiotics and height in adolescence: a randomised trial",
    "We re-enrolled 238 adolescents ten years after the trial. Height did not differ between the groups.",
)


def codes(sentence: str, title: str, abstract: str) -> set[str]:
    text = (
        f"Introduction\n\n{sentence} [1].\n\nThe microscope of Roe magnifies stained bacterial membranes [2].\n\nReferences\n\n"
        f"1. Doe J. {title}. J Inv Med. 2019;12:1-9.\n2. Roe A. Larger prospective studies that confirmed the findings. "
        "J Inv Med. 2020;13:1-9.\n"
    )
    other = (
        "Larger prospective studies were needed to confirm findings; recommended microscopes and stained bacterial "
        "membranes supported further research in randomised settings with many laboratories taking part."
    )
    works = [
        work(title, ("Jane Doe",), 2019, "J Inv Med", "1-9", "W1", volume="12", abstract=abstract),
        work(
            "Larger prospective studies that confirmed the findings",
            ("Ann Roe",),
            2020,
            "J Inv Med",
            "1-9",
            "W2",
            volume="13",
            abstract=other,
        ),
    ]
    report = engine.check_source(
        SourceFile("m.txt", text), "text", (), engine.Setup(rules=RULES, resolver=Resolver.of_works(works))
    )
    assert report.checked == 2
    place = text.index(sentence)
    return {item.code for item in report.findings if place <= item.location.span.start < place + len(sentence) + 5}


STRIPS = (
    "Wildflower strips and bees of arable farms",
    (
        "We compared 18 farms with control farms. Honeybee numbers increased by 31%. Species richness did not differ. "
        "Body mass was preserved. No association was observed between strips and grain losses."
    ),
)


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Wildflower strips reduced the numbers of honeybees by 31%", STRIPS),
        ("Wildflower strips increased species richness", STRIPS),
        ("On farms with wildflower strips, body mass fell", STRIPS),
        ("Strips were linked to lower grain losses", STRIPS),
        ("Immigration strongly raises native wages", WAGES),
        ("Estimates are larger in local labour markets than at the national level", WAGES),
        ("Delirium was more frequent with melatonin than with placebo", MELATONIN),
        ("Sedation was more frequent with melatonin than with placebo", MELATONIN),
        ("Melatonin raised the tumour volume in mice", MELATONIN),
        ("In patients on melatonin, spending on drugs was reduced", MELATONIN),
    ],
)
def test_the_opposite_of_a_result_is_found(sentence: str, cited: tuple[str, str]) -> None:
    assert codes(sentence, *cited) == {"CLM511"}


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Native wages are lowered by immigration", WAGES),
        ("Immigration may raise native wages", WAGES),
        ("Delirium was more frequent with placebo than with melatonin", MELATONIN),
        ("Melatonin reduced the length of stay after hip surgery", MELATONIN),
        ("Melatonin, but not placebo, was followed by a lower tumour volume in mice", MELATONIN),
        ("Larger trials are needed to show that melatonin increases tumour volume in mice", MELATONIN),
        ("A higher incidence of falls was seen in patients with delirium who took melatonin", MELATONIN),
        ("Further large-scale prospective studies are needed to confirm these findings", WAGES),
        ("For immigration and wages, the authors would recommend a prospective cohort study", WAGES),
        ("This follow-up study of adolescents saw no effect of probiotics on height", PROBIOTICS),
    ],
)
def test_what_a_work_does_not_contradict_is_left_alone(sentence: str, cited: tuple[str, str]) -> None:
    assert not codes(sentence, *cited)

"""Claims about made-up works: what wrong sentences are called, and that free paraphrase is left alone."""

import pytest

from checker import engine, registry
from checker.model.text import SourceFile
from checker.rule import work
from checker.works.resolve import Resolver

RULES = tuple(rule for rule in registry.load().rules if rule.code.startswith("CLM") and not rule.opt_in)
HEART = work(
    "Dapagliflozin in patients with heart failure and preserved ejection fraction: a randomised, double-blind trial",
    ("Petra Marlow", "Eva Quist"),
    2019,
    abstract="Whether SGLT2 inhibition helps patients with heart failure and preserved ejection fraction is unknown. "
    "We randomly assigned 3,412 patients with an ejection fraction above 45% to dapagliflozin 10 mg daily or placebo. "
    "RESULTS: Over a median of 26.4 months, the primary outcome occurred in 268 of 1,708 patients (15.7%) in the dapagliflozin "
    "group and in 341 of 1,704 patients (20.0%) in the placebo group (hazard ratio 0.76; 95% CI 0.65 to 0.89; P<0.001). "
    "Cardiovascular mortality did not differ (hazard ratio 0.94; 95% CI 0.78 to 1.14).",
)
MICE = work(
    "Absence of Tmem77 protects mice from diet-induced hepatic steatosis",
    ("Petra Marlow", "Eva Quist"),
    2017,
    abstract="Fatty liver disease is common in patients with obesity. We show that Tmem77-deficient mice are protected from "
    "hepatic steatosis on a high-fat diet. After 16 weeks, liver triglycerides were 54% lower in knockout than in wild-type "
    "animals. In human liver biopsies, TMEM77 mRNA correlated with the steatosis grade.",
)
SINUS = work(
    "Amoxicillin for acute sinusitis in adults: a randomised, placebo-controlled trial",
    ("Petra Marlow", "Eva Quist"),
    2012,
    abstract="We randomly assigned 166 adults with acute sinusitis to amoxicillin or placebo for ten days. Quality of life at "
    "day three did not differ between amoxicillin and placebo.",
)
ELDERLY = work(
    "Outcome of hepatic resection for colorectal metastases in octogenarians: a retrospective multicentre study",
    ("Petra Marlow", "Eva Quist"),
    2015,
    abstract="The records of 214 consecutive patients aged 80 years or older who underwent resection of colorectal liver "
    "metastases in nine centres were reviewed. Ninety-day mortality was 7.0% and major complications occurred in 31%. "
    "Median overall survival was 33 months and five-year survival 28.4%.",
)


def codes(sentence: str, cited: dict[str, object]) -> set[str]:
    text = (
        f"Submitted: 3 May 2021\n\nIntroduction\n\n{sentence} [1]. It matters.\n\n"
        f"References\n\n1. Marlow P, Quist E. {cited['title']}. J Inv Med. {cited['publication_year']};12:1-9.\n"
    )
    setup = engine.Setup(rules=RULES, resolver=Resolver.of_works([cited]))
    report = engine.check_source(SourceFile("m.txt", text), "text", (), setup)
    assert report.checked == 1
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("cited", "sentence"),
    [
        (SINUS, "Adults with acute sinusitis were randomly assigned to amoxycillin or placebo for ten days"),
        (
            HEART,
            "In a double-blind trial of more than 3,400 patients, dapagliflozin cut the composite outcome by about a quarter",
        ),
        (HEART, "Dapagliflozin lowered the risk of worsening heart failure by 24%"),
        (HEART, "About 16% of treated patients reached the primary endpoint against 20% on placebo"),
        (HEART, "The absolute risk reduction was 4.3 percentage points"),
        (HEART, "In the subgroup with diabetes (n = 1,560) the hazard ratio was 0.71"),
        (HEART, "Quality of life improved by 2.3 points at 8 months"),
        (HEART, "SGLT2 inhibitors such as empagliflozin and dapagliflozin have become standard in heart failure"),
        (HEART, "Among patients older than 75 years, 21.3% reached the endpoint"),
        (HEART, "A meta-analysis of such trials in heart failure is needed"),
        (HEART, "In a retrospective analysis of this double-blind trial, patients on dapagliflozin with anaemia did worse"),
        (HEART, "Patients who were switched from empagliflozin to another drug for heart failure were not randomly assigned"),
        (MICE, "Fatty liver disease affects about 25% of adults worldwide and has been linked to Tmem77"),
        (MICE, "Patients with obesity often develop fatty liver, and Tmem77 takes part in it"),
        (MICE, "In rodents, lack of Tmem77 prevents steatosis"),
        (MICE, "Knockout animals gained 18% less weight"),
        (ELDERLY, "Survival after resection in octogenarians was 2.8 years in the median"),
        (ELDERLY, "Three-year survival was 46% in that series"),
        (ELDERLY, "Among 61 patients who had a major hepatectomy, mortality reached 11%"),
        (ELDERLY, "Nearly a third had major complications, and fewer than 30% were alive after five years"),
        (ELDERLY, "Randomised trials of resection in the elderly are lacking"),
    ],
)
def test_free_paraphrase_is_left_alone(cited: dict[str, object], sentence: str) -> None:
    assert not codes(sentence, cited)


@pytest.mark.parametrize(
    ("cited", "sentence", "code"),
    [
        (HEART, "Over a median of 26.4 years, fewer patients reached the primary outcome", "CLM502"),
        (HEART, "The hazard ratio for the primary outcome was 0.67 (95% CI 0.65 to 0.89)", "CLM502"),
        (HEART, "A total of 4,312 patients with preserved ejection fraction were randomly assigned to dapagliflozin", "CLM502"),
        (HEART, "Empagliflozin lowered cardiovascular mortality in patients with preserved ejection fraction", "CLM503"),
        (HEART, "In a retrospective cohort, dapagliflozin reduced worsening heart failure", "CLM501"),
        (HEART, "Dapagliflozin reduced cardiovascular mortality in mice with preserved ejection fraction", "CLM504"),
        (SINUS, "Adults with acute sinusitis were randomly assigned to ampicillin or placebo for ten days", "CLM503"),
        (MICE, "Tmem77-deficient rats are protected from hepatic steatosis on a high-fat diet", "CLM504"),
        (MICE, "A meta-analysis reported that Tmem77 deficiency protects from hepatic steatosis", "CLM501"),
        (MICE, "After 16 weeks, liver triglycerides were 45% lower in knockout than in wild-type animals", "CLM502"),
        (ELDERLY, "In a randomised trial of octogenarians, resection of liver metastases was feasible", "CLM501"),
        (ELDERLY, "The records of 241 patients aged 80 years or older were reviewed after resection", "CLM502"),
        (ELDERLY, "Resection of colorectal liver metastases had good survival in selected children", "CLM504"),
    ],
)
def test_a_wrong_sentence_gets_its_code(cited: dict[str, object], sentence: str, code: str) -> None:
    assert code in codes(sentence, cited)

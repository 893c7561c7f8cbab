"""Where sentences end in scientific prose."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.claims.sentences import split
from checker.model.text import Span


def parts(text: str, *markers: str) -> list[str]:
    """The sentences of a text; `markers` are the texts of the citations in it, in order."""
    spans, place = [], 0
    for marker in markers:
        start = text.index(marker, place)
        place = start + len(marker)
        spans.append(Span(start, place))
    return [span.of(text) for span in split(text, spans)]


@pytest.mark.parametrize(
    "text",
    [
        "Smith et al. Found it.",
        "It was given i.v. to all patients.",
        "We grew E. coli on plates.",
        "See Fig. 3 for the rate.",
        "The rate was 5.3 per year.",
        "The hazard ratio was 0.67 (95% CI 0.5 to 0.9).",
        "A dose of 2.5 (SD 1) was given.",
        "Compared with vs. Placebo it worked.",
        "J. Smith and A. B. Jones agree.",
        "It differs, e.g. In women.",
        "The risk was low (P = .02).",
        "So called type no. 4 grew.",
        "No full stop at all",
    ],
)
def test_one_sentence(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "markers", "expected"),
    [
        ("It rose.12,13 Later it fell.", (), ["It rose.12,13", "Later it fell."]),
        ("They did.[5] Next they left.", ("[5]",), ["They did.[5]", "Next they left."]),
        ("They did. [5] Next they left.", ("[5]",), ["They did. [5]", "Next they left."]),
        ("They did. [5] showed more.", ("[5]",), ["They did.", "[5] showed more."]),
        ("It was seen [see Fig. 2. A]. It left.", ("[see Fig. 2. A]",), ["It was seen [see Fig. 2. A].", "It left."]),
        ("It ended. mTOR was found.", (), ["It ended.", "mTOR was found."]),
        ("It was written.Health is good.", (), ["It was written.", "Health is good."]),
        ("Is it? Yes! It is.", (), ["Is it?", "Yes!", "It is."]),
        ("It was given i.v. Then it stopped.", (), ["It was given i.v.", "Then it stopped."]),
        ("He said “no.” They left.", (), ["He said “no.”", "They left."]),
        ("Ellis et al. [4] saw 12 patients. They did well.", ("[4]",), ["Ellis et al. [4] saw 12 patients.", "They did well."]),
    ],
)
def test_two_sentences(text: str, markers: tuple[str, ...], expected: list[str]) -> None:
    assert parts(text, *markers) == expected


@given(st.text(alphabet="aB. ?[]12,\n“”)(é", max_size=200))
def test_any_text_is_covered_once(text: str) -> None:
    spans = split(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_megabyte_without_a_space_is_split() -> None:
    assert len(split("a." * 500_000)) == 1

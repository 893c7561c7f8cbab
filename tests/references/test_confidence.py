"""How surely an entry was read: names, dates and quotation marks within a title tell that it was not."""

import pytest

from checker import references
from checker.model.text import SourceFile


@pytest.mark.parametrize(
    "printed",
    [
        "Doe A, Mazaheri A, lobo ND, Shah M: Transformers of otters. J Otter 2010;3:45-60.",
        "Urooj, A., Mazaheri, A., lobo, N.D.V., Shah, M.: Transformers of otters. Otter Science 12(3), 48–60 (2020).",
    ],
)
def test_names_in_a_title_are_doubtful(printed: str) -> None:
    (entry,) = references.parse_text(SourceFile("list.txt", f"1. {printed}\n"))
    assert entry.title != "Transformers of otters"
    assert entry.confidence < 0.6


def test_a_title_with_a_place_or_a_quotation_is_not() -> None:
    title = "Hepatitis B, Hepatitis C and HIV in the U.S., Canada and “the Alps”: a review"
    (entry,) = references.parse_text(SourceFile("list.txt", f"1. Doe A, Roe B. {title}. J Otter. 2010;3:45-60.\n"))
    assert entry.confidence > 0.9

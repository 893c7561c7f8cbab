"""Lists that go on behind the end of a page, whatever the first line of the new page looks like."""

import pytest

from checker.model.text import SourceFile
from checker.readers.text import reference_lists

BODY = "Storks\n\nStorks build nests (Doe 2001), and more of them in towns (Roe 2002).\n\nReferences\n\n"
APA = [
    "Doe, J. A. (2001). Philosophy and the science of the nests of white",
    "storks. In M. Moe & R. J. Loe (Eds.), The science of nests (pp.",
    "17–43). Nest Press.",
    "Roe, R. M. (2002). Behave: The biology of storks at their best and worst.",
    "Stork Books.",
    "Poe, M. M. (2003). Resistance of nests: Innovations and new lessons",
    "[Doctoral dissertation, University of Storks]. Nest",
    "Dissertations and Theses Global.",
    "Zoe, K. (2004). A last nest. Journal of Storks, 4(1), 1-9.",
]
NUMBERED = [
    "1 Doe, J. S. Effects of Ozone on the Stability of",
    "Nests. J. Storks 2005, 17 (10), 2755–2768.",
    "2 Roe, S. K. Low-Cost Nests. U.S. Patent",
    "6,738,537, May 18, 2004.",
    "3 Poe, K. R.; Loe, F. Nest Transfer. J. Storks 2006,",
    "18 (10), 275–278.",
    "4 Zoe, T. A Last Nest. J. Storks 2007, 19 (1), 1–9.",
]


def listed(text: str) -> str:
    (part,) = reference_lists(SourceFile("paper.txt", text))
    return part.span.of(text)


@pytest.mark.parametrize(
    "end_of_page", ["\n17\n\n", "\fDoe and Roe / Storks 4 (2019)\n\n", "\nDownloaded from the nest\n\n17\n\n"]
)
@pytest.mark.parametrize("lines", [APA, NUMBERED], ids=["names", "numbers"])
@pytest.mark.parametrize("every", [2, 3])
def test_a_list_goes_on_overleaf(lines: list[str], every: int, end_of_page: str) -> None:
    printed = "".join(line + "\n" + (end_of_page if place % every == every - 1 else "") for place, line in enumerate(lines))
    assert lines[-1] in listed(BODY + printed)


def test_prose_behind_the_end_of_a_page_ends_the_list() -> None:
    prose = (
        "This is the next chapter of the book on storks.\nIt has several lines of prose and it goes on and on.\nSo it does.\n"
    )
    text = BODY + "\n".join(APA[:5]) + f"\n\n17\n\n{prose}\n{prose}"
    assert listed(text).endswith("Stork Books.")


def test_short_entries_on_lines_of_their_own_are_no_heads_of_pages() -> None:
    entry = "Statistical Office. Nests of the north"
    text = f"{BODY}Doe J. Storks. J Storks 2001;1:2-9.\n\n{entry}\n\n{entry}\n\nRoe K. Herons. J Storks 2002;2:3-9.\n"
    assert listed(text).count(entry) == 2

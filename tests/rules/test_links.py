"""CIT104 on linked articles: a printed number against the entry that its link leads to."""

from checker import engine
from checker.model.text import SourceFile
from rules.citations.malformed_citation import MalformedCitation


def messages(*links: tuple[int, int], labels: bool = True) -> list[str]:
    """What is said of an article of twelve entries with links of (printed number, entry)."""
    body = "".join(f'<p>Moss [<xref ref-type="bibr" rid="r{entry}">{number}</xref>].</p>' for number, entry in links)
    refs = "".join(
        f'<ref id="r{number}">{f"<label>{number}</label>" if labels else ""}'
        f"<mixed-citation>Doe J. Title {number}. J Test. 2001;{number}(1):1-2.</mixed-citation></ref>"
        for number in range(1, 13)
    )
    text = f"<article><body>{body}</body><back><ref-list>{refs}</ref-list></back></article>"
    report = engine.check_source(SourceFile("a.xml", text), "jats", (), engine.Setup((MalformedCitation,)))
    return [finding.message for finding in report.findings]


CLEAN = [(number, number) for number in range(1, 13)]


def test_links_to_their_own_entries_are_passed_over() -> None:
    assert messages(*CLEAN) == []
    assert messages(*CLEAN, labels=False) == []


def test_a_link_to_another_entry_is_told() -> None:
    assert messages(*CLEAN[:-1], (12, 2)) == ["`12` is printed, its link leads to entry `2`"]


def test_numbers_that_disagree_throughout_were_not_read_as_printed() -> None:
    assert messages(*((number, number % 12 + 1) for number in range(1, 13))) == []

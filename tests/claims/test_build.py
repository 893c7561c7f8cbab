"""Which part of a sentence a group of citations covers, and what is known of the works."""

from collections.abc import Mapping
from typing import Any

from checker import engine
from checker.claims.build import build
from checker.claims.words import key
from checker.model.claim import Claims
from checker.model.text import SourceFile
from checker.rule import work
from checker.works.resolve import Resolver

LIST = """

References

1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 1998;12:1-9.
2. Doe J. Screening for cancer of the prostate. Ann Surg. 2016;10:1-9.
3. Roe R. Surgery for metastases of the liver. Ann Surg. 2017;11:1-9.
"""
TITLE = "Trends in the incidence of carcinoid tumours"


def read(text: str, *works: Mapping[str, Any]) -> Claims:
    document = engine.read(SourceFile("m.txt", text + LIST), "text")
    return build(document, Resolver.of_works(works).resolve(document.references), {})


def read_markdown(text: str) -> Claims:
    document = engine.read(SourceFile("m.md", text), "markdown")
    return build(document, {}, {})


def scopes(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(claim.scope.text, claim.references) for claim in read(text)]


def test_one_marker_covers_its_sentence() -> None:
    assert scopes("They grow slowly [1]. Nobody knows why.") == [
        ("They grow slowly [1].", ("1",)),
        ("Nobody knows why.", ()),
    ]


def test_a_marker_covers_the_clause_since_the_one_before() -> None:
    assert scopes("They grow slowly [1], but some spread early [2, 3].") == [
        ("They grow slowly [1]", ("1",)),
        (", but some spread early [2, 3].", ("2", "3")),
    ]


def test_a_marker_behind_the_authors_covers_what_follows() -> None:
    assert scopes("Ellis et al. [1] saw a rise, while Doe and Roe [2] saw none.") == [
        ("Ellis et al. [1] saw a rise, while Doe and Roe ", ("1",)),
        ("[2] saw none.", ("2",)),
    ]


def test_adjacent_markers_are_one_group() -> None:
    assert scopes("They grow slowly [1], [2].") == [("They grow slowly [1], [2].", ("1", "2"))]


def test_the_next_sentence_may_carry_the_citation() -> None:
    first, second, third = read("Several studies were done. Ellis did one [1]. It was good.")
    assert first.cited_nearby
    assert second.cited_nearby
    assert not third.cited_nearby


def test_offsets_are_those_of_the_file() -> None:
    text = "Introduction\n\nThe rate rose. In 312 patients\nit fell by 12% [1]."
    claim = list(read(text))[1]
    assert claim.section == "introduction"
    assert [found.span.of(text) for found in claim.scope.quantities] == ["312", "12"]
    assert claim.scope.span.of(text) == "In 312 patients\nit fell by 12% [1]."
    assert claim.scope.text == "In 312 patients it fell by 12% [1]."
    assert all(key(word.span.of(text)) == word.key for word in claim.scope.words)


def test_evidence_is_complete_with_an_abstract_only() -> None:
    bare, full = work(TITLE, ("Lena Ellis",), 1998), work(TITLE, ("Lena Ellis",), 1998, abstract="The rate rose.")
    (one,), (other,), (unknown,) = read("It rose [1].", bare), read("It rose [1].", full), read("It rose [1].")
    assert (one.identified, one.complete) == (True, False)
    assert (other.identified, other.complete) == (True, True)
    assert (unknown.identified, unknown.complete) == (False, False)


def test_a_marker_without_an_entry_denies_nothing() -> None:
    full = work(TITLE, ("Lena Ellis",), 1998, abstract="The rate rose.")
    (claim,) = read("It rose [1, 9].", full)
    assert not claim.bound
    assert not claim.complete


def test_entries_that_nobody_cites_have_evidence_too() -> None:
    found = read("It rose [2].", work(TITLE, ("Lena Ellis",), 1998, abstract="The rate rose."))
    assert list(found.evidence) == ["1"]


def test_words_meet_across_inflections_and_spellings() -> None:
    assert key("randomised") == key("randomized") == key("randomization")
    assert key("tumours") == key("tumor")
    assert key("haemorrhages") != key("headaches")


def test_an_item_of_a_list_shares_the_citations_of_those_around_it() -> None:
    text = "Trials have reported that it helps.\n\n- Ellis saw a rise [1].\n\n- Most trials found no harm.\n\nSo it was."
    assert [claim.cited_nearby for claim in read(text)] == [True, True, True, False]
    text = "Trials have reported that it helps.\n\n1. Ellis, who was first, saw a rise in many places [1]. So did others."
    assert next(iter(read(text))).cited_nearby


def test_a_section_is_named_by_all_headings_above_it_but_the_title() -> None:
    text = "# On trials\n\n## Results\n\nIt grew.\n\n### Of trials\n\nIt was seen.\n\n## What it means\n\nIt helps.\n"
    assert [claim.section for claim in read_markdown(text)] == ["results", "results / of trials", "what it means"]


def test_the_parts_of_a_structured_abstract_belong_to_it() -> None:
    text = "Abstract\n\nPurpose\n\nIt grew.\n\nMethods\n\nWe saw it.\n\nPurpose\n\nIt helps."
    assert [claim.section for claim in read(text)] == ["abstract / purpose", "abstract / methods", "purpose"]
    text = "Abstract\n\nIt grew.\n\nBackground\n\nWe saw it."
    assert [claim.section for claim in read(text)] == ["abstract", "background"]

"""Work objects as `Work`: every field may be missing or of the wrong type."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.works.record import FIELDS, KEPT_FIELDS, bare_doi, slim, work_from_json

TEXTS = st.sampled_from(["", "a", "W1", "2019", "10.5555/x", "é", "\ud800", "source", "author"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
RECORD = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.5555/ABC",
    "title": "On <i>Peat</i>",
    "publication_year": 2019,
    "ids": {"openalex": "https://openalex.org/W42", "pmid": "https://pubmed.ncbi.nlm.nih.gov/111", "pmcid": None},
    "authorships": [
        {"raw_author_name": "Reed, Ruth", "author": {"display_name": "R. Reed"}},
        {"raw_author_name": None, "author": {"display_name": "Ada Moss"}},
        {"author": None},
    ],
    "primary_location": {"source": {"display_name": "Peat", "type": "journal", "issn_l": "1234-5678", "issn": ["1234-5678"]}},
    "locations": [
        {"source": {"display_name": "Peat", "type": "journal", "issn_l": "1234-5678", "issn": ["1234-5678"]}},
        {"source": None, "landing_page_url": "https://arxiv.org/abs/1901.00001"},
    ],
    "biblio": {"volume": "7", "issue": None, "first_page": 12, "last_page": "19"},
    "abstract_inverted_index": {"peat": [1, 3], "Wet": [0], "remembers": [2]},
}


def test_what_is_kept_of_a_record_makes_the_same_work() -> None:
    kept = slim(RECORD | {"cited_by_count": 7, "topics": [{"id": "T1"}], "display_name": "On <i>Peat</i>", "language": None})
    assert work_from_json(kept) == work_from_json(RECORD)
    assert slim(kept) == kept
    assert {"cited_by_count", "topics", "display_name", "language"}.isdisjoint(kept)


def test_a_long_author_list_is_cut_as_in_lists() -> None:
    record = {"id": "W1", "authorships": [{"raw_author_name": f"Author {number}"} for number in range(150)]}
    kept, work = slim(record), work_from_json(record)
    assert work is not None
    assert (len(kept["authorships"]), kept["is_authors_truncated"]) == (100, True)
    assert (len(work.authors), work.authors_truncated) == (100, True)


@given(st.dictionaries(st.sampled_from(KEPT_FIELDS), JSON))
def test_what_is_kept_is_stable_and_makes_the_same_work(fields: dict[str, Any]) -> None:
    kept = slim(RECORD | fields)
    assert slim(kept) == kept
    assert work_from_json(kept) == work_from_json(RECORD | fields)


def test_a_record_is_read() -> None:
    work = work_from_json(RECORD)
    assert work is not None
    assert (work.id, work.url, work.doi, work.title) == ("W42", "https://openalex.org/W42", "10.5555/abc", "On <i>Peat</i>")
    assert work.ids == {"pmid": "111"}
    assert [(author.raw_name, author.display_name) for author in work.authors] == [
        ("Reed, Ruth", "R. Reed"),
        ("Ada Moss", "Ada Moss"),
    ]
    assert [location.landing_page_url for location in work.locations] == ["", "https://arxiv.org/abs/1901.00001"]
    assert (work.container_title, work.locations[0].issns) == ("Peat", ("1234-5678",))
    assert (work.volume, work.issue, work.first_page, work.last_page) == ("7", "", "12", "19")
    assert work.abstract == "Wet peat remembers peat"


def test_a_hundred_authors_are_a_cut_list() -> None:
    many = {"id": "W1", "authorships": [{"raw_author_name": "A B"}] * 100}
    assert work_from_json(many).authors_truncated  # type: ignore[union-attr]
    assert work_from_json({"id": "W1", "is_authors_truncated": True}).authors_truncated  # type: ignore[union-attr]


def test_without_an_id_it_is_no_work() -> None:
    assert work_from_json({"title": "On Peat"}) is None


def test_a_word_at_an_absurd_place_costs_no_memory() -> None:
    work = work_from_json({"id": "W1", "abstract_inverted_index": {"late": [10**15], "early": [-1, True, "x"]}})
    assert work is not None
    assert work.abstract == "early late"


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)), st.sampled_from(["W1", None, 7]))
def test_nothing_crashes(fields: dict[str, Any], identifier: object) -> None:
    work_from_json({**fields, "id": identifier})


@given(st.sampled_from(["authorships", "locations", "primary_location", "biblio", "ids"]), JSON, JSON)
def test_nothing_crashes_one_level_down(field: str, inner: object, other: object) -> None:
    for value in ([inner, other], {"source": inner, "author": other, "pmid": inner, "volume": other}, [{"author": inner}]):
        json.dumps(repr(work_from_json({**RECORD, field: value})))


def test_dois_are_bare() -> None:
    assert bare_doi("https://dx.doi.org/10.1002%2FABC") == "10.1002/abc"
    assert bare_doi("none") == ""

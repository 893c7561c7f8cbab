"""The store: exact keys, and searches that survive misprints."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.model.reference import Name, ReferenceEntry
from checker.model.text import Span
from checker.works.keys import Identifier, identifiers, page_keys
from checker.works.store import Store

from .conftest import WORKS, work


def entry(**fields: object) -> ReferenceEntry:
    return ReferenceEntry("1", "refs.bib", Span(0, 0), "", **fields)  # type: ignore[arg-type]


def ids(works: object) -> list[str]:
    return [item.id for item in works]  # type: ignore[attr-defined]


@pytest.fixture
def store() -> Store:
    store = Store()
    assert store.add([*WORKS, {"title": "no id"}, work(1, "A later record of the same id")]) == 1
    return store


def test_identifiers(store: Store) -> None:
    assert len(store) == 3
    assert ids(store.by_identifier(Identifier("DOI", "https://doi.org/10.5555/WETLAND.1"))) == ["W1"]
    assert ids(store.by_identifier(Identifier("PMID", "111"))) == ["W1"]
    assert ids(store.by_identifier(Identifier("DOI", "10.5555/nothing"))) == []
    assert (store.holds("doi"), store.holds("pmid"), store.holds("pmcid")) == (True, True, False)


def test_an_arxiv_id_and_its_doi_are_one() -> None:
    store = Store()
    store.add([work(5, "On Peat", locations=[{"landing_page_url": "http://arxiv.org/abs/1901.00001v2"}])])
    for identifier in (Identifier("arXiv", "1901.00001"), Identifier("DOI", "10.48550/arXiv.1901.00001")):
        assert ids(store.by_identifier(identifier)) == ["W5"]
    printed = entry(variables={"DOI": "10.48550/arXiv.1901.00001", "URL": "https://arxiv.org/abs/1901.00001v3", "PMID": "x"})
    assert identifiers(printed) == (Identifier("DOI", "10.48550/arXiv.1901.00001"),)


def test_titles_without_case_markup_and_subtitle(store: Store) -> None:
    assert ids(store.by_title("slow POLLEN drift over <b>northern</b> wetlands.")) == ["W1"]
    assert ids(store.by_title("Heather, moss and lichen")) == ["W2"]
    assert ids(store.by_title("Slow pollen drift over northern wetlands: a field study")) == ["W1"]
    assert ids(store.by_title("")) == []


def test_first_author_year_and_page(store: Store) -> None:
    printed = entry(author=(Name("Reed", "R"),), issued=(2020,), variables={"page": "201-10"})
    assert ids(store.by_keys(page_keys(printed))) == ["W3"]
    assert page_keys(entry(variables={"page": "201"})) == ()


def test_a_search_survives_a_misprint(store: Store) -> None:
    assert ids(store.search("Slow polen drift over northren wetlands"))[0] == "W1"
    assert ids(store.search("zzz")) == []
    assert ids(store.search('"NOT (" OR * ^ words:')) == []


def test_works_added_later_are_found_too(store: Store) -> None:
    assert ids(store.search("lichen survey")) == ["W2"]
    store.add([work(9, "Lichen survey")])
    assert ids(store.search("lichen survey"))[0] == "W9"


def test_a_failed_addition_leaves_the_store_as_it_was(store: Store) -> None:
    def broken() -> object:
        yield work(7, "Half a file")
        raise InputError("cut off")

    with pytest.raises(InputError):
        store.add(broken())  # type: ignore[arg-type]
    assert len(store) == 3


def test_a_file_keeps_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "works.db"
    first = Store(path)
    first.add(WORKS)
    first.index_titles()
    first.close()
    again = Store(path)
    assert ids(again.search("peat and rainfall memory"))[0] == "W3"
    assert again.by_identifier(Identifier("PMID", "111"))[0].doi == "10.5555/wetland.1"


def test_a_finished_index_is_read_whoever_locks_it(tmp_path: Path) -> None:
    path = tmp_path / "a #1 index?.db"
    with closing(Store(path)) as store:
        store.add(WORKS)
        store.index_titles()
    with closing(sqlite3.connect(path, isolation_level=None)) as other, closing(Store(path, finished=True)) as store:
        other.execute("BEGIN EXCLUSIVE")
        assert len(store) == 3
        assert ids(store.search("slow pollen drift")) == ["W1"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.remove(["W1"])


@pytest.mark.parametrize("content", [b"not a database at all", b"", b"SQLite format 3\0" + b"\0" * 100])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "works.db"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"works\.db"):
        Store(path)


def test_a_lone_surrogate_is_no_reason_to_fail() -> None:
    store = Store()
    store.add([work(5, "On \ud800 peat and moss")])
    assert [one.title for one in store.search("peat and moss")] == ["On ? peat and moss"]


def test_an_index_of_another_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "works.db"
    Store(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 2")
    with pytest.raises(InputError, match="another version of citeproof"):
        Store(path)

"""Keys: an entry and a record that mean one thing share one, and a record keeps its keys when it is cut for the store."""

import pytest

from checker.works.keys import Identifier, keys_of, title_keys
from checker.works.record import slim, work_from_json

from .conftest import WORKS, work


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        ("DOI", "https://doi.org/10.5555/ABC(1)", "doi:10.5555/abc(1)"),
        ("DOI", "10.48550/arXiv.1901.00001v2", "arxiv:1901.00001"),
        ("arXiv", "arXiv:hep-th/9901001", "arxiv:hep-th/9901001"),
        ("PMID", "00123", "pmid:123"),
        ("PMCID", "PMC77", "pmcid:77"),
        ("PMID", "12a", ""),
        ("DOI", "no doi", ""),
    ],
)
def test_identifiers(kind: str, value: str, key: str) -> None:
    assert Identifier(kind, value).key == key


def test_a_title_with_and_without_its_subtitle_share_a_key() -> None:
    assert set(title_keys("Heather, moss and lichen: a survey")) & set(title_keys("HEATHER, Moss and Lichen"))
    assert not set(title_keys("Editorial: on peat")) & set(title_keys("Editorial"))
    assert title_keys("...") == ()


def test_a_record_cut_for_the_store_has_the_same_keys() -> None:
    place = {"landing_page_url": "https://arxiv.org/abs/1901.00001", "source": None, "pdf_url": "x"}
    for record in (*WORKS, work(9, "On Peat", locations=[place], primary_location=place) | {"title": None}):
        kept, whole = work_from_json(slim(record)), work_from_json(record)
        assert kept is not None
        assert whole is not None
        assert list(dict.fromkeys(keys_of(kept))) == list(dict.fromkeys(keys_of(whole)))

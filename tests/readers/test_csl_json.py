"""CSL-JSON bibliographies: values, places, and what is broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import engine
from checker.errors import InputError
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import SourceFile
from checker.readers import csl_json

ITEM = {
    "id": "smith2019",
    "type": "article-journal",
    "title": "A <i>title</i> of things",
    "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, {"literal": "The Group"}],
    "issued": {"date-parts": [[2019, "3"]]},
    "page": "2563-9",
    "volume": 12,
    "DOI": "https://doi.org/10.1000/ABC",
}


def read(text: str) -> tuple[ReferenceEntry, ...]:
    return csl_json.read(SourceFile("references.json", text)).references


@pytest.mark.parametrize("form", [[ITEM], {"items": [ITEM]}, {"kind": [1], "references": [ITEM]}])
def test_item(form: object) -> None:
    text = json.dumps(form, indent=1)
    (entry,) = read(text)
    assert entry.id == entry.key == "smith2019"
    assert json.loads(entry.raw) == ITEM
    assert entry.title == "A title of things"
    assert [name.full_family for name in entry.author] == ["van den Berg", "The Group"]
    assert entry.issued == (2019, 3)
    assert (entry.get("page"), entry.get("volume"), entry.doi) == ("2563-2569", "12", "10.1000/ABC")
    places = {name: span.of(text) for name, span in entry.field_spans.items()}
    assert places["DOI"] == "10.1000/ABC"
    assert places["volume"] == "12"
    assert places["title"] == "A <i>title</i> of things"
    assert json.loads(places["author"]) == ITEM["author"]
    assert entry.author[1].span
    assert json.loads(entry.author[1].span.of(text)) == {"literal": "The Group"}
    assert entry.label_span
    assert entry.label_span.of(text) == "smith2019"


@pytest.mark.parametrize("issued", [{"raw": "2019-03-12"}, {"literal": "12 March 2019"}, {"date-parts": [[2019, 3, 12]]}])
def test_dates(issued: object) -> None:
    (entry,) = read(json.dumps([{"id": "a", "issued": issued}]))
    assert entry.issued == (2019, 3, 12)


def test_broken_item_leaves_the_others() -> None:
    one, two = read('[{"id": "a",\n "title" "x", "volume": "3"},\n {"id": "b", "title": "y"}]')
    (note,) = one.observed(ObservationKind.UNPARSABLE)
    assert "line 2" in note.detail
    assert (one.id, one.get("volume"), two.title) == ("a", "3", "y")
    assert not two.observations


def test_keys_given_twice_or_not_at_all() -> None:
    entries = read('[{"id": "a"}, {"id": "a"}, {"title": "x"}]')
    assert [entry.id for entry in entries] == ["a", "a-2", "3"]
    assert [note.kind for entry in entries for note in entry.observations] == [
        ObservationKind.DUPLICATE_KEY,
        ObservationKind.EMPTY_KEY,
    ]


@pytest.mark.parametrize("text", ['[{"id": "a"', '\n[{"id": "a"]}', "{}", "no JSON", "[1, 2]", "[" * 50_000, '{"a":' * 50_000])
def test_malformed_file_is_one_line(text: str) -> None:
    with pytest.raises(InputError, match=r"^references\.json:\d+: not [^\n]+$"):
        read(text)


def test_deep_item_is_noted() -> None:
    (entry,) = read('[{"id": "a", "x": ' + "[" * 20_000 + "]" * 20_000 + "}]")
    assert entry.observed(ObservationKind.UNPARSABLE)


@pytest.mark.parametrize("key", ["doi:10.1000/abc", "pmid:12", "url:https://example.org/a/", "x1"])
def test_keys_that_are_identifiers(key: str) -> None:
    item = {"id": "x1", "DOI": "10.1000/ABC", "PMID": "12", "URL": "https://example.org/a"}
    bibliography = SourceFile("references.json", json.dumps([item]))
    document = engine.read(SourceFile("paper.md", f"See [@{key}].\n"), "markdown", [bibliography])
    assert [one.reference for citation in document.citations for one in citation.items] == ["x1"]


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text() | st.integers() | st.lists(st.text()), max_size=5), max_size=5))
def test_places_of_any_list(items: list[dict[str, object]]) -> None:
    text = json.dumps(items, ensure_ascii=False)
    assert [json.loads(entry.raw) for entry in read(text)] == items


@given(st.text(alphabet='[]{}",:\\ a1\n', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        entries = read(text)
    except InputError:
        return
    assert all(entry.span.of(text) == entry.raw for entry in entries)

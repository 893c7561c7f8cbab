"""CSL-YAML and Hayagriva: every entry with its fields and their places, and one line for what can't be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import Name, ObservationKind
from checker.model.text import SourceFile
from checker.readers import csl_yaml, hayagriva, yaml_tree

CSL = """---
references:
- id: ellis2010  # a comment
  type: article-journal
  title: 'Carcinoid tumors: "the" gastrointestinal tract'
  author:
  - family: Ellis
    given: Lyn
  - {literal: "A group"}
  container-title: Am J Gastroenterol
  volume: 105
  page: 2563-9
  DOI: https://doi.org/10.1038/ajg.2010.341
  issued:
    date-parts:
    - - 2010
      - 12
- id: smith2019
  type: book
  title: >
    A title over
    two lines
  issued: 2019-03
- id: old
  issued:
  - year: 2001
    month: 5
...
"""
HAYAGRIVA = """ellis2010:
  type: Article
  title: Carcinoid tumors
  author: ["Ellis, Lyn", {name: Berg, given-name: Anna, prefix: van den}, World Health Organization]
  date: 2010-12
  page-range: 2563-9
  serial-number:
    doi: 10.1038/ajg.2010.341
  parent:
    type: Periodical
    title: { value: Am J Gastroenterol, short: AJG }
    volume: 105
    issue: 12
part:
  type: chapter
  title: A part
  author: King, Jr, Martin
  parent:
    - type: Anthology
      title: A whole
      editor: Smith, Jane
      publisher: { name: Press, location: Oslo }
      date: 1999
"""


def read(text: str, reader: object = csl_yaml) -> Document:
    return reader.read(SourceFile("refs.yml", text))  # type: ignore[attr-defined,no-any-return]


def test_csl_items_are_read_with_their_places() -> None:
    first, second, third = read(CSL).references
    assert first.csl() == {
        "id": "ellis2010",
        "type": "article-journal",
        "author": [{"family": "Ellis", "given": "Lyn"}, {"literal": "A group"}],
        "issued": {"date-parts": [[2010, 12]]},
        "title": 'Carcinoid tumors: "the" gastrointestinal tract',
        "container-title": "Am J Gastroenterol",
        "volume": "105",
        "page": "2563-2569",
        "DOI": "10.1038/ajg.2010.341",
    }
    assert first.span_of("DOI").of(CSL) == "10.1038/ajg.2010.341"
    assert first.span_of("title").of(CSL) == 'Carcinoid tumors: "the" gastrointestinal tract'
    assert first.label_span is not None
    assert first.label_span.of(CSL) == "ellis2010"
    assert first.raw.startswith("id: ellis2010")
    assert first.raw.endswith("- 12")
    assert (second.title, second.issued) == ("A title over two lines", (2019, 3))
    assert third.issued == (2001, 5)


def test_hayagriva_entries_take_from_their_parents() -> None:
    first, second = read(HAYAGRIVA, hayagriva).references
    assert (first.id, first.type, first.container_title, first.issued) == (
        "ellis2010",
        "article-journal",
        "Am J Gastroenterol",
        (2010, 12),
    )
    assert [first.get(name) for name in ("volume", "issue", "page", "DOI")] == [
        "105",
        "12",
        "2563-2569",
        "10.1038/ajg.2010.341",
    ]
    assert [name.csl() for name in first.author] == [
        {"family": "Ellis", "given": "Lyn"},
        {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
        {"literal": "World Health Organization"},
    ]
    assert first.span_of("container-title").of(HAYAGRIVA) == "Am J Gastroenterol"
    assert first.label_span is not None
    assert first.label_span.of(HAYAGRIVA) == "ellis2010"
    assert (second.type, second.container_title, second.issued) == ("chapter", "A whole", (1999,))
    assert (second.get("publisher"), second.get("publisher-place")) == ("Press", "Oslo")
    assert second.author[0].csl() == {"family": "King", "given": "Martin", "suffix": "Jr"}
    assert [name.full_family for name in second.editor] == ["Smith"]


def test_repeated_keys_are_noted() -> None:
    (entry,) = read("a:\n  type: book\n  title: One\n  title: Two\na:\n  type: book\n", hayagriva).references
    assert {note.kind for note in entry.observations} == {ObservationKind.DUPLICATE_KEY, ObservationKind.DUPLICATE_FIELD}
    (item,) = read("- id: a\n  title: One\n  title: Two\n").references
    assert [note.kind for note in item.observations] == [ObservationKind.DUPLICATE_FIELD]


def test_names_that_are_none_are_left_out() -> None:
    (item,) = read("- id: a\n  author: [x, {family: Li}, [], {}]\n").references
    assert [replace_span(name) for name in item.author] == [Name(family="Li")]


def replace_span(name: Name) -> Name:
    return Name(family=name.family, given=name.given, literal=name.literal)


@pytest.mark.parametrize(
    ("text", "reader", "message"),
    [
        ("- id: a\n  title: b: c\n", csl_yaml, "refs.yml:2: not YAML (mapping values are not allowed in this context)"),
        ("- id: [a\n", csl_yaml, "refs.yml:2: not YAML (did not find expected ',' or ']')"),
        ("title: x\n", csl_yaml, "refs.yml:1: not CSL-YAML; a list of items, or one under `references`, is expected"),
        ("just words", hayagriva, "refs.yml:1: not a Hayagriva file; a mapping of keys to entries is expected"),
        ("a: \x01", csl_yaml, "refs.yml:1: not YAML (a character that YAML does not allow)"),
        ("[" * 100_000, csl_yaml, "refs.yml:1: not YAML (exceeded maximum nesting depth)"),
        ("a:\n" + "".join(f"{' ' * depth}- \n" for depth in range(1, 100)), csl_yaml, "refs.yml:51: not YAML (nested more"),
        ("a: *b", csl_yaml, "refs.yml:1: not YAML ("),
    ],
)
def test_what_can_not_be_read_is_said_in_one_line(text: str, reader: object, message: str) -> None:
    with pytest.raises(InputError) as problem:
        read(text, reader)
    assert str(problem.value).startswith(message)
    assert "\n" not in str(problem.value)


def test_aliases_do_not_multiply_without_end() -> None:
    bomb = "k0: &k0 [x]\n" + "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 20))
    _, problem = yaml_tree.parse(bomb)
    assert problem is not None
    assert "repeated by aliases" in problem.problem


@given(st.text(st.sampled_from("ab:- \n[]{}'\"&*|>#!%@\t0ä😀"), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for reader in (csl_yaml, hayagriva):
        try:
            found = read(text, reader)
        except InputError as problem:
            assert "\n" not in str(problem)  # noqa: PT017
            continue
        for entry in found.references:
            assert entry.span.of(text) == entry.raw
            assert all(span.end <= len(text) for span in entry.field_spans.values())


@given(st.lists(st.tuples(st.text("abcß😀", min_size=1, max_size=8), st.text(" abc'\"é😀:#", max_size=20)), max_size=5))
def test_places_are_those_of_the_values(pairs: list[tuple[str, str]]) -> None:
    quoted = ["'" + value.replace("'", "''") + "'" for _, value in pairs]
    text = "references:\n" + "".join(f"- id: {key}\n  title: {value}\n" for (key, _), value in zip(pairs, quoted, strict=True))
    try:
        found = read(text).references
    except InputError:  # an empty list is none
        assert not pairs
        return
    for entry, (key, value), printed in zip(found, pairs, quoted, strict=True):
        assert entry.key == key
        assert entry.title == " ".join(value.split())
        if entry.title:
            assert entry.span_of("title").of(text) == printed[1:-1]

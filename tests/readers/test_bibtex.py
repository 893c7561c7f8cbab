"""BibTeX: every field with its place, names, LaTeX, and what is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import engine, readers
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import SourceFile
from checker.readers.bibtex_names import names
from checker.references.tex import plain

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["@article{", "@string{", "@comment{", "@preamble(", "a", "key,", "title", " = ", "{", "}", '"', ",", "#"]
        ),
        st.sampled_from(
            ["\n", "\r\n", "% x\n", "\\", "author={A and B}", "year=2019", "crossref={key}", "\n@", "(", ")", "month=jan"]
        ),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)


def entries(text: str) -> tuple[ReferenceEntry, ...]:
    return readers.read(SourceFile("a.bib", text), "bibtex").references


def observed(text: str) -> list[tuple[str, str, str]]:
    return [(entry.id, note.kind.value, note.span.of(text)) for entry in entries(text) for note in entry.observations]


def test_fields_become_csl_variables_with_places() -> None:
    text = (
        '@string{jex = "Journal of Examples"}\n@Article{smith2019,\n'
        "  author = {Smith, Anna and van den Bosch, Max and others},\n"
        "  title = {A {T}itle},\n  journal = jex,\n  year = 2019, month = mar,\n  number = 4,\n  pages = {123--30},\n"
        "  doi = {https://doi.org/10.1000/a\\_b},\n}\n"
    )
    (entry,) = entries(text)
    assert (entry.id, entry.type, entry.issued, entry.et_al) == ("smith2019", "article-journal", (2019, 3), True)
    assert dict(entry.variables) == {
        "title": "A Title", "container-title": "Journal of Examples", "issue": "4", "page": "123-130",
        "DOI": "10.1000/a_b",
    }  # fmt: skip
    places = {name: span.of(text) for name, span in entry.field_spans.items()}
    assert places["title"] == "A {T}itle"
    assert places["page"] == "123--30"
    assert places["DOI"] == "10.1000/a\\_b"
    assert places["issued"] == "2019"
    assert [name.span.of(text) for name in entry.author if name.span] == ["Smith, Anna", "van den Bosch, Max"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith, Anna", {"family": "Smith", "given": "Anna"}),
        ("Anna B. Smith", {"family": "Smith", "given": "Anna B."}),
        ("Smith, Jr, John", {"family": "Smith", "given": "John", "suffix": "Jr"}),
        ("Ludwig van Beethoven", {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
        ("{World Health Organization}", {"literal": "World Health Organization"}),
        (r"M{\"u}ller, Bob", {"family": "Müller", "given": "Bob"}),
        ("{Barnes and Noble} Inc, X", {"family": "Barnes and Noble Inc", "given": "X"}),
    ],
)
def test_names(text: str, expected: dict[str, str]) -> None:
    found = names(text, 0)
    assert [name.csl() for name in found.names] == [expected]
    assert not found.slips


@pytest.mark.parametrize(
    ("text", "read", "slip"),
    [
        ("Smith, Anna; Jones, Bo", ["Smith, Anna", "Jones, Bo"], "several names are read as one"),
        ("Anna Smith; Bo Jones; and Max Roe", ["Smith, Anna", "Jones, Bo", "Roe, Max"], "several names are read as one"),
        ("Smith, Anna, Jones, Bo", ["Smith, Anna", "Jones, Bo"], "several names are read as one"),
        ("Smith A, de la Rue BC, Roe M.", ["Smith, A", "de la Rue, BC", "Roe, M."], "several names are read as one"),
        ("Anna Smith, Bo de Jong, Max Roe", ["Smith, Anna", "de Jong, Bo", "Roe, Max"], "several names are read as one"),
        ("King, Martin Luther, Jr.", ["King, Martin Luther, Jr."], "the suffix is read as the given name"),
        ("Harry Smith, Jr.", ["Smith, Harry, Jr."], "the suffix is read as the given name"),
        ("Smith, V and Smith, MD and Smith, III, Al", ["Smith, V", "Smith, MD", "Smith, Al, III"], ""),
        ("Bureau of Weeds, Berlin, Germany", ["Bureau of Weeds, Germany, Berlin"], "two commas, and no suffix between them"),
        ("Smith, Anna and et al.", ["Smith, Anna"], "`et al.` is read as a name"),
        ("Smith, Anna et al", ["Smith, Anna"], "`et al.` is read as a name"),
        ("Smith, Anna and others", ["Smith, Anna"], ""),
        ("M&uuml;ller, Bo and S&aacute; Al, Jo", ["M&uuml;ller, Bo", "S&aacute; Al, Jo"], ""),
        ("{Weeds, Inc., Ltd.}", ["Weeds, Inc., Ltd."], ""),
        ("Smith, III, Jo and Al Smith", ["Smith, Jo, III", "Smith, Al"], ""),
    ],
)
def test_names_that_are_not_joined_as_bibtex_joins_them(text: str, read: list[str], slip: str) -> None:
    found = names(text, 0)
    shown = [", ".join(filter(None, (name.full_family, name.given, name.suffix))) for name in found.names]
    assert shown == read
    assert [each.problem.partition("; ")[0] for each in found.slips] == [slip] * bool(slip)
    assert found.et_al == ("et al" in text or "others" in text)
    for each in found.slips:
        assert not names(each.meant, 0).slips  # what is written instead is as BibTeX wants it
    tangled = [slip.span for slip in found.slips if slip.meant]
    assert not any(name.span in tangled for name in found.names)  # a fix of one name would take the others with it


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"{\'E}tude \`a \o stergaard stra{\ss}e \v{S}koda na{\"\i}ve \c{c}", "Étude à østergaard straße Škoda naïve ç"),
        (r"$^{177}$Lu \& 5\% \emph{in vivo}~x", "177Lu & 5% in vivo x"),
        (r"``quoted'' -- $\alpha$-helix", "“quoted” – α-helix"),
        ("plain\n   text", "plain text"),
    ],
)
def test_latex_becomes_text(latex: str, expected: str) -> None:
    assert plain(latex) == expected


def test_broken_blocks_are_reported_and_the_rest_is_read() -> None:
    text = (
        "@article{one, title = {One} year = {2001}}\n@article{two, title = {Two, year = {2002}\n\n"
        "@article{three, title = {Three}}\n"
        "@article{four, title = {Four}}, year = {2004}}\n@article{, title = {Five}}\n"
        "@article{six, title = nowhere, title = {Six}}\n"
        "@article{three, title = {Again}}\n"
    )
    assert observed(text) == [
        ("one", "unparsable", "title"),
        ("two", "unparsable", "title"),
        ("four", "unparsable", "year"),
        ("5", "empty-key", "@article"),
        ("six", "undefined-string", "nowhere"),
        ("six", "duplicate-field", "title"),
        ("three-2", "duplicate-key", "three"),
    ]
    assert [entry.title for entry in entries(text)] == ["One", "", "Three", "Four", "Five", "nowhere", "Again"]
    assert entries(text)[0].year == 2001


def test_crossref_inherits() -> None:
    child, _ = entries("@inproceedings{a, crossref={b}, title={Kid}}\n@proceedings{b, title={Proc}, year={2000}}\n")
    assert (child.title, child.container_title, child.year) == ("Kid", "Proc", 2000)


def test_what_is_inherited_depends_on_the_type() -> None:
    text = (
        "@article{a, crossref={P}, title={Kid}}\n@inbook{c, crossref={q}, title={Part}}\n@book{d, crossref={q}}\n"
        "@periodical{p, title={Journal}, year={2000}}\n"
        "@book{q, title={Whole}, booktitle={Whole Book}, crossref={r}}\n@mvbook{r, publisher={Press}, doi={10.1000/r}}\n"
    )
    article, part, book, *_ = entries(text)
    assert (article.container_title, article.year) == ("Journal", 2000)
    assert (part.title, part.container_title, part.get("publisher"), part.doi) == ("Part", "Whole Book", "Press", "")
    assert (book.title, book.get("publisher")) == ("", "Press")


def test_xdata_gives_fields_and_is_no_work() -> None:
    text = (
        "@xdata{press, publisher={Press}, xdata={city}}\n@xdata{city, location={Oslo}, title={None}}\n"
        "@book{a, title={Own}, xdata={press, missing}}\n@set{s, entryset={a}}\n"
    )
    (book,) = entries(text)
    assert (book.title, book.get("publisher"), book.get("publisher-place")) == ("Own", "Press", "Oslo")
    assert book.span_of("publisher").of(text) == "Press"


@pytest.mark.parametrize("text", ["@book{a, crossref={b}}@book{b, crossref={a}}", "@xdata{a, xdata={a}}@book{b, xdata={a}}"])
def test_circles_of_parents_end(text: str) -> None:
    assert entries(text)


def test_comments_are_kept_for_suppressions() -> None:
    text = "% top\n@comment{block}\n@a{k, t={x},\n  % inside, too\n  u={y}}\nbetween\n"
    document = readers.read(SourceFile("a.bib", text), "bibtex")
    found = [comment.span.of(text).strip() for comment in document.comments]
    assert found == ["% top", "@comment{block}", "% inside, too", "between"]
    assert not document.references[0].observed(ObservationKind.UNPARSABLE)


def test_attached_entries_serve_the_whole_manuscript_under_unique_ids() -> None:
    document = readers.read(SourceFile("m.md", "Text [@a].\n"), "markdown")
    first, second = SourceFile("x.bib", "@b{a, title={X}}"), SourceFile("y.bib", "@b{a, title={Y}}")
    document = readers.attach(document, (first, second))
    assert [(entry.id, entry.path) for entry in document.references] == [("a", "x.bib"), ("a-2", "y.bib")]
    assert all(part.scope.end == len(document.source.text) for part in document.lists)
    assert list(document.sources) == ["m.md", "x.bib", "y.bib"]


@given(PIECES)
def test_any_text_is_read_with_true_places(text: str) -> None:
    document = readers.read(SourceFile("a.bib", text), "bibtex")
    found = document.references
    assert len({entry.id for entry in found}) == len(found)
    end = 0
    for entry in found:
        assert end <= entry.span.start < entry.span.end <= len(text)
        end = entry.span.end
        assert entry.raw == entry.span.of(text)
        assert all(entry.span.covers(note.span) for note in entry.observations if note.kind is not ObservationKind.UNPARSABLE)
        if entry.key:
            assert entry.label_span is not None
            assert entry.label_span.of(text) == entry.key


def test_bibliographies_of_a_manuscript_know_each_others_abbreviations() -> None:
    own = '@string{acta = "Acta of Weeds"}\n'
    names = SourceFile("strings.bib", own + '@string{jw = "Journal of " # moss}@string{moss = "Moss"}\n')
    works = SourceFile("refs.bib", "@article{a, title={A}, journal=jw}@article{b, title={B}, journal=acta}")
    document = readers.attach(readers.read(SourceFile("paper.txt", "See Doe (2011).\n"), "text"), (names, works))
    assert [entry.get("container-title") for entry in document.references] == ["Journal of moss", "Acta of Weeds"]
    alone = readers.read(works, "bibtex").references
    assert [entry.get("container-title") for entry in alone] == ["jw", "Acta Informatica"]


def test_a_field_given_many_times_is_one_observation() -> None:
    (entry,) = readers.read(SourceFile("a.bib", "@misc{a, title={A}, note={1}, note={2}, note={3}}"), "bibtex").references
    assert [note.detail for note in entry.observations] == ["note"]


def test_entries_are_known_by_further_keys_and_by_their_set() -> None:
    text = "@book{a, title={A}, ids={b, c}}@set{s, entryset={a}}@IEEEtranBSTCTL{control, CTLuse_url={no}}"
    bibliography = SourceFile("refs.bib", text)
    document = engine.read(SourceFile("p.md", "See [@a; @b; @c; @s; @d]."), "markdown", (bibliography,))
    assert [item.reference for item in document.citations[0].items] == ["a", "a", "a", "a", None]
    assert [entry.id for entry in document.references] == ["a"]

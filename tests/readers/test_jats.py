"""JATS articles: what is read from a whole article, what hostile ones do, and that none ever crashes the reader."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import engine
from checker.errors import InputError
from checker.model.document import BlockKind, CitationStyle, Document
from checker.model.reference import ObservationKind
from checker.model.text import SourceFile
from checker.readers import files
from checker.readers.jats import read

ARTICLE = Path(__file__).parents[2] / "fixtures" / "jats" / "article.xml"


def article(body: str, references: str = "") -> Document:
    """An article of these paragraphs and entries, linked."""
    text = f"<article><body>{body}</body><back><ref-list>{references}</ref-list></back></article>"
    return engine.read(SourceFile("a.xml", text), "jats")


def refs(count: int, labels: bool = True) -> str:
    """A list of plain entries `r1`, `r2` ..."""
    label = "<label>{0}</label>" if labels else ""
    entry = f'<ref id="r{{0}}">{label}<mixed-citation>Doe J. Title {{0}}. J Test. 2001;{{0}}(1):1-2.</mixed-citation></ref>'
    return "".join(entry.format(number) for number in range(1, count + 1))


def xref(number: int, text: str) -> str:
    return f'<xref ref-type="bibr" rid="r{number}">{text}</xref>'


def cited(document: Document) -> list[tuple[str, list[str | None]]]:
    return [(citation.text, [item.reference for item in citation.items]) for citation in document.citations]


@pytest.fixture(scope="module")
def document() -> Document:
    return engine.read(files.load(ARTICLE), "jats")


def test_citations_are_clusters_with_their_brackets(document: Document) -> None:
    assert cited(document) == [
        ("[1]", ["1"]),
        ("[1]", ["1"]),
        ("[2], [4]", ["2", "4"]),
        ("[1–4]", ["1", "2", "3", "4"]),
        ("[5]", ["5"]),
        ("[2, 3]", ["2", "3"]),
        ("[1]", ["1-2"]),
    ]
    assert document.style is CitationStyle.NUMERIC


def test_a_letter_without_a_list_is_left_out_and_one_with_a_list_has_its_own(document: Document) -> None:
    assert "referees" not in document.source.text
    assert [len(part.entries) for part in document.lists] == [5, 1]
    main, letter = document.lists
    assert main.scope.covers(letter.scope)
    assert document.source.text[letter.scope.start :].lstrip().startswith("A letter")


def test_tags_become_variables_with_their_places(document: Document) -> None:
    text = document.source.text
    blast, muscle, mafft, omega, chapter = document.lists[0].entries
    assert [entry.number for entry in document.lists[0].entries] == [1, 2, 3, 4, 5]
    assert blast.raw.startswith(
        "Altschul SF, Gish W, et al. (1990) Basic local alignment search tool. J Mol Biol 215(3): 403–410."
    )
    assert blast.et_al
    assert blast.get("PMID") == "2231712"
    assert blast.doi == "10.1016/S0022-2836(05)80360-2"
    assert muscle.get("page") == "1792-1797"
    for entry in (blast, muscle):
        assert entry.span_of("title").of(text) == entry.title
        assert entry.span_of("container-title").of(text) == entry.container_title
        assert entry.span.of(text) == entry.raw
    assert (mafft.author[0].family, mafft.get("volume"), mafft.year) == ("Katoh", "30", 2013)
    assert omega.raw.endswith("Protein Sci 2018; 27: 135-145.")
    assert omega.title == "Clustal Omega for making accurate alignments of many protein sequences"
    assert (chapter.type, chapter.title, chapter.container_title) == (
        "chapter",
        "Pairwise alignment",
        "Biological Sequence Analysis",
    )
    assert [name.family for name in chapter.author + chapter.editor] == ["Durbin", "Eddy"]


def test_metadata_is_that_of_the_article(document: Document) -> None:
    found = document.metadata
    assert found.title == "How five tools changed the reading of sequences"
    assert [name.family for name in found.author] == ["Ashdown-Vey"]
    assert found.date == (2021, 3, 15)
    assert found.doi == "10.5555/notes.2021.7"


def test_places_are_lines_of_the_file_and_xpaths(document: Document) -> None:
    lines = ARTICLE.read_text(encoding="utf-8").split("\n")
    for citation in document.citations:
        assert 'ref-type="bibr"' in lines[document.source.position(citation.span.start).line - 1] or citation.text == "[5]"
    anchor = document.source.anchor(document.citations[1].span.start)
    assert anchor is not None
    assert anchor.label == "/article[1]/body[1]/sec[1]/p[1]"
    assert not document.source.plain


def test_formulas_are_no_prose_and_captions_are(document: Document) -> None:
    assert "documentclass" not in document.source.text
    assert any(block.kind is BlockKind.CAPTION for block in document.blocks)
    assert [location.span.of(document.source.text) for location in document.comments] == ["<!-- citeproof: ignore[CIT102] -->"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"[{xref(1, '1')}–{xref(3, '3')}, {xref(5, '5')}]", [("[1–3, 5]", ["1", "2", "3", "5"])]),
        (f"{xref(1, '[1]')}–{xref(3, '[3]')}", [("[1]–[3]", ["1", "2", "3"])]),
        (f"[{xref(1, '1')}] [{xref(3, '3')}]", [("[1] [3]", ["1", "3"])]),
        (f"[{xref(1, '1')}, 4]", [("[1, 4]", ["1", "4"])]),
        ('<xref ref-type="bibr" rid="r1 r2 r3">[1–3]</xref>', [("[1–3]", ["1", "2", "3"])]),
        (f"{xref(1, '[1]')} and {xref(2, '[2]')}", [("[1]", ["1"]), ("[2]", ["2"])]),
        (f"{xref(1, '[1: 20, fig. 3]')}", [("[1: 20, fig. 3]", ["1"])]),
        (f"word<sup>{xref(1, '1')},{xref(4, '4')}</sup> cm<sup>2</sup>", [("1,4", ["1", "4"])]),
        (f"word{xref(1, '<sup>1</sup>')}", [("1", ["1"])]),
    ],
)
def test_numbered_clusters(body: str, expected: list[tuple[str, list[str]]]) -> None:
    assert cited(article(f"<p>Some {body} here.</p>", refs(5))) == expected


def test_cells_of_a_table_are_clusters_of_their_own() -> None:
    row = f"<table><tr><td>{xref(1, '[1]')}</td><td>{xref(2, '[2]')}</td></tr></table>"
    assert cited(article(row, refs(2))) == [("[1]", ["1"]), ("[2]", ["2"])]


def test_author_date_links_in_one_bracket_are_one_cluster_and_unlinked_ones_are_found() -> None:
    body = f"<p>So (see {xref(1, 'Doe, 2001')}; {xref(2, 'Doe, 2001b')}) and {xref(1, 'Doe (2001)')}.</p>"
    document = article(body, refs(2, labels=False))
    assert cited(document) == [("(see Doe, 2001; Doe, 2001b)", ["r1", "r2"]), ("Doe (2001)", ["r1"])]
    assert [citation.narrative for citation in document.citations] == [False, True]
    assert document.style is CitationStyle.AUTHOR_DATE


def test_entities_of_an_unread_dtd_are_characters() -> None:
    text = '<!DOCTYPE article SYSTEM "none.dtd"><article><body><p>&alpha;&nbsp;cells</p></body></article>'
    assert "α" in read(SourceFile("a.xml", text)).source.text


def test_a_declared_encoding_is_honoured() -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><article><body><p>Müller</p></body></article>'.encode("latin-1")
    assert "Müller" in read(files.decode(data, "a.xml")).source.text


def test_nothing_is_fetched_or_read_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    declared = f'<!DOCTYPE article SYSTEM "{secret.as_uri()}" [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "lol">]>'
    document = read(SourceFile("a.xml", f"{declared}<article><body><p>a &x; &y; b</p></body></article>"))
    assert document.source.text == "a b"


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE article [<!ENTITY l0 "lol">{bomb}]><article><body><p a="&l11;">a &l11; b</p></body></article>'
    with pytest.raises(InputError, match="amplification"):
        read(SourceFile("a.xml", text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<article>" * 100_000, "nested more than 256 levels"),
        ("<article>\n<body><p>Broken off", "a.xml:2: not well-formed XML"),
        ("<article>\n\n<b></a></article>", "a.xml:3: not well-formed XML"),
        ("plain words", "a.xml:1: not well-formed XML"),
    ],
)
def test_what_is_no_article_is_one_clear_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(SourceFile("a.xml", text))
    assert "\n" not in str(caught.value)


def test_a_page_of_siblings_is_read_in_one_go() -> None:
    document = read(SourceFile("a.xml", f"<article><body>{'<p>x</p>' * 20_000}</body></article>"))
    assert len(document.blocks) == 20_000


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mangled_articles_never_crash(data: st.DataObject) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 400)))
    piece = data.draw(
        st.sampled_from(["", "<p>", "</p>", "<ref/>", "<xref rid='r1'/>", "\0", "[", "&#x202e;", "<sup>", "<ref-list>"])
    )
    mangled = text[:start] + piece + text[end:]
    try:
        document = engine.read(SourceFile("a.xml", mangled), "jats")
    except InputError:
        return
    for citation in document.citations:
        assert citation.span.of(document.source.text) == citation.text
    for entry in document.references:
        assert entry.span.of(document.source.text) == entry.raw
        assert all(entry.span.covers(span) for span in entry.field_spans.values())


def test_parts_of_an_entry_are_cited_by_letters() -> None:
    """Chemists list several works under one number, and cite them as `4a`."""
    work = (
        "<mixed-citation><string-name><surname>Poe</surname> <given-names>E</given-names></string-name>. "
        "<article-title>{}</article-title>. <source>Plant Lett</source>. <year>2011</year>.</mixed-citation>"
    )
    xml = (
        '<article><body><p>Roots grow [<xref ref-type="bibr" rid="B4">4a</xref>, <xref ref-type="bibr" rid="B4">4b,c</xref>].'
        "</p></body>"
        '<back><ref-list><ref id="B4"><label>4.</label>'
        f"{work.format('Roots')}{work.format('Shoots')}</ref></ref-list></back></article>"
    )
    document = engine.read(SourceFile("a.xml", xml), "jats")
    [citation] = document.citations
    assert (citation.text, citation.style) == ("[4a, 4b,c]", CitationStyle.NUMERIC)
    assert [(item.reference, item.label, item.locator) for item in citation.items] == [("4", "4", "a"), ("4", "4", "b,c")]
    assert document.references[0].observed(ObservationKind.SEVERAL_WORKS)


def test_of_two_forms_of_a_citation_the_tagged_one_is_printed() -> None:
    xml = (
        "<article><body><p>A.</p></body><back><ref-list><ref id='B1'><citation-alternatives>"
        "<element-citation publication-type='book'>"
        "<name><surname>Poe</surname><given-names>E</given-names></name><source>Mud</source><year>2009</year></element-citation>"
        "<mixed-citation>Poe E. Mud. 2009.</mixed-citation></citation-alternatives></ref></ref-list></back></article>"
    )
    assert engine.read(SourceFile("a.xml", xml), "jats").references[0].raw == "Poe E (2009) Mud."


def test_a_journal_tagged_with_the_title_is_told_apart() -> None:
    tags = "<name><surname>Ellis</surname></name> <year>2000</year> <article-title>{}</article-title> <volume>14</volume>"
    printed = "Feeding of whales in the Azores. Mar. Biol. of Whales"
    document = article("<p>It is so.</p>", f"<ref><mixed-citation>{tags.format(printed)}</mixed-citation></ref>")
    (entry,) = document.references
    assert (entry.title, entry.container_title) == ("Feeding of whales in the Azores", "Mar. Biol. of Whales")
    assert entry.span_of("container-title").of(document.source.text) == "Mar. Biol. of Whales"
    printed = "Feeding of whales in the Azores. Part II. Results of the survey"
    document = article("<p>It is so.</p>", f"<ref><mixed-citation>{tags.format(printed)}</mixed-citation></ref>")
    assert [(one.title, one.container_title) for one in document.references] == [(printed, "")]


def test_an_abstract_without_a_title_has_the_heading_of_one() -> None:
    front = "<front><article-meta><abstract><p>It grew.</p></abstract></article-meta></front>"
    text = f"<article>{front}<body><sec><title>Aims</title><p>It is so.</p></sec></body></article>"
    document = engine.read(SourceFile("a.xml", text), "jats")
    shown = [(block.kind, block.span.of(document.source.text)) for block in document.blocks]
    assert shown[:2] == [(BlockKind.HEADING, "Abstract"), (BlockKind.PARAGRAPH, "It grew.")]
    assert [block.level for block in document.blocks] == [2, 0, 2, 0]

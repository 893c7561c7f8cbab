"""EndNote's and PubMed's XML: every record with its fields and their places in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.model.document import Document
from checker.model.text import SourceFile
from checker.readers import endnote_xml, pubmed_xml

STYLE = '<style face="normal" font="default" size="100%">'
ENDNOTE = (
    '<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><rec-number>7</rec-number>'
    '<ref-type name="Journal Article">17</ref-type><contributors><authors>'
    f"<author>{STYLE}Ellis, Lyn</style></author><author>{STYLE}A group,</style></author></authors></contributors>"
    f"<titles><title>{STYLE}Tumors &amp; </style>{STYLE}more</style></title></titles>"
    f"<periodical><full-title>{STYLE}Am J Gastroenterol</style></full-title></periodical><pages>{STYLE}2563-9</style></pages>"
    f"<volume>105</volume><dates><year>{STYLE}2010</style></year></dates>"
    "<electronic-resource-num>10.1038/ajg.2010.341</electronic-resource-num></record>"
    "<!-- <record> is no record --><record><rec-number>8</rec-number><titles><title>Second</title></titles></record>"
    "</records></xml>"
)
PUBMED = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">20959816</PMID><Article><Journal>
<ISSN>1572-0241</ISSN><JournalIssue><Volume>105</Volume><Issue>12</Issue><PubDate><Year>2010</Year><Month>Dec</Month></PubDate>
</JournalIssue><Title>The American journal of gastroenterology</Title></Journal>
<ArticleTitle>Carcinoid tumors of the <i>tract</i>.</ArticleTitle><Pagination><MedlinePgn>2563-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi">10.1038/ajg.2010.341</ELocationID>
<AuthorList CompleteYN="N"><Author><LastName>Ellis</LastName><ForeName>Lyn</ForeName></Author>
<Author><CollectiveName>A group</CollectiveName></Author></AuthorList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC123</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
</PubmedArticleSet>
"""


def read(text: str, reader: object) -> Document:
    return reader.read(SourceFile("library.xml", text))  # type: ignore[attr-defined,no-any-return]


def test_endnote_records() -> None:
    first, second = read(ENDNOTE, endnote_xml).references
    assert first.csl() == {
        "id": "7",
        "type": "article-journal",
        "author": [{"family": "Ellis", "given": "Lyn"}, {"literal": "A group"}],
        "issued": {"date-parts": [[2010]]},
        "title": "Tumors & more",
        "container-title": "Am J Gastroenterol",
        "volume": "105",
        "page": "2563-2569",
        "DOI": "10.1038/ajg.2010.341",
    }
    assert first.span_of("container-title").of(ENDNOTE) == "Am J Gastroenterol"
    assert first.span_of("issued").of(ENDNOTE) == "2010"
    assert first.raw.startswith("<record><rec-number>7")
    assert first.raw.endswith("</record>")
    assert (second.id, second.title) == ("8", "Second")
    assert second.raw == "<record><rec-number>8</rec-number><titles><title>Second</title></titles></record>"


def test_pubmed_records() -> None:
    (entry,) = read(PUBMED, pubmed_xml).references
    assert entry.csl() == {
        "id": "20959816",
        "type": "article-journal",
        "author": [{"family": "Ellis", "given": "Lyn"}, {"literal": "A group"}],
        "issued": {"date-parts": [[2010, 12]]},
        "title": "Carcinoid tumors of the tract",
        "container-title": "The American journal of gastroenterology",
        "volume": "105",
        "issue": "12",
        "page": "2563-2569",
        "PMID": "20959816",
        "PMCID": "PMC123",
        "ISSN": "1572-0241",
        "DOI": "10.1038/ajg.2010.341",
        "custom": {"et_al": True},
    }
    assert entry.span_of("PMID").of(PUBMED) == "20959816"
    assert entry.span_of("title").of(PUBMED) == "Carcinoid tumors of the <i>tract</i>."


@pytest.mark.parametrize("reader", [endnote_xml, pubmed_xml])
def test_a_broken_file_is_named_with_its_line(reader: object) -> None:
    with pytest.raises(InputError, match=r"^library\.xml:2: not well-formed XML"):
        read("<xml>\n<records><record></xml>", reader)


BODY = '<!DOCTYPE x [<!ENTITY a "b]>"> ]><xml>&a;<![CDATA[<record>]]><record/><record a=">"><rec-number/></record></xml>'


def test_what_only_looks_like_an_element_is_none() -> None:
    assert [entry.raw for entry in read(BODY, endnote_xml).references] == [
        "<record/>",
        '<record a=">"><rec-number/></record>',
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, len(ENDNOTE)), st.sampled_from(["<", ">", "&", '"', "<record>", "</record>", "ä😀"])),
        max_size=4,
    )
)
def test_changed_files_are_read_or_refused(changes: list[tuple[int, str]]) -> None:
    text = ENDNOTE
    for place, piece in changes:
        text = text[:place] + piece + text[place:]
    for reader in (endnote_xml, pubmed_xml):
        try:
            found = read(text, reader)
        except InputError as problem:
            assert "\n" not in str(problem)  # noqa: PT017
            continue
        assert all(entry.span.of(text) == entry.raw for entry in found.references)
        assert all(entry.raw.startswith("<record") for entry in found.references)

"""One article in every format: the same citations of the same entries in the same order, and the same fields of each."""

import pytest

from checker import engine
from checker.model.document import Document
from checker.model.finding import Severity
from checker.readers import files
from checker.registry import load
from checker.rule import Needs
from tests.readers import article

FORMATS = {
    "markdown": ("paper.md", article.markdown),
    "text": ("paper.txt", article.text),
    "latex": ("paper.tex", article.latex),
    "html": ("paper.html", article.html),
    "jats": ("paper.xml", article.jats),
    "docx": ("paper.docx", article.docx),
    "docx, raised": ("paper.docx", lambda: article.docx(raised=True)),
}
EXPECTED = [article.numbers(cluster) for cluster in ("1", "2,3", "1", "2-4", "5", "1,3-5")]


def read(kind: str) -> Document:
    name, write = FORMATS[kind]
    return engine.read(files.decode(write(), name), kind.partition(",")[0])


@pytest.mark.parametrize("kind", FORMATS)
def test_the_citations_are_the_same(kind: str) -> None:
    document = read(kind)
    places = {entry.id: place for place, entry in enumerate(document.references, 1)}
    found = [[places[item.reference or ""] for item in citation.items] for citation in document.citations]
    assert found == EXPECTED
    assert not any(citation.problem for citation in document.citations)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_entries_are_the_same(kind: str) -> None:
    def fields(document: Document) -> list[tuple[object, ...]]:
        return [
            (
                [name.csl() for name in entry.author],
                entry.title,
                entry.container_title,
                entry.issued,
                entry.get("volume"),
                entry.get("issue"),
                entry.get("page"),
                entry.type,
            )
            for entry in document.references
        ]

    assert fields(read(kind)) == fields(read("markdown"))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_clean_article_raises_no_alarm(kind: str) -> None:
    rules = tuple(rule for rule in load().select() if not rule.needs & (Needs.CLAIMS | Needs.MATCHES))
    report = engine.check(read(kind), engine.Setup(rules))
    assert [finding.message for finding in report.findings if finding.severity is not Severity.INFO] == []

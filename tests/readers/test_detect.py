"""The format of a file by its content and its name together."""

import pytest

from checker.errors import InputError
from checker.readers import discovery


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("pubmed-result.txt", "PMID- 123\nOWN - NLM\n", "nbib"),
        ("export.txt", "TY  - JOUR\nTI  - A title\nER  - \n", "ris"),
        ("refs.txt", "% from a library\n@article{a,\n title = {T}}\n", "bibtex"),
        ("notes.txt", "PMID-based look-ups are free.\n", "text"),
        ("library.xml", '<?xml version="1.0"?>\n<xml><records><record/></records></xml>', "endnote-xml"),
        ("library.xml", '<!DOCTYPE PubmedArticleSet PUBLIC "a" "b">\n<PubmedArticleSet/>', "pubmed-xml"),
        ("library.xml", "<!-- a <html> comment --><article/>", "jats"),
        ("paper.xml", "<other/>", "jats"),
        ("paper", "<!DOCTYPE html>\n<html>", "html"),
        ("paper.html", "<article><p>", "html"),
        ("references.yml", "- id: a\n  title: T\n", "csl-yaml"),
        ("references.yaml", "# list\n---\nreferences:\n- id: a\n", "csl-yaml"),
        ("works.yml", "# works\nsmith:\n  type: Book\n", "hayagriva"),
        ("paper.md", "@article{a, title = {An example}}", "markdown"),
        ("paper.bin", b"%PDF-1.7 ...", "pdf"),
        ("paper.txt", b"%PDF-1.7 ...", "pdf"),
    ],
)
def test_content_decides_where_a_name_says_little(name: str, head: str | bytes, expected: str) -> None:
    assert discovery.format_of(name, head=head) == expected


def test_the_option_overrides_both() -> None:
    assert discovery.format_of("paper.xml", "text", "<article/>") == "text"


def test_yaml_that_is_no_bibliography_is_refused() -> None:
    with pytest.raises(InputError, match=r"^_quarto\.yml: YAML that is no bibliography \(CSL-YAML or Hayagriva\)"):
        discovery.format_of("_quarto.yml", head="on: push\njobs:\n  test:\n    runs-on: ubuntu\n")

"""The format of a file by its content, where that leaves no doubt whatever the file's name says.

A name says less than people think: `.xml` may be an article, EndNote's or PubMed's export, `.json` a notebook, `.txt` PubMed's
MEDLINE, `.yml` a bibliography of pandoc or of Typst.
"""

import re
from pathlib import Path

#: How much of a file is looked at, in bytes or characters.
HEAD = 65536
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE\s[^<>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")
_ROOTS = {
    "article": "jats", "TEI": "tei", "pmc-articleset": "jats", "html": "html", "PubmedArticleSet": "pubmed-xml",
    "PubmedArticle": "pubmed-xml", "PubmedBookArticle": "pubmed-xml", "PubmedBookArticleSet": "pubmed-xml",
    "records": "endnote-xml",
}  # fmt: skip
_ENDNOTE = re.compile(r"<xml>\s*<records>")
_NOTEBOOK = re.compile(r'"(?:nbformat|cells)"\s*:')
_RIS = re.compile(r"\s*TY {2}- ?[A-Z]{3,8}\s*$", re.MULTILINE)
_NBIB = re.compile(r"\s*PMID- ?\d{1,9}\s*$", re.MULTILINE)
_BIBTEX = re.compile(
    r"\s*(?:%[^\n]*\n\s*)*@(?:article|book|in\w+|misc|string|comment|preamble|\w*thesis|techreport)\s*[{(]", re.IGNORECASE
)
_CSL_YAML = re.compile(r"(?:#[^\n]*\n|[ \t]*\n|---[ \t]*\n)*+(?:references[ \t]*:|-[ \t]+(?:id|type|title|DOI)[ \t]*:)")
_HAYAGRIVA = re.compile(
    r"^[^\s#:\[{&*-][^\n:]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]+[^\n]*\n)*?[ \t]+(?:type|title|parent)[ \t]*:", re.MULTILINE
)


def head(path: Path) -> bytes:
    """The beginning of a file; nothing where it can't be read, which is said when it is to be read whole."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def by_content(head: str | bytes) -> str | None:
    """The format that the beginning of a file shows without doubt, or null."""
    if isinstance(head, bytes):
        if head.startswith(b"%PDF-"):
            return "pdf"
        head = head.decode("utf-8", "replace")
    head = head[:HEAD].lstrip("\ufeff")
    begin = head.lstrip()[:1]
    if begin == "<":
        return _markup(head)
    if begin == "{":
        return "notebook" if _NOTEBOOK.search(head) else None
    for pattern, name in ((_RIS, "ris"), (_NBIB, "nbib"), (_BIBTEX, "bibtex")):
        if pattern.match(head):
            return name
    return None


def yaml_format(head: str | bytes) -> str | None:
    """Which bibliography a YAML file is, or null for other YAML."""
    text = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
    text = text[:HEAD].lstrip("\ufeff")
    if _CSL_YAML.match(text):
        return "csl-yaml"
    return "hayagriva" if _HAYAGRIVA.search(text) else None


def _markup(head: str) -> str | None:
    """The format of an XML or HTML file by its root element."""
    prolog = _PROLOG.match(head)
    at = prolog.end() if prolog else 0
    if _ENDNOTE.match(head, at):
        return "endnote-xml"
    root = _ROOT.match(head, at)
    return _ROOTS.get(root[1]) if root else None

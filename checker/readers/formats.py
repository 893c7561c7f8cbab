"""The formats that are read, and the suffixes of their files."""

from pathlib import Path

#: Formats by file name suffix; what has one of these suffixes is a manuscript.
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".xml": "jats",
    ".nxml": "jats",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".ltx": "latex",
    ".rnw": "latex",
    ".snw": "latex",
    ".ipynb": "notebook",
    ".rst": "rst",
    ".rest": "rst",
    ".org": "org",
    ".typ": "typst",
    ".docx": "docx",
    ".pdf": "pdf",
    ".bib": "bibtex",
    ".ris": "ris",
    ".nbib": "nbib",
    ".medline": "nbib",
    ".json": "csl-json",
    ".yaml": "csl-yaml",
    ".yml": "csl-yaml",
}
#: Formats that hold entries and no prose.
BIBLIOGRAPHY_FORMATS = frozenset({"bibtex", "csl-json", "csl-yaml", "hayagriva", "ris", "nbib", "endnote-xml", "pubmed-xml"})
FORMATS = (
    *dict.fromkeys(name for name in SUFFIXES.values() if name not in BIBLIOGRAPHY_FORMATS),
    "tei",
    *sorted(BIBLIOGRAPHY_FORMATS),
)


def may_be_part(path: Path, format_name: str) -> bool:
    """Whether a manuscript of a format can take up a file: a bibliography, or what no other format's reader reads."""
    found = SUFFIXES.get(path.suffix.lower(), format_name)
    return found in (format_name, "text", "html", *BIBLIOGRAPHY_FORMATS)

"""Readers: a decoded file of one format → `Document`. One module a format; a reader never judges."""

from checker.model.document import Document
from checker.model.text import SourceFile

#: Formats that hold entries and no prose.
BIBLIOGRAPHY_FORMATS = frozenset({"bibtex"})


def read(source: SourceFile, format_name: str) -> Document:
    """Read a decoded file of the named format."""
    raise NotImplementedError


def attach(document: Document, bibliographies: tuple[SourceFile, ...]) -> Document:
    """The document with the entries of its bibliography files as further reference lists."""
    raise NotImplementedError

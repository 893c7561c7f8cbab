"""Readers: a decoded file of one format → `Document`. One module a format; a reader never judges."""

from dataclasses import replace
from pathlib import Path

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers.discovery import BIBLIOGRAPHY_FORMATS

__all__ = ["BIBLIOGRAPHY_FORMATS", "attach", "bibliography_paths", "read"]


def read(source: SourceFile, format_name: str) -> Document:
    """Read a decoded file of the format `text`, `markdown` or `bibtex`. Raises InputError for another format."""
    if format_name == "text":
        from checker.readers.text import read as read_text

        return read_text(source)
    if format_name == "markdown":
        from checker.readers.markdown import read as read_markdown

        return read_markdown(source)
    if format_name == "bibtex":
        from checker.readers.bibtex import read as read_bibtex

        return read_bibtex(source)
    raise InputError(f"{source.path}: unknown input format `{format_name}`; supported are text, markdown, bibtex")


def attach(document: Document, bibliographies: tuple[SourceFile, ...]) -> Document:
    """The document with the entries of its bibliography files as further reference lists that serve the whole manuscript.

    Ids stay unique: a key that an earlier file has gets a number (`smith2019-2`).
    """
    if not bibliographies:
        return document
    from checker.readers.bibtex import read as read_bibtex

    scope = Span(0, len(document.source.text))
    taken = {entry.id for entry in document.references}
    lists: list[ReferenceList] = []
    comments = list(document.comments)
    for source in bibliographies:
        part = read_bibtex(source, frozenset(taken))
        taken.update(entry.id for entry in part.references)
        lists += [replace(found, scope=scope) for found in part.lists]
        comments += part.comments
    return replace(
        document,
        lists=document.lists + tuple(lists),
        bibliographies=document.bibliographies + bibliographies,
        comments=tuple(comments),
    )


def bibliography_paths(document: Document, *, missing_ok: bool = False) -> tuple[Path, ...]:
    """The bibliography files that a manuscript's front matter names, resolved beside the manuscript.

    One that doesn't exist is left out if `missing_ok`; otherwise it raises InputError with the line of the front matter.
    """
    if not document.metadata.bibliography:
        return ()
    from checker.readers import front_matter

    folder = Path(document.source.path).parent
    paths = []
    for name in document.metadata.bibliography:
        path = folder / name
        if not path.is_file():
            if missing_ok:
                continue
            line = front_matter.line_of(document.source, "bibliography", name)
            raise InputError(f"{document.source.path}:{line}: bibliography `{name}`: no such file; mend the front matter")
        paths.append(path)
    return tuple(paths)

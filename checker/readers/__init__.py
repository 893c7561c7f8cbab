"""Readers: a decoded file of one format → `Document`. One module a format; a reader never judges."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers.discovery import BIBLIOGRAPHY_FORMATS, SUFFIXES, project_root

__all__ = ["BIBLIOGRAPHY_FORMATS", "attach", "bibliography_paths", "read"]


#: Suffixes of bibliographies that many projects share; what else a manuscript names outside its project may be anything.
_ANYWHERE = frozenset({".bib", ".ris", ".nbib"})
#: The module of each format. A bibliography's `read` takes the ids besides that are taken.
_MODULES = {
    "text": "text",
    "markdown": "markdown",
    "latex": "latex",
    "jats": "jats",
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "ris": "ris",
    "nbib": "ris",
}


def read(source: SourceFile, format_name: str) -> Document:
    """Read a decoded file of a format of `discovery.FORMATS`. Raises InputError for another format."""
    if format_name not in _MODULES:
        raise InputError(f"{source.path}: unknown input format `{format_name}`; supported are {', '.join(_MODULES)}")
    document: Document = _module(format_name).read(source)
    return document


def _module(format_name: str) -> ModuleType:
    """The reader of a format, imported when it is needed: most runs need one or two."""
    return import_module(f"checker.readers.{_MODULES[format_name]}")


def _bibliography_format(path: str) -> str:
    """The format of a file that was named as a bibliography: BibTeX unless its suffix says otherwise."""
    found = SUFFIXES.get(Path(path).suffix.lower(), "")
    return found if found in BIBLIOGRAPHY_FORMATS else "bibtex"


def attach(document: Document, bibliographies: tuple[SourceFile, ...]) -> Document:
    """The document with the entries of its bibliography files as further reference lists that serve the whole manuscript.

    Ids stay unique: a key that an earlier file has gets a number (`smith2019-2`).
    """
    if not bibliographies:
        return document
    scope = Span(0, len(document.source.text))
    taken = {entry.id for entry in document.references}
    lists: list[ReferenceList] = []
    comments = list(document.comments)
    for source in bibliographies:
        part: Document = _module(_bibliography_format(source.path)).read(source, frozenset(taken))
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
    """The bibliography files that a manuscript names, resolved beside the manuscript.

    One that doesn't exist, or that a manuscript may not name, is left out if `missing_ok`; otherwise it raises InputError with
    the line that names it.
    """
    if not document.metadata.bibliography:
        return ()
    folder = Path(document.source.path).parent
    paths = []
    for place, name in enumerate(document.metadata.bibliography):
        path = folder / name
        if not path.is_file():
            if missing_ok:
                continue
            raise InputError(f"{_place_of(document, place)}: bibliography `{name}`: no such file; mend its name")
        if not _may_be_named(path, document.source.path):
            if missing_ok:
                continue
            raise InputError(
                f"{_place_of(document, place)}: bibliography `{name}` lies outside the project; give it on the command line"
            )
        paths.append(path)
    return tuple(paths)


def _may_be_named(path: Path, manuscript: str) -> bool:
    """Whether a manuscript may have a file read: one of its project, or one whose suffix only bibliographies have."""
    real = path.resolve()
    return real.is_relative_to(project_root(Path(manuscript)).resolve()) or real.suffix.lower() in _ANYWHERE


def _place_of(document: Document, place: int) -> str:
    """File and line where a manuscript names its bibliography with this place in its metadata."""
    spans, source = document.metadata.bibliography_spans, document.source
    if spans:
        file, span = source.origin(spans[place])
        return f"{file.path}:{file.position(span.start).line}"
    from checker.readers import front_matter

    return f"{source.path}:{front_matter.line_of(source, 'bibliography', document.metadata.bibliography[place])}"

"""Readers: a decoded file of one format → `Document`. One module a format; a reader never judges."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers import project
from checker.readers.detect import by_content, yaml_format
from checker.readers.files import is_file
from checker.readers.formats import BIBLIOGRAPHY_FORMATS, SUFFIXES
from checker.readers.project import project_root

__all__ = ["BIBLIOGRAPHY_FORMATS", "attach", "bibliography_paths", "read"]


#: Suffixes of bibliographies that many projects share; what else a manuscript names outside its project may be anything.
_ANYWHERE = frozenset({".bib", ".ris", ".nbib"})
#: What may be a citation of a key: without one, a project's bibliography is none of the manuscript's.
_CITES_KEYS = re.compile(r"@[\w{]|cite(?::[a-z:]{1,20})?[}:]`")
#: The module of each format. A bibliography's `read` takes the ids besides that are taken.
_MODULES = {
    "text": "text",
    "markdown": "markdown",
    "latex": "latex",
    "jats": "jats",
    "html": "html",
    "notebook": "notebook",
    "rst": "rst",
    "org": "org",
    "typst": "typst",
    "docx": "docx",
    "pdf": "pdf",
    "tei": "tei",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "csl-yaml": "csl_yaml",
    "hayagriva": "hayagriva",
    "endnote-xml": "endnote_xml",
    "pubmed-xml": "pubmed_xml",
    "ris": "ris",
    "nbib": "ris",
}


def read(source: SourceFile, format_name: str) -> Document:
    """Read a decoded file of a format of `formats.FORMATS`. Raises InputError for another format."""
    if format_name not in _MODULES:
        raise InputError(f"{source.path}: unknown input format `{format_name}`; supported are {', '.join(_MODULES)}")
    document: Document = _module(format_name).read(source)
    if format_name in BIBLIOGRAPHY_FORMATS:  # a list without entries would be taken for a printed one
        return replace(document, lists=tuple(part for part in document.lists if part.entries))
    return document


def _module(format_name: str) -> ModuleType:
    """The reader of a format, imported when it is needed: most runs need one or two."""
    return import_module(f"checker.readers.{_MODULES[format_name]}")


def _bibliography_format(source: SourceFile) -> str:
    """The format of a file that was named as a bibliography: BibTeX unless its content or suffix says otherwise."""
    suffix = Path(source.path).suffix.lower()
    shown = yaml_format(source.text) if suffix in (".yml", ".yaml") else by_content(source.text)
    found = shown or SUFFIXES.get(suffix, "")
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
    formats = [_bibliography_format(source) for source in bibliographies]
    shared = _shared(document)
    strings = _strings(source for source, found in zip(bibliographies, formats, strict=True) if found == "bibtex")
    for source, format_name in zip(bibliographies, formats, strict=True):
        further = (strings,) if strings and format_name == "bibtex" else ()
        part: Document = _module(format_name).read(source, frozenset(taken), *further)
        taken.update(entry.id for entry in part.references)
        lists += [replace(found, scope=scope, shared=os.path.realpath(source.path) in shared) for found in part.lists]
        comments += part.comments
    return replace(
        document,
        lists=document.lists + tuple(lists),
        bibliographies=document.bibliographies + bibliographies,
        comments=tuple(comments),
    )


def _shared(document: Document) -> frozenset[str]:
    """The real paths of the bibliographies that a manuscript has from its project and does not name itself."""
    if document.format not in project.FORMATS:
        return frozenset()
    manuscript = Path(document.source.path)
    own = {os.path.realpath(manuscript.parent / name) for name in document.metadata.bibliography}
    return frozenset(os.path.realpath(named.path) for named in project.bibliographies(manuscript)) - own


def _strings(sources: Iterable[SourceFile]) -> Mapping[str, str]:
    """The abbreviations that several BibTeX files define for each other; a single one reads its own."""
    from checker.readers import bibtex

    found = tuple(sources)
    return bibtex.abbreviations(found) if len(found) > 1 else {}


def bibliography_paths(document: Document, *, missing_ok: bool = False) -> tuple[Path, ...]:
    """The bibliography files that a manuscript names, resolved beside the manuscript, and those that its project names.

    One that doesn't exist, or that a manuscript may not name, is left out if `missing_ok`; otherwise it raises InputError with
    the line that names it.
    """
    paths: dict[str, Path] = {}
    for path, name, place, root in _named(document):
        if not is_file(path):
            problem = f"bibliography `{name}`: no such file; mend its name"
        elif not _may_be_named(path, root):
            problem = f"bibliography `{name}` lies outside the project; give it on the command line"
        else:
            paths.setdefault(os.path.realpath(path), path)
            continue
        if not missing_ok:
            raise InputError(f"{place()}: {problem}")
    return tuple(paths.values())


def _named(document: Document) -> Iterator[tuple[Path, str, Callable[[], str], Path]]:
    """The bibliographies of a manuscript and of its project: path, name, where it is named, and the folder it must lie in."""
    manuscript = Path(document.source.path)
    for number, name in enumerate(document.metadata.bibliography):
        if name in document.metadata.remote:
            continue
        path = _meant(document, number, name)
        yield path, name, partial(_place_of, document, number), project_root(manuscript)
    if document.format in project.FORMATS and _CITES_KEYS.search(document.source.text):
        for named in project.bibliographies(manuscript):
            name = os.path.relpath(named.path, named.config.parent)
            yield named.path, name, partial(str, named.config), project_root(named.config)


def _meant(document: Document, number: int, name: str) -> Path:
    """The path that a manuscript means by the bibliography with this place in its metadata.

    It lies beside the manuscript, in Typst beside the file that names it; `/` is the root of a Sphinx or Typst project.
    """
    manuscript = Path(document.source.path)
    if document.format == "rst" and name.startswith("/"):
        return project.top(manuscript) / name.lstrip("/")
    if document.format == "typst":
        if name.startswith("/"):
            roots = (manuscript.parent, project_root(manuscript))
            return next((path for root in roots if is_file(path := root / name.lstrip("/"))), roots[0] / name.lstrip("/"))
        file, _ = document.source.origin(document.metadata.bibliography_spans[number])
        return Path(file.path).parent / name
    return manuscript.parent / name


def _may_be_named(path: Path, root: Path) -> bool:
    """Whether a file may be read that a manuscript names: one of its project, or one whose suffix only bibliographies have."""
    real = path.resolve()
    return real.is_relative_to(root.resolve()) or real.suffix.lower() in _ANYWHERE


def _place_of(document: Document, place: int) -> str:
    """File and line where a manuscript names its bibliography with this place in its metadata."""
    spans, source = document.metadata.bibliography_spans, document.source
    if spans:
        file, span = source.origin(spans[place])
        return f"{file.path}:{file.position(span.start).line}"
    from checker.readers import front_matter

    return f"{source.path}:{front_matter.line_of(source, 'bibliography', document.metadata.bibliography[place])}"

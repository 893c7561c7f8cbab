"""A manuscript before it is read: what can be handed to another process."""

from dataclasses import dataclass
from pathlib import Path

from checker import engine, grobid
from checker.model.document import Document
from checker.model.text import SourceFile
from checker.readers import discovery, files

#: Formats of which a file without text is no file at all.
_NEVER_EMPTY = frozenset({"docx", "pdf", "jats", "tei", "notebook", "csl-json", "endnote-xml", "pubmed-xml"})


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Where a manuscript is and how to read it. `data` is what came from standard input under the name `path`.

    `bibliographies` are files that belong to it besides those that it names. `project` is the place of its settings among
    those of the run.
    """

    path: str
    input_format: str | None = None
    encoding: str | None = None
    bibliographies: tuple[Path, ...] = ()
    data: bytes | None = None
    #: The URL of a GROBID service that is to read PDF files.
    grobid: str | None = None
    project: int = 0

    def load(self) -> tuple[SourceFile, str, tuple[SourceFile, ...]]:
        """The file decoded, its format, and its bibliographies. Raises InputError for what can't be read."""
        if self.data is None:
            source = files.load(self.path, self.encoding)
        else:
            source = files.load_bytes(self.data, self.path, self.encoding)
        format_name = discovery.format_of(self.path, self.input_format, source.data or source.text)
        if format_name == "pdf" and self.grobid:
            source, format_name = grobid.read(source, self.grobid), "tei"
        return source, format_name, tuple(files.load_bibliography(path, source.encoding) for path in self.bibliographies)

    def read(self, *, empty_ok: bool = True) -> Document:
        """The document, its citations linked; one that says so for a text file without text, where that is `empty_ok`.

        Raises InputError for what can't be read.
        """
        try:
            loaded = self.load()
        except files.EmptyFileError as problem:
            format_name = discovery.format_of(self.path, self.input_format, "")
            if not empty_ok or format_name in _NEVER_EMPTY:
                raise
            return Document(SourceFile(self.path, ""), format_name, notices=(problem.what,))
        return engine.read(*loaded)

"""A manuscript before it is read: what can be handed to another process."""

from dataclasses import dataclass
from pathlib import Path

from checker import engine, grobid
from checker.model.document import Document
from checker.model.text import SourceFile
from checker.readers import discovery, files


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
        return source, format_name, tuple(files.load(path, fallback=source.encoding) for path in self.bibliographies)

    def read(self) -> Document:
        """The document, its citations linked. Raises InputError for what can't be read."""
        return engine.read(*self.load())

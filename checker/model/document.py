"""A manuscript as its reader saw it, and the in-text citations found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from itertools import chain

from checker.model.record import record
from checker.model.reference import DateParts, Name, ReferenceEntry, ReferenceList
from checker.model.text import Location, SourceFile, Span


class CitationStyle(StrEnum):
    """How a manuscript marks citations; the values are those of the JSON contract."""

    NUMERIC = "numeric"
    SUPERSCRIPT = "superscript"
    AUTHOR_DATE = "author-date"
    KEYS = "keys"


class BlockKind(StrEnum):
    """What a block of a manuscript is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    OTHER = "other"  # code, maths, page furniture, front matter: no prose


@record
class Block:
    """A run of text. `excluded` spans inside it are no prose (code, maths, URLs, comments); `superscripts` are marked raised.

    `superscripts` covers the raised text with its markup (`^12^`, `<sup>12</sup>`); formats without markup leave it empty.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    excluded: tuple[Span, ...] = ()
    superscripts: tuple[Span, ...] = ()

    @property
    def is_prose(self) -> bool:
        """Whether citations may stand in the block."""
        return self.kind not in (BlockKind.OTHER, BlockKind.HEADING)


@record
class CitationItem:
    """One cited work inside a cluster: `label` as printed or expanded (`6` in `5-7`, `Smith 2019`, `smith2019`).

    `reference` is the id of the entry it is bound to, null while unbound; `candidates` lists the ids when several entries fit
    equally well. `names` and `year` (with letter) hold what an author-date citation says.
    """

    label: str
    span: Span
    reference: str | None = None
    candidates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    et_al: bool = False
    year: str = ""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@record
class Citation:
    """One in-text cluster (`[3, 5-7]`, `(Smith & Lee 2019; Doe 2020a)`, `[see @a, p. 3]`) with its items, ranges expanded.

    `narrative`: the authors are part of the sentence. `problem` names what is malformed (`reversed-range`, `huge-range` ...);
    such a cluster keeps the items that could be read.
    """

    span: Span
    text: str
    style: CitationStyle
    items: tuple[CitationItem, ...]
    narrative: bool = False
    problem: str = ""


@record
class CitationField:
    """A citation that a reference manager keeps in a file: what it prints at `span`, and the works that it stands for.

    The works have no place in the text. `references` has the id of the entry of each, null where the list has none; it is empty
    until `checker.citations` has compared them.
    """

    span: Span
    manager: str
    works: tuple[ReferenceEntry, ...]
    references: tuple[str | None, ...] = ()


@record
class Metadata:
    """What a manuscript says about itself. `bibliography` has paths as the manuscript names them.

    `bibliography_spans` are the places of these names, where the reader knows them.
    """

    title: str = ""
    author: tuple[Name, ...] = ()
    date: DateParts | None = None
    doi: str = ""
    bibliography: tuple[str, ...] = ()
    bibliography_spans: tuple[Span, ...] = ()
    nocite: tuple[str, ...] = ()

    @property
    def remote(self) -> tuple[str, ...]:
        """The addresses among the bibliographies: these are not read."""
        return tuple(name for name in self.bibliography if "://" in name)


@record
class Document:
    """One manuscript: its source, blocks, reference lists and citations.

    `bibliographies` are further sources that hold entries (.bib files); `comments` are the places where a suppression may
    stand. `style` is the dominant citation style, null when no citation was found.
    """

    source: SourceFile
    format: str
    blocks: tuple[Block, ...] = ()
    lists: tuple[ReferenceList, ...] = ()
    citations: tuple[Citation, ...] = ()
    bibliographies: tuple[SourceFile, ...] = ()
    comments: tuple[Location, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    style: CitationStyle | None = None
    #: Whether the reader told the structure from the looks of pages (PDF): findings are less sure than in other formats.
    inferred: bool = False
    #: What the reader left unread, and why: lines for every summary.
    notices: tuple[str, ...] = ()
    #: What the text gives its figures, sections and the like to refer to them: such a key cites nothing.
    labels: tuple[str, ...] = ()
    #: What a reference manager keeps behind its citations, in the order of the text.
    fields: tuple[CitationField, ...] = ()

    @property
    def sources(self) -> Mapping[str, SourceFile]:
        """All files of the manuscript by path, the manuscript first; of an assembled text the files of its parts."""
        files = (part.file for part in self.source.parts) if self.source.parts else (self.source,)
        return {file.path: file for file in (*files, *self.bibliographies)}

    def file(self, path: str) -> SourceFile:
        """The text that the spans of a path are offsets into: the assembled one for the manuscript itself."""
        return self.source if path == self.source.path else self.sources[path]

    @property
    def references(self) -> tuple[ReferenceEntry, ...]:
        """All entries of all lists, in order."""
        return tuple(chain.from_iterable(part.entries for part in self.lists))

    @property
    def has_keys(self) -> bool:
        """Whether entries are known by keys."""
        cited = (item for one in self.citations if one.style is CitationStyle.KEYS for item in one.items)
        return any(entry.key for entry in self.references) or any(item.reference for item in cited)

    def list_of(self, offset: int) -> ReferenceList | None:
        """The reference list that a citation at `offset` means."""
        return next((part for part in self.lists if part.scope.start <= offset <= part.scope.end), None)

    def prose(self) -> Iterator[Block]:
        """The blocks that may hold citations and claims."""
        return (block for block in self.blocks if block.is_prose)

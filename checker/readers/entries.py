"""What the readers of bibliographies share: DOIs without their resolver, and entries with unique ids."""

import re
from collections.abc import Iterable, Sequence

from checker.model.document import Document
from checker.model.reference import Observation, ObservationKind, ReferenceEntry, ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers.bibtex_csl import Item

_DOI = re.compile(r"\s{0,10}(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s{0,3})?(?=10\.\d{4,9}/)", re.IGNORECASE)
_READ_IN_PART = 0.5


def put_doi(item: Item, text: str, span: Span) -> bool:
    """Set the DOI that a value is or links to, without its resolver, and say whether it was one.

    `span` is the place of `text`; where its length differs (escaped characters), the whole of it is the place of the DOI.
    """
    prefix = _DOI.match(text)
    if not prefix:
        return False
    start = span.start + prefix.end() if len(span) == len(text) else span.start
    item.put("DOI", text[prefix.end() :].strip(), Span(start, span.end))
    return True


def unique(identity: str, used: dict[str, int]) -> str:
    """The id, with a number where it is taken (`smith2019-2`). `used` counts how often each id was asked for."""
    count = used.get(identity, 0)
    free = identity
    while free in used:
        count += 1
        free = f"{identity}-{count}"
    used[identity] = max(count, 1)
    used.setdefault(free, 1)
    return free


class Entries:
    """The entries of one bibliography file as they are read, each with an id that no other has."""

    def __init__(self, source: SourceFile, style: str, taken: Iterable[str] = ()) -> None:
        """`style` says how the entries are written; `taken` are ids that other files of the manuscript have."""
        self._source, self._style = source, style
        self._used = dict.fromkeys(taken, 1)
        self._seen: set[str] = set()
        self._entries: list[ReferenceEntry] = []

    def add(self, span: Span, item: Item, key: str, key_span: Span | None, notes: Sequence[Observation]) -> None:
        """Add the entry at `span`. Without a key its place in the file is its id; a second one with a key gets a number."""
        if key in self._seen:
            notes = (*notes, Observation(ObservationKind.DUPLICATE_KEY, key_span or span, key))
        if key:
            self._seen.add(key)
        self._entries.append(
            ReferenceEntry(
                id=unique(key or str(len(self._entries) + 1), self._used),
                path=self._source.path,
                span=span,
                raw=span.of(self._source.text),
                type=item.type,
                key=key or None,
                label_span=key_span,
                author=item.author,
                editor=item.editor,
                et_al=item.et_al,
                issued=item.issued,
                variables=item.variables,
                field_spans=item.spans,
                observations=tuple(notes),
                confidence=_READ_IN_PART if any(note.kind is ObservationKind.UNPARSABLE for note in notes) else 1.0,
                style=self._style,
            )
        )

    def document(self) -> Document:
        """The file as a document that holds nothing but its entries. Its format is the style's name."""
        whole = Span(0, len(self._source.text))
        part = ReferenceList(self._source.path, whole, whole, entries=tuple(self._entries))
        return Document(self._source, self._style, lists=(part,))

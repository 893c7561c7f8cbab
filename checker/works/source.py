"""What the resolver asks: a source of works, its answers, and the source that is a `Store`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from checker.model.match import SkipReason
from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.works.keys import Identifier, page_keys, title_keys
from checker.works.store import Store


class UnavailableError(Exception):
    """A source could not answer. Never to be read as an absent work."""

    def __init__(self, reason: SkipReason, detail: str) -> None:
        """`detail` is shown to people beside the reason; it must hold no credentials."""
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Hit(NamedTuple):
    """A work that a source gave, and by what it was found (`title`, `author-year-page`, `search`)."""

    method: str
    work: Work


class Answer(NamedTuple):
    """The hits for one entry or identifier, best first; with `trouble` they may be incomplete."""

    hits: tuple[Hit, ...] = ()
    trouble: UnavailableError | None = None


class Source(Protocol):
    """Somewhere works come from. Questions are asked for all entries at once, so that a source may bundle them."""

    @property
    def name(self) -> str:
        """What people call it (`works file`, `OpenAlex`)."""

    @property
    def extent(self) -> str:
        """The name with its size, for saying what was searched (`works file: 58 works`)."""

    def identify(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        """The bearers of identifiers. An identifier that the source can't know is left out; no hit means that none has it."""

    def exact(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works that share an exact key with each entry."""

    def search(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """At most ten works with a title like that of each entry."""


class StoreSource:
    """A store as a source: a closed world, what it does not hold does not exist."""

    def __init__(self, store: Store, name: str = "works file") -> None:
        """`name` is what people call the store."""
        self._store = store
        self._name = name
        self._extent = f"{name}: {len(store):,} work{'' if len(store) == 1 else 's'}"

    @property
    def name(self) -> str:
        """What people call it."""
        return self._name

    @property
    def extent(self) -> str:
        """The name with the number of works."""
        return self._extent

    def identify(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        """The bearers of identifiers of those kinds that any work of the store has."""
        keys = {identifier: identifier.key for identifier in wanted}
        known = [identifier for identifier, key in keys.items() if self._store.holds(key.partition(":")[0])]
        bearers = self._store.by_key_lists([(keys[identifier],) for identifier in known])
        return {one: Answer(_hits(one.kind.lower(), works)) for one, works in zip(known, bearers, strict=True)}

    def exact(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works with the entry's title, or its first author, year and first page."""
        titles = [title_keys(entry.title, entry.author[0].full_family if entry.author else "") for entry in entries]
        found = self._store.by_key_lists([*titles, *map(page_keys, entries)])
        pairs = zip(found[: len(entries)], found[len(entries) :], strict=True)
        return [Answer((*_hits("title", by_title), *_hits("author-year-page", by_page))) for by_title, by_page in pairs]

    def search(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """At most ten works whose titles share the rarest words of the entry's title."""
        return [Answer(_hits("search", self._store.search(entry.title))) for entry in entries]


def _hits(method: str, works: Iterable[Work]) -> tuple[Hit, ...]:
    return tuple([Hit(method, work) for work in works])

"""Identifies the entries of a manuscript: asks the sources in turn, by identifier, exact key and search, and decides."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.matching.decide import decide
from checker.matching.memory import make_room
from checker.model.match import Agreement, IdentifierCheck, IdentifierOutcome, Match, MatchStatus, Skipped, SkipReason
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.work import Work
from checker.works.files import read_works
from checker.works.keys import Identifier, identifiers, page_keys
from checker.works.snapshot import SnapshotSource, is_snapshot, read_snapshots
from checker.works.source import Answer, Source, StoreSource, UnavailableError
from checker.works.store import Store

#: Kinds of works (CSL types) that OpenAlex does not collect. One that it has all the same is matched by identifier or title.
NOT_HELD = frozenset(
    {
        "bill",
        "broadcast",
        "classic",
        "collection",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "software",
        "song",
        "standard",
        "treaty",
        "webpage",
    }
)

#: Endings of `--works` files that are an index (a SQLite file) already.
_INDEX_SUFFIXES = frozenset({".db", ".sqlite", ".sqlite3"})

#: Fields that no two works share, and the likeness of titles from which one is the other misprinted.
_TELLING = ("author", "issued", "container-title", "page")
_SIMILAR = 0.8

#: Outcomes that are kept from manuscript to manuscript: enough for the works that many cite, and 2 MB.
_REMEMBERED = 500


@dataclass(slots=True)
class _Case:
    """What is known of one entry so far."""

    entry: ReferenceEntry
    checks: dict[Identifier, IdentifierCheck] = field(default_factory=dict)
    #: Candidates by work id, with the method and the source that found each first.
    hits: dict[str, tuple[Work, str, str]] = field(default_factory=dict)
    searched: list[str] = field(default_factory=list)
    trouble: UnavailableError | None = None
    match: Match | None = None
    #: The last word on the entry, once every source has been asked.
    outcome: Match | Skipped | None = None

    def learn(self, answer: Answer, source: Source) -> None:
        """Take in the hits of an answer, or that there was none."""
        for method, work in answer.hits:
            self.hits.setdefault(work.id, (work, method, source.name))
        self.trouble = self.trouble or answer.trouble

    def identify(self, identifier: Identifier, answer: Answer | None, source: Source) -> None:
        """Take in who bears an identifier; a null answer means that the source can't know. A bearer once known stays."""
        known = self.checks.get(identifier)
        if known is not None and known.work is not None:
            return
        outcome, work = IdentifierOutcome.ABSENT, None
        if answer is None:
            outcome = known.outcome if known else IdentifierOutcome.NOT_CHECKED
        else:
            self.learn(answer, source)
            if answer.hits:
                outcome, work = IdentifierOutcome.AGREES, answer.hits[0].work
            elif answer.trouble:
                outcome = IdentifierOutcome.NOT_CHECKED
        self.checks[identifier] = IdentifierCheck(identifier.kind, identifier.value, outcome, work)

    def decide(self) -> None:
        """Judge what is known."""
        # the exact hits of a later source must not drown in what an earlier one found by searching
        works = [work for work, _, _ in sorted(self.hits.values(), key=lambda hit: hit[1] == "search")]
        sources = {source for _, _, source in self.hits.values()}
        only = sources.pop() if len(sources) == 1 else ""
        self.match = decide(self.entry, works, tuple(self.checks.values()), tuple(self.searched), only)

    @property
    def is_found(self) -> bool:
        """Whether a work was identified whose title is the entry's, so that nothing better can be found."""
        if self.match is None or self.match.status is not MatchStatus.MATCHED:
            return False
        title = self.match.field("title")
        return title is None or title.agreement is not Agreement.DISAGREE

    @property
    def suspect_title(self) -> str:
        """The recorded title that has nothing in common with the entry's though the authors agree: whose is it really?"""
        title = self.match.field("title") if self.match is not None else None
        return title.recorded if title is not None and title.note == "record-suspect" else ""

    @property
    def is_settled(self) -> bool:
        """Whether no further source need be asked: the work is found, and no identifier is missing from what was asked."""
        return self.is_found and all(check.outcome is not IdentifierOutcome.ABSENT for check in self.checks.values())

    @property
    def is_worth_a_search(self) -> bool:
        """Whether a search may still help: there is a title, works of the kind are collected, and none is beyond doubt."""
        ambiguous = self.match is not None and self.match.status is MatchStatus.AMBIGUOUS
        return bool(self.entry.title) and not ambiguous and self.entry.type not in NOT_HELD and not self.is_beyond_doubt

    @property
    def is_beyond_doubt(self) -> bool:
        """Whether authors, year, journal and page are a work's, and its title has a wrong word at most.

        No other work has the printed title, or its exact key would have found it: a search would bring worse ones only.
        """
        if self.match is None or self.match.status is not MatchStatus.MATCHED:
            return False
        agreement = {item.field: item.agreement for item in self.match.evidence}
        title = self.match.field("title")
        return (
            all(agreement.get(field) is Agreement.AGREE for field in _TELLING)
            and agreement.get("volume") is not Agreement.DISAGREE
            and title is not None
            and (title.similarity or 0.0) >= _SIMILAR
        )

    def conclude(self) -> Match | Skipped:
        """The last word on the entry."""
        entry = self.entry
        if self.match is not None and self.match.work is not None:
            return self.match if self.match.source else replace(self.match, source=self.hits[self.match.work.id][2])
        if self.trouble is not None:
            return Skipped(entry.id, self.trouble.reason, self.trouble.detail)
        if self.match is not None and self.match.status is MatchStatus.AMBIGUOUS:
            return self.match
        if entry.type in NOT_HELD:
            return Skipped(entry.id, SkipReason.NOT_INDEXED, entry.type.replace("_", " "))
        checked = any(check.outcome is not IdentifierOutcome.NOT_CHECKED for check in self.checks.values())
        if self.match is None or not (entry.title or checked or page_keys(entry)):
            return Skipped(entry.id, SkipReason.NO_IDENTITY)
        return self.match


class Resolver:
    """Identifies entries among the works of its sources; see `checker.engine.Resolver`."""

    def __init__(self, sources: Sequence[Source] = ()) -> None:
        """`sources` are asked in order; a later one is asked about what the earlier ones don't have."""
        self._sources = tuple(sources)
        #: Outcomes by what the entries say, the latest last: manuscripts that are checked together cite the same works.
        self._decided: dict[object, Match] = {}

    @classmethod
    def of_works(cls, records: Iterable[Mapping[str, Any]]) -> "Resolver":
        """A resolver in the closed world of some OpenAlex Work objects."""
        store = Store()
        store.add(records)
        return cls([StoreSource(store)] if len(store) else ())

    def resolve(self, entries: Sequence[ReferenceEntry]) -> Mapping[str, Match | Skipped]:
        """An outcome for every entry, by entry id, in the order of the entries; what says the same is asked for once."""
        make_room()
        cases: dict[object, _Case] = {}
        asked: dict[str, _Case] = {}
        for entry in entries:
            reason = self._unanswerable(entry)
            if reason:
                asked[entry.id] = _Case(entry, outcome=Skipped(entry.id, reason))
            else:
                facts = facts_of(entry)
                asked[entry.id] = cases.setdefault(facts, _Case(entry, outcome=self._decided.get(facts)))
        new = {facts: case for facts, case in cases.items() if case.outcome is None}
        for source in self._sources:
            _ask(source, [case for case in new.values() if not case.is_settled])
        for case in new.values():
            case.outcome = case.conclude()
        self._remember(cases)
        return {
            identity: outcome if outcome.entry == identity else replace(outcome, entry=identity)
            for identity, case in asked.items()
            if (outcome := case.outcome)
        }

    def _remember(self, cases: Mapping[object, _Case]) -> None:
        """Keep the outcomes that were of use last; a failure may pass, so it is none."""
        latest = [(facts, case.outcome) for facts, case in cases.items() if isinstance(case.outcome, Match)]
        for facts, outcome in latest[-_REMEMBERED:]:
            self._decided.pop(facts, None)
            self._decided[facts] = outcome
        for facts in list(islice(self._decided, max(0, len(self._decided) - _REMEMBERED))):
            del self._decided[facts]

    def _unanswerable(self, entry: ReferenceEntry) -> SkipReason | None:
        """Why nobody need be asked about an entry, if so."""
        if not entry.confidence or entry.observed(ObservationKind.UNPARSABLE):
            return SkipReason.UNPARSABLE
        return None if self._sources else SkipReason.NO_WORKS


def open_resolver(works: Sequence[Path], warn: Callable[[str], None], online: Source | None = None) -> Resolver:
    """The resolver of a run: snapshots first, then works files and indexes, then what is `online`.

    `warn` gets a line for each part of a works file that was left out. Raises InputError for a file that can't be read.
    """
    sources: list[Source] = []
    snapshots = [path for path in works if is_snapshot(path)]
    if snapshots:
        sources.append(SnapshotSource(read_snapshots(snapshots)))
    files = [path for path in works if path.suffix not in _INDEX_SUFFIXES and path not in snapshots]
    if files:
        sources.append(StoreSource(_load(files, warn), "works file"))
    sources += [StoreSource(_open_index(path), "index") for path in works if path.suffix in _INDEX_SUFFIXES]
    if online is not None:
        sources.append(online)
    return Resolver(sources)


def _open_index(path: Path) -> Store:
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    return Store(path, finished=True)


def _load(paths: Iterable[Path], warn: Callable[[str], None]) -> Store:
    """Works files in one store in memory."""
    store = Store()
    for path in paths:
        unusable = store.add(read_works(path, warn))
        if unusable:
            warn(f"{path}: {unusable} objects without an OpenAlex id left out")
    return store


def _ask(source: Source, cases: Sequence[_Case]) -> None:
    """Take the cases through a source: identifiers, exact keys, then a search for what is still not found."""
    for case in cases:
        case.searched.append(source.extent)
        case.trouble = None  # an earlier source could not tell, this one may
    wanted = {case.entry.id: identifiers(case.entry) for case in cases}
    answers = source.identify(sorted({identifier for some in wanted.values() for identifier in some}))
    for case in cases:
        for identifier in wanted[case.entry.id]:
            case.identify(identifier, answers.get(identifier), source)
        if case.hits:
            case.decide()
    pending = [case for case in cases if not case.is_found]
    for case, answer in zip(pending, source.exact([case.entry for case in pending]), strict=True):
        case.learn(answer, source)
        case.decide()
    suspects = [(case, title) for case in pending if (title := case.suspect_title)]
    for (case, _), answer in zip(suspects, source.exact([_titled(case.entry, title) for case, title in suspects]), strict=True):
        case.learn(answer, source)
        case.decide()
    pending = [case for case in pending if not case.is_found and case.is_worth_a_search]
    for case, answer in zip(pending, source.search([case.entry for case in pending]), strict=True):
        case.learn(answer, source)
        case.decide()


def _titled(entry: ReferenceEntry, title: str) -> ReferenceEntry:
    """An entry that asks for the works of a title, whoever wrote them."""
    return ReferenceEntry(entry.id, entry.path, entry.span, entry.raw, variables={"title": title})


def facts_of(entry: ReferenceEntry) -> object:
    """What an entry says, without its place: equal facts have an equal outcome."""
    names = tuple([name[:-1] for name in (*entry.author, *entry.editor)])
    return entry.type, frozenset(entry.variables.items()), len(entry.author), names, entry.et_al, entry.issued, entry.confidence

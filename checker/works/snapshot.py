"""The snapshot: OpenAlex's answers about a manuscript in a file beside it, so that every machine sees the same works offline.

JSON Lines: a head, the answers by question, then the works by id, each with the day it was retrieved and from where. The bytes
depend on the answers alone. Works are Work objects in OpenAlex's shape, cut to what citeproof reads.
"""

import json
import time
from calendar import timegm
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker import atomic
from checker.errors import InputError
from checker.model.document import Document
from checker.model.match import Match, Skipped, SkipReason
from checker.model.reference import ReferenceEntry
from checker.works.answers import Recorded, RecordedSource, Trouble
from checker.works.keys import Identifier
from checker.works.record import work_id
from checker.works.source import Answer, StoreSource, UnavailableError
from checker.works.store import Store

FILE_NAME = "citeproof.works.jsonl"

_HEAD = {"citeproof": "works", "version": 1}
#: Reasons for not having looked up a reference that another try may mend.
_UNKNOWN = frozenset({SkipReason.NOT_IN_WORKS, SkipReason.NETWORK, SkipReason.BUDGET, SkipReason.INTERRUPTED})
_ABSENT = UnavailableError(SkipReason.NOT_IN_WORKS, "run `citeproof snapshot` again")


class SnapshotSource(RecordedSource):
    """Replays the answers of a snapshot. What it was not asked for is unknown, never absent.

    For an entry that was edited since, the works of the snapshot are looked through.
    """

    def __init__(self, answers: Mapping[str, Recorded]) -> None:
        """`answers` by question, see `read_snapshots`."""
        super().__init__()
        self.known = dict(answers)
        store = Store()
        store.add(record for recorded in answers.values() for record in recorded.records)
        self._works = StoreSource(store)

    def identify(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        """The bearers of identifiers."""
        answers = super().identify(wanted)
        unknown = [identifier for identifier, answer in answers.items() if answer.trouble]
        bearers = self._works.identify(unknown)
        return {**answers, **{identifier: answer for identifier, answer in bearers.items() if answer.hits}}

    def exact(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works with the title of each entry."""
        return _completed(entries, super().exact(entries), self._works.exact)

    def search(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """At most ten works with a title like that of each entry."""
        return _completed(entries, super().search(entries), self._works.search)

    def _ask(self, questions: Iterable[str]) -> Trouble:
        return {question: _ABSENT for question in questions if question and question not in self.known}


def is_snapshot(path: Path) -> bool:
    """Whether a file begins like a snapshot. A pipe is none: what is read from it is gone."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return stream.readline(200).startswith(b'{"citeproof":')
    except OSError:
        return False


def read_snapshots(paths: Iterable[Path]) -> dict[str, Recorded]:
    """The answers of snapshots, by question; of several answers the newest.

    Raises InputError for a file that is unreadable, damaged or of a later version.
    """
    answers: dict[str, Recorded] = {}
    for path in paths:
        for question, recorded in _read(path):
            if question not in answers or answers[question].asked < recorded.asked:
                answers[question] = recorded
    return answers


def write_snapshot(path: Path, answers: Mapping[str, Recorded]) -> None:
    """Write a snapshot of some answers, whole or not at all. Raises InputError where it can't be written."""
    text = "".join(f"{line}\n" for line in _lines(answers))
    atomic.write(path, text.encode("utf-8", "replace"))  # a lone surrogate has no bytes


def gaps(document: Document, outcomes: Mapping[str, Match | Skipped]) -> Iterator[str]:
    """A line for each reference of which nothing is known, though OpenAlex may have it."""
    for entry in document.references:
        outcome = outcomes[entry.id]
        if isinstance(outcome, Skipped) and outcome.reason in _UNKNOWN:
            line = document.sources[entry.path].position(entry.span.start).line
            detail = f": {outcome.detail}" if outcome.detail else ""
            yield f"{entry.path}:{line}: {outcome.reason.value}{detail}\n"


def stale(answers: Mapping[str, Recorded], now: float, days: int) -> Iterator[str]:
    """A line with its age for every answer that is older than some days at the Unix time `now`, the oldest first."""
    for question, recorded in sorted(answers.items(), key=lambda item: (item[1].asked, item[0])):
        age = int(now - recorded.asked) // 86_400
        if age > days:
            names = ", ".join(work_id(record) for record in recorded.records[:3]) or "nothing found"
            yield f"{question}: {names}: {age} days old (retrieved {recorded.date})\n"


def _completed(
    entries: Sequence[ReferenceEntry],
    recorded: Sequence[Answer],
    look: Callable[[Sequence[ReferenceEntry]], Sequence[Answer]],
) -> list[Answer]:
    """The recorded answers; where there is none, what a look at the works gives, with the reason that there may be more."""
    unknown = [entry for entry, answer in zip(entries, recorded, strict=True) if answer.trouble]
    found = iter(look(unknown) if unknown else ())
    return [Answer(next(found).hits, answer.trouble) if answer.trouble else answer for answer in recorded]


def _lines(answers: Mapping[str, Recorded]) -> Iterator[str]:
    yield _dumped(_HEAD)
    works: dict[str, dict[str, Any]] = {}
    for _, recorded in sorted(answers.items(), key=lambda item: (item[1].asked, item[0])):
        origin = {"retrieved": recorded.date, "source": recorded.source}
        works |= {work_id(record): {**record, **origin} for record in recorded.records}  # the newest record stays
    for question, recorded in sorted(answers.items()):
        ids = [work_id(record) for record in recorded.records]
        yield _dumped({"question": question, "works": ids, "retrieved": recorded.date, "source": recorded.source})
    yield from (_dumped(works[identifier]) for identifier in sorted(works, key=lambda name: (len(name), name)))


def _read(path: Path) -> Iterator[tuple[str, Recorded]]:
    try:
        head, *objects = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        if head != _HEAD:
            raise ValueError("written by another version of citeproof")
        works = {work_id(item): item for item in objects if "id" in item}
        for item in objects:
            if "question" in item:
                records = tuple(works[name] for name in item["works"])
                asked = timegm(time.strptime(item["retrieved"], "%Y-%m-%d"))
                yield str(item["question"]), Recorded(records, asked, str(item["source"]))
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror}") from problem
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise InputError(f"{path}: not a whole snapshot ({problem}); write it again with `citeproof snapshot`") from problem


def _dumped(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

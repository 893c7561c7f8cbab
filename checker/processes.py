"""Manuscripts checked in several processes.

A manuscript is read in a worker, its entries are resolved in the parent, where credits are spent in the order of the
manuscripts whatever the number of processes, and the rules are run in the same worker, which has kept the document. Few
manuscripts are under way at a time.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from multiprocessing import active_children, get_context
from typing import Any

from checker import engine
from checker.jobs import Failure, Judge, Outcome, Prepare, resolved, tried
from checker.manuscripts import Manuscript
from checker.matching.memory import make_room
from checker.model.document import Document
from checker.model.finding import DocumentReport
from checker.model.match import Match, Skipped

#: Manuscripts that are under way for each process: enough for none to wait for work.
_UNDER_WAY = 5
#: The fields of a report that the rules have filled.
_SAID = tuple(each.name for each in fields(DocumentReport) if each.name not in ("document", "matches"))
#: More are refused on Windows, whose waiting calls take 64 handles.
_MOST_PROCESSES = 61
_TELLS_OF_ERRORS = "_on_queue_feeder_error"  # a method of the queues of `multiprocessing`


class _Worker:
    """A process that does one thing after another, and that a crash does not stop: what was under way is done again alone."""

    def __init__(self, prepare: Prepare) -> None:
        self.prepare = prepare
        self._pool = _start(prepare)
        self._begun: list[Future[Any]] = []

    @property
    def waiting(self) -> int:
        """How many things it has still to do."""
        self._begun = [future for future in self._begun if not future.done()]
        return len(self._begun)

    def submit(self, function: Callable[..., Any], *given: Any) -> Future[Any]:
        """Have the process call a function."""
        try:
            future = self._pool.submit(function, *given)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = _start(self.prepare)
            future = self._pool.submit(function, *given)
        self._begun.append(future)
        return future

    def stop(self) -> None:
        """Do nothing more; returns once the thread that serves the process has ended, lest it does so while Python exits."""
        self._pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Step:
    """Something that a worker does for a manuscript, and what comes of it."""

    worker: _Worker
    function: Callable[..., Any]
    given: tuple[Any, ...]
    future: Future[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.future = self.worker.submit(self.function, *self.given)

    def result(self) -> Any:
        """What the function gave, or the failure that its worker ended abruptly, twice."""
        try:
            return self.future.result()
        except BrokenProcessPool:
            pass
        with _start(self.worker.prepare) as alone:
            try:
                return alone.submit(self.function, *self.given).result()
            except BrokenProcessPool:
                manuscript: Manuscript = self.given[0]
                return Failure(manuscript, f"{manuscript.path}: the process that checked it ended abruptly (out of memory?)")


@dataclass(slots=True)
class _Judging:
    """A manuscript whose rules are being run, with what its report is made of besides."""

    document: Document
    matches: Mapping[str, Match | Skipped]
    step: _Step


def _start(prepare: Prepare) -> ProcessPoolExecutor:
    """A process of its own. Spawned ones work alike everywhere, and share no open file or thread with this one."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), _start_worker, (prepare,))
    _quieten(pool)
    with _interrupts_kept():
        pool.submit(_begin)
    return pool


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started, which would die of it with a traceback; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _quieten(workers: ProcessPoolExecutor) -> None:
    """Keep the queue of a pool from printing a traceback when a worker dies under a message: the pool says so itself.

    The thread that feeds the workers then finds a closed pipe (multiprocessing/queues.py of CPython, `_feed`).
    """
    queue = vars(workers).get("_call_queue")
    tell = getattr(queue, _TELLS_OF_ERRORS, None)
    if tell is not None:
        setattr(queue, _TELLS_OF_ERRORS, lambda problem, item: None if isinstance(problem, OSError) else tell(problem, item))


@contextmanager
def workers(prepare: Prepare, jobs: int) -> "Iterator[Sequence[_Worker]]":
    """So many processes for `check_all`, which import and prepare at once what they need, while this one opens the works.

    `prepare` must be picklable. At the end of the context they end too, whatever they are doing.
    """
    started = [_Worker(prepare) for _ in range(min(jobs, _MOST_PROCESSES))]
    try:
        yield started
    finally:
        for process in active_children():  # without the signal, all would wait for what they do
            process.terminate()
        for worker in started:
            worker.stop()


def check_all(
    manuscripts: Iterable[Manuscript], resolvers: Sequence[engine.Resolver], workers: Sequence[_Worker]
) -> Iterator[Outcome]:
    """As `checker.jobs.check_all`, the same reports in the same order, made by processes; the resolvers stay in this one."""
    waiting = iter(manuscripts)
    reading: deque[_Step] = deque()
    judging: deque[_Judging | Failure] = deque()
    while True:
        while len(reading) + len(judging) < _UNDER_WAY * len(workers) and (manuscript := next(waiting, None)):
            reading.append(_Step(min(workers, key=lambda worker: worker.waiting), _read, (manuscript,)))
        if reading and (reading[0].future.done() or len(judging) < len(workers)):
            judging.append(_resolved(reading.popleft(), resolvers))
        elif judging:
            yield _judged(judging.popleft())
        else:
            return


def _resolved(step: _Step, resolvers: Sequence[engine.Resolver]) -> _Judging | Failure:
    """The next step of a manuscript that was read: running the rules, by the worker that has its document."""
    document: Document | Failure = step.result()
    if isinstance(document, Failure):
        return document
    manuscript: Manuscript = step.given[0]
    matches = resolved(manuscript, document.references, resolvers[manuscript.project])
    if isinstance(matches, Failure):
        return matches
    return _Judging(document, matches, _Step(step.worker, _judge, (manuscript, matches)))


def _judged(judging: _Judging | Failure) -> Outcome:
    if isinstance(judging, Failure):
        return judging
    said = judging.step.result()
    return said if isinstance(said, Failure) else DocumentReport(judging.document, judging.matches, **said)


_judges: Sequence[Judge]
#: The documents of a worker whose rules are still to be run.
_documents: dict[Manuscript, Document] = {}


def _start_worker(prepare: Prepare) -> None:
    """What a worker does first. Ctrl-C is for the parent, which ends the workers."""
    global _judges  # noqa: PLW0603 - a worker has one run
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(500_000, 20, 100)  # few looks, as in `checker.__main__`; there are several workers
    _judges = prepare()


def _begin() -> None:
    """Nothing: a pool starts its process when there is something to do."""


def _read(manuscript: Manuscript) -> Document | Failure:
    """The document, which is kept here for its rules too."""
    document = tried(manuscript, manuscript.read)
    if isinstance(document, Document):
        _documents[manuscript] = document
        while len(_documents) > _UNDER_WAY:  # of a manuscript that could not be resolved, the rules are never run
            del _documents[next(iter(_documents))]
    return document


def _judge(manuscript: Manuscript, matches: Mapping[str, Match | Skipped]) -> dict[str, Any] | Failure:
    """What the report says; the parent has its document and its outcomes, the most of it by far."""

    def judge() -> dict[str, Any]:
        make_room()
        document = _documents.pop(manuscript, None) or manuscript.read()  # another process may have read it, and died
        report = _judges[manuscript.project](document, matches)
        return {name: getattr(report, name) for name in _SAID}

    return tried(manuscript, judge)

"""Manuscripts checked in several processes.

A manuscript is read in a worker, its entries are resolved in the parent, where credits are spent in the order of the
manuscripts whatever the number of processes, and the rules are run in a worker again. Few manuscripts are under way at a time.
"""

import gc
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
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
_UNDER_WAY = 3
#: The fields of a report that the rules have filled.
_SAID = tuple(field.name for field in fields(DocumentReport) if field.name not in ("document", "matches"))
#: More are refused on Windows, whose waiting calls take 64 handles.
_MOST_PROCESSES = 61
_TELLS_OF_ERRORS = "_on_queue_feeder_error"  # a method of the queues of `multiprocessing`


@dataclass(slots=True)
class _Step:
    """Something that a worker does for a manuscript, and what comes of it."""

    manuscript: Manuscript
    function: Callable[..., Any]
    more: tuple[Any, ...]
    future: Future[Any]


@dataclass(slots=True)
class _Judging:
    """A manuscript whose rules are being run, with what its report is made of besides."""

    document: Document
    matches: Mapping[str, Match | Skipped]
    step: _Step


class _Pool:
    """Workers that a crash does not stop: what was under way is done again, each by a worker of its own."""

    def __init__(self, prepare: Prepare, jobs: int) -> None:
        self._prepare = prepare
        self._jobs = jobs
        self._workers = self._start(jobs)

    def submit(self, function: Callable[..., Any], manuscript: Manuscript, *more: Any) -> _Step:
        """Have a worker call a function for a manuscript."""
        try:
            future = self._workers.submit(function, manuscript, *more)
        except BrokenProcessPool:
            self._workers.shutdown()
            self._workers = self._start(self._jobs)
            future = self._workers.submit(function, manuscript, *more)
        return _Step(manuscript, function, more, future)

    def result(self, step: _Step) -> Any:
        """What the function gave, or the failure that its worker ended abruptly."""
        try:
            return step.future.result()
        except BrokenProcessPool:
            pass
        with self._start(1) as alone:
            try:
                return alone.submit(step.function, step.manuscript, *step.more).result()
            except BrokenProcessPool:
                name = step.manuscript.path
                return Failure(step.manuscript, f"{name}: the process that checked it ended abruptly (out of memory?)")

    def stop(self) -> None:
        """End the workers without waiting for what they do: without the signal, Python itself would wait for it at exit."""
        self._workers.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # spawned processes work alike everywhere, and share no open file or thread with this one
        workers = ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (self._prepare,))
        _quieten(workers)
        return workers


def _quieten(workers: ProcessPoolExecutor) -> None:
    """Keep the queue of a pool from printing a traceback when a worker dies under a message: the pool says so itself.

    The thread that feeds the workers then finds a closed pipe (multiprocessing/queues.py of CPython, `_feed`).
    """
    queue = vars(workers).get("_call_queue")
    tell = getattr(queue, _TELLS_OF_ERRORS, None)
    if tell is not None:
        setattr(queue, _TELLS_OF_ERRORS, lambda problem, item: None if isinstance(problem, OSError) else tell(problem, item))


def check_all(
    manuscripts: Iterable[Manuscript], prepare: Prepare, resolvers: Sequence[engine.Resolver], jobs: int
) -> Iterator[Outcome]:
    """As `checker.jobs.check_all`, the same reports in the same order, made by so many processes.

    `prepare` must be picklable; the resolvers stay in this process.
    """
    jobs = min(jobs, _MOST_PROCESSES)
    waiting = iter(manuscripts)
    reading: deque[_Step] = deque()
    judging: deque[_Judging | Failure] = deque()
    pool = _Pool(prepare, jobs)
    try:
        while True:
            while len(reading) + len(judging) < _UNDER_WAY * jobs and (manuscript := next(waiting, None)):
                reading.append(pool.submit(_read, manuscript))
            if reading and (reading[0].future.done() or len(judging) < jobs):
                judging.append(_resolved(reading.popleft(), pool, resolvers))
            elif judging:
                yield _judged(judging.popleft(), pool)
            else:
                return
    finally:
        pool.stop()


def _resolved(step: _Step, pool: _Pool, resolvers: Sequence[engine.Resolver]) -> _Judging | Failure:
    """The next step of a manuscript that was read: running the rules."""
    read = pool.result(step)
    if isinstance(read, Failure):
        return read
    document: Document = pickle.loads(read)  # noqa: S301 - our own worker wrote it
    matches = resolved(step.manuscript, document.references, resolvers[step.manuscript.project])
    if isinstance(matches, Failure):
        return matches
    return _Judging(document, matches, pool.submit(_judge, step.manuscript, read, matches))


def _judged(judging: _Judging | Failure, pool: _Pool) -> Outcome:
    if isinstance(judging, Failure):
        return judging
    said = pool.result(judging.step)
    return said if isinstance(said, Failure) else DocumentReport(judging.document, judging.matches, **said)


_judges: Sequence[Judge]


def _start_worker(prepare: Prepare) -> None:
    """What a worker does first. Ctrl-C is for the parent, which ends the workers."""
    global _judges  # noqa: PLW0603 - a worker has one run
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(500_000, 20, 100)  # few looks, as in `checker.__main__`; there are several workers
    _judges = prepare()


def _read(manuscript: Manuscript) -> bytes | Failure:
    """The document, written once for the parent and for the next step."""
    return tried(manuscript, lambda: pickle.dumps(manuscript.read()))


def _judge(manuscript: Manuscript, document: bytes, matches: Mapping[str, Match | Skipped]) -> dict[str, Any] | Failure:
    """What the report says; the parent has its document and its outcomes, the most of it by far."""

    def judge() -> dict[str, Any]:
        make_room()
        report = _judges[manuscript.project](pickle.loads(document), matches)  # noqa: S301 - our own worker wrote it
        return {name: getattr(report, name) for name in _SAID}

    return tried(manuscript, judge)

"""What bounds the traffic with OpenAlex: the pace of requests, the budget of credits, and the time for one call."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from checker.model.match import SkipReason
from checker.works.source import UnavailableError

T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """What a run has cost so far: answers taken from the cache, requests sent, and credits spent."""

    cached: int = 0
    requests: int = 0
    credits: int = 0


class Pacer:
    """Spaces out the requests of all threads evenly."""

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """`clock` tells the seconds, `pause` waits for some."""
        self._interval = 1 / per_second
        self._clock = clock
        self._pause = pause
        self._next = float("-inf")
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Wait for the caller's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._interval
        if turn > now:
            self._pause(turn - now)


class Budget:
    """The credits that a run may still spend: what the user allows, and what OpenAlex says is left of the day."""

    def __init__(self, allowed: int | None = None) -> None:
        """`allowed` is what the user lets a run cost; null for no limit of the user's own."""
        self._allowed = allowed
        self._spent = 0
        self._reserved = 0
        self._left: int | None = None
        self._lock = threading.Lock()

    @property
    def spent(self) -> int:
        """The credits that answered requests have cost."""
        return self._spent

    def reserve(self, price: int) -> None:
        """Set the price of a request aside. Raises UnavailableError when there is no budget for it; free ones always pass."""
        with self._lock:
            after = self._reserved + price
            if price and self._allowed is not None and self._spent + after > self._allowed:
                raise UnavailableError(SkipReason.BUDGET, f"--budget allows {self._allowed} credits, {self._spent} are spent")
            if price and self._left is not None and after > self._left:
                raise UnavailableError(SkipReason.BUDGET, f"{self._left} credits left; they are renewed at midnight UTC")
            self._reserved = after

    def settle(self, price: int, *, charged: bool = False, left: int | None = None) -> None:
        """A reserved request has ended; `left` is what OpenAlex says is left of the day.

        Answers may overtake each other: the lowest number counts.
        """
        with self._lock:
            self._reserved -= price
            self._spent += price if charged else 0
            if left is not None:
                self._left = left if self._left is None else min(self._left, left)


def within(seconds: float, call: Callable[[], T]) -> T:
    """The result of a call that nothing else can interrupt. Raises TimeoutError when it takes longer.

    Time-outs of sockets restart with each byte, and looking up a host name has none: the call runs in a thread of its own,
    which is left behind.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except BaseException as problem:  # handed to the caller
            outcome.set_exception(problem)

    threading.Thread(target=run, daemon=True).start()
    return outcome.result(seconds)

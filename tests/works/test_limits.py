"""Pace, budget and deadline, with clocks of our own."""

import threading
import time

import pytest

from checker.model.match import SkipReason
from checker.works.limits import Budget, Pacer, within
from checker.works.source import UnavailableError


def test_requests_are_spaced() -> None:
    now, pauses = [100.0], []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    pacer = Pacer(10, clock=lambda: now[0], pause=pause)
    for _ in range(4):
        pacer.wait()
    assert pauses == pytest.approx([0.1] * 3)
    now[0] += 60
    pacer.wait()
    assert len(pauses) == 3


def test_what_is_under_way_counts() -> None:
    budget = Budget(20)
    budget.reserve(10)
    budget.reserve(10)
    with pytest.raises(UnavailableError, match="--budget allows 20"):
        budget.reserve(1)
    budget.reserve(0)
    budget.settle(10)
    budget.reserve(10)
    budget.settle(10, charged=True)
    assert budget.spent == 10


def test_the_day_is_not_overdrawn() -> None:
    budget = Budget()
    budget.reserve(1)
    budget.settle(1, charged=True, left=10)
    budget.settle(0, left=900)  # an older answer that comes late
    budget.reserve(10)
    with pytest.raises(UnavailableError) as problem:
        budget.reserve(1)
    assert problem.value.reason is SkipReason.BUDGET


def test_nothing_may_be_spent_on_a_budget_of_nothing() -> None:
    with pytest.raises(UnavailableError):
        Budget(0).reserve(1)


def test_a_call_that_hangs_is_left_behind() -> None:
    never = threading.Event()
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.05, never.wait)
    assert time.monotonic() - begun < 5
    never.set()


def test_a_call_gives_its_result_or_its_error() -> None:
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)

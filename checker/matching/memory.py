"""What comparing remembers from manuscript to manuscript, and its bound."""

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")

#: Forms of texts, of all kinds together, that are kept for the next manuscript: 2 MB, as many as some sixty short lists have.
#: Without a bound, 4,000 manuscripts filled 25 MB with titles and names that no other one has.
_MOST_KEPT = 1 << 14
_REMEMBERING: "list[_lru_cache_wrapper[Any]]" = []


def remembered(size: int) -> "Callable[[Callable[..., T]], _lru_cache_wrapper[T]]":
    """A decorator for functions of texts: as `functools.lru_cache(size)`, but what is kept may be forgotten by `make_room`."""

    def remember(function: Callable[..., T]) -> "_lru_cache_wrapper[T]":
        remembering = lru_cache(size)(function)
        _REMEMBERING.append(remembering)
        return remembering

    return remember


def make_room() -> None:
    """Forget what is remembered of earlier manuscripts where it is much; within one, however long, all is kept."""
    if sum(remembering.cache_info().currsize for remembering in _REMEMBERING) > _MOST_KEPT:
        for remembering in _REMEMBERING:
            remembering.cache_clear()

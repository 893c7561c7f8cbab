"""How far the look-ups are, on standard error: only for a person who watches a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.works.limits import Tally


@contextmanager
def shown(*, quiet: bool) -> "Iterator[Callable[[Tally], None] | None]":
    """Gives what is to be told the costs so far, or null where nobody watches: no terminal, `quiet`, or CI."""
    if quiet or os.environ.get("CI") or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("Asking OpenAlex") as status:
        yield lambda tally: status.update(f"Asking OpenAlex: {costs(tally)}")


def costs(tally: "Tally") -> str:
    """What the look-ups took, in words: `12 answers from the cache, 3 requests, 21 credits`."""
    counts = ((tally.cached, "answer"), (tally.requests, "request"), (tally.credits, "credit"))
    answers, requests, credits_spent = (f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
    return f"{answers} from the cache, {requests}, {credits_spent}"

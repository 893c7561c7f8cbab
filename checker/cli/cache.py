"""The commands about the user's cache of OpenAlex answers."""

import time
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import typer

from checker.cli.console import say
from checker.errors import InputError

if TYPE_CHECKING:
    import sqlite3

app = typer.Typer(help="What the cache of OpenAlex answers holds, and how to empty it.", no_args_is_help=True)

T = TypeVar("T")


@app.command()
def info() -> None:
    """Say where the cache is and what it holds."""
    from checker.works import cache

    held = _with_cache(cache.info)
    typer.echo(f"path     {cache.cache_path()}")
    typer.echo(f"answers  {held.answers:,} ({held.negative:,} without a work)")
    typer.echo(f"works    {held.works:,}")
    typer.echo(f"size     {held.size / 1e6:,.1f} MB")
    if held.oldest and held.newest:
        typer.echo(f"asked    {_day(held.oldest)} to {_day(held.newest)}")


@app.command()
def clear() -> None:
    """Forget all answers, and what incremental runs keep."""
    from checker import results, setups
    from checker.works import cache

    results.clear(setups.results_path())
    typer.echo(f"{_with_cache(cache.clear):,} answers removed")


@app.command()
def prune() -> None:
    """Forget the answers that are too old to be used."""
    from checker.works import cache

    typer.echo(f"{_with_cache(lambda database: cache.prune(database, time.time())):,} answers removed")


def _with_cache(call: "Callable[[sqlite3.Connection], T]") -> T:
    import sqlite3

    from checker.works import cache

    path = cache.cache_path()
    try:
        with closing(cache.open_cache(path, say)) as database:
            return call(database)
    except (OSError, sqlite3.Error) as problem:
        raise InputError(f"{path}: can't use the cache: {problem}") from problem


def _day(seconds: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))

"""The commands about an index of works."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import say
from checker.errors import InputError

app = typer.Typer(help="Build an index of works from OpenAlex's data snapshot, for `check --works`.", no_args_is_help=True)


@app.command()
def build(
    sources: Annotated[list[Path], typer.Argument(help="Folders of the snapshot, or .jsonl, .jsonl.gz and .parquet files.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The index to make or to bring up to date.")],
) -> None:
    """Build an index, or add what is new to it.

    A build that was stopped goes on where it was. Works in deleted_ids.csv and merged_ids are taken out.
    """
    from checker.works import index

    started = time.monotonic()
    with _progress() as progress:
        built = index.build(sources, output, say, progress)
    say(
        f"{output}: {built.works:,} works; {built.added} parts added, {built.known} known already, {built.removed:,} works "
        f"removed, {built.unusable:,} objects without an OpenAlex id left out, in {time.monotonic() - started:,.0f} s"
    )


@app.command()
def info(path: Annotated[Path, typer.Argument(help="An index.")]) -> None:
    """Say what an index holds."""
    from checker.works.store import Store

    if not path.is_file():
        raise InputError(f"{path}: no such file")
    with closing(Store(path)) as store:
        typer.echo(f"path     {path}")
        typer.echo(f"works    {len(store):,}")
        typer.echo(f"parts    {len(store.parts()):,}")
        typer.echo(f"newest   {store.newest() or 'unknown'}")
        typer.echo(f"size     {path.stat().st_size / 1e6:,.1f} MB")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Shows the step of the build to a person who watches a terminal."""
    if os.environ.get("CI") or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Building the index") as status:
        yield lambda line: status.update(f"Building the index: {line}")

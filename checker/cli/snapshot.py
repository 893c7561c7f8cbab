"""`citeproof snapshot`."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_PROBLEM, say, write
from checker.cli.options import Bibliography, Credits, Encoding, InputFormat, NoCache, Paths, Refresh, StdinName
from checker.model.document import Document


def snapshot(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="[default: citeproof.works.jsonl beside the first manuscript]"),
    ] = None,
    covers: Annotated[
        bool, typer.Option("--check", help="Write nothing: exit with 1 unless the snapshot covers every reference.")
    ] = False,
    max_age: Annotated[
        int | None, typer.Option(metavar="DAYS", min=0, help="With --check: name answers that are older, and exit with 1.")
    ] = None,
    bibliography: Bibliography = None,
    budget: Credits = None,
    refresh: Refresh = False,
    no_cache: NoCache = False,
    input_format: InputFormat = None,
    stdin_filename: StdinName = "stdin.txt",
    encoding: Encoding = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Keep what OpenAlex says about the references in a file beside the manuscript, for `check --offline`.

    Exit status: 0 written or covered, 1 not covered or too old, 2 usage, unreadable input or OpenAlex could not be asked.
    """
    from checker import progress
    from checker.cli import inputs
    from checker.cli.projects import Options
    from checker.works import snapshot as lockfile
    from checker.works.resolve import Resolver

    given = Options(overrides={"bibliography": tuple(bibliography or ())}, stdin_name=stdin_filename)
    _, named = inputs.manuscripts(paths, given, input_format, encoding)
    documents = [item.read() for item in named]
    target = output or Path(documents[0].source.path).parent / lockfile.FILE_NAME
    if covers:
        raise typer.Exit(_check(target, documents, max_age, quiet=quiet))
    with progress.shown(quiet=quiet) as watch:
        api = inputs.open_api(budget, refresh=refresh, no_cache=no_cache, watch=watch)
        resolver = Resolver([api])
        gaps = [line for document in documents for line in lockfile.gaps(document, resolver.resolve(document.references))]
    if gaps:
        write("".join(gaps))
        say("error: no snapshot written: not all references were looked up; run it again, the cache keeps what is known")
        raise typer.Exit(EXIT_INTERRUPTED if api.client.interrupted else EXIT_PROBLEM)
    lockfile.write_snapshot(target, api.known)
    if not quiet:
        say(f"wrote {target} ({progress.costs(api.client.tally)})")


def _check(target: Path, documents: Sequence[Document], max_age: int | None, *, quiet: bool) -> int:
    """Say what a snapshot lacks and what in it is too old; returns the exit status."""
    from checker.works import snapshot as lockfile
    from checker.works.resolve import Resolver

    answers = lockfile.read_snapshots([target])
    resolver = Resolver([lockfile.SnapshotSource(answers)])
    lines = [line for document in documents for line in lockfile.gaps(document, resolver.resolve(document.references))]
    if max_age is not None:
        lines += lockfile.stale(answers, time.time(), max_age)
    write("".join(lines))
    if not (lines or quiet):
        say(f"{target} covers all references")
    return EXIT_FINDINGS if lines else EXIT_CLEAN

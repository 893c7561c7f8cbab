"""`citeproof corpus`: archives of manuscripts, on Apache Spark."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import EXIT_CLEAN, EXIT_PROBLEM, say
from checker.cli.options import Config, Isolated, RuleDirs, codes

app = typer.Typer(
    help="Check an archive of manuscripts on Apache Spark, and report on it.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def check(
    source: Annotated[
        str,
        typer.Argument(
            metavar="MANUSCRIPTS",
            help="A folder, or .parquet or .jsonl with the columns path and text or content (journal, year).",
        ),
    ],
    works: Annotated[
        list[str], typer.Option(metavar="SOURCE", help="OpenAlex works: .jsonl, .jsonl.gz, .parquet or a folder; repeatable.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where the tables go; a run that was cut off goes on there.")
    ],
    master: Annotated[
        str | None, typer.Option(help="The Spark master. [default: that of spark-submit, else local[*]]", show_default=False)
    ] = None,
    parts: Annotated[int, typer.Option(min=1, help="Parts that the manuscripts are divided into, each done at once.")] = 64,
    select: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Rules to run, as in check.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Rules not to run.")] = None,
    rules: RuleDirs = None,
    config_files: Config = None,
    isolated: Isolated = False,
) -> None:
    """Check an archive of manuscripts against a data snapshot of OpenAlex; no network is used.

    Writes findings, references, matches and manuscripts as Parquet, divided into parts, and summary.json. The folder must be
    one that the driver and the executors see. Exit status: 0 done, 2 usage, unreadable input, or manuscripts that failed.
    """
    from checker import config, setups
    from checker.corpus import run, session

    folder = Path(source)
    folder = folder if folder.is_dir() else folder.parent
    settings = config.settings(folder, config_files or (), isolated=isolated).override(
        "command line", select=codes(select), ignore=codes(ignore), rule_dirs=tuple(rules or ())
    )
    prepare = partial(setups.setup, settings)
    prepare()  # a wrong setting is told before the work
    spark = session.open_session(master)
    try:
        summary = run.run(spark, source, works, output, prepare, run.digest(repr(settings)), parts, say)
    finally:
        spark.stop()
    references = sum(summary["references"].values())
    found = sum(item["count"] for item in summary["findings"])
    say(f"wrote {output}: {summary['manuscripts']:,} manuscripts, {references:,} references, {found:,} findings")
    if summary["failed"]:
        say(f"error: {summary['failed']:,} manuscripts failed; the column `problem` of {output / 'manuscripts'} says why")
    raise typer.Exit(EXIT_PROBLEM if summary["failed"] else EXIT_CLEAN)


@app.command()
def report(
    run: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run: what corpus check was given as --output.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the page and the CSV files go.")],
) -> None:
    """Sum up an archive: findings by rule, journal and year, the worst manuscripts, missing and retracted works.

    Writes index.html and a CSV file for each table.
    """
    from checker.corpus.report import report

    report(run, output)
    say(f"wrote {output / 'index.html'}")

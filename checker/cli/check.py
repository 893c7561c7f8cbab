"""`citeproof check`."""

import os
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from checker import __version__
from checker.cli.console import say, style, write
from checker.cli.options import (
    Bibliography,
    Color,
    ColorOption,
    Config,
    Credits,
    Encoding,
    FailOn,
    Grobid,
    InputFormat,
    Isolated,
    Jobs,
    NoCache,
    Paths,
    Profile,
    Refresh,
    RuleDirs,
    StdinName,
    codes,
)
from checker.errors import UsageError
from checker.model.finding import Confidence, Report


def check(
    paths: Paths,
    works: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="OpenAlex works: JSON Lines (.jsonl, .jsonl.gz) or an index (.db); repeatable."),
    ] = None,
    retractions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Retraction Watch's CSV file: dates and reasons of retractions.")
    ] = None,
    offline: Annotated[
        bool,
        typer.Option("--offline", help="No network: compare with --works, else with the snapshot beside the manuscript."),
    ] = False,
    budget: Credits = None,
    refresh: Refresh = False,
    no_cache: NoCache = False,
    bibliography: Bibliography = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Rules to run: codes or prefixes (MET,CIT1), ALL.")
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Rules to run besides the selected ones.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="Rules not to run.")] = None,
    rules: RuleDirs = None,
    spacy_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed spaCy model whose lemmas the claim rules may use.")
    ] = None,
    min_confidence: Annotated[
        Confidence | None, typer.Option(help="Show findings of at least this confidence. [default: medium]")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 on findings of at least this severity. [default: error]")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even when there are findings.")] = False,
    no_ignores: Annotated[bool, typer.Option("--no-ignores", help="Show suppressed findings too.")] = False,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Hide the findings that this file has from before.")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the findings to a baseline; one that exists only loses what is stale."),
    ] = None,
    accept_new: Annotated[
        bool, typer.Option("--accept-new", help="With --write-baseline: add new findings to a baseline that exists.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes to the files.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: the fixes that want a person's look too.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    output: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Output: text, concise, grouped, json, jsonl, sarif, github, gitlab, junit, markdown, csv, html or queries.",
        ),
    ] = "text",
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=PATH",
            help="Write a report to a file besides; repeatable; docx too. A PATH that ends in / gets one a manuscript.",
        ),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how many findings each rule has instead of the findings.")
    ] = False,
    jobs: Jobs = 1,
    incremental: Annotated[
        bool,
        typer.Option(
            "--incremental/--no-incremental", help="Of several manuscripts, run the rules on those only that have changed."
        ),
    ] = True,
    config_files: Config = None,
    isolated: Isolated = False,
    profile: Profile = None,
    project: Annotated[
        bool,
        typer.Option("--project", help="Check the manuscripts of the repository that use the named files, such as a .bib."),
    ] = False,
    input_format: InputFormat = None,
    grobid: Grobid = None,
    stdin_filename: StdinName = "stdin.txt",
    encoding: Encoding = None,
    color: ColorOption = Color.AUTO,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, no summary.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more; a traceback when citeproof itself fails.")
    ] = False,
) -> None:
    """Check the citations and references of manuscripts.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration, unreadable input or internal error.
    """
    from checker import progress, reports, setups
    from checker.cli import inputs, runs
    from checker.cli.outputs import Outputs
    from checker.cli.projects import STDIN, Options
    from checker.jobs import check_all
    from checker.reports.files import Files, targets

    if fix and not diff and STDIN in paths:
        raise UsageError("--fix can't change standard input; name a file, or show the changes with --diff")
    reports.check_name(output, terminal=True)
    named = targets(report or ())
    overrides = {
        "select": codes(select),
        "extend_select": codes(extend_select),
        "ignore": codes(ignore),
        "works": tuple(works or ()),
        "retractions": retractions,
        "bibliography": tuple(bibliography or ()),
        "offline": offline or None,
        "spacy_model": spacy_model,
        "rule_dirs": tuple(rules or ()),
        "min_confidence": min_confidence,
        "fail_on": fail_on.value if fail_on else None,
    }
    options = Options(tuple(config_files or ()), isolated, profile, overrides, stdin_filename)
    parts, manuscripts = inputs.manuscripts(paths, options, input_format, encoding, grobid, concerned=project)
    descriptions = {rule.code: rule.description() for part in parts for rule in setups.setup(part.settings).rules}
    online = any(not part.settings.offline for part in parts)
    count = min(jobs or os.cpu_count() or 1, len(manuscripts))
    several = incremental and len(manuscripts) > 1  # one alone is checked sooner than it is looked up
    settings = [part.settings for part in parts]
    prepare = partial(setups.judges, settings, suppressions=not no_ignores, incremental=several)
    shown = replace(style(color, quiet=quiet, verbose=verbose), fixable=STDIN not in paths)
    with ExitStack() as stack, progress.shown(quiet=quiet or not online) as watch:
        if count > 1:
            from checker import processes

            workers = stack.enter_context(processes.workers(prepare, count))
        api = inputs.open_api(budget, refresh=refresh, no_cache=no_cache, watch=watch) if online else None
        resolvers = [inputs.resolver(part, api) for part in parts]
        check = (
            partial(processes.check_all, manuscripts, resolvers, workers)
            if count > 1
            else partial(check_all, manuscripts, prepare, resolvers)
        )
        found = runs.fixed(check, unsafe=unsafe_fixes, show=diff) if fix or diff else check()
        screen = None if diff or statistics else output
        levels = [parts[item.project].settings.fail_on for item in manuscripts]
        run = runs.Run(levels, baseline, keep=write_baseline is not None, verbose=verbose)
        frame = Report((), __version__, tuple(descriptions[code] for code in sorted(descriptions)))
        written = Files(frame, named, shown, (item.path for item in manuscripts if item.data is None))
        with Outputs(frame, shown, screen, written, held=watch is not None) as outputs:
            run.take(found, outputs, lambda: api is not None and api.client.interrupted)
    outputs.show()
    if statistics and not diff:
        write(reports.statistics(run.totals, shown))
    elif output in reports.SILENT and not (diff or quiet) and run.totals.manuscripts:
        for line in reports.closing(run.totals, shown):
            say(line)
    run.tell(len(manuscripts), write_baseline, accept_new=accept_new)
    if api and verbose:
        say(f"OpenAlex: {progress.costs(api.client.tally)}")
    raise typer.Exit(run.status(exit_zero=exit_zero))

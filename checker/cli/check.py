"""`citeproof check`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from checker import __version__
from checker.cli.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_PROBLEM, say, style, write
from checker.cli.options import (
    Bibliography,
    Color,
    ColorOption,
    Config,
    Credits,
    Encoding,
    FailOn,
    InputFormat,
    Isolated,
    NoCache,
    Paths,
    Refresh,
    RuleDirs,
    StdinName,
    codes,
)
from checker.model.finding import Confidence, DocumentReport, Report, Severity
from checker.model.match import Skipped, SkipReason


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
        Path | None, typer.Option(metavar="FILE", help="Write all findings of this run to a baseline file.")
    ] = None,
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
            help="Output: text, concise, json, jsonl, sarif, github, gitlab, junit, markdown, csv, html or queries.",
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
    config_files: Config = None,
    isolated: Isolated = False,
    project: Annotated[
        bool,
        typer.Option("--project", help="Check the manuscripts of the repository that use the named files, such as a .bib."),
    ] = False,
    input_format: InputFormat = None,
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
    from checker import config, engine, progress, registry, reports
    from checker.cli import inputs
    from checker.reports import files
    from checker.works.resolve import open_resolver
    from checker.works.retractions import read_retractions

    reports.check_name(output, terminal=True)
    targets = files.targets(report or ())
    settings = inputs.settings(paths, config_files, isolated=isolated).override(
        "command line",
        select=codes(select),
        extend_select=codes(extend_select),
        ignore=codes(ignore),
        works=tuple(works or ()),
        retractions=retractions,
        bibliography=tuple(bibliography or ()),
        offline=offline or None,
        rule_dirs=tuple(rules or ()),
        min_confidence=min_confidence,
        fail_on=fail_on.value if fail_on else None,
    )
    if project:
        paths = inputs.concerned(paths, settings)
    known = registry.load(settings.rule_dirs)
    config.check_rules(settings, known)
    selected = known.select(settings.select, settings.ignore, settings.extend_select)
    works_files = settings.works or (inputs.snapshots_beside(paths) if settings.offline else ())
    with progress.shown(quiet=quiet or settings.offline) as watch:
        api = None if settings.offline else inputs.open_api(budget, refresh=refresh, no_cache=no_cache, watch=watch)
        setup = engine.Setup(
            rules=selected,
            resolver=open_resolver(works_files, say, api),
            options=settings.rules,
            severities=settings.severity,
            min_confidence=settings.min_confidence,
            notices=read_retractions(settings.retractions) if settings.retractions else {},
            suppressions=not no_ignores,
            ignores=config.ignores(settings, known),
            known_codes=frozenset(known.codes),
        )

        def run() -> Report:
            sources = inputs.manuscripts(paths, input_format, stdin_filename, encoding, settings.bibliography, apart=project)
            parts = tuple(engine.check_source(source, name, extra, setup) for source, name, extra in sources)
            descriptions = tuple(rule.description() for rule in selected)
            return _without_known(Report(parts, __version__, descriptions), baseline)

        found = run()
        if (fix or diff) and _fix(found, unsafe=unsafe_fixes, show=diff):
            found = run()  # places have moved
    if write_baseline:
        _write_baseline(write_baseline, found)
    shown = style(color, quiet=quiet, verbose=verbose)
    if not diff:
        write(reports.statistics(found, shown) if statistics else reports.render(found, output, shown))
        if output in reports.SILENT and not (statistics or quiet):
            for line in reports.summary(found, shown):
                say(line)
    for line in files.write(found, targets, shown):
        say(line)
    for line in (line for part in found.documents for line in part.internal_errors):
        say(f"internal error: {line}; please report it")
    if api and verbose:
        say(f"OpenAlex: {progress.costs(api.client.tally)}")
    if api and api.client.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)
    raise typer.Exit(_exit_status(found, settings.fail_on, exit_zero=exit_zero))


def _write_baseline(path: Path, report: Report) -> None:
    """Keep all findings of a run, those that the old baseline hid too, and say what changed."""
    from checker import baseline

    count = baseline.write(path, [finding for part in report.documents for finding in (*part.findings, *part.baselined)])
    fresh, hidden = len(report.findings), sum(len(part.baselined) for part in report.documents)
    say(f"wrote {path}: {_count(count, 'finding')} ({fresh} new, {hidden} from before)")


def _without_known(report: Report, path: Path | None) -> Report:
    """The report with the findings of the baseline set apart."""
    if path is None:
        return report
    from checker import baseline

    known = baseline.load(path)
    stale = known.stale(report.findings)
    if stale:
        say(
            f"{path}: {stale} of its findings {'is' if stale == 1 else 'are'} there no more; --write-baseline {path} drops them"
        )
    shown = {id(finding) for finding in known.split(report.findings)[0]}
    return replace(report, documents=tuple(_set_apart(part, shown) for part in report.documents))


def _set_apart(part: DocumentReport, shown: set[int]) -> DocumentReport:
    kept = tuple(finding for finding in part.findings if id(finding) in shown)
    return replace(part, findings=kept, baselined=tuple(item for item in part.findings if id(item) not in shown))


def _fix(report: Report, *, unsafe: bool, show: bool) -> bool:
    """Make the changes that fixes want, or only show them; tells whether files were changed."""
    from checker import fix

    changes = fix.plan(report, unsafe=unsafe)
    if show:
        write(fix.diff(changes, report.sources))
        return False
    fix.write(changes, report.sources)
    say(f"fixed {_count(len(changes.fixed), 'finding')} in {_count(len(changes.texts), 'file')}")
    if changes.refused:
        say(f"{_count(len(changes.refused), 'fix')} left out that overlap with these; run again")
    return bool(changes.texts)


def _count(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("x") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _exit_status(report: Report, fail_on: str, *, exit_zero: bool) -> int:
    if any(part.internal_errors for part in report.documents):
        return EXIT_PROBLEM
    outcomes = [outcome for part in report.documents for outcome in part.matches.values()]
    if outcomes and all(isinstance(item, Skipped) and item.reason is SkipReason.NETWORK for item in outcomes):
        say("error: OpenAlex could not be asked about any reference; try again later, or use --offline")
        return EXIT_PROBLEM
    if exit_zero or fail_on == FailOn.NEVER:
        return EXIT_CLEAN
    least = Severity(fail_on).rank
    return EXIT_FINDINGS if any(finding.severity.rank >= least for finding in report.findings) else EXIT_CLEAN

"""The command line: options in, objects wired, exit status out."""

import gc
import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from checker import __version__, cli_cache, cli_index, config, engine, progress, readers, references, registry, reports
from checker.errors import CiteproofError, UsageError
from checker.model.document import Document
from checker.model.finding import Confidence, Report, Severity
from checker.model.match import Skipped, SkipReason
from checker.model.text import SourceFile
from checker.readers import discovery, files
from checker.reports import Style
from checker.works import snapshot
from checker.works.resolve import Resolver, open_resolver
from checker.works.retractions import read_retractions

if TYPE_CHECKING:
    from checker.works.api import ApiSource
    from checker.works.limits import Tally

#: A wider terminal is not filled: excerpts stay readable.
WIDEST = 120
EXIT_CLEAN, EXIT_FINDINGS, EXIT_PROBLEM, EXIT_INTERRUPTED = 0, 1, 2, 130

app = typer.Typer(
    name="citeproof",
    help="The linter for citations and claims: every citation resolves, every reference exists and agrees with OpenAlex.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(cli_cache.app, name="cache")
app.add_typer(cli_index.app, name="index")


class FailOn(StrEnum):
    """The severities that `--fail-on` takes."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Paths = Annotated[list[str], typer.Argument(help="Manuscripts, .bib files, folders or globs; - reads standard input.")]
InputFormat = Annotated[
    str | None,
    typer.Option("--input-format", metavar="NAME", help="Format of the input (text, markdown, bibtex) instead of its name's."),
]
StdinName = Annotated[str, typer.Option("--stdin-filename", metavar="NAME", help="The name that standard input goes by.")]
Encoding = Annotated[str | None, typer.Option(help="Encoding of the input when it is not UTF-8, such as cp1252.")]
RuleDirs = Annotated[list[Path] | None, typer.Option("--rules", metavar="DIR", help="A folder of house rules; repeatable.")]
Bibliography = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="A .bib file with the entries of the manuscript; repeatable.")
]
Credits = Annotated[
    int | None,
    typer.Option("--budget", metavar="CREDITS", min=0, help="Spend at most so many OpenAlex credits (a search costs 10)."),
]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask OpenAlex anew, whatever the cache has.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour. NO_COLOR and FORCE_COLOR are honoured too.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"citeproof {__version__} (Python {sys.version.split()[0]})")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def check(
    paths: Paths,
    works: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="OpenAlex works as JSON Lines (.jsonl, .jsonl.gz); repeatable."),
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
    output: Annotated[str, typer.Option("--format", metavar="NAME", help="Output: text, concise or json.")] = "text",
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
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how many findings each rule has instead of the findings.")
    ] = False,
    config_file: Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Configuration file to use.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")] = False,
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
    reports.check_name(output)
    settings = _settings(paths, config_file, isolated).override(
        "command line",
        select=_codes(select),
        extend_select=_codes(extend_select),
        ignore=_codes(ignore),
        works=tuple(works or ()),
        retractions=retractions,
        bibliography=tuple(bibliography or ()),
        offline=offline or None,
        rule_dirs=tuple(rules or ()),
        min_confidence=min_confidence,
        fail_on=fail_on.value if fail_on else None,
    )
    known = registry.load(settings.rule_dirs)
    config.check_rules(settings, known)
    sources = _open(paths, input_format, stdin_filename, encoding, settings.bibliography)
    works_files = settings.works or (_snapshots_beside(paths) if settings.offline else ())
    with progress.shown(quiet=quiet or settings.offline) as watch:
        api = None if settings.offline else _open_api(budget, refresh=refresh, no_cache=no_cache, watch=watch)
        setup = engine.Setup(
            rules=known.select(settings.select, settings.ignore, settings.extend_select),
            resolver=open_resolver(works_files, _say, api),
            options=settings.rules,
            severities=settings.severity,
            min_confidence=settings.min_confidence,
            notices=read_retractions(settings.retractions) if settings.retractions else {},
            suppressions=not no_ignores,
            known_codes=frozenset(known.codes),
        )
        parts = tuple(engine.check_source(source, name, extra, setup) for source, name, extra in sources)
    report = Report(parts, __version__)
    style = _style(color, quiet=quiet, verbose=verbose)
    _write(reports.statistics(report, style) if statistics else reports.render(report, output, style))
    for line in (line for part in parts for line in part.internal_errors):
        _say(f"internal error: {line}; please report it")
    if api and verbose:
        _say(f"OpenAlex: {progress.costs(api.client.tally)}")
    if api and api.client.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)
    raise typer.Exit(_exit_status(report, settings, exit_zero))


@app.command("snapshot")
def take_snapshot(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=f"[default: {snapshot.FILE_NAME} beside the first manuscript]"),
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
    extra = tuple(bibliography or ()) or _settings(paths, None, isolated=False).bibliography
    documents = [engine.read(*source) for source in _open(paths, input_format, stdin_filename, encoding, extra)]
    target = output or Path(documents[0].source.path).parent / snapshot.FILE_NAME
    if covers:
        raise typer.Exit(_check_snapshot(target, documents, max_age, quiet=quiet))
    with progress.shown(quiet=quiet) as watch:
        api = _open_api(budget, refresh=refresh, no_cache=no_cache, watch=watch)
        resolver = Resolver([api])
        gaps = [line for document in documents for line in snapshot.gaps(document, resolver.resolve(document.references))]
    if gaps:
        _write("".join(gaps))
        _say("error: no snapshot written: not all references were looked up; run it again, the cache keeps what is known")
        raise typer.Exit(EXIT_INTERRUPTED if api.client.interrupted else EXIT_PROBLEM)
    snapshot.write_snapshot(target, api.known)
    if not quiet:
        _say(f"wrote {target} ({progress.costs(api.client.tally)})")


@app.command("references")
def show_references(
    path: Annotated[
        str, typer.Argument(help="A reference list or manuscript (.txt, .md), a .bib file, or - for standard input.")
    ],
    output: Annotated[str, typer.Option("--format", metavar="NAME", help="Output: jsonl.")] = "jsonl",
    input_format: InputFormat = None,
    stdin_filename: StdinName = "stdin.txt",
    encoding: Encoding = None,
) -> None:
    """Parse a reference list into CSL-JSON, one object a line."""
    if output != "jsonl":
        raise UsageError(f"unknown format `{output}` for references; the only one is `jsonl`")
    source, name = _open_one(path, input_format, stdin_filename, encoding)
    entries = references.parse_lists(readers.read(source, name)).references or references.parse_text(source)
    lines = (reports.reference_line(entry, source) for entry in entries)
    _write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


@app.command("rules")
def list_rules(rules: RuleDirs = None, color: ColorOption = Color.AUTO) -> None:
    """List all rules."""
    _write(reports.rule_table(registry.load(rules or ()).rules, _style(color)))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="A rule's code or name, such as REF209 or trailing-text.")],
    rules: RuleDirs = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Explain a rule: what it checks, why, when it stays silent, with examples."""
    _write(reports.explain(registry.load(rules or ()).get(code), _style(color)))


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="check or references: which command's JSON.")] = "check",
) -> None:
    """Print the JSON Schema of a command's JSON output."""
    _write(reports.schema(name))


def main() -> NoReturn:
    """Run the command line; every problem of the user's ends in one line and exit status 2."""
    gc.freeze()  # what was imported stays: it need not be looked through for garbage again and again
    gc.set_threshold(100_000, 20, 100)
    try:
        app(standalone_mode=True)
    except CiteproofError as problem:
        _fail(str(problem))
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_CLEAN)
    except Exception as problem:  # the last line of defence: no traceback unless asked for
        if {"-v", "--verbose"} & set(sys.argv):
            traceback.print_exc()
        _fail(f"internal error: {type(problem).__name__}: {problem}; run with -v for a traceback and please report it")
    sys.exit(EXIT_CLEAN)


def _settings(paths: Sequence[str], config_file: Path | None, isolated: bool) -> config.Settings:
    if config_file:
        return config.load(config_file)
    first = Path(paths[0]) if paths and paths[0] != "-" else Path()
    nearest = None if isolated else config.find((first if first.is_dir() else first.parent).resolve())
    return config.load(nearest) if nearest else config.Settings()


def _codes(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Codes given as repeated options, comma-separated lists, or both."""
    return tuple(code.strip() for text in texts or () for code in text.split(",") if code.strip())


def _open(
    paths: Sequence[str], input_format: str | None, stdin_name: str, encoding: str | None, bibliography: Sequence[Path]
) -> Iterator[tuple[SourceFile, str, tuple[SourceFile, ...]]]:
    """Every manuscript with its format and the bibliography files that belong to it."""
    extra = tuple(files.load(path, encoding) for path in bibliography)
    if "-" in paths:
        yield (*_open_one("-", input_format, stdin_name, encoding), extra)
    named = [path for path in paths if path != "-"]
    for path, beside in discovery.plan(named) if named else ():
        source, format_name = _open_one(str(path), input_format, stdin_name, encoding)
        yield source, format_name, (*extra, *(files.load(name, encoding) for name in beside))


def _open_one(path: str, input_format: str | None, stdin_name: str, encoding: str | None) -> tuple[SourceFile, str]:
    name = stdin_name if path == "-" else path
    format_name = discovery.format_of(name, input_format)
    source = files.decode(sys.stdin.buffer.read(), name, encoding) if path == "-" else files.load(path, encoding)
    return source, format_name


def _open_api(budget: int | None, *, refresh: bool, no_cache: bool, watch: "Callable[[Tally], None] | None") -> "ApiSource":
    from checker.works.api import open_api

    return open_api(_say, budget=budget, cached=not no_cache, refresh=refresh, watch=watch)


def _snapshots_beside(paths: Sequence[str]) -> tuple[Path, ...]:
    """The snapshots in the folders of the manuscripts."""
    named = [path for path in paths if path != "-"]
    folders = {path.parent for path in discovery.expand(named)} if named else set()
    folders |= {Path()} if "-" in paths else set()
    return tuple(path for folder in sorted(folders) if (path := folder / snapshot.FILE_NAME).is_file())


def _check_snapshot(target: Path, documents: Sequence[Document], max_age: int | None, *, quiet: bool) -> int:
    """Say what a snapshot lacks and what in it is too old; returns the exit status."""
    answers = snapshot.read_snapshots([target])
    resolver = Resolver([snapshot.SnapshotSource(answers)])
    lines = [line for document in documents for line in snapshot.gaps(document, resolver.resolve(document.references))]
    if max_age is not None:
        lines += snapshot.stale(answers, time.time(), max_age)
    _write("".join(lines))
    if not (lines or quiet):
        _say(f"{target} covers all references")
    return EXIT_FINDINGS if lines else EXIT_CLEAN


def _exit_status(report: Report, settings: config.Settings, exit_zero: bool) -> int:
    if any(part.internal_errors for part in report.documents):
        return EXIT_PROBLEM
    outcomes = [outcome for part in report.documents for outcome in part.matches.values()]
    if outcomes and all(isinstance(item, Skipped) and item.reason is SkipReason.NETWORK for item in outcomes):
        _say("error: OpenAlex could not be asked about any reference; try again later, or use --offline")
        return EXIT_PROBLEM
    if exit_zero or settings.fail_on == config.NEVER:
        return EXIT_CLEAN
    least = Severity(settings.fail_on).rank
    return EXIT_FINDINGS if any(finding.severity.rank >= least for finding in report.findings) else EXIT_CLEAN


def _style(color: Color, *, quiet: bool = False, verbose: bool = False) -> Style:
    """How to write: colour and links on a terminal only, unless the environment or an option says otherwise."""
    terminal = sys.stdout.isatty()
    wanted = terminal if not os.environ.get("FORCE_COLOR") else True
    if os.environ.get("NO_COLOR"):
        wanted = False
    if color is not Color.AUTO:
        wanted = color is Color.ALWAYS
    width = min(shutil.get_terminal_size().columns, WIDEST) if terminal else Style().width
    return Style(color=wanted, hyperlinks=terminal and wanted, width=width, quiet=quiet, verbose=verbose)


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _say(line: str) -> None:
    sys.stderr.write(f"citeproof: {line}\n")


def _fail(line: str) -> NoReturn:
    _say(f"error: {line}")
    sys.exit(EXIT_PROBLEM)


if __name__ == "__main__":
    main()

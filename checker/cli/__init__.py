"""The command line: options in, objects wired, exit status out. What a command needs is imported when it runs."""

import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from checker import __version__
from checker.cli import cache, check, config, corpus, index, rules, show, snapshot
from checker.cli.console import EXIT_CLEAN, EXIT_INTERRUPTED, fail
from checker.errors import CiteproofError

app = typer.Typer(
    name="citeproof",
    help="The linter for citations and claims: every citation resolves, every reference exists and agrees with OpenAlex.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(check.check)
app.command()(snapshot.snapshot)
app.command()(show.references)
app.command()(show.explain)
app.command()(show.schema)
app.command("config")(config.show)
app.command()(config.init)
app.add_typer(rules.app, name="rules")
app.add_typer(cache.app, name="cache")
app.add_typer(index.app, name="index")
app.add_typer(corpus.app, name="corpus")


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


def main() -> NoReturn:
    """Run the command line; every problem of the user's ends in one line and exit status 2."""
    try:
        app(standalone_mode=True)
    except CiteproofError as problem:
        fail(str(problem))
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_CLEAN)
    except Exception as problem:  # the last line of defence: no traceback unless asked for
        if {"-v", "--verbose"} & set(sys.argv):
            traceback.print_exc()
        fail(f"internal error: {type(problem).__name__}: {problem}; run with -v for a traceback and please report it")
    sys.exit(EXIT_CLEAN)

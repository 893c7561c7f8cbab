"""`citeproof rules`: the list of all rules, and `citeproof rules test` for the authors of house rules."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import EXIT_CLEAN, EXIT_FINDINGS, count, say, style, write
from checker.cli.options import Color, ColorOption, RuleDirs

app = typer.Typer(invoke_without_command=True)


@app.callback()
def rules(context: typer.Context, directories: RuleDirs = None, color: ColorOption = Color.AUTO) -> None:
    """List all rules; `rules test DIR` runs the examples of house rules."""
    from checker import registry, reports

    if context.invoked_subcommand is None:
        write(reports.rule_table(registry.load(directories or ()).rules, style(color)))


@app.command()
def test(directory: Annotated[Path, typer.Argument(help="A folder of house rules, one in a file.")]) -> None:
    """Run the examples of house rules: what they mark is found, and nothing else.

    Exit status: 0 all rules do what their examples say, 1 one doesn't, 2 a file can't be read as a rule.
    """
    from checker import examples, registry
    from checker.errors import UsageError

    own = registry.house_rules(registry.load([directory]), directory)
    if not own:
        raise UsageError(f"{directory}: no rule in this folder; a rule is a subclass of a base of checker.rule, with a code")
    failed = 0
    for rule in own:
        problems = list(examples.problems(rule))
        failed += bool(problems)
        shown = "".join(f"  {problem}\n" for problem in problems) or ""
        write(f"{rule.code} {rule.name}: {'failed' if problems else count(len(rule.examples), 'example') + ' passed'}\n{shown}")
    say(f"{count(len(own), 'rule')} tested, {failed} failed")
    raise typer.Exit(EXIT_FINDINGS if failed else EXIT_CLEAN)

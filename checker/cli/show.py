"""The commands that show what citeproof knows: `references`, `explain` and `schema`."""

import json
from typing import Annotated

import typer

from checker.cli.console import style, write
from checker.cli.options import Color, ColorOption, Encoding, Grobid, InputFormat, RuleDirs, StdinName
from checker.errors import UsageError


def references(
    path: Annotated[
        str,
        typer.Argument(help="A reference list or manuscript, a bibliography (.bib, .json, .ris ...), or - for standard input."),
    ],
    output: Annotated[str, typer.Option("--format", metavar="NAME", help="Output: jsonl.")] = "jsonl",
    input_format: InputFormat = None,
    grobid: Grobid = None,
    stdin_filename: StdinName = "stdin.txt",
    encoding: Encoding = None,
) -> None:
    """Parse a reference list into CSL-JSON, one object a line."""
    from checker import readers, reports
    from checker.cli import inputs
    from checker.grobid import check_url
    from checker.references import parse_lists, parse_text

    if output != "jsonl":
        raise UsageError(f"unknown format `{output}` for references; the only one is `jsonl`")
    source, name, _ = inputs.manuscript(
        path, input_format, stdin_filename, encoding, check_url(grobid) if grobid else None
    ).load()
    document = parse_lists(readers.read(source, name))
    entries = document.references
    if not entries and name not in readers.BIBLIOGRAPHY_FORMATS:
        entries = parse_text(document.source)
    lines = (reports.reference_line(entry, document.source) for entry in entries)
    write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def explain(
    code: Annotated[str, typer.Argument(help="A rule's code or name, such as REF209 or trailing-text.")],
    directories: RuleDirs = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Explain a rule: what it checks, why, when it stays silent, with examples."""
    from checker import registry, reports

    write(reports.explain(registry.load(directories or ()).get(code), style(color)))


def schema(
    name: Annotated[
        str, typer.Argument(help="check or references: which command's JSON; config: the configuration.")
    ] = "check",
) -> None:
    """Print the JSON Schema of a command's JSON output, or of the configuration."""
    from checker import reports

    write(reports.schema(name))

"""Options that several commands share."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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


Paths = Annotated[list[str], typer.Argument(help="Manuscripts, bibliographies, folders or globs; - reads standard input.")]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format", metavar="NAME", help="Format of the input (text, markdown, bibtex ...) instead of its name's."
    ),
]
Grobid = Annotated[
    str | None,
    typer.Option(
        "--grobid",
        metavar="URL",
        help="Read PDF files by this GROBID service, such as http://localhost:8070: the whole files are sent there.",
    ),
]
StdinName = Annotated[str, typer.Option("--stdin-filename", metavar="NAME", help="The name that standard input goes by.")]
Encoding = Annotated[str | None, typer.Option(help="Encoding of the input when it is not UTF-8, such as cp1252.")]
RuleDirs = Annotated[list[Path] | None, typer.Option("--rules", metavar="DIR", help="A folder of house rules; repeatable.")]
Bibliography = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A bibliography (.bib, .json, .ris ...) with the entries of the manuscript; repeatable."),
]
Config = Annotated[
    list[str] | None,
    typer.Option(
        "--config",
        metavar="FILE|KEY=VALUE",
        help="Configuration file to use, or a setting such as fail-on=warning; repeatable.",
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
Profile = Annotated[
    str | None,
    typer.Option(metavar="NAME|FILE", help="House style to check besides: acl, apa7, icmje, ieee, nature, or a TOML file."),
]
Credits = Annotated[
    int | None,
    typer.Option("--budget", metavar="CREDITS", min=0, help="Spend at most so many OpenAlex credits (a search costs 10)."),
]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask OpenAlex anew, whatever the cache has.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor write the cache.")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour. NO_COLOR and FORCE_COLOR are honoured too.")]


Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="Check so many manuscripts at a time, in processes; 0: one per processor."),
]


def codes(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Codes given as repeated options, comma-separated lists, or both."""
    return tuple(code.strip() for text in texts or () for code in text.split(",") if code.strip())

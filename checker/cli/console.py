"""What the commands say, and how they end."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, NoReturn

from checker.cli.options import Color

if TYPE_CHECKING:
    from checker.reports import Style

EXIT_CLEAN, EXIT_FINDINGS, EXIT_PROBLEM, EXIT_INTERRUPTED = 0, 1, 2, 130
#: A wider terminal is not filled: excerpts stay readable.
_WIDEST = 120


def style(color: Color, *, quiet: bool = False, verbose: bool = False) -> "Style":
    """How to write: colour and links on a terminal only, unless the environment or an option says otherwise."""
    from checker.reports import Style

    terminal = sys.stdout.isatty()
    wanted = terminal if not os.environ.get("FORCE_COLOR") else True
    if os.environ.get("NO_COLOR"):
        wanted = False
    if color is not Color.AUTO:
        wanted = color is Color.ALWAYS
    width = min(shutil.get_terminal_size().columns, _WIDEST) if terminal else Style().width
    return Style(color=wanted, hyperlinks=terminal and wanted, width=width, quiet=quiet, verbose=verbose)


def write(text: str) -> None:
    """Write a document to standard output, as UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def say(line: str) -> None:
    """Tell a person something on standard error."""
    sys.stderr.write(f"citeproof: {line}\n")


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 fix`, `2 fixes`, `2 entries`."""
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("ry") else f"{noun}es" if noun.endswith("x") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def fail(line: str) -> NoReturn:
    """End with a problem of the user's."""
    say(f"error: {line}")
    sys.exit(EXIT_PROBLEM)

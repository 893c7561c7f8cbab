"""How a report may be shown: colour, links, width; and how hostile text is made harmless."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Control characters, bidirectional controls (Unicode UAX #9), other characters that are invisible or move the cursor, and
#: what no XML may hold.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_URL = re.compile(r"https?://[!-~]{1,2000}")

#: What is painted, in the words of rich's style language.
_PAINT = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "code": "bold",
    "gutter": "bold blue",
    "related": "bold blue",
    "word": "bold",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How to show a report: decided by the command line, obeyed by the formats for people.

    `width` is in terminal cells. `quiet` leaves the summary out; `verbose` adds the confidence of each finding and the
    references that were not checked. Not `fixable`: some text came from standard input, where nothing can be changed.
    """

    color: bool = False
    hyperlinks: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False
    fixable: bool = True

    def paint(self, text: str, role: str) -> str:
        """The text in the colour of a role (a severity, `code`, `gutter`, `related`, `word`)."""
        if not self.color or not text:
            return text
        from rich.color import ColorSystem
        from rich.style import Style as RichStyle

        return RichStyle.parse(_PAINT[role]).render(text, color_system=ColorSystem.STANDARD)

    def link(self, text: str, url: str) -> str:
        """The text as a terminal hyperlink (OSC 8)."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.hyperlinks else text

    def link_file(self, text: str, path: str) -> str:
        """The text as a hyperlink to a file, where there is such a file."""
        if not self.hyperlinks or not Path(path).is_file():
            return text
        return self.link(text, Path(path).resolve().as_uri())

    def link_urls(self, text: str) -> str:
        """The text with its URLs as hyperlinks."""
        return _URL.sub(lambda found: self.link(found[0], found[0]), text) if self.hyperlinks else text


def printable(text: str) -> str:
    r"""The text with control, bidirectional and invisible characters shown as escapes (`\x1b`, `\u202e`, `\n`)."""
    return _HARMFUL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def escape_json(document: str) -> str:
    r"""A JSON document with the harmful characters of its strings as JSON escapes: the same value, safe to look at.

    Line ends and other C0 controls are left to the JSON writer, which escapes those inside strings itself.
    """
    if (document.isascii() and "\x7f" not in document) or document.isprintable():  # nearly all: seen without a search
        return document
    return _HARMFUL.sub(lambda found: found[0] if found[0] < " " else json.dumps(found[0])[1:-1], document)


def pieces(text: str) -> Iterator[str]:
    """What is shown of each character, in order: four spaces for a tab, escapes for harmful characters."""
    return ("    " if char == "\t" else printable(char) for char in text)

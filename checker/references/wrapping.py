"""What the lengths of wrapped lines tell: text wrapped at a width breaks a line only where the next word has no room."""

import re
from collections.abc import Sequence

from checker.references.lines import WIDE, Line

#: Characters in a line that is wrapped: longer ones hold an entry each.
WIDEST = 120
_FIRST_WORD = re.compile(rf"{WIDE.pattern}|\S+")


def line_width(lines: Sequence[Line]) -> int:
    """The length in columns that nine of ten lines don't exceed: the rest may be links that can't be broken."""
    lengths = sorted(line.width for line in lines)
    return lengths[len(lengths) * 9 // 10]


def has_room(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether the first word of `line` would have had room behind the line before it."""
    word = _FIRST_WORD.match(text, line.start, line.end)
    if word is None:
        return False
    wide = WIDE.match(word.group()) is not None
    return before.width + (2 if wide else 1 + len(word.group())) <= width


def is_short(line: Line, width: int) -> bool:
    """Whether a line is short by any print: letters of different widths make full lines of different lengths."""
    return line.width * 6 < width * 5

"""Which bracket pair is the innermost around a place."""

import re
from collections.abc import Iterable

_PARTNER = {")": "(", "]": "["}
_ROUND_OR_SQUARE = re.compile(r"[()\[\]]")
_SQUARE = re.compile(r"[\[\]]")


def innermost(text: str, places: Iterable[int], square_only: bool = False) -> list[tuple[int, int] | None]:
    """For each offset (ascending) the range of the closed bracket pair around it, brackets included, or null. Linear."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    inside: list[int | None] = []
    wanted = iter(places)
    place = next(wanted, None)
    for bracket in (_SQUARE if square_only else _ROUND_OR_SQUARE).finditer(text):
        while place is not None and place < bracket.start():
            inside.append(opened[-1] if opened else None)
            place = next(wanted, None)
        if bracket[0] in "([":
            opened.append(bracket.start())
        elif opened and text[opened[-1]] == _PARTNER[bracket[0]]:
            closing[opened.pop()] = bracket.end()
    while place is not None:  # behind the last bracket nothing is closed any more
        inside.append(None)
        place = next(wanted, None)
    return [(start, closing[start]) if start is not None and start in closing else None for start in inside]

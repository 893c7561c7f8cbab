"""Running heads and page numbers that a copied list carries along from its pages."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from checker.references.lines import Line

_NUMBER_BEHIND = re.compile(r"(?P<head>\S.*?\S)\s+(?P<number>\d{1,5})$")
_NUMBER_BEFORE = re.compile(r"(?P<number>\d{1,5})\s+(?P<head>[^\s.)\]].*)$")
_ALONE = re.compile(r"\d{1,4}$")
_OF = re.compile(r"(?:[Pp]age\s)?\d{1,4}\s(?:of|/)\s\d{1,4}$")
#: What stands in running heads and hardly ever begins a wrapped line: `Doe et al. / Journal 12 (2019) 1–20`.
_TYPICAL = re.compile(r"\bet al\.?\s?[/|·—–-]|^[A-Z]\.? ?[A-Z][\w-]+(?:,| and) .{0,40} / |\s[|·]\s")
_LETTERS = 8
#: A page has more lines than this; pages of a list follow one another closely.
_FEWEST_LINES = 4
_LARGEST_STEP = 2
_FEWEST_HEADS = 3


def running_heads(text: str, lines: Sequence[Line]) -> set[int]:
    """The indices of lines that are a page's furniture: a head that recurs with the page's number, or numbers that count up.

    Lines of references recur too (`Phys. Rev. Lett. 85`): only numbers that count the pages, far enough apart, tell a head, and
    a form feed before each.
    """
    found: set[int] = set()
    heads: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    tops: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.end - line.start > 160:
            continue
        body = text[line.start : line.end]
        if "\f" in text[max(0, line.start - 2) : line.start]:
            tops[body].append(index)
        if _OF.match(body):
            found.add(index)
        elif _ALONE.match(body):
            heads[""].append((index, int(body)))
        else:
            match = _NUMBER_BEHIND.match(body) or (_NUMBER_BEFORE.match(body) if _TYPICAL.search(body) else None)
            if match and sum(char.isalpha() for char in match.group("head")) >= _LETTERS:
                heads[match.group("head")].append((index, int(match.group("number"))))
    for head, places in heads.items():
        if _count_pages(places) and (len(places) >= _FEWEST_HEADS or _TYPICAL.search(head)):
            found.update(index for index, _ in places)
    return found.union(*(places for places in tops.values() if len(places) > 1))


def _count_pages(places: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers of (line, number) count up by one or two, with a page's lines between."""
    steps = [(index - before, number - previous) for (before, previous), (index, number) in pairwise(places)]
    return bool(steps) and all(lines >= _FEWEST_LINES and 1 <= step <= _LARGEST_STEP for lines, step in steps)

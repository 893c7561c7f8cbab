"""Printed pages in one form. Apart from the grammar of lists, since the readers of every format want it."""

import re

#: A dash between two numbers, as printed (a pattern).
DASH = r"(?:\s?(?:-{1,3}|[‐‑‒–—―−])\s?)"
_PAGE_RANGE = re.compile(
    rf"^((?:[A-Za-z]{{1,4}}-?)?)(\d+)([A-Za-z]?){DASH}((?:[A-Za-z]{{1,4}}-?)?)(\d+)((?:\.[eE]\d+|[A-Za-z])?)$"
)


def expand_pages(text: str) -> str:
    """A printed page or range with the last page written out: `2563–9` → `2563-2569`, `e131–41` → `e131-e141`."""
    text = text.strip()
    match = _PAGE_RANGE.match(text)
    if match is None:
        return text
    before, first, after, before_last, last, after_last = match.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{before}{first}{after}-{before_last or before}{last}{after_last}"

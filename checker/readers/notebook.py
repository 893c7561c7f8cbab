"""Jupyter notebooks (.ipynb, nbformat 4) → `Document`: the text of their Markdown cells, read as Markdown.

https://nbformat.readthedocs.io/en/latest/format_description.html
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from checker.errors import InputError
from checker.model.document import Document
from checker.model.text import Anchor, SourceFile, Span
from checker.readers import json_scan, markdown
from checker.readers.json_scan import RawItem

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_CELLS = frozenset({"cells"})


def read(source: SourceFile) -> Document:
    """Read a notebook. Its places are the lines of the file and the number of the cell.

    Raw cells count where they hold front matter (Quarto) or Markdown. Raises InputError where the file is no such notebook.
    """
    pieces: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for number, lines in _cells(source):
        for place, line in lines:
            anchors.append(Anchor(length, source.position(place).line, f"cell {number}"))
            pieces.append(line)
            length += len(line)
        pieces.append("\n\n")
        length += 2
    extracted = replace(source, text="".join(pieces), plain=False, anchors=tuple(anchors) or (Anchor(0, 1),))
    return replace(markdown.read(extracted), format="notebook")


def _cells(source: SourceFile) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The cells that hold text, by their number: the pieces of each with their offsets in the file."""
    try:
        cells = list(json_scan.items(source.text, _CELLS))
    except json_scan.UnbalancedError as problem:
        line = source.position(problem.offset).line
        raise InputError(f"{source.path}:{line}: not JSON; the `{problem.bracket}` has no partner") from None
    if not cells:
        raise InputError(f"{source.path}:1: not a notebook of format 4; open it in Jupyter and save it again")
    for number, cell in enumerate(cells, 1):
        kind = cell.values["cell_type"].span.of(source.text) if "cell_type" in cell.values else ""
        if kind == "markdown" or (kind == "raw" and (number == 1 or _is_markdown(source, cell))):
            yield number, list(_pieces(source, cell))


def _is_markdown(source: SourceFile, cell: RawItem) -> bool:
    """Whether the metadata of a raw cell says that it holds Markdown."""
    return "metadata" in cell.values and '"text/markdown"' in cell.values["metadata"].span.of(source.text)


def _pieces(source: SourceFile, cell: RawItem) -> Iterator[tuple[int, str]]:
    """The strings of a cell's source: a list with one for each line, or one for all."""
    value = cell.values.get("source")
    if value is None:
        return
    around = Span(max(0, value.span.start - 1), value.span.end + 1)
    place = value.span if source.text.startswith("[", value.span.start) else around
    for match in _STRING.finditer(source.text, place.start, place.end):
        try:
            yield match.start(), json.loads(match[0], strict=False).replace("\r", "")
        except ValueError:
            line = source.position(match.start()).line
            raise InputError(f"{source.path}:{line}: a string of a cell is not JSON; save the notebook again") from None

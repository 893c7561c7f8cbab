r"""The bibliographies that a LaTeX text carries itself, in `filecontents` (https://ctan.org/pkg/filecontents)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.model.reference import ReferenceList
from checker.model.text import SourceFile, Span, blanked
from checker.readers import bibtex, latex_project

_OPENING = re.compile(r"\\begin\s?\{filecontents\*?\}\s{0,10}(?:\[[^\]\n]{0,100}\]\s{0,10})?\{([^{}\n]{1,200}\.bib)\}")
_CLOSING = re.compile(r"\\end\s?\{filecontents\*?\}\Z")


class Embedded(NamedTuple):
    """A bibliography within the text: the name of the file that LaTeX writes, and its entries."""

    name: str
    list: ReferenceList


def bibliographies(source: SourceFile, hidden: Sequence[Span]) -> list[Embedded]:
    """The bibliographies among the verbatim parts of a text; their places are places in the text."""
    found: list[Embedded] = []
    taken: set[str] = set()
    for span in hidden:
        opening = _OPENING.match(source.text, span.start, span.end)
        if opening:
            closing = _CLOSING.search(source.text, span.start, span.end)
            content = Span(opening.end(), closing.start() if closing else span.end)
            part = _read(source, content, frozenset(taken))
            taken.update(entry.id for entry in part.entries)
            found.append(Embedded(latex_project.bibliography_name(opening[1].strip(), Path(source.path)), part))
    return found


def _read(source: SourceFile, content: Span, taken: frozenset[str]) -> ReferenceList:
    """The entries of a part of the text: it is read with all before it blanked, so that the places hold."""
    text = blanked(source.text[: content.end], [Span(0, content.start)])
    part = bibtex.read(SourceFile(source.path, text), taken).lists[0]
    return replace(part, span=content, scope=Span(0, len(source.text)))

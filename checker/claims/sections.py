"""The paragraphs of the running text, each with the headings above it."""

import re
from collections import Counter
from collections.abc import Iterator

from checker.model.document import Block, BlockKind, Document

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
_ABSTRACT = re.compile(r"(?:structured )?(?:abstract|summary)\W{0,3}")
#: Words for the parts of a structured abstract, after the headings that MEDLINE knows.
_PARTS = frozenset(
    "aim aims and background conclusion conclusions context design discussion exposure exposures findings funding hypothesis"
    " importance intervention interventions introduction limitation limitations main materials measure measurements measures"
    " method methodology methods objective objectives outcome outcomes participants patients principal purpose rationale"
    " registration relevance result results setting significance subjects trial".split()
)


def paragraphs(document: Document) -> Iterator[tuple[str, Block]]:
    """The paragraphs, items of lists and notes in order, each with the headings above it in lower case, outermost first.

    A heading above all others is the title, which says nothing about the sections. Where headings have no levels, the parts of
    a structured abstract are told by their names.
    """
    levels = Counter(block.level for block in document.blocks if block.kind is BlockKind.HEADING)
    top = min(levels, default=0)
    above = _Headings(title=top if len(levels) > 1 and levels[top] == 1 else 0)
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            above.enter(" ".join(block.span.of(document.source.text).lower().split()), block.level)
        elif block.kind in _READ:
            above.bare = False
            yield above.path, block


class _Headings:
    """The headings that are open at a place, with their levels."""

    def __init__(self, title: int) -> None:
        """Open none yet; `title` is the level of the title, 0 for none."""
        self._title = title
        self._open: list[tuple[str, int]] = []
        self._parts: set[str] = set()
        #: Whether nothing has stood under the last heading yet.
        self.bare = False

    @property
    def path(self) -> str:
        """The names of the open headings, outermost first."""
        return " / ".join(name for name, _ in self._open)

    def enter(self, name: str, level: int) -> None:
        """A heading begins: those of its level and below end."""
        if level == self._title:
            self._open, self.bare = [], True
            return
        abstract = next((one for one, (text, _) in enumerate(self._open) if _ABSTRACT.fullmatch(text)), None)
        if abstract is not None and level == self._open[abstract][1] and self._is_part(name):
            self._parts.add(name)
            level += 1
        while self._open and self._open[-1][1] >= level:
            self._open.pop()
        if _ABSTRACT.fullmatch(name):
            self._parts = set()
        self._open.append((name, level))
        self.bare = True

    def _is_part(self, name: str) -> bool:
        """Whether a heading as high as that of the abstract is a part of it: no text stands between, and it is the first."""
        first = (self.bare or bool(self._parts)) and name not in self._parts
        words = re.findall(r"[^\W\d_]+", name)
        return first and bool(words) and _PARTS.issuperset(words)

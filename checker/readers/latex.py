r"""LaTeX → `Document`: the prose with its citation commands, the printed list (`\\bibitem`), and what names a bibliography."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from checker.model.document import Block, BlockKind, Citation, Document, Metadata
from checker.model.reference import Name
from checker.model.text import Location, SourceFile, Span
from checker.readers import dates, latex_cite, latex_embedded, latex_items, latex_project
from checker.readers.assembly import Assembled
from checker.readers.latex_scan import Command, environment, scan
from checker.references.tex import plain

_HEADINGS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5}
_ENVIRONMENTS = {
    "tabular": BlockKind.TABLE, "tabularx": BlockKind.TABLE, "longtable": BlockKind.TABLE, "tabulary": BlockKind.TABLE,
    "itemize": BlockKind.LIST_ITEM, "enumerate": BlockKind.LIST_ITEM, "description": BlockKind.LIST_ITEM,
    "figure": BlockKind.CAPTION, "table": BlockKind.CAPTION, "tikzpicture": BlockKind.OTHER, "algorithm": BlockKind.OTHER,
    "algorithmic": BlockKind.OTHER, "thebibliography": BlockKind.OTHER,
}  # fmt: skip
#: Environments inside others beyond this depth are no manuscript's.
_DEEPEST = 50
#: Commands whose first argument is no prose.
_OPAQUE = frozenset({
    "label", "ref", "eqref", "autoref", "nameref", "pageref", "cref", "Cref", "vref", "includegraphics", "input", "include",
    "subfile", "url", "href", "path", "nolinkurl", "bibliography", "bibliographystyle", "addbibresource", "printbibliography",
    "nocite", "vspace", "hspace", "usepackage", "documentclass", "setlength", "color", "textcolor", "cellcolor", "rowcolor",
    "hypersetup", "pagestyle", "thispagestyle", "graphicspath", "setcounter", "addtocounter", "begin", "end", "bibitem",
    "subfileinclude", "import", "subimport", "SweaveInput", "SweaveOpts", "Sexpr",
})  # fmt: skip
#: The last two are of bibunits (https://ctan.org/pkg/bibunits).
_BIBLIOGRAPHIES = frozenset({
    "bibliography", "addbibresource", "addglobalbib", "addsectionbib", "defaultbibliography", "putbib",
})  # fmt: skip
#: How many further lists of references a manuscript may have (https://ctan.org/pkg/multibib).
_MOST_LISTS = 20
_MARKS_OF_TEXT = frozenset("%&$#_{}")


def read(source: SourceFile) -> Document:
    """Read a LaTeX manuscript with the files that it includes.

    Included files stand in their place in the text of the document's source, which knows where each part comes from.
    """
    assembled = latex_project.assemble(source)
    return _Reader(assembled.source).document(assembled)


class _Reader:
    """One LaTeX text, its marks, and what its commands say."""

    def __init__(self, source: SourceFile) -> None:
        self._source, self._text = source, source.text
        self._marks = scan(source.text)
        self._forms = dict(latex_cite.COMMANDS)
        self._naming = set(_BIBLIOGRAPHIES)
        self._unprinted = {"nocite"}
        self._body_start = self._defined_to = 0
        self._citations: list[Citation] = []
        self._bibliographies: list[tuple[str, Span]] = []
        self._nocite: list[str] = []
        self._said: dict[str, list[Span]] = {}

    def document(self, assembled: Assembled) -> Document:
        """The document, with what is to be said about the files that were not read."""
        for command in self._marks.commands:
            self._read(command)
        embedded = latex_embedded.bibliographies(self._source, self._marks.hidden)
        lists = latex_items.reference_lists(self._source, self._marks) + tuple(part.list for part in embedded)
        return Document(
            self._source,
            "latex",
            tuple(self._blocks()),
            lists,
            tuple(self._citations),
            comments=tuple(Location(self._source.path, span) for span in self._marks.comments),
            metadata=self._metadata(assembled.nocite, {part.name for part in embedded}),
            notices=assembled.notices,
        )

    def _read(self, command: Command) -> None:
        """What a command says: a citation, a new citation command, a bibliography, a part of the title page."""
        name = command.name
        if command.start < self._defined_to:  # the name that a definition gives, not a use of it
            return
        if name in self._forms:
            citation = latex_cite.citation(self._text, self._marks, command, self._forms[name])
            if citation:
                self._citations.append(citation)
        elif name in latex_cite.DEFINITIONS:
            defined = latex_cite.definition(self._text, self._marks, command, self._forms)
            if defined:
                self._forms[defined.name] = defined.form
                self._defined_to = defined.end
        elif name in self._unprinted:
            self._nocite += (key for key, _ in latex_cite.keys(self._text, self._marks, command.end))
        elif name in self._naming:
            at, opening = (command.end, "[") if name == "putbib" else (self._behind_notes(command.end), "{")
            self._bibliographies += latex_cite.keys(self._text, self._marks, at, opening)
        elif name == "newcites":
            self._divide([suffix for suffix, _ in latex_cite.keys(self._text, self._marks, command.end)][:_MOST_LISTS])
        elif name in ("title", "date", "author"):
            group = self._argument(command)
            if group:
                self._said.setdefault(name, []).append(group)
        elif name == "begin" and not self._body_start and environment(self._text, command)[0] == "document":
            self._body_start = environment(self._text, command)[1]

    def _divide(self, suffixes: Sequence[str]) -> None:
        r"""Note the commands for further lists, which end with a name of the list: `\citeweb`, `\bibliographyweb`."""
        for suffix in suffixes:
            self._forms |= {f"{name}{suffix}": form for name, form in latex_cite.COMMANDS.items()}
            self._naming.add(f"bibliography{suffix}")
            self._unprinted.add(f"nocite{suffix}")

    def _behind_notes(self, at: int) -> int:
        """The place behind a star and optional arguments."""
        at += self._text.startswith("*", at)
        for _ in range(4):
            if self._text.startswith("[", at):
                at = self._marks.closing.get(at, at)
        return at

    def _argument(self, command: Command) -> Span | None:
        """The first argument in braces of a command, without its braces."""
        at = self._behind_notes(command.end)
        end = self._marks.closing.get(at, 0) if self._text.startswith("{", at) else 0
        return Span(at + 1, end - 1) if end else None

    def _metadata(self, nocite: tuple[str, ...], embedded: Collection[str]) -> Metadata:
        said = {
            name: [plain(latex_items.printed(span, self._text).text) for span in spans] for name, spans in self._said.items()
        }
        main = Path(self._source.path)
        named = [(latex_project.bibliography_name(name, main), span) for name, span in self._bibliographies]
        named = [(name, span) for name, span in named if not (name in embedded or latex_project.comes_with_tex(name, main))]
        authors = (part for span in self._said.get("author", ()) for part in span.of(self._text).split("\\and"))
        return Metadata(
            title=next(iter(said.get("title", ())), ""),
            author=tuple(_names(authors)),
            date=next((date for text in said.get("date", ()) if (date := dates.parse(text))), None),
            bibliography=tuple(name for name, _ in named),
            bibliography_spans=tuple(span for _, span in named),
            nocite=(*self._nocite, *nocite),
        )

    def _blocks(self) -> Iterator[Block]:
        """The blocks between blank lines, headings, items and environments; what stands before the document is none."""
        excluded = sorted({*self._marks.comments, *self._marks.hidden, *self._marks.maths, *self._syntax()})
        starts = [span.start for span in excluded]
        cuts = sorted(self._cuts())
        for (start, kind, level), (end, _, _) in pairwise([*cuts, (self._marks.stop, BlockKind.OTHER, 0)]):
            text = self._text[start:end]
            if end <= start or not text.strip():
                continue
            span = Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
            first = bisect_right(starts, span.start)
            first -= first > 0 and excluded[first - 1].end > span.start
            parts = tuple(excluded[first : bisect_left(starts, span.end)])
            yield Block(kind, span, level, parts)

    def _cuts(self) -> Iterator[tuple[int, BlockKind, int]]:
        """Where a block begins, of which kind, and the level of a heading."""
        around: list[str] = []
        breaks = iter([*self._marks.breaks, Span(self._marks.stop, self._marks.stop)])
        following = next(breaks)
        yield (self._body_start, BlockKind.PARAGRAPH, 0)
        for command in self._marks.commands:
            if command.start < self._body_start:
                continue
            while following.start < command.start:
                yield (max(following.end, self._body_start), self._kind(around), 0)
                following = next(breaks)
            if command.name in _HEADINGS:
                around.clear()
                heading = self._argument(command)
                if heading:
                    yield (command.start, BlockKind.HEADING, _HEADINGS[command.name])
                    yield (heading.end + 1, BlockKind.PARAGRAPH, 0)
            elif command.name in ("begin", "end"):
                name, end = environment(self._text, command)
                if self._enter(command.name, name.rstrip("*"), around):
                    yield (command.start, BlockKind.OTHER, 0)
                    yield (end, self._kind(around), 0)
            elif command.name in ("item", "par", "caption"):
                yield (command.start, self._kind(around), 0)
        while following.start < self._marks.stop:
            yield (max(following.end, self._body_start), self._kind(around), 0)
            following = next(breaks)

    @staticmethod
    def _enter(sign: str, name: str, around: list[str]) -> bool:
        """Enter or leave an environment, and say whether it is one that divides blocks."""
        if name not in _ENVIRONMENTS:
            return name in ("abstract", "quote", "quotation")
        if sign == "begin" and len(around) < _DEEPEST:
            around.append(name)
        elif sign == "end" and name in around:
            del around[len(around) - 1 - around[::-1].index(name) :]
        return True

    @staticmethod
    def _kind(around: list[str]) -> BlockKind:
        return _ENVIRONMENTS[around[-1]] if around else BlockKind.PARAGRAPH

    def _syntax(self) -> Iterator[Span]:
        """The commands with the arguments that are no prose. Citations are left alone."""
        cited = iter([*self._citations, None])
        citation = next(cited)
        for command in self._marks.commands:
            while citation and citation.span.end <= command.start:
                citation = next(cited)
            if citation and citation.span.start <= command.start:
                continue
            if command.name in _MARKS_OF_TEXT:
                yield Span(command.start, command.start + 1)
                continue
            end = self._behind_notes(command.end)
            if command.name in _OPAQUE and self._text.startswith("{", end):
                end = self._marks.closing.get(end, end)
            yield Span(command.start, end)


def _names(texts: Iterable[str]) -> Iterator[Name]:
    r"""The authors that `\author` names; without footnotes and affiliations, which stand behind a command or a line end."""
    for text in texts:
        name = plain(text.split("\\thanks")[0].split("\\\\")[0]).strip(" ,")
        given, _, family = name.rpartition(" ")
        if name and len(name) < 100:
            yield Name(family=family, given=given) if given else Name(literal=family)

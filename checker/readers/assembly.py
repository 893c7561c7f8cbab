"""A manuscript of several files → one text with the included files in their places. Nothing is read outside its project.

How a format says that another file stands in a place, its reader knows; what may be read, and how much, is decided here.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from checker.errors import InputError
from checker.model.text import Part, SourceFile, Span
from checker.readers import files
from checker.readers.formats import may_be_part
from checker.readers.project import project_root

_DEEPEST = 20
_MOST_FILES = 1000
#: How much of included files is read, in characters, each counted as often as it is included.
_LARGEST = 64 * 1024 * 1024
_GAP = "\n\n"
_MISSING = "no such file"


class Inclusion(NamedTuple):
    """A place that another file stands in, and the file as the text names it.

    `apart`: the place is code that stays, and the file's text comes behind all others. `optional`: the file may be one that
    comes with the tools, so that nothing is said where it is missing. `part` tells the part of its text that is meant.
    """

    place: Span
    name: str
    apart: bool = False
    optional: bool = False
    part: Callable[[str], Span] | None = None


class Survey(NamedTuple):
    """What a text includes, in order, and the part of it that counts where it is included itself."""

    inclusions: Sequence[Inclusion]
    body: Span


@dataclass(frozen=True, slots=True)
class Assembled:
    """The text of a manuscript with its included files, and a line for each file that was not read."""

    source: SourceFile
    notices: tuple[str, ...] = ()
    #: What counts as cited besides: any entry, where a file was not read that may cite it.
    nocite: tuple[str, ...] = ()


def assemble(
    source: SourceFile,
    format_name: str,
    survey: Callable[[str], Survey],
    *,
    suffixes: Sequence[str] = ("",),
    main_first: bool = False,
    top: Path | None = None,
) -> Assembled:
    """The manuscript, of a format, with its included files in their places.

    A name means a file beside the file that names it or beside the manuscript (in the other order if `main_first`), with one
    of `suffixes`; one that begins with `/` a file in the folder `top` of a tool's project, or below the repository's root or
    the manuscript's folder. Files outside the project, missing ones, those of other formats and those that include themselves
    are named in the notices and left out.
    """
    path = Path(source.path)
    root = project_root(path)
    tops = [top, root, path.resolve().parent] if top else [root, path.resolve().parent]
    assembly = _Assembly(path, format_name, survey, suffixes, main_first, root, tops, source.encoding)
    assembly.add(source, survey(source.text).inclusions, Span(0, len(source.text)), (assembly.main,))
    assembly.add_what_stands_apart()
    if assembly.files:
        text = "".join(assembly.pieces)
        source = SourceFile(source.path, text, source.encoding, source.bom, parts=tuple(assembly.parts))
    return Assembled(source, tuple(assembly.notices), ("*",) if assembly.unread else ())


class _Waiting(NamedTuple):
    """A file that is to be set behind all others: what names it, where, and the files that this place is included in."""

    path: Path
    file: SourceFile
    inclusion: Inclusion
    opened: tuple[Path, ...]


@dataclass(slots=True)
class _Assembly:
    """The pieces of the text so far, and where each comes from."""

    path: Path
    format_name: str
    survey: Callable[[str], Survey]
    suffixes: Sequence[str]
    main_first: bool
    root: Path
    tops: Sequence[Path]  # the folders that a `/` may mean
    encoding: str  # of the manuscript
    main: Path = field(init=False)  # the manuscript's own file, links resolved
    pieces: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)
    length: int = 0
    files: int = 0
    read: int = 0  # of included files, in characters
    unread: bool = False  # a file with text of its own is left out

    def __post_init__(self) -> None:
        self.main = self.path.resolve()

    def add(self, file: SourceFile, inclusions: Sequence[Inclusion], body: Span, opened: tuple[Path, ...]) -> None:
        """Add the `body` of a file with what it includes; `opened` are the files that this one is included in."""
        at = body.start
        for inclusion in inclusions:
            if not body.covers(inclusion.place):
                continue
            found = self._found(file, inclusion, opened)
            if found and inclusion.apart:
                self.waiting.append(_Waiting(found, file, inclusion, opened))
            elif found:
                self._piece(file, file.text[at : inclusion.place.start], at)
                self._include(found, inclusion, opened)
                at = inclusion.place.end
        self._piece(file, file.text[at : body.end], at)

    def add_what_stands_apart(self) -> None:
        """Add the files that code includes, each as a paragraph of its own."""
        for one in self.waiting:  # which grows meanwhile, as far as files may be included
            self._piece(one.file, _GAP, one.inclusion.place.start)
            self._include(one.path, one.inclusion, one.opened)

    def _piece(self, file: SourceFile, text: str, start: int) -> None:
        if text or not self.parts:
            self.parts.append(Part(self.length, file, start))
            self.pieces.append(text)
            self.length += len(text)

    def _include(self, path: Path, inclusion: Inclusion, opened: tuple[Path, ...]) -> None:
        self.files += 1
        shown = self._shown(path)
        try:
            file = files.load(shown, fallback=self.encoding)
        except files.EmptyFileError:
            return
        except InputError as problem:
            self._leave_out(str(problem))
            return
        self.read += len(file.text)
        if self.read > _LARGEST:
            self._leave_out(f"{shown}: the included files are too large together")
            return
        inclusions, body = self.survey(file.text)
        if inclusion.part:
            body = _common(body, inclusion.part(file.text))
        self.add(file, inclusions, body, (*opened, path))

    def _shown(self, path: Path) -> Path:
        """The path of a file as the manuscript's own path is written."""
        if path.is_relative_to(self.main.parent):
            beside = self.path.parent / path.relative_to(self.main.parent)
            if os.path.realpath(beside) == str(path):
                return beside
        return path if self.path.is_absolute() else Path(os.path.relpath(path))

    def _found(self, file: SourceFile, inclusion: Inclusion, opened: tuple[Path, ...]) -> Path | None:
        """The file that is included; null, with a notice, where it may not be read."""
        tried = [self._in(folder, name) for folder, name in self._places(file, inclusion.name)]
        path = next((path for path, _ in tried if path), None)
        named = f"{file.path}:{file.position(inclusion.place.start).line}: `{inclusion.name}`"
        if path is None:
            problem = tried[0][1]
            if not (inclusion.optional and problem == _MISSING):
                self._leave_out(f"{named}: {problem}")
        elif not may_be_part(path, self.format_name):
            self._leave_out(f"{named}: of another format, to be checked by its name")
        elif path in opened:
            self._say(f"{named} includes itself and was not read again")
        elif len(opened) > _DEEPEST or self.files + len(self.waiting) >= _MOST_FILES:
            self._leave_out(f"{named}: too many files are included")
        else:
            return path
        return None

    def _leave_out(self, problem: str) -> None:
        self.unread = True
        self._say(f"{problem}; it was not read, so no entry is called uncited")

    def _say(self, notice: str) -> None:
        if len(self.notices) < _MOST_FILES:
            self.notices.append(notice)

    def _places(self, file: SourceFile, name: str) -> Iterator[tuple[Path, str]]:
        """The folders that a name may be meant from, the likelier first, and the name there."""
        beside = Path(file.path).resolve().parent
        if self.main_first:
            yield from ((self.main.parent, name), (beside, name))
        elif name.startswith("/"):
            yield from ((folder, name.lstrip("/")) for folder in self.tops)
        else:
            yield from ((beside, name), (self.main.parent, name))

    def _in(self, folder: Path, name: str) -> tuple[Path | None, str]:
        """The file of this name in a folder, links resolved, or null and why there is none that may be read."""
        problem = _MISSING
        for suffix in self.suffixes:
            try:
                path = (folder / (name + suffix)).resolve()
                if not path.is_relative_to(self.root):
                    problem = "outside the project"
                elif path.is_file():
                    return path, ""
            except (OSError, ValueError, RuntimeError):  # a name that no file can have
                continue
        return None, problem


def _common(one: Span, other: Span) -> Span:
    start = max(one.start, other.start)
    return Span(start, max(start, min(one.end, other.end)))

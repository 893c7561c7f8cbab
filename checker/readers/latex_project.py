r"""A LaTeX manuscript of several files → one text: `\input`, `\include`, `\subfile` set in place, within its folder."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import InputError
from checker.model.text import Part, SourceFile
from checker.readers import files
from checker.readers.latex_scan import Command, Marks, environment, scan

_MENTION = re.compile(r"\\(?:input|include|subfile|bibliography)\b")
_FILE = re.compile(r"[ \t]{0,20}\{\s{0,20}([^{}\r\n]{1,500}?)\s{0,20}\}|[ \t]{1,20}([^\s{}\\%]{1,500})")
_INCLUDES = frozenset({"input", "include", "subfile"})
_DEEPEST = 20
_MOST_FILES = 1000
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Project:
    """The text of a manuscript with its included files, and a line for each file that was not read."""

    source: SourceFile
    notices: tuple[str, ...] = ()


def assemble(source: SourceFile) -> Project:
    """The manuscript with its included files in their places.

    Only files below the manuscript's folder are read; others, missing ones and those that include themselves are named in
    the notices and left out. Where the bibliography is missing, the .bbl file beside the manuscript stands for it, as in LaTeX.
    """
    if not _MENTION.search(source.text):
        return Project(source)
    assembly = _Assembly(Path(source.path))
    assembly.add(source, scan(source.text), 0, len(source.text), (assembly.main,))
    if len(assembly.parts) == 1:
        return Project(source, tuple(assembly.notices))
    text = "".join(assembly.pieces)
    joined = SourceFile(source.path, text, source.encoding, source.bom, parts=tuple(assembly.parts))
    return Project(joined, tuple(assembly.notices))


def bibliography_name(name: str) -> str:
    r"""The file name that `\bibliography{name}` means: with `.bib`, which BibTeX adds."""
    return name if Path(name).suffix.lower() in (".bib", ".json", ".ris", ".nbib") else f"{name}.bib"


@dataclass(slots=True)
class _Assembly:
    """The pieces of the text so far, and where each comes from."""

    path: Path
    pieces: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    length: int = 0
    files: int = 0

    @property
    def main(self) -> Path:
        """The manuscript's own file, links resolved."""
        return self.path.resolve()

    def add(self, file: SourceFile, marks: Marks, start: int, end: int, opened: tuple[Path, ...]) -> None:
        """Add `file.text[start:end]` with what it includes; `opened` are the files that this one is included in."""
        at = start
        for command in marks.commands:
            if not start <= command.start < end or command.name not in (*_INCLUDES, "bibliography"):
                continue
            name = _FILE.match(file.text, command.end)
            if not name:
                continue
            found = self._bbl(name[1] or "") if command.name == "bibliography" else self._found(file, command, name, opened)
            if found:
                self._piece(file, at, command.start)
                self._include(found, opened)
                at = name.end()
        self._piece(file, at, end)

    def _piece(self, file: SourceFile, start: int, end: int) -> None:
        if start < end or not self.parts:
            self.parts.append(Part(self.length, file, start))
            self.pieces.append(file.text[start:end])
            self.length += end - start

    def _include(self, path: Path, opened: tuple[Path, ...]) -> None:
        self.files += 1
        shown = self.path.parent / path.relative_to(self.main.parent)
        try:
            file = files.load(shown)
        except InputError as problem:
            self.notices.append(f"{problem}; it was not read")
            return
        if self.length + len(file.text) > _LARGEST:
            self.notices.append(f"{shown}: the included files are too large together; it was not read")
            return
        marks = scan(file.text)
        self.add(file, marks, _body(file.text, marks), marks.stop, (*opened, path))

    def _found(self, file: SourceFile, command: Command, name: re.Match[str], opened: tuple[Path, ...]) -> Path | None:
        """The file that a command includes; null, with a notice, where it may not be read."""
        written = (name[1] or name[2]).strip('"')
        folder = self.main.parent
        path = _existing(folder / written)
        if path is None and not _within(folder / written, folder):
            problem = "outside the manuscript's folder"
        elif path is None:
            problem = "no such file"
        elif not path.is_relative_to(folder):
            problem = "outside the manuscript's folder"
        elif path in opened:
            problem = "it includes itself"
        elif len(opened) > _DEEPEST or self.files >= _MOST_FILES:
            problem = "too many files are included"
        else:
            return path
        line = file.position(command.start).line
        notice = f"{file.path}:{line}: `{written}` was not read: {problem}"
        if len(self.notices) < _MOST_FILES:
            self.notices.append(notice)
        return None

    def _bbl(self, names: str) -> Path | None:
        """The .bbl file of the manuscript, where none of the bibliography files that it names exists."""
        folder = self.main.parent
        if any(_existing(folder / bibliography_name(name.strip())) for name in names.split(",")):
            return None
        path = _existing(self.main.with_suffix(".bbl"))
        return path if path and path.is_relative_to(folder) else None


def _existing(path: Path) -> Path | None:
    """The file that a path means, as LaTeX looks for it: with `.tex` first. Links are resolved."""
    for candidate in (path.with_name(f"{path.name}.tex"), path) if path.name else ():
        try:
            if candidate.is_file():
                return candidate.resolve()
        except (OSError, ValueError, RuntimeError):  # a name that no file can have
            continue
    return None


def _within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        return False


def _body(text: str, marks: Marks) -> int:
    """Where the text of an included file begins: a subfile has a preamble of its own."""
    for command in marks.commands:
        if command.name == "begin" and environment(text, command)[0] == "document":
            return environment(text, command)[1]
    return 0

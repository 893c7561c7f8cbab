r"""A LaTeX manuscript of several files: `\input`, `\include`, `\subfile`, `\import`, Sweave's input; and its .bbl file."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from checker.model.text import SourceFile, Span
from checker.readers.assembly import Assembled, Inclusion, Survey
from checker.readers.assembly import assemble as put_together
from checker.readers.files import is_file
from checker.readers.latex_scan import Marks, environment, scan

_MENTION = re.compile(r"\\(?:input|include|subfile|subfileinclude|import|subimport|SweaveInput|bibliography)\b")
_FILE = re.compile(r"[ \t]{0,20}\{\s{0,20}([^{}\r\n]{1,500}?)\s{0,20}\}|[ \t]{1,20}([^\s{}\\%]{1,500})")
#: Bibliographies without works (https://ctan.org/pkg/ieeetran).
_ABBREVIATIONS = frozenset({"ieeeabrv.bib", "ieeefull.bib"})
_INCLUDES = frozenset({"input", "include", "subfile", "subfileinclude", "SweaveInput"})
#: Commands whose first argument is the folder of the file (https://ctan.org/pkg/import).
_IMPORTS = frozenset({"import", "subimport"})


def assemble(source: SourceFile) -> Assembled:
    """The manuscript with its included files in their places.

    Where the bibliography is missing, the .bbl file beside the manuscript stands for it, as in LaTeX.
    """
    if not _MENTION.search(source.text):
        return Assembled(source)
    return put_together(source, "latex", partial(_survey, Path(source.path)), suffixes=(".tex", ""), main_first=True)


def bibliography_name(name: str, main: Path) -> str:
    r"""The file name that `\bibliography{name}` means in a manuscript: with `.bib`, which BibTeX adds."""
    name = name.replace("\\jobname", main.stem)
    return name if "://" in name or Path(name).suffix.lower() in (".bib", ".json", ".ris", ".nbib") else f"{name}.bib"


def comes_with_tex(name: str, main: Path) -> bool:
    r"""Whether a bibliography is no file of the author's: TeX brings some abbreviations (`\bibliography{IEEEabrv,refs}`)."""
    return name.lower() in _ABBREVIATIONS and not is_file(main.parent / name)


def _survey(main: Path, text: str) -> Survey:
    """What a file includes, and its text: without its own preamble where it is a subfile."""
    marks = scan(text)
    begin = _begin(text, marks)
    return Survey(list(_inclusions(main, text, marks, begin)), Span(begin, marks.stop))


def _inclusions(main: Path, text: str, marks: Marks, begin: int) -> Iterator[Inclusion]:
    r"""The inclusions, those in a preamble optional: there stand files that come with TeX (`\input{glyphtounicode}`)."""
    for command in marks.commands:
        name = _FILE.match(text, command.end)
        if name is None:
            continue
        place, first, optional = Span(command.start, name.end()), name[1] or name[2], command.start < begin
        if command.name in _INCLUDES:
            yield Inclusion(place, first.strip('"'), optional=optional)
        elif command.name in _IMPORTS and (file := _FILE.match(text, name.end())):
            yield Inclusion(Span(command.start, file.end()), f"{first}/{file[1] or file[2]}", optional=optional)
        elif command.name == "bibliography" and _is_missing(main, first):
            yield Inclusion(place, main.with_suffix(".bbl").name)


def _is_missing(main: Path, names: str) -> bool:
    """Whether none of the bibliographies exists, and the manuscript's .bbl file does."""
    folder = main.parent
    named = (folder / bibliography_name(name.strip(), main) for name in names.split(","))
    return not any(map(is_file, named)) and is_file(main.with_suffix(".bbl"))


def _begin(text: str, marks: Marks) -> int:
    """Where the text of an included file begins: a subfile has a preamble of its own."""
    for command in marks.commands:
        if command.name == "begin" and environment(text, command)[0] == "document":
            return environment(text, command)[1]
    return 0

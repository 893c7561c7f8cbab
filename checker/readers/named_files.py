r"""The files that a manuscript names, told by patterns before it is read: its bibliographies, and the files that it includes.

Whether a name stands in prose, in code or in a comment only its reader knows; here it matters which files belong together.
"""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from checker.readers import detect, front_matter, markdown_scan, project
from checker.readers.files import is_file

#: Where formats name their bibliographies; the names stand in the first group.
_BIBLIOGRAPHY = {
    "rst": re.compile(r"^[ \t]*\.\.[ \t]+bibliography::[ \t]+(\S[^\r\n]{0,500})", re.MULTILINE),
    "org": re.compile(
        r"^[ \t]*#\+bibliography:[ \t]*(\S[^\r\n]{0,500})|\bbibliography:([^\s\[\]]{1,500})", re.MULTILINE | re.IGNORECASE
    ),
    "typst": re.compile(r"\bbibliography\(\s{0,20}\(?([^()]{1,1000})\)"),
    "latex": re.compile(
        r"\\(?:bibliography(?!style)[A-Za-z]{0,40}|addbibresource|defaultbibliography)(?:\[[^\[\]\n]{0,200}\])?"
        r"\{([^{}\x00\r\n]{1,500})\}|\\putbib\[([^\[\]\x00\r\n]{1,500})\]"
    ),
}
_BIBLIOGRAPHY_NAME = re.compile(r"[^\s\"',()]+\.(?:bib|ya?ml)\b")
#: Where formats include other files; the names stand in the groups. Markdown's are found by its scan.
_INCLUSION: Mapping[str, re.Pattern[str]] = {
    "rst": re.compile(r"^[ \t]*\.\.[ \t]+include::[ \t]+(\S[^\n]{0,500})", re.MULTILINE),
    "org": re.compile(r"^[ \t]*#\+include:[ \t]*(?:\"([^\"\n]{1,500})\"|(\S{1,500}))", re.MULTILINE | re.IGNORECASE),
    "typst": re.compile(r"\binclude[ \t]+\"([^\"\n]{1,500})\""),
    "latex": re.compile(
        r"\\(?:input|include|subfile|subfileinclude|SweaveInput)\{([^{}\x00\r\n]{1,500})\}"
        r"|\\(?:import|subimport)\*?\{([^{}\x00\r\n]{1,250}\}\{[^{}\x00\r\n]{1,250})\}"
    ),
}


def named(path: Path, format_name: str, root: Path) -> Iterator[str]:
    """The real paths of the files that a manuscript names; those that it includes lie in its project, at `root` or below."""
    if format_name in project.FORMATS:
        yield from (os.path.realpath(found.path) for found in project.bibliographies(path))
    if format_name == "markdown":
        yield from _bibliography_of(path)
    if format_name != "markdown" and format_name not in _INCLUSION:
        return
    text = _text(path)
    if format_name in _BIBLIOGRAPHY:
        yield from _bibliographies(path, format_name, text)
    real = os.path.realpath(root)
    yield from (name for name in _included(path, format_name, text, root) if Path(name).is_relative_to(real))


def _bibliographies(path: Path, format_name: str, text: str) -> Iterator[str]:
    for match in _BIBLIOGRAPHY[format_name].finditer(text):
        said = next(filter(None, match.groups()), "")
        if format_name == "latex":  # which adds the suffix
            said = ",".join(f"{name.strip()},{name.strip()}.bib" for name in said.split(","))
        yield from (_real(path.parent, name) for name in _BIBLIOGRAPHY_NAME.findall(said))


def _included(path: Path, format_name: str, text: str, root: Path) -> Iterator[str]:
    """The real paths that the inclusions of a text mean; in LaTeX all that they may mean.

    A file below the manuscript's folder names others from there too.
    """
    folders = [path.parent, *(folder for folder in path.absolute().parents if folder.is_relative_to(root))]
    for name in _included_names(format_name, text):
        if format_name == "latex":
            name = name.replace("}{", "/")
            yield from (_real(folder, name + suffix) for folder in folders for suffix in ("", ".tex"))
        else:
            places = [project.top(path), root, path.parent] if name.startswith("/") else folders
            meant = (Path(_real(folder, name.lstrip("/"))) for folder in places)
            yield from map(str, islice(filter(is_file, meant), 1))


def _included_names(format_name: str, text: str) -> Iterator[str]:
    if format_name == "markdown":
        yield from (inclusion.name for inclusion in markdown_scan.scan(text).included)
    else:
        found = _INCLUSION[format_name].finditer(text)
        yield from (next(filter(None, match.groups()), "").strip() for match in found)


def _real(folder: Path, name: str) -> str:
    return os.path.realpath(folder / name.replace("\0", ""))


def _bibliography_of(path: Path) -> Iterator[str]:
    """The real paths of the files that the front matter of a manuscript names; none where it can't be read."""
    for name in front_matter.metadata(detect.head(path).decode("utf-8", "replace").removeprefix("\ufeff")).bibliography:
        yield _real(path.parent, name)


def _text(path: Path) -> str:
    """The text of a file; nothing where it can't be read, which is said when it is to be read for good."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""

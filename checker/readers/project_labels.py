"""The labels that the other files of a MyST project give their parts: `@methods` may mean a section of another page.

https://mystmd.org/guide/cross-references: labels are unique in a project.
"""

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from checker.readers import markdown_scan
from checker.readers.files import is_file

_PAGES = (".md", ".ipynb")
#: More pages than this are not read for their labels, nor larger ones, in bytes.
_MOST_PAGES, _LARGEST = 1000, 5_000_000
_SKIPPED = ("_build", "node_modules", "__pycache__", "venv")


def labels_around(manuscript: Path, top: Path) -> frozenset[str]:
    """The labels of all pages of the MyST project that a manuscript is in, whose folder is `top`; none without a project."""
    if not is_file(top / "myst.yml"):
        return frozenset()
    return frozenset().union(*(_labels(str(page), _changed(page)) for page in _pages(top) if page != manuscript))


def _pages(top: Path) -> Iterator[Path]:
    left = _MOST_PAGES
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(names):
            path = Path(folder, name)
            if left and name.endswith(_PAGES) and is_file(path):
                left -= 1
                yield path


def _changed(page: Path) -> tuple[int, int]:
    """What tells whether a page is the one that was read before."""
    try:
        status = page.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=_MOST_PAGES)
def _labels(page: str, changed: tuple[int, int]) -> frozenset[str]:
    if changed[1] > _LARGEST:
        return frozenset()
    try:
        text = Path(page).read_text("utf-8-sig", "replace")
        return frozenset(markdown_scan.defined(_cells(text) if page.endswith(".ipynb") else text))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()  # a page that can't be read says so where it is checked itself


def _cells(notebook: str) -> str:
    return "\n\n".join("".join(cell["source"]) for cell in json.loads(notebook)["cells"])

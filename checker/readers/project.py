"""The bibliographies that a project names for its manuscripts, as its tool chain finds them. Nothing is executed.

Quarto (`_quarto.yml`, `_metadata.yml`), MyST (`myst.yml`), Jupyter Book (`_config.yml`), bookdown (`_bookdown.yml` with
`index.Rmd`) and Sphinx (`conf.py`, by its literals).
"""

import ast
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from checker.readers import front_matter, yaml_tree
from checker.readers.files import is_file
from checker.readers.yaml_tree import Node

#: Formats whose tool chains find the bibliography by a project's configuration.
FORMATS = frozenset({"markdown", "notebook", "rst"})
#: How far up a configuration is looked for, and the largest one that is read, in bytes.
_MOST_FOLDERS, _LARGEST = 12, 1_000_000
#: The configurations that stand at the top of a project.
_TOPS = ("conf.py", "_quarto.yml", "_quarto.yaml", "myst.yml")
_SPHINX = re.compile(r"^bibtex_bibfiles\s*=\s*", re.MULTILINE)


class Named(NamedTuple):
    """A bibliography that a configuration names: its path, and the configuration's own."""

    path: Path
    config: Path


def bibliographies(manuscript: Path) -> tuple[Named, ...]:
    """The bibliographies of the nearest configuration above a manuscript that names one, up to the repository's root."""
    for folder in _folders(manuscript):
        for name, reader in _READERS.items():
            config = folder / name
            text = _text(config)
            if text is None:
                continue
            found = [Named(folder / one, config) for one in reader(config, text)]
            if found:
                return tuple(found)
        if (folder / ".git").exists():
            break
    return ()


def label_prefixes(manuscript: Path) -> tuple[str, ...]:
    """The prefixes of labels that a Quarto project adds (https://quarto.org/docs/authoring/cross-references-custom.html)."""
    configs = (folder / name for folder in _folders(manuscript) for name in ("_metadata.yml", "_quarto.yml", "_quarto.yaml"))
    return tuple(prefix for config in configs for prefix in prefixes_in(_text(config) or ""))


def prefixes_in(text: str) -> tuple[str, ...]:
    """The prefixes of labels that the YAML of a project or manuscript adds: `crossref: custom: [{kind: float, key: vid}]`."""
    tree = _tree(text) if "crossref" in text else None
    custom = tree.get("crossref", "custom") if tree else None
    return tuple(key.text for one in (custom.items if custom else ()) if (key := one.get("key")) and key.text)


def project_root(path: Path) -> Path:
    """The root of the repository that a file is in; without one, the file's folder."""
    folder = Path(os.path.realpath(path)).parent
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)


def top(manuscript: Path) -> Path:
    """The folder that `/` means in a project of Sphinx, Quarto or MyST: that of its configuration, or the manuscript's own."""
    tops = (folder for folder in _folders(manuscript) if any(is_file(folder / name) for name in _TOPS))
    return next(tops, manuscript.parent)


def in_sphinx(manuscript: Path) -> bool:
    """Whether a manuscript is a part of a Sphinx project, whose files share their citations."""
    return any(is_file(folder / "conf.py") for folder in _folders(manuscript))


def _folders(manuscript: Path) -> Iterator[Path]:
    """The folder of a manuscript and those above it, written as the manuscript is."""
    folder = manuscript.parent
    real = folder.resolve()
    for _ in range(_MOST_FOLDERS):
        yield folder
        if real.parent == real:
            return
        real, folder = real.parent, folder.parent if folder.name not in ("", "..") else folder / ".."


def _text(path: Path) -> str | None:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        return path.read_text("utf-8-sig", "replace")
    except OSError:
        return None


def _tree(text: str) -> Node | None:
    return yaml_tree.parse(text)[0]


def names(node: Node | None) -> tuple[str, ...]:
    """The names of a scalar or a list of scalars."""
    if node is None:
        return ()
    return tuple(name for one in (node.items or [node]) if (name := one.text))


def _quarto(_config: Path, text: str) -> tuple[str, ...]:
    tree = _tree(text)
    return names(tree.get("bibliography")) if tree else ()


def _myst(config: Path, text: str) -> tuple[str, ...]:
    """What `project.bibliography` names; without it MyST takes all .bib files of the project's folder."""
    tree = _tree(text)
    if tree is None or tree.get("project") is None:
        return ()
    named = names(tree.get("project", "bibliography"))
    return named or tuple(sorted(path.name for path in config.parent.glob("*.bib")))


def _jupyter_book(_config: Path, text: str) -> tuple[str, ...]:
    tree = _tree(text)
    if tree is None:
        return ()
    return names(tree.get("bibtex_bibfiles")) or names(tree.get("sphinx", "config", "bibtex_bibfiles"))


def _bookdown(config: Path, _text_of_config: str) -> tuple[str, ...]:
    index = _text(config.parent / "index.Rmd")
    return front_matter.metadata(index).bibliography if index else ()


def _sphinx(_config: Path, text: str) -> tuple[str, ...]:
    """The literal list of `bibtex_bibfiles`; one that is computed is not known."""
    match = _SPHINX.search(text)
    if match is None:
        return ()
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "bibtex_bibfiles" for target in statement.targets
        ):
            try:
                value = ast.literal_eval(statement.value)
            except (ValueError, TypeError, RecursionError):
                return ()
            return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list | tuple) else ()
    return ()


_READERS: dict[str, Callable[[Path, str], tuple[str, ...]]] = {
    "_metadata.yml": _quarto,
    "_quarto.yml": _quarto,
    "_quarto.yaml": _quarto,
    "myst.yml": _myst,
    "_config.yml": _jupyter_book,
    "_bookdown.yml": _bookdown,
    "conf.py": _sphinx,
}

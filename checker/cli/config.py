"""The commands about the configuration: `config` and `init`."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import count, say, write
from checker.cli.options import Config, Isolated, Profile
from checker.errors import CiteproofError, InputError, UsageError
from checker.model.document import Document

#: So many manuscripts are read to see how they cite.
_MOST = 50


def show(
    path: Annotated[Path, typer.Argument(help="A manuscript or a folder: whose configuration.")] = Path(),
    given: Config = None,
    isolated: Isolated = False,
    profile: Profile = None,
) -> None:
    """Print the effective settings as TOML, each with where it came from."""
    from checker import config, registry

    folder = path if path.is_dir() else path.parent
    settings = config.settings(folder, given or (), isolated=isolated, profile=profile)
    config.check_rules(settings, registry.load(settings.rule_dirs))
    write(config.show(settings))


def init(folder: Annotated[Path, typer.Argument(help="The folder of the manuscripts.")] = Path()) -> None:
    """Write a commented citeproof.toml for the manuscripts of a folder."""
    from checker import atomic, config

    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    taken = next((folder / name for name in config.FILE_NAMES if config.has_settings(folder / name)), None)
    if taken:
        raise UsageError(f"{taken} exists; edit it, or delete it first")
    documents, unused = _manuscripts(folder)
    target = folder / config.FILE_NAMES[0]
    atomic.write(target, _starter(documents, unused, folder).encode())
    say(f"wrote {target}; next: citeproof check {folder}")


def _manuscripts(folder: Path) -> tuple[list[Document], list[Path]]:
    """The manuscripts of a folder that cite something, and the bibliographies that none of them names."""
    from checker.cli import inputs
    from checker.readers import BIBLIOGRAPHY_FORMATS, discovery

    try:
        paths = discovery.expand([folder])
    except InputError:
        return [], []
    bibliographies = [path for path in paths if discovery.format_of(path) in BIBLIOGRAPHY_FORMATS]
    documents = []
    for path in [path for path in paths if path not in bibliographies][:_MOST]:
        try:
            document = inputs.manuscript(str(path), None, "", None).read()
        except CiteproofError as problem:
            say(f"left out {problem}")
            continue
        if document.citations:
            documents.append(document)
    return documents, bibliographies


def _starter(documents: Sequence[Document], bibliographies: Sequence[Path], folder: Path) -> str:
    """The text of a starter file; a bibliography is set where manuscripts lack one and there is just one that may be meant."""
    names = [json.dumps(path.relative_to(folder).as_posix()) for path in bibliographies] or ['"refs.bib"']
    meant = len(bibliographies) == 1 and any(not document.references for document in documents)
    return _STARTER.format(
        manuscripts="\n".join(_described(document, folder) for document in documents) or "#   no manuscript with citations yet",
        bibliography=f"{'' if meant else '# '}bibliography = [{', '.join(names)}]",
    )


def _described(document: Document, folder: Path) -> str:
    """A comment line about a manuscript: its style of citation, and where its entries are."""
    styles = [citation.style.value for citation in document.citations]
    style = max(sorted(set(styles)), key=styles.count)
    path, *named = (Path(os.path.relpath(file.path, folder)).as_posix() for file in (document.source, *document.bibliographies))
    entries = f"bibliography {', '.join(named)}" if named else f"{count(len(document.references), 'entry')} in the manuscript"
    return f"#   {path}: {count(len(styles), 'citation')} ({style}), {entries}"


_STARTER = """\
# Settings of citeproof, the linter for citations and claims. Paths start at this file's folder; the command line wins.
# `citeproof config` shows what is in effect, `citeproof rules` all rules, `citeproof explain CODE` a rule with its options.
#
# Found here:
{manuscripts}

# Entries for the manuscripts that name no bibliography themselves.
{bibliography}

# A house style to check besides: acl, apa7, icmje, ieee, nature, or the path of a TOML file.
# profile = "nature"

# Codes (MET306), prefixes (MET) or names (year-mismatch). The default is every rule that is not opt-in.
# select = ["CIT", "REF", "MET", "STA", "CLM", "SUP"]
# ignore = ["MET310"]

# Exit with 1 on findings of at least this severity: error, warning, info or never.
# fail-on = "error"
# Show findings of at least this confidence: high, medium or low.
# min-confidence = "medium"

# No network: compare with citeproof.works.jsonl, which `citeproof snapshot` writes beside a manuscript.
# offline = true

# [severity]
# MET306 = "info"

# [per-file-ignores]                  # globs
# "supplement/*.md" = ["CIT102"]

# [per-reference-ignores]             # a reference's key or DOI
# "smith2019" = ["MET306"]
"""

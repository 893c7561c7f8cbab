"""Applies fixes to the sources: edits on spans, nothing reformatted, files replaced whole or not at all."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker import atomic
from checker.errors import InputError
from checker.model.finding import Edit, Finding, Fix, Report, Safety
from checker.model.text import SourceFile


@dataclass(frozen=True, slots=True)
class Changes:
    """What fixes make of the files: the new text by path, the findings that were fixed, and those that stood in the way."""

    texts: Mapping[str, str]
    fixed: tuple[Finding, ...]
    refused: tuple[Finding, ...]


def plan(report: Report, *, unsafe: bool = False) -> Changes:
    """The new texts of all files that safe fixes (and unsafe ones, where asked) change. Nothing is written.

    The first fix of a finding that may be applied counts. A fix that overlaps an earlier one is refused: after the next run
    its place is known anew.
    """
    wanted = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    sources = report.sources
    edits: dict[str, list[Edit]] = {}
    fixed, refused = [], []
    for finding in report.findings:
        fix = next((fix for fix in finding.fixes if fix.safety in wanted and _applies(fix, sources)), None)
        if fix is None:
            continue
        if any(_clashes(edit, edits.get(edit.path, ())) for edit in fix.edits):
            refused.append(finding)
            continue
        for edit in fix.edits:
            if edit not in edits.setdefault(edit.path, []):
                edits[edit.path].append(edit)
        fixed.append(finding)
    texts = {path: _apply(sources[path].text, some) for path, some in edits.items()}
    return Changes(texts, tuple(fixed), tuple(refused))


def diff(changes: Changes, sources: Mapping[str, SourceFile]) -> str:
    """The changes as a unified diff."""
    lines: list[str] = []
    for path, text in sorted(changes.texts.items()):
        old, new = sources[path].text.splitlines(keepends=True), text.splitlines(keepends=True)
        lines += difflib.unified_diff(old, new, path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(changes: Changes, sources: Mapping[str, SourceFile]) -> None:
    """Replace each changed file, with its encoding, byte-order mark and line ends kept.

    Raises InputError where a file can't be written. Where one was changed since it was read, or its encoding lacks a character,
    nothing is written to any.
    """
    new: dict[Path, bytes] = {}
    for path, text in sorted(changes.texts.items()):
        source = sources[path]
        if _encoded(source, source.text) != _current(path):
            raise InputError(f"{path}: changed while it was checked; nothing was written, run again")
        try:
            new[Path(path)] = _encoded(source, text)
        except UnicodeEncodeError as problem:
            raise InputError(
                f"{path}: {source.encoding} can't write what a fix puts in ({problem.reason}); save it as UTF-8"
            ) from None
    for place, data in new.items():
        atomic.write(place, data)


def _applies(fix: Fix, sources: Mapping[str, SourceFile]) -> bool:
    """Whether a fix changes something, in files that hold their text as it is."""
    return bool(fix.edits) and all(
        edit.path in sources and sources[edit.path].plain and edit.span.of(sources[edit.path].text) != edit.replacement
        for edit in fix.edits
    )


def _clashes(edit: Edit, others: Iterable[Edit]) -> bool:
    """Whether an edit touches the place of another one, other than being the same."""
    return any(edit != other and (edit.span.overlaps(other.span) or edit.span.start == other.span.start) for other in others)


def _apply(text: str, edits: Iterable[Edit]) -> str:
    pieces, end = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[end : edit.span.start], edit.replacement]
        end = edit.span.end
    return "".join([*pieces, text[end:]])


def _encoded(source: SourceFile, text: str) -> bytes:
    mark = "\ufeff".encode(source.encoding) if source.bom else b""
    return mark + text.encode(source.encoding)


def _current(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except OSError:
        return None

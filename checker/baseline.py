"""A baseline: findings that were there before and are not shown again, known by fingerprints without line numbers.

Files go by their path from the baseline's own folder, so that it means the same from wherever a check is started.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker import atomic
from checker.errors import UsageError
from checker.model.finding import Finding

VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding, by code, path from `folder` and fingerprint, may still occur without being shown."""

    counts: Counter[tuple[str, str, str]]
    folder: Path

    def take(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings to show, and those that the baseline has: these are taken out of it."""
        shown, known = [], []
        for finding in findings:
            key = _key(finding, self.folder)
            if self.counts[key] > 0:
                self.counts[key] -= 1
                known.append(finding)
            else:
                shown.append(finding)
        return tuple(shown), tuple(known)

    @property
    def left(self) -> int:
        """How many findings have not been taken out."""
        return self.counts.total()


def load(path: Path) -> Baseline:
    """Read a baseline file. Raises UsageError where it is missing or no baseline."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise UsageError(f"{path}: {problem.strerror}; write one with --write-baseline {path}") from None
    except ValueError as problem:
        raise UsageError(f"{path}: not a baseline ({problem}); write a new one with --write-baseline") from None
    try:
        if data["version"] != VERSION:
            raise UsageError(f"{path}: a baseline of version {data['version']!r}; this citeproof reads version {VERSION}")
        entries = [
            (str(item["code"]), str(item["path"]), str(item["fingerprint"]), int(item["count"])) for item in data["findings"]
        ]
    except (KeyError, TypeError, ValueError) as problem:
        raise UsageError(f"{path}: not a baseline ({problem!r}); write a new one with --write-baseline") from None
    counts: Counter[tuple[str, str, str]] = Counter()
    for code, place, fingerprint, count in entries:
        counts[code, place, fingerprint] += count
    return Baseline(counts, path.parent)


def write(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings as a baseline: sorted, the same bytes for the same findings. Returns how many there are.

    Raises InputError where the file can't be written.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    messages: dict[tuple[str, str, str], str] = {}
    for finding in findings:
        key = _key(finding, path.parent)
        counts[key] += 1
        messages.setdefault(key, finding.message)
    entries: list[dict[str, Any]] = [
        {"code": key[0], "path": key[1], "fingerprint": key[2], "count": count, "message": messages[key]}
        for key, count in sorted(counts.items())
    ]
    text = json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
    atomic.write(path, text.encode())
    return sum(counts.values())


def _key(finding: Finding, folder: Path) -> tuple[str, str, str]:
    path = os.path.relpath(os.path.realpath(finding.location.path), os.path.realpath(folder))
    return finding.code, Path(path).as_posix(), finding.fingerprint

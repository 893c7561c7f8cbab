"""Findings that the configuration ignores: by the file, or by the reference that they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from checker.model.document import Document
from checker.model.finding import Finding
from checker.model.reference import ReferenceEntry

_RESOLVER = "https://doi.org/"


@dataclass(frozen=True, slots=True)
class Ignores:
    """The codes to ignore, by the glob of a file (an absolute path; `*` matches `/` too) and by a reference's key or DOI."""

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    references: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def divide(self, document: Document, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings to show and those to ignore.

        A glob means the findings in the files that it matches, and all findings of the manuscripts that it matches. A reference
        means the findings about it.
        """
        if not (self.files or self.references):
            return tuple(findings), ()
        everywhere = self._of_file(document.source.path)
        codes = {path: self._of_file(path) for path in document.sources}
        entries = {entry.id: self._of_reference(entry) for entry in document.references} if self.references else {}
        kept: list[Finding] = []
        ignored: list[Finding] = []
        for finding in findings:
            meant = everywhere | codes.get(finding.location.path, frozenset())
            meant |= entries.get(finding.reference or "", frozenset())
            (ignored if finding.code in meant else kept).append(finding)
        return tuple(kept), tuple(ignored)

    def _of_file(self, path: str) -> frozenset[str]:
        absolute = Path(path).resolve().as_posix()
        return frozenset().union(*(codes for pattern, codes in self.files.items() if fnmatchcase(absolute, pattern)))

    def _of_reference(self, entry: ReferenceEntry) -> frozenset[str]:
        doi = entry.doi.lower()
        return frozenset().union(
            *(
                codes
                for name, codes in self.references.items()
                if name == entry.key or (doi and name.lower().removeprefix(_RESOLVER) == doi)
            )
        )

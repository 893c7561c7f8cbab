"""Suppression comments: `citeproof: ignore[CODE, ...] reason`."""

from collections.abc import Sequence

from checker.model.document import Document
from checker.model.finding import Finding
from checker.rule import Rule


def apply(
    document: Document, findings: Sequence[Finding], rules: Sequence[type[Rule]], known_codes: frozenset[str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings to show and those that a comment suppresses."""
    raise NotImplementedError

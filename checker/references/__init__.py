"""A printed reference list → entries in CSL variables with the span of each."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.references.parse import parse_entries, parse_lists, parse_text

__all__ = ["parse_entries", "parse_lists", "parse_text"]


def __getattr__(name: str) -> Any:
    """Import the parser when it is first asked for: a linter of a .bib file never is."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from checker.references import parse

    return getattr(parse, name)

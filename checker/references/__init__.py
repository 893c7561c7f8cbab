"""A printed reference list → entries in CSL variables with the span of each."""

from checker.references.parse import parse_entries, parse_lists, parse_text

__all__ = ["parse_entries", "parse_lists", "parse_text"]

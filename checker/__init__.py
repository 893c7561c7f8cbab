"""citeproof: the linter for citations and claims."""

__version__ = "0.1.0"

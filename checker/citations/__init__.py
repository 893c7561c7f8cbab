"""In-text citations: find the markers in the prose and bind them to the entries."""

from checker.model.document import Document


def link(document: Document) -> Document:
    """The document with its citations found, bound to entries, and its dominant citation style."""
    raise NotImplementedError

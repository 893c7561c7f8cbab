"""Which of the ways to cite that a text seems to use is the one it uses."""

from collections.abc import Mapping, Sequence
from enum import Enum

from checker.citations.entries import Entries
from checker.model.document import Citation, CitationStyle


class Form(Enum):
    """A way to print citations. One style may have several; in doubt an earlier one is preferred."""

    KEYS = CitationStyle.KEYS, "keys"
    SQUARE = CitationStyle.NUMERIC, "square brackets"
    AUTHOR_DATE = CitationStyle.AUTHOR_DATE, "names and years"
    RAISED = CitationStyle.SUPERSCRIPT, "superscripts"
    ROUND = CitationStyle.NUMERIC, "round brackets"
    GLUED = CitationStyle.SUPERSCRIPT, "glued digits"

    @property
    def style(self) -> CitationStyle:
        """The style of the JSON contract."""
        return self.value[0]


#: The share of the entries that a doubtful form must cite before it is believed: numbers in round brackets may be equations,
#: raised digits powers, glued digits decimals.
_COVERAGE = {Form.RAISED: 0.15, Form.ROUND: 0.3, Form.GLUED: 0.5}

#: The share of numbers in round brackets that may be none of the list: parts of a figure are numbered so too, `(1)` to `(3)`.
_MOST_STRANGE = 0.25

#: The forms that something else often looks like.
DOUBTFUL = frozenset(_COVERAGE)

#: The forms whose look leaves no doubt, though no entry fits.
_UNMISTAKABLE = (Form.KEYS, Form.SQUARE)


def dominant(found: Mapping[Form, Sequence[Citation]], entries: Entries) -> Form | None:
    """The form that cites the most entries of the list, or null where no form is believable.

    Without a list, or where nothing means an entry, it is that with the most citations of unmistakable look.
    """
    weights = {form: _weight(form, citations, entries) for form, citations in found.items()}
    best = max(weights, key=lambda form: weights[form])  # the first of equals
    return best if any(weights[best]) else None


def _weight(form: Form, citations: Sequence[Citation], entries: Entries) -> tuple[int, int]:
    sure = len(citations) if form in _UNMISTAKABLE or not (entries or form in _COVERAGE) else 0
    bound = [citation for citation in citations if is_bound(citation)]
    cited = {
        item.reference or item.candidates[0]
        for citation in bound
        for item in citation.items
        if item.reference or item.candidates
    }
    lists = {id(part): len(part) for citation in bound if (part := entries.list_at(citation.span.start))}
    believable = len(cited) >= _COVERAGE.get(form, 0) * sum(lists.values())
    if form is Form.ROUND and len(citations) - len(bound) > _MOST_STRANGE * len(citations):
        believable = False
    return len(cited) if believable else 0, sure


def is_bound(citation: Citation) -> bool:
    """Whether a citation means at least one entry of the list."""
    return any(item.reference or item.candidates for item in citation.items)


def form_of(citation: Citation) -> Form:
    """The form of a citation that a reader has found."""
    if citation.style is CitationStyle.NUMERIC and citation.text.startswith("("):
        return Form.ROUND
    return next(form for form in Form if form.style is citation.style)

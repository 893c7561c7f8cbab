"""DOIs as they are printed."""

_TRAILING = ".,;:'’”\"»"


def trim_doi(doi: str) -> str:
    """A DOI without the sentence punctuation behind it; brackets are kept where they are balanced (SICI forms)."""
    while doi:
        last = doi[-1]
        unbalanced = (last == ")" and doi.count("(") < doi.count(")")) or (last == "]" and doi.count("[") < doi.count("]"))
        if last in _TRAILING or unbalanced or (last == ">" and doi.count("<") < doi.count(">")):
            doi = doi[:-1]
        else:
            break
    return doi

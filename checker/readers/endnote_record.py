"""EndNote's XML records → CSL-JSON items, as its library exports and the fields of Word documents hold them.

Elements: the RSXML schema of EndNote's XML export (`records/record`), https://support.clarivate.com/Endnote.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = {
    "Journal Article": "article-journal", "Electronic Article": "article-journal", "Book": "book", "Edited Book": "book",
    "Electronic Book": "book", "Book Section": "chapter", "Electronic Book Section": "chapter",
    "Conference Proceedings": "paper-conference", "Conference Paper": "paper-conference", "Thesis": "thesis",
    "Report": "report", "Government Document": "report", "Web Page": "webpage", "Blog": "post-weblog", "Dataset": "dataset",
    "Computer Program": "software", "Patent": "patent", "Newspaper Article": "article-newspaper",
    "Magazine Article": "article-magazine", "Unpublished Work": "manuscript", "Manuscript": "manuscript",
    "Standard": "standard", "Statute": "legislation", "Encyclopedia": "entry-encyclopedia", "Map": "map",
}  # fmt: skip
_VARIABLES = {
    "titles/title": "title", "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher",
    "pub-location": "publisher-place", "edition": "edition", "isbn": "ISBN", "abstract": "abstract",
    "urls/related-urls/url": "URL",
}  # fmt: skip
_CONTAINERS = ("periodical/full-title", "titles/secondary-title", "periodical/abbr-1")
_PMID = re.compile(r"\d{4,9}")
_DOI = re.compile(r"10\.\d{4,9}/\S{1,500}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def item(record: "Element") -> dict[str, Any]:
    """The CSL-JSON item of one `record` element."""
    return {name: value for name, value, _ in variables(record)}


def variables(record: "Element") -> Iterator[tuple[str, Any, str]]:
    """The CSL variables of one `record` element: name, value, and the path of the elements that say it."""
    kind = record.find("ref-type")
    yield "id", _text(record, "rec-number"), "rec-number"
    yield "type", _TYPES.get((kind.get("name") or "") if kind is not None else "", "document"), "ref-type"
    for path, variable in _VARIABLES.items():
        value = _text(record, path)
        if value:
            yield variable, value, path
    container = next((path for path in _CONTAINERS if _text(record, path)), "")
    if container:
        yield "container-title", _text(record, container), container
    doi = _DOI.search(_text(record, "electronic-resource-num"))
    if doi:
        yield "DOI", doi[0], "electronic-resource-num"
    if _PMID.fullmatch(_text(record, "accession-num")):
        yield "PMID", _text(record, "accession-num"), "accession-num"
    year = _YEAR.search(_text(record, "dates/year"))
    if year:
        yield "issued", {"date-parts": [[int(year[0])]]}, "dates/year"
    for path, variable in (("contributors/authors/author", "author"), ("contributors/secondary-authors/author", "editor")):
        names = [_name(" ".join("".join(map(str, part.itertext())).split())) for part in record.findall(path)]
        if names:
            yield variable, names, path


def _name(text: str) -> dict[str, str]:
    """A name as EndNote writes it: `Family, Given`; a comma at the end marks a group."""
    family, comma, given = text.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma and given.strip() else {"literal": family.strip()}


def _text(record: "Element", path: str) -> str:
    """The text of the first element at a path; EndNote wraps it in `style` elements."""
    found = record.find(path)
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())

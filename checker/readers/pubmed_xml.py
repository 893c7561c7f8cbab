"""PubMed's XML (`PubmedArticleSet`, as its downloads and E-utilities give it) → `Document`.

Elements: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.model.document import Document
from checker.model.reference import DateParts, Name
from checker.model.text import SourceFile
from checker.readers import dates
from checker.readers.bibtex_csl import Item
from checker.readers.entries import Entries, put_doi
from checker.readers.extract import text_of
from checker.readers.xml_places import Places
from checker.references.pages import expand_pages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: The element of each variable; of several for one variable the first in this order counts.
_VARIABLES = {
    ".//Article/ArticleTitle": "title", ".//BookDocument/ArticleTitle": "title", ".//BookTitle": "container-title",
    ".//Journal/Title": "container-title", ".//Journal/ISOAbbreviation": "container-title",
    ".//MedlineTA": "container-title", ".//JournalIssue/Volume": "volume", ".//JournalIssue/Issue": "issue",
    ".//MedlineCitation/PMID": "PMID", ".//BookDocument/PMID": "PMID", ".//Journal/ISSN": "ISSN", ".//Book/Isbn": "ISBN",
    ".//Publisher/PublisherName": "publisher", ".//Publisher/PublisherLocation": "publisher-place",
    ".//ArticleId[@IdType='pmc']": "PMCID", ".//Abstract/AbstractText": "abstract", ".//Article/Language": "language",
}  # fmt: skip
_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_DOIS = (
    ".//Article/ELocationID[@EIdType='doi']",
    ".//PubmedData/ArticleIdList/ArticleId[@IdType='doi']",
    ".//ArticleId[@IdType='doi']",
)
_DATES = (".//JournalIssue/PubDate", ".//ArticleDate", ".//Book/PubDate")


def read(source: SourceFile, taken: frozenset[str] = frozenset()) -> Document:
    """Read a bibliography: one list with all records. `taken` are ids that other files of the manuscript have.

    Raises InputError where the file is not well-formed.
    """
    places = Places(source)
    entries = Entries(source, "pubmed-xml", taken)
    for record in places.root.iter(*_RECORDS):
        item = _item(record, places)
        entries.add(places.outer(record), item, item.variables.get("PMID", ""), item.spans.get("PMID"), ())
    return entries.document()


def _item(record: "Element", places: Places) -> Item:
    book = record.find(".//BookDocument") is not None
    found = Item("chapter" if book and record.find(".//BookDocument/ArticleTitle") is not None else "article-journal")
    if book and found.type != "chapter":
        found.type = "book"
    if any(text_of(kind) == "Preprint" for kind in record.iter("PublicationType")):
        found.type = "article"
    for path, variable in _VARIABLES.items():
        element = record.find(path)
        if element is not None:
            variable = "title" if variable == "container-title" and found.type == "book" else variable
            text = text_of(element)
            found.put(variable, text.removesuffix(".") if variable == "title" else text, places.inner(element))
    for path in _DOIS:
        element = record.find(path)
        if element is not None and put_doi(found, text_of(element), places.inner(element)):
            break
    _put_pages(found, record, places)
    _put_names(found, record, places)
    _put_date(found, record, places)
    return found


def _put_pages(found: Item, record: "Element", places: Places) -> None:
    pages = record.find(".//Pagination/MedlinePgn")
    if pages is not None and text_of(pages):
        found.put("page", expand_pages(text_of(pages)), places.inner(pages))
        return
    first, last = record.find(".//Pagination/StartPage"), record.find(".//Pagination/EndPage")
    if first is not None:
        text = "-".join(filter(None, (text_of(first), text_of(last))))
        found.put("page", expand_pages(text), places.inner(first))


def _put_names(found: Item, record: "Element", places: Places) -> None:
    for group in record.iter("AuthorList"):
        if group.get("Type") == "editors":
            found.editor = tuple(_names(group, places))
            found.spans["editor"] = places.inner(group)
        elif not found.author:
            found.author = tuple(_names(group, places))
            found.spans["author"] = places.inner(group)
            found.et_al = group.get("CompleteYN") == "N"


def _names(group: "Element", places: Places) -> Iterator[Name]:
    for person in group.iter("Author"):
        family, given = text_of(person.find("LastName")), text_of(person.find("ForeName"))
        literal = text_of(person.find("CollectiveName"))
        if family:
            given = given or text_of(person.find("Initials"))
            yield Name(family=family, given=given, suffix=text_of(person.find("Suffix")), span=places.inner(person))
        elif literal:
            yield Name(literal=literal, span=places.inner(person))


def _put_date(found: Item, record: "Element", places: Places) -> None:
    for path in _DATES:
        element = record.find(path)
        date = _date(element) if element is not None else None
        if element is not None and date:
            found.issued, found.spans["issued"] = date, places.inner(element)
            return


def _date(element: "Element") -> DateParts | None:
    year, month, day = (text_of(element.find(tag)) for tag in ("Year", "Month", "Day"))
    if not year:
        return dates.parse(text_of(element.find("MedlineDate")))
    if month.isdecimal():
        return dates.parse("-".join(filter(None, (year, month, day))))
    return dates.parse(" ".join(filter(None, (day if month else "", month, year))))

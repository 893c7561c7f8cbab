"""What an HTML page says about its article: Highwire and Dublin Core `meta` tags, JSON-LD of schema.org.

Names: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and https://schema.org/ScholarlyArticle.
"""

import json
import re
from typing import TYPE_CHECKING, Any

from checker.model.document import Metadata
from checker.model.reference import DateParts, Name
from checker.readers import dates
from checker.readers.extract import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DATES = (
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dcterms.date",
    "dc.date",
    "prism.publicationdate",
)
_DOIS = ("citation_doi", "dc.identifier", "prism.doi")
_ARTICLES = frozenset({"ScholarlyArticle", "MedicalScholarlyArticle", "Article", "Report"})
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,300}")
#: JSON-LD of a page is far shorter; what is longer is not read.
_LONGEST_JSON = 1_000_000


def read(root: "Element") -> Metadata:
    """Title, authors, date and DOI of the article: from `meta` tags, then JSON-LD, then the first heading."""
    tags: dict[str, list[str]] = {}
    for part in root.iter("meta"):
        name, content = part.get("name") or part.get("property") or "", (part.get("content") or "").strip()
        if name and content:
            tags.setdefault(name.lower(), []).append(content)
    article = _article(root)
    title = _first(tags, ("citation_title", "dc.title", "og:title")) or str(
        article.get("headline") or article.get("name") or ""
    )
    authors = tags.get("citation_author") or tags.get("dc.creator") or _people(article.get("author"))
    return Metadata(
        title=title or text_of(next(root.iter("h1"), None)),
        author=tuple(_name(author) for author in authors),
        date=_date(_first(tags, _DATES) or str(article.get("datePublished") or "")),
        doi=_doi(
            (*(_first(tags, (name,)) for name in _DOIS), str(article.get("identifier") or ""), str(article.get("@id") or ""))
        ),
    )


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((tags[name][0] for name in names if name in tags), "")


def _date(text: str) -> DateParts | None:
    return dates.parse(text) if text else None


def _doi(texts: tuple[str, ...]) -> str:
    matches = (_DOI.search(text[:500]) for text in texts)
    return next((match[0].rstrip(".,;'}") for match in matches if match), "")


def _name(text: str) -> Name:
    """A name as `Family, Given` or `Given Family`."""
    family, comma, given = text.partition(",")
    if not comma:
        given, _, family = text.rpartition(" ")
    return Name(family=family.strip(), given=given.strip())


def _article(root: "Element") -> dict[str, Any]:
    """The first JSON-LD object that is an article; an empty one where there is none or it can't be read."""
    for part in root.iter("script"):
        if (part.get("type") or "").lower() != "application/ld+json" or len(part.text or "") > _LONGEST_JSON:
            continue
        try:
            data = json.loads(part.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if _ARTICLES & set(map(str, kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _objects(data: Any) -> list[dict[str, Any]]:
    parts = data if isinstance(data, list) else [data]
    found = [part for part in parts if isinstance(part, dict)]
    graphs = (part.get("@graph") for part in found)
    return found + [item for graph in graphs if isinstance(graph, list) for item in graph if isinstance(item, dict)]


def _people(authors: Any) -> list[str]:
    parts = authors if isinstance(authors, list) else [authors]
    return [str(part.get("name")) for part in parts if isinstance(part, dict) and part.get("name")]

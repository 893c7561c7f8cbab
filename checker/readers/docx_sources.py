"""The sources of Word's own citations → CSL-JSON items by their tags (Office Open XML bibliography, ECMA-376 part 1, 22.6).

JabRef exports its libraries in this form, to be imported into Word.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_TYPES = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book", "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference", "Report": "report", "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage", "ElectronicSource": "webpage", "Patent": "patent", "Misc": "document",
}  # fmt: skip
#: Which of Word's elements says a variable; of several the first in this order counts.
_VARIABLES = {
    "title": ("Title",), "volume": ("Volume",), "issue": ("Issue",), "page": ("Pages",), "URL": ("URL",),
    "publisher": ("Publisher", "Institution", "ThesisType"), "publisher-place": ("City",), "edition": ("Edition",),
    "container-title": ("JournalName", "BookTitle", "PeriodicalTitle", "ConferenceName", "InternetSiteTitle"), "DOI": ("DOI",),
}  # fmt: skip
_DOI = re.compile(r"10\.\d{4,9}/\S{1,500}")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def by_tag(roots: Iterable["Element"]) -> dict[str, dict[str, Any]]:
    """The sources under some roots as CSL-JSON items, by the tags that citations name them by."""
    return {tag: dict(_item(source)) for root in roots for source in root.iter(f"{_B}Source") if (tag := _text(source, "Tag"))}


def _item(source: "Element") -> Iterator[tuple[str, Any]]:
    yield "id", _text(source, "Tag")
    yield "type", _TYPES.get(_text(source, "SourceType"), "document")
    for variable, names in _VARIABLES.items():
        value = next((text for name in names if (text := _text(source, name))), "")
        if value:
            yield variable, value
    number = _DOI.match(_text(source, "StandardNumber"))
    if number:
        yield "DOI", number[0]
    year = _YEAR.search(_text(source, "Year"))
    if year:
        yield "issued", {"date-parts": [[int(year[0])]]}
    for role, variable in (("Author", "author"), ("Editor", "editor")):
        people = list(_names(source, role))
        if people:
            yield variable, people


def _names(source: "Element", role: str) -> Iterator[dict[str, str]]:
    for part in source.findall(f"{_B}Author/{_B}{role}"):
        group = _text(part, "Corporate")
        if group:
            yield {"literal": group}
        for person in part.iter(f"{_B}Person"):
            given = " ".join(filter(None, (_text(person, "First"), _text(person, "Middle"))))
            yield {"family": _text(person, "Last"), "given": given}


def _text(element: "Element", name: str) -> str:
    return " ".join((element.findtext(f"{_B}{name}") or "").split())

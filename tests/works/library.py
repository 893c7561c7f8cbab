"""A library of a hundred works and the entries of a manuscript that cites them."""

from typing import Any

from checker.model.reference import Name, ReferenceEntry
from checker.model.text import Span

from .conftest import work

HABITATS = ("bog", "fen", "heath", "marsh", "moor", "carr", "reedbed", "salt meadow", "scrub", "tundra")
PLANTS = ("moss", "sedge", "heather", "cotton grass", "sundew", "willow", "rush", "lichen", "cranberry", "horsetail")
#: Titles of several kinds: with a comma, a question, a subtitle, plain; 70 to 110 characters, as titles of papers are.
FORMS = (
    "Growth, decline and recovery of {plant} in a northern {habitat} over twenty years of repeated mapping",
    "Does the water table of a {habitat} decide where {plant} grows? Evidence from a field experiment",
    "The return of {plant} to a drained {habitat}: first results of a restoration with native seed",
    "Pollen of {plant} in the upper peat layers of a {habitat} as a record of its grazing history",
)


def titles() -> list[str]:
    """A hundred titles, a quarter of them with a comma."""
    pairs = [(habitat, plant) for habitat in HABITATS for plant in PLANTS]
    return [FORMS[number % 4].format(habitat=habitat, plant=plant) for number, (habitat, plant) in enumerate(pairs)]


def doi(number: int) -> str:
    return f"10.5555/j.wetland.2019.{number:05}"


def works() -> list[dict[str, Any]]:
    return [
        work(number, title, doi=doi(number), biblio={"volume": "7", "first_page": f"{number}01", "last_page": f"{number}10"})
        for number, title in enumerate(titles(), 1)
    ]


def entries(*, with_doi: bool) -> list[ReferenceEntry]:
    return [
        entry(str(number), title, doi(number) if with_doi else "", f"{number}01-10") for number, title in enumerate(titles(), 1)
    ]


def entry(key: str, title: str, printed_doi: str = "", page: str = "99901-10") -> ReferenceEntry:
    """An article by R. Reed in the Journal of Rare Tests, 2019."""
    variables = {"title": title, "container-title": "Journal of Rare Tests", "volume": "7", "page": page}
    variables |= {"DOI": printed_doi} if printed_doi else {}
    author = (Name("Reed", "R"),)
    return ReferenceEntry(key, "a.bib", Span(0, 0), "", "article-journal", author=author, issued=(2019,), variables=variables)

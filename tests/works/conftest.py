"""A loopback OpenAlex with a few works, and a client that asks it."""

from collections.abc import Iterator
from typing import Any

import pytest

from checker.works.limits import Pacer
from checker.works.openalex import Client, Page
from checker.works.queries import Request
from checker.works.source import UnavailableError

from .openalex_server import Server


def work(number: int, title: str, **fields: Any) -> dict[str, Any]:
    """A Work object by R. Reed in the Journal of Rare Tests, 2019."""
    doi = fields.pop("doi", None)
    record = {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/{doi}" if doi else None,
        "title": title,
        "display_name": title,
        "publication_year": 2019,
        "ids": {"doi": f"https://doi.org/{doi}"} if doi else {},
        "type": "article",
        "authorships": [{"raw_author_name": "Ruth Reed", "author": {"display_name": "R. Reed"}}],
        "primary_location": {"source": {"display_name": "Journal of Rare Tests", "type": "journal"}},
        "biblio": {"volume": "7", "issue": "2", "first_page": "101", "last_page": "110"},
    }
    return record | fields


WORKS = [
    work(
        1,
        "Slow pollen drift over northern wetlands",
        doi="10.5555/wetland.1",
        ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/111"},
    ),
    work(2, "Heather, moss and lichen: a survey", doi="10.5555/survey(2)"),
    work(3, "Is peat a memory of rainfall?", biblio={"volume": "7", "issue": "2", "first_page": "201", "last_page": "210"}),
]


def fetch(client: Client, request: Request) -> Page:
    """The answer to one request. Raises what there is instead of one."""
    ((_, answer),) = client.fetch_all([request])
    if isinstance(answer, UnavailableError):
        raise answer
    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(WORKS)
    yield running
    running.stop()


@pytest.fixture
def pauses() -> list[float]:
    """The seconds that the client would have waited."""
    return []


@pytest.fixture
def client(server: Server, pauses: list[float]) -> Client:
    return Client(server.url, timeout=(1.0, 0.3), deadline=0.6, pacer=Pacer(10_000), pause=pauses.append)

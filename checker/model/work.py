"""The slice of an OpenAlex work that citeproof reads."""

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from checker.model.record import record


class Authorship(NamedTuple):
    """One author of a work: the name on the byline, and the name of OpenAlex's author profile (which may differ)."""

    raw_name: str
    display_name: str = ""


class WorkLocation(NamedTuple):
    """One place where a work is hosted: journal, repository, proceedings."""

    source: str = ""
    source_type: str = ""
    issns: tuple[str, ...] = ()
    landing_page_url: str = ""
    raw_source_name: str = ""
    version: str = ""


@record
class Work:
    """An OpenAlex work (https://docs.openalex.org): identifiers bare and lower-case, absent values empty or null.

    `doi` has no resolver prefix; `ids` maps `pmid`, `pmcid` ... to bare values. `locations` has the primary location first.
    `authors_truncated`: the record's author list is cut (OpenAlex cuts at 100 in lists). `abstract` is plain text.
    """

    id: str
    title: str = ""
    doi: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    date: str = ""
    type: str = ""
    language: str = ""
    authors: tuple[Authorship, ...] = ()
    authors_truncated: bool = False
    locations: tuple[WorkLocation, ...] = ()
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    is_retracted: bool = False
    abstract: str = ""

    @property
    def url(self) -> str:
        """The page of the work on openalex.org."""
        return self.id if self.id.startswith("http") else f"https://openalex.org/{self.id}"

    @property
    def container_title(self) -> str:
        """Name of the primary source as OpenAlex has it, or an empty string."""
        return self.locations[0].source if self.locations else ""

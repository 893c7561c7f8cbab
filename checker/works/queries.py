"""The questions put to OpenAlex, as requests with their prices. pyalex builds the lists; it sends nothing.

Prices (https://developers.openalex.org; a credit is 0.0001 USD): a single work by identifier is free, a list costs 1 credit,
a search 10.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

from checker.works.record import FIELDS

#: Works on a page of a list.
PAGE = 100
#: Values in one filter.
MOST_VALUES = 100
#: Bytes that the values of a list may take: the documented length of a request is about 4,000, the rest of ours below 400.
LONGEST_LIST = 3600

_LIST_CREDITS, _SEARCH_CREDITS = 1, 10
#: Characters that are syntax in a search, and the rest of punctuation but for what stands inside words (`2.5`, `children's`).
_SYNTAX = re.compile(r"[^\w\s.'’-]|(?<!\w)[.'’-]+|[.'’-]+(?!\w)")
_MOST_WORDS = 40
#: Characters of a search; one may take nine bytes of a request.
_LONGEST_SEARCH = 400


@dataclass(frozen=True, slots=True)
class Request:
    """A request: path and query of the address, and the price in credits. `single` asks for one work by its identifier."""

    target: str
    price: int = 0
    single: bool = False


def by_identifier(prefix: str, value: str) -> Request:
    """The work with a `doi`, `pmid` or `pmcid`, free of charge."""
    # Percent-encoding the prefix, as pyalex does, turns the free look-up into a list that costs a credit.
    return Request(f"/works/{prefix}:{quote(value, safe='/', errors='replace')}?select={','.join(FIELDS)}", single=True)


def by_dois(dois: Sequence[str]) -> Request:
    """The works with these DOIs (none with a comma, a quotation mark or a bar). OpenAlex leaves absent ones out."""
    return _listed(_works().filter_or(doi=list(dois)) if len(dois) > 1 else _works().filter(doi=f'"{dois[0]}"'))


def by_titles(titles: Sequence[str]) -> Request:
    """The works with exactly these titles, case aside. One title alone may hold a comma, several may not."""
    values = [title.lower() for title in titles]
    query = _works().filter_or(display_name=values) if len(values) > 1 else _works().filter(display_name=f'"{values[0]}"')
    return _listed(query)


def by_words(text: str) -> Request:
    """Works whose titles have all words of some part of `text` (see `search_words`): a misprint spoils one part only."""
    words = text.split()
    parts = 1 if len(words) < 4 else 2 if len(words) < 10 else 3
    bounds = [len(words) * part // parts for part in range(parts + 1)]
    search = " OR ".join(f"({' '.join(words[start:end])})" for start, end in pairwise(bounds))
    return _request(_works({"search.title": search, "per-page": 10}).select(list(FIELDS)).url, _SEARCH_CREDITS)


def search_words(title: str) -> str:
    """The words by which a title is searched, or an empty string."""
    return " ".join(_SYNTAX.sub(" ", title.lower()).split()[:_MOST_WORDS])[:_LONGEST_SEARCH].strip()


def batches(values: Sequence[str]) -> Iterator[list[str]]:
    """The values in lists that one request can hold."""
    batch: list[str] = []
    length = 0
    for value in values:
        size = len(quote_plus(value)) + len("%7C")
        if batch and (length + size > LONGEST_LIST or len(batch) == MOST_VALUES):
            yield batch
            batch, length = [], 0
        batch.append(value)
        length += size
    if batch:
        yield batch


def _works(params: dict[str, Any] | None = None) -> Any:
    from pyalex import Works

    return Works(params)  # type: ignore[no-untyped-call]


def _listed(query: Any) -> Request:
    """The request for a full page. pyalex quotes some values again at each reading of the URL: it is read once."""
    return _request(f"{query.select(list(FIELDS)).url}&per-page={PAGE}", _LIST_CREDITS)


def _request(url: str, price: int) -> Request:
    parts = urlsplit(url)
    return Request(f"{parts.path}?{parts.query}", price)

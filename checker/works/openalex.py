"""The OpenAlex API: the only code that reaches the network.

pyalex builds the queries, it never sends them: it knows no time-out, no retry that respects the daily budget, and no other host
than its own. Our session sends. Costs and limits: https://developers.openalex.org (a credit is 0.0001 USD; a single work by
identifier is free, a list costs 1 credit, a search 10). Only identifiers and titles leave the machine.
"""

import json
import os
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from checker import __version__
from checker.errors import UsageError
from checker.model.match import SkipReason
from checker.works.record import FIELDS
from checker.works.source import UnavailableError

if TYPE_CHECKING:
    import requests

DEFAULT_URL = "https://api.openalex.org"
URL_VARIABLE = "CITEPROOF_OPENALEX_URL"
KEY_VARIABLE = "OPENALEX_API_KEY"

LIST_CREDITS = 1
SEARCH_CREDITS = 10
#: Works on a page of a list.
PAGE = 100
#: Values in one filter.
MOST_VALUES = 100
#: The documented length of a request is about 4 KB.
LONGEST_URL = 4000

_ATTEMPTS = 4
#: Seconds; a server that asks for more has nothing for us today.
_LONGEST_WAIT = 30.0
#: Seconds for one answer, body included.
_DEADLINE = 60.0
_LARGEST_BODY = 64_000_000
_MOST_REDIRECTS = 5
#: Requests failed in a row after which the network is left alone.
_PATIENCE = 3
_TRANSIENT = frozenset({500, 502, 503, 504})
#: Characters that are syntax in a search, and the rest of punctuation but for what stands inside words (`2.5`, `children's`).
_SYNTAX = re.compile(r"[^\w\s.'’-]|(?<!\w)[.'’-]+|[.'’-]+(?!\w)")


class _TryAgainError(Exception):
    """A failure that may pass. `wait` is how many seconds the server asked for."""

    def __init__(self, detail: str, wait: float = 0.0) -> None:
        super().__init__(detail)
        self.wait = wait


class RefusedError(UnavailableError):
    """OpenAlex does not accept the request as it is; another may do."""


@dataclass(frozen=True, slots=True)
class Page:
    """The Work objects of a list answer; `count` is how many there are in all."""

    records: tuple[Mapping[str, Any], ...]
    count: int

    @property
    def is_complete(self) -> bool:
        """Whether the page has all works of the list."""
        return self.count <= len(self.records)


class Client:
    """Asks OpenAlex, one request at a time. Every method raises UnavailableError when there is no answer to rely on."""

    def __init__(
        self,
        base_url: str = DEFAULT_URL,
        key: str = "",
        timeout: tuple[float, float] = (5.0, 30.0),
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """`timeout`: seconds to connect and to wait for data; `pause` waits between attempts.

        Raises UsageError for a malformed address or key.
        """
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise UsageError(f"{URL_VARIABLE}: `{base_url}` is not an http(s) address")
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise UsageError(f"{KEY_VARIABLE}: not a key (it holds spaces or other characters that no key has)")
        self._base = parts
        self._timeout = timeout
        self._pause = pause
        self._session = _session(key)
        self._remaining: int | None = None
        self._failures = 0
        self._stopped: UnavailableError | None = None

    @classmethod
    def from_environment(cls) -> "Client":
        """The client that `CITEPROOF_OPENALEX_URL` and `OPENALEX_API_KEY` describe."""
        return cls(os.environ.get(URL_VARIABLE) or DEFAULT_URL, os.environ.get(KEY_VARIABLE, "").strip())

    def work(self, prefix: str, value: str) -> Mapping[str, Any] | None:
        """One work by `doi`, `pmid` or `pmcid`, free of charge; null when OpenAlex has none."""
        # Percent-encoding the prefix, as pyalex does, turns the free look-up into a list that costs a credit.
        path = f"/works/{prefix}:{quote(value, safe='/')}?select={','.join(FIELDS)}"
        answer = self._get(self._address(path), price=0, single=True)
        if answer is not None and not isinstance(answer.get("id"), str):
            raise UnavailableError(SkipReason.NETWORK, "the answer is no work")
        return answer

    def works(self, url: str, price: int = LIST_CREDITS) -> Page:
        """The first page of a list that a query of this module describes."""
        answer = self._get(self._address(url), price=price, single=False)
        results, meta = (answer or {}).get("results"), (answer or {}).get("meta")
        if not isinstance(results, list) or not isinstance(meta, dict):
            raise UnavailableError(SkipReason.NETWORK, "the answer is no list of works")
        if meta.get("timed_out"):
            raise UnavailableError(SkipReason.NETWORK, "the search took OpenAlex too long and is incomplete")
        records = tuple(item for item in results if isinstance(item, dict))
        count = meta.get("count")
        return Page(records, count if isinstance(count, int) else len(records))

    def _address(self, url: str) -> str:
        """The URL of a query with our host instead of pyalex's."""
        built = urlsplit(url)
        path = f"{self._base.path.rstrip('/')}/{built.path.lstrip('/')}"
        return urlunsplit((self._base.scheme, self._base.netloc, path, built.query, ""))

    def _get(self, url: str, *, price: int, single: bool) -> dict[str, Any] | None:
        """The JSON object at `url`; null for a single work that is not there."""
        if self._stopped:
            raise self._stopped
        if price and self._remaining is not None and self._remaining < price:
            raise self._stop(SkipReason.BUDGET, f"{self._remaining} credits left")
        trouble = _TryAgainError("")
        for attempt in range(_ATTEMPTS):
            if trouble.wait > _LONGEST_WAIT:
                break
            if attempt:
                backoff = 0.5 * 2**attempt * random.uniform(0.5, 1.0)  # noqa: S311
                self._pause(max(trouble.wait, backoff))
            try:
                answer = self._once(url, single=single)
            except _TryAgainError as problem:
                trouble = problem
                continue
            self._failures = 0
            return answer
        raise self._failed(str(trouble))

    def _once(self, url: str, *, single: bool) -> dict[str, Any] | None:
        """One attempt."""
        response, body = self._send(url)
        self._note_budget(response.headers)
        status = response.status_code
        if status == 200:
            return _object(response, body)
        if status == 404 and single:
            return None
        if status == 401:
            raise UsageError(f"OpenAlex does not accept the key in {KEY_VARIABLE}")
        if status == 429:
            self._too_many(response.headers, body)
        if status in _TRANSIENT:
            raise _TryAgainError(f"OpenAlex answered with status {status}", _seconds(response.headers))
        error = RefusedError if status == 400 else UnavailableError
        raise error(SkipReason.NETWORK, f"OpenAlex refused the request with status {status}")

    def _send(self, url: str) -> "tuple[requests.Response, bytes]":
        """The final response and its body; redirects are followed on the same host only."""
        import requests
        from urllib3.exceptions import HTTPError

        deadline = time.monotonic() + _DEADLINE
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                with self._session.get(url, timeout=self._timeout, stream=True, allow_redirects=False) as response:
                    if not response.is_redirect:
                        return response, _body(response, deadline)
                    url = urljoin(url, response.headers["location"])
                if urlsplit(url)[:2] != self._base[:2]:
                    raise UnavailableError(SkipReason.NETWORK, "OpenAlex sent us to another host")
        except requests.Timeout as problem:
            raise self._failed(f"no answer within {self._timeout[1]:g} s") from problem
        except requests.exceptions.SSLError as problem:
            raise self._failed("no trusted TLS connection") from problem
        except (requests.RequestException, HTTPError) as problem:
            raise _TryAgainError("the connection failed") from problem
        raise UnavailableError(SkipReason.NETWORK, "too many redirects")

    def _too_many(self, headers: Mapping[str, str], body: bytes) -> None:
        """Tell the kinds of 429 apart: the budget of the day, the limit per second, and what no plan of ours allows."""
        wait = _seconds(headers)
        if b"anonymous" in body.lower():
            raise _TryAgainError(f"searches without a key are limited now; a free key in {KEY_VARIABLE} avoids that", wait)
        remaining, required = _number(headers, "X-RateLimit-Remaining"), _number(headers, "X-RateLimit-Credits-Required")
        if (remaining is not None and required is not None and remaining < required) or wait > _LONGEST_WAIT:
            raise self._stop(SkipReason.BUDGET, "it is renewed at midnight UTC")
        if b"upgrade required" in body.lower():
            raise UnavailableError(SkipReason.NETWORK, "OpenAlex wants another plan for this request")
        raise _TryAgainError("OpenAlex received too many requests", wait)

    def _note_budget(self, headers: Mapping[str, str]) -> None:
        remaining = _number(headers, "X-RateLimit-Remaining")
        if remaining is not None:
            self._remaining = remaining

    def _failed(self, detail: str) -> UnavailableError:
        """A request has failed for good; after some in a row the network is given up."""
        self._failures += 1
        if self._failures >= _PATIENCE:
            return self._stop(SkipReason.NETWORK, detail)
        return UnavailableError(SkipReason.NETWORK, detail)

    def _stop(self, reason: SkipReason, detail: str) -> UnavailableError:
        self._stopped = UnavailableError(reason, detail)
        return self._stopped


def by_dois(dois: Sequence[str]) -> str:
    """The query for the works with these DOIs (none with a comma or a bar). OpenAlex leaves absent ones out."""
    return _listed(_works().filter_or(doi=list(dois)) if len(dois) > 1 else _works().filter(doi=f'"{dois[0]}"'))


def by_titles(titles: Sequence[str]) -> str:
    """The query for the works with exactly these titles, case aside. One title alone may hold a comma, several may not."""
    values = [title.lower() for title in titles]
    query = _works().filter_or(display_name=values) if len(values) > 1 else _works().filter(display_name=f'"{values[0]}"')
    return _listed(query)


def by_title_words(title: str) -> str:
    """The query for works whose titles have all words of some part of `title`, so that a misprint spoils one part only.

    Empty for a title without words.
    """
    words = _SYNTAX.sub(" ", title.lower()).split()[:40]
    if not words:
        return ""
    parts = 1 if len(words) < 4 else 2 if len(words) < 10 else 3
    bounds = [len(words) * part // parts for part in range(parts + 1)]
    search = " OR ".join(f"({' '.join(words[start:end])})" for start, end in pairwise(bounds))
    return str(_works({"search.title": search, "per-page": 10}).select(list(FIELDS)).url)


def _works(params: dict[str, Any] | None = None) -> Any:
    from pyalex import Works

    return Works(params)  # type: ignore[no-untyped-call]


def _listed(query: Any) -> str:
    """The URL of a query for a full page. It is read once: pyalex quotes some values again at each reading."""
    return f"{query.select(list(FIELDS)).url}&per-page={PAGE}"


def _session(key: str) -> "requests.Session":
    import requests

    session = requests.Session()
    session.headers["User-Agent"] = f"citeproof/{__version__}"

    def sign(request: "requests.PreparedRequest") -> "requests.PreparedRequest":
        """Our key or none: without this, requests would send what it finds in ~/.netrc."""
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        return request

    session.auth = sign
    return session


def _body(response: "requests.Response", deadline: float) -> bytes:
    """The decoded body. `read1` gives what has arrived, so that a slow sender can't outlast the deadline."""
    parts, size = [], 0
    while part := response.raw.read1(65536, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > _LARGEST_BODY:
            raise UnavailableError(SkipReason.NETWORK, "the answer is too large")
        if time.monotonic() > deadline:
            raise UnavailableError(SkipReason.NETWORK, f"the answer took longer than {_DEADLINE:g} s")
    return b"".join(parts)


def _object(response: "requests.Response", body: bytes) -> dict[str, Any]:
    if "json" not in response.headers.get("Content-Type", "").lower():
        raise UnavailableError(SkipReason.NETWORK, "the answer is not JSON (a proxy or a login page?)")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise _TryAgainError("the answer is not valid JSON") from problem
    if not isinstance(value, dict):
        raise UnavailableError(SkipReason.NETWORK, "the answer is no JSON object")
    return value


def _seconds(headers: Mapping[str, str]) -> float:
    """How long the server asks us to wait."""
    return float(_number(headers, "Retry-After") or 0)


def _number(headers: Mapping[str, str], name: str) -> int | None:
    text = headers.get(name, "").strip().partition(".")[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None

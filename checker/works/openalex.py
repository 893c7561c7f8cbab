"""The OpenAlex API: the only code that reaches the network.

pyalex sends nothing for us: it knows no time-out, no retry that respects the daily budget, and no other host than its own. Only
identifiers and titles leave the machine; the key travels in the Authorization header and nowhere else.
"""

import json
import os
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from checker import __version__
from checker.errors import UsageError
from checker.model.match import SkipReason
from checker.works.limits import Budget, Pacer, Tally, within
from checker.works.queries import Request
from checker.works.source import UnavailableError

if TYPE_CHECKING:
    import requests

DEFAULT_URL = "https://api.openalex.org"
URL_VARIABLE = "CITEPROOF_OPENALEX_URL"
KEY_VARIABLE = "OPENALEX_API_KEY"
#: Requests a second that OpenAlex takes without a key and with a free one.
KEYLESS_PACE, KEY_PACE = 10, 30
#: Requests under way at a time.
MOST_THREADS = 8

_ATTEMPTS = 4
#: Seconds; a server that asks for more has nothing for us today.
_LONGEST_WAIT = 30.0
#: Bytes of an answer; a full page of long records has a few millions.
_LARGEST_BODY = 30_000_000
_MOST_REDIRECTS = 5
#: Requests failed in a row after which the network is left alone; one reference alone can make three fail.
_PATIENCE = 8
_TRANSIENT = frozenset({500, 502, 503, 504})


class _TryAgainError(Exception):
    """A failure that may pass. `wait` is how many seconds the server asked for."""

    def __init__(self, detail: str, wait: float = 0.0) -> None:
        super().__init__(detail)
        self.wait = wait


class RefusedError(UnavailableError):
    """OpenAlex does not accept the request as it is; another may do."""


@dataclass(frozen=True, slots=True)
class Page:
    """The Work objects of an answer, at most one for a single work; `count` is how many there are in all."""

    records: tuple[Mapping[str, Any], ...]
    count: int

    @property
    def is_complete(self) -> bool:
        """Whether the page has all works of the list."""
        return self.count <= len(self.records)


class Client:
    """Asks OpenAlex, several requests at a time. There is an answer to rely on, or an UnavailableError."""

    def __init__(
        self,
        base_url: str = DEFAULT_URL,
        key: str = "",
        *,
        budget: int | None = None,
        timeout: tuple[float, float] = (5.0, 30.0),
        deadline: float = 60.0,
        pacer: Pacer | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Nothing is sent yet. Raises UsageError for a malformed address or key.

        `budget`: the credits that may be spent, null for no limit; `timeout`: seconds to connect and to wait for data;
        `deadline`: seconds for one answer in all; `pacer` spaces the requests; `pause` waits between attempts.
        """
        self._base = _base(base_url)
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise UsageError(f"{KEY_VARIABLE}: not a key (it holds spaces or other characters that no key has)")
        self._timeout = timeout
        self._deadline = deadline
        self._pacer = pacer or Pacer(KEY_PACE if key else KEYLESS_PACE)
        self._pause = pause
        self._session = _session(key)
        self._budget = Budget(budget)
        self._lock = threading.Lock()
        self._failures = 0
        self._stopped: UnavailableError | None = None
        self.tally = Tally()
        #: Whether the user has interrupted the run.
        self.interrupted = False

    @classmethod
    def from_environment(cls, budget: int | None = None) -> "Client":
        """The client that `CITEPROOF_OPENALEX_URL` and `OPENALEX_API_KEY` describe."""
        key = os.environ.get(KEY_VARIABLE, "").strip()
        return cls(os.environ.get(URL_VARIABLE) or DEFAULT_URL, key, budget=budget)

    @property
    def address(self) -> str:
        """Where the answers come from."""
        return self._base

    def fetch_all(self, requests: Sequence[Request]) -> Iterator[tuple[Request, Page | UnavailableError]]:
        """Each request with its answer or why there is none, as they come in. Raises UsageError for a refused key.

        What is not asked for any more, because the caller stops listening, is not sent.
        """
        waiting = deque(requests)
        ended: SimpleQueue[tuple[Request, Page | Exception]] = SimpleQueue()
        try:
            for _ in range(min(MOST_THREADS, len(requests))):
                threading.Thread(target=self._work, args=(waiting, ended), daemon=True).start()
            for _ in requests:
                request, answer = ended.get()
                if not isinstance(answer, Page | UnavailableError):
                    raise answer
                yield request, answer
        finally:
            waiting.clear()

    def interrupt(self) -> UnavailableError:
        """Send nothing more: the user wants the run to end. Returns why nothing more is answered."""
        self.interrupted = True
        return self._stop(SkipReason.INTERRUPTED, "")

    def _work(self, waiting: deque[Request], ended: "SimpleQueue[tuple[Request, Page | Exception]]") -> None:
        """What each thread does until nothing is waiting."""
        while (taken := self._take(waiting)) is not None:
            request, problem = taken
            ended.put((request, problem or self._answer(request)))

    def _take(self, waiting: deque[Request]) -> tuple[Request, UnavailableError | None] | None:
        """The next request, with why it can't be sent: credits go to the requests in their order."""
        with self._lock:
            if not waiting:
                return None
            request = waiting.popleft()
            try:
                self._reserve(request)
            except UnavailableError as problem:
                return request, problem
            return request, None

    def _reserve(self, request: Request) -> None:
        if self._stopped:
            raise self._stopped
        self._budget.reserve(request.price)

    def _answer(self, request: Request) -> Page | Exception:
        """The page, or the exception to hand to the caller's thread."""
        try:
            return self._page(request, self._try(request))
        except Exception as problem:
            return problem

    def _page(self, request: Request, answer: dict[str, Any] | None) -> Page:
        if request.single:
            if answer is None:
                return Page((), 0)
            if not isinstance(answer.get("id"), str):
                raise UnavailableError(SkipReason.NETWORK, "the answer is no work")
            return Page((answer,), 1)
        results, meta = (answer or {}).get("results"), (answer or {}).get("meta")
        if not isinstance(results, list) or not isinstance(meta, dict):
            raise UnavailableError(SkipReason.NETWORK, "the answer is no list of works")
        if meta.get("timed_out"):
            raise UnavailableError(SkipReason.NETWORK, "the search took OpenAlex too long and is incomplete")
        records = tuple(item for item in results if isinstance(item, dict))
        count = meta.get("count")
        return Page(records, count if type(count) is int else len(records))

    def _try(self, request: Request) -> dict[str, Any] | None:
        """The JSON object of an answer, at the last of several attempts; null for a single work that is not there."""
        trouble = _TryAgainError("")
        for attempt in range(_ATTEMPTS):
            if trouble.wait > _LONGEST_WAIT:
                break
            if attempt:
                backoff = 0.5 * 2**attempt * random.uniform(0.5, 1.0)  # noqa: S311
                self._pause(max(trouble.wait, backoff))
                self._reserve(request)
            try:
                answer = self._once(request)
            except _TryAgainError as problem:
                trouble = problem
                continue
            self._failures = 0
            return answer
        raise self._failed(str(trouble))

    def _once(self, request: Request) -> dict[str, Any] | None:
        """One attempt, which is charged when it brings an answer."""
        charged, left = False, None
        try:
            response, body = self._send(request)
            charged, left = response.status_code == 200, _number(response.headers, "X-RateLimit-Remaining")
        finally:
            self._budget.settle(request.price, charged=charged, left=left)
            self.tally.credits = self._budget.spent
        status = response.status_code
        if status == 200:
            return _object(response, body)
        if status == 404 and request.single:
            return None
        if status == 401:
            raise UsageError(f"OpenAlex does not accept the key in {KEY_VARIABLE}")
        if status == 429:
            self._too_many(response.headers, body)
        if status in _TRANSIENT:
            raise _TryAgainError(f"OpenAlex answered with status {status}", _seconds(response.headers))
        error = RefusedError if status == 400 else UnavailableError
        raise error(SkipReason.NETWORK, f"OpenAlex refused the request with status {status}")

    def _send(self, request: Request) -> "tuple[requests.Response, bytes]":
        """The final response and its body."""
        import requests
        from urllib3.exceptions import HTTPError

        self._pacer.wait()
        with self._lock:
            self.tally.requests += 1
        end = time.monotonic() + self._deadline
        try:
            return within(self._deadline, lambda: self._follow(self._base + request.target, end))
        except TimeoutError as problem:
            raise self._failed(f"the answer took longer than {self._deadline:g} s") from problem
        except requests.Timeout as problem:
            raise self._failed(f"no answer within {self._timeout[1]:g} s") from problem
        except requests.exceptions.SSLError as problem:
            raise self._failed("no trusted TLS connection") from problem
        except (requests.RequestException, HTTPError) as problem:
            raise _TryAgainError("the connection failed") from problem

    def _follow(self, url: str, end: float) -> "tuple[requests.Response, bytes]":
        """Follow redirects, on the same host only: the key is for OpenAlex alone. `end` is the time to give up reading."""
        for _ in range(_MOST_REDIRECTS + 1):
            with self._session.get(url, timeout=self._timeout, stream=True, allow_redirects=False) as response:
                if not response.is_redirect:
                    return response, _body(response, end)
                url = urljoin(url, response.headers["location"])
            if urlsplit(url)[:2] != urlsplit(self._base)[:2]:
                raise UnavailableError(SkipReason.NETWORK, "OpenAlex sent us to another host")
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

    def _failed(self, detail: str) -> UnavailableError:
        """A request has failed for good; after some in a row the network is given up."""
        with self._lock:
            self._failures += 1
        if self._failures >= _PATIENCE:
            return self._stop(SkipReason.NETWORK, detail)
        return UnavailableError(SkipReason.NETWORK, detail)

    def _stop(self, reason: SkipReason, detail: str) -> UnavailableError:
        self._stopped = UnavailableError(reason, detail)
        return self._stopped


def _base(url: str) -> str:
    """The address of the API without a final slash."""
    parts = urlsplit(url)
    if parts.username is not None:
        raise UsageError(f"{URL_VARIABLE}: the address holds a user name; leave it out")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"{URL_VARIABLE}: `{url}` is not an http(s) address")
    return url.rstrip("/")


def _session(key: str) -> "requests.Session":
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.headers["User-Agent"] = f"citeproof/{__version__}"
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=MOST_THREADS))

    def sign(request: "requests.PreparedRequest") -> "requests.PreparedRequest":
        """Our key or none: without this, requests would send what it finds in ~/.netrc."""
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        return request

    session.auth = sign
    return session


def _body(response: "requests.Response", end: float) -> bytes:
    """The decoded body. `read1` gives what has arrived, so that a slow sender doesn't hold the thread for ever."""
    parts, size = [], 0
    while part := response.raw.read1(65536, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > _LARGEST_BODY:
            raise UnavailableError(SkipReason.NETWORK, "the answer is too large")
        if time.monotonic() > end:
            raise TimeoutError
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

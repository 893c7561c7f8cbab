"""An OpenAlex on the loopback: serves Work objects with the filters, searches, prices and faults that citeproof meets."""

import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SELECTABLE = {
    *("id", "doi", "title", "display_name", "publication_year", "publication_date", "ids", "language", "type", "authorships"),
    *("primary_location", "locations", "biblio", "is_retracted", "abstract_inverted_index"),
}
BUDGET = 1000
NOT_FOUND_PAGE = b"<!doctype html><title>404 Not Found</title><h1>Not Found</h1>"


class BadQueryError(Exception):
    """The server answers 400 with this message."""


class Server(ThreadingHTTPServer):
    """Runs until `stop`. `requests` are the paths asked for, `spent` the credits.

    `faults` replace the next answers, `standing_faults` every answer to a path that holds their text.
    """

    daemon_threads = True
    request_queue_size = 128  # a busy machine is slow to accept, and a client would give up on what is not queued

    def __init__(self, works: Iterable[Mapping[str, Any]] = ()) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.works = [dict(work) for work in works]
        #: Ids of works outside the core: single look-ups give them, lists don't.
        self.unlisted: set[str] = set()
        self.faults: list[Callable[[Handler], None]] = []
        self.standing_faults: dict[str, Callable[[Handler], None]] = {}
        self.requests: list[str] = []
        self.authorizations: list[str | None] = []
        self.connections: set[tuple[str, int]] = set()
        self.spent = 0
        self.released = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def fail(self, fault: Callable[["Handler"], None], times: int = 1) -> None:
        """Answer the next `times` requests with a fault."""
        self.faults += [fault] * times

    def stop(self) -> None:
        self.released.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement

    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        self.server.authorizations.append(self.headers["Authorization"])
        self.server.connections.add(self.client_address)
        if self.server.faults:
            self.server.faults.pop(0)(self)
            return
        for text, fault in self.server.standing_faults.items():
            if text in self.path:
                fault(self)
                return
        parts = urlsplit(self.path)
        try:
            if parts.path == "/works":
                self.list_works(parse_qs(parts.query, keep_blank_values=True))
            elif parts.path.startswith("/works/"):
                self.one_work(parts.path.removeprefix("/works/"))
            else:
                self.html(404)
        except BadQueryError as problem:
            self.json({"error": "Invalid query parameters error.", "message": str(problem)}, 400)

    def one_work(self, raw: str) -> None:
        """Free only with an unencoded prefix: the edge bills by the undecoded path."""
        price = 0 if re.match(r"(doi|pmid|pmcid):", raw) else 1
        kind, _, value = unquote(raw).partition(":")
        found = [work for work in self.server.works if value.lower() in identifiers(work, kind)]
        if found:
            self.json(found[0], price=price)
        else:
            self.html(404)

    def list_works(self, query: Mapping[str, list[str]]) -> None:
        for name in query["select"][0].split(",") if "select" in query else ():
            if name not in SELECTABLE:
                raise BadQueryError(f"{name} is not a valid select field")
        works, price = [work for work in self.server.works if work["id"] not in self.server.unlisted], 1
        if "filter" in query:
            works = filtered(works, query["filter"][0])
        if "search.title" in query:
            works, price = searched(works, query["search.title"][0]), 10
        size = int(query.get("per-page", ["25"])[0])
        self.json({"meta": {"count": len(works), "page": 1, "per_page": size}, "results": works[:size]}, price=price)

    def json(self, value: object, status: int = 200, price: int = 0, headers: Mapping[str, str] | None = None) -> None:
        self.server.spent += price
        left = {"X-RateLimit-Remaining": str(BUDGET - self.server.spent), "X-RateLimit-Credits-Required": str(price)}
        self.answer(json.dumps(value).encode(), status, "application/json", {**left, **(headers or {})})

    def html(self, status: int) -> None:
        self.answer(NOT_FOUND_PAGE, status, "text/html; charset=utf-8")

    def answer(self, body: bytes, status: int = 200, content_type: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def identifiers(work: Mapping[str, Any], kind: str) -> set[str]:
    value = (work.get("ids") or {}).get(kind) or (work.get("doi") if kind == "doi" else "") or ""
    bare = value.lower().removeprefix("https://doi.org/") if kind == "doi" else value.rpartition("/")[2].lower()
    return {bare} - {""}


def filtered(works: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """`doi:a|b`, `display_name:a|b` or one value in quotes; an unquoted comma or space has OpenAlex's meaning."""
    field, _, value = text.partition(":")
    quoted = value.startswith('"') and value.endswith('"') and "|" not in value
    if not quoted and ("," in value or re.search(r"\b(type|language|doi):", value)):
        raise BadQueryError("a comma or a filter name in a value")
    values = [value.strip('"')] if quoted else value.split("|")
    if len(values) > 100:
        raise BadQueryError("maximum number of values exceeded")
    if len(values) == 1 and not quoted and " " in value:
        return []
    wanted = {value.lower() for value in values}
    if field == "doi":
        return [work for work in works if identifiers(work, "doi") & wanted]
    if field == "display_name":
        return [work for work in works if (work.get("display_name") or "").lower() in wanted]
    raise BadQueryError(f"{field} is not a valid field")


def searched(works: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """All words of one of the groups in the title; works with more of the words first."""
    if re.search(r"[?*|!]", text):
        raise BadQueryError("wildcards need an exact field")
    groups = [set(re.findall(r"[\w'.-]+", group)) for group in text.split(" OR ")]
    words = set().union(*groups)
    ranked = []
    for work in works:
        title = set(re.findall(r"[\w'.-]+", (work.get("display_name") or "").lower()))
        if any(group <= title for group in groups):
            ranked.append((-len(words & title), work["id"], work))
    return [work for _, _, work in sorted(ranked, key=lambda row: row[:2])]


def budget_spent(handler: Handler) -> None:
    headers = {"Retry-After": "40000", "X-RateLimit-Remaining": "0", "X-RateLimit-Credits-Required": "1"}
    handler.answer(b'{"error": "Rate limit exceeded"}', 429, "application/json", headers)


def too_fast(handler: Handler) -> None:
    headers = {"Retry-After": "1", "X-RateLimit-Remaining": "900", "X-RateLimit-Credits-Required": "1"}
    handler.answer(b'{"error": "Rate limit exceeded"}', 429, "application/json", headers)


def anonymous_search_paused(handler: Handler) -> None:
    handler.answer(b'{"error": "Anonymous search is limited"}', 429, "application/json", {"Retry-After": "2"})


def plan_required(handler: Handler) -> None:
    handler.answer(b'{"error": "Plan upgrade required"}', 429, "application/json")


def status(code: int) -> Callable[[Handler], None]:
    return lambda handler: handler.html(code)


def bad_key(handler: Handler) -> None:
    handler.answer(b'{"error": "Invalid or missing API key"}', 401, "application/json")


def timed_out(handler: Handler) -> None:
    handler.json({"meta": {"count": 0, "timed_out": True}, "results": []})


def silent(handler: Handler) -> None:
    handler.server.released.wait(10)
    handler.close_connection = True


def slow_headers(handler: Handler) -> None:
    """A byte of a header at a time, each before the read times out."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        handler.wfile.write(b"z")
        if handler.server.released.wait(0.02):
            break
    handler.close_connection = True


def slow_body(handler: Handler) -> None:
    """A byte at a time, each before the read times out."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b" ")
        if handler.server.released.wait(0.02):
            break
    handler.close_connection = True


def reset(handler: Handler) -> None:
    handler.close_connection = True


def cut_off(handler: Handler) -> None:
    """Fewer bytes than announced."""
    handler.answer(b'{"id": "https://op', headers={"Content-Length": "500"}, content_type="application/json")
    handler.close_connection = True


def endless(handler: Handler) -> None:
    """A hundred megabytes of JSON."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" " * 1_000_000)


def truncated_json(handler: Handler) -> None:
    handler.answer(b'{"id": "https://op', content_type="application/json")


def login_page(handler: Handler) -> None:
    handler.html(200)


def other_json(handler: Handler) -> None:
    handler.answer(b"[1, 2]", content_type="application/json")


def elsewhere(handler: Handler) -> None:
    handler.answer(b"", 302, headers={"Location": "http://elsewhere.invalid/works"})


def in_circles(handler: Handler) -> None:
    handler.answer(b"", 302, headers={"Location": handler.path})

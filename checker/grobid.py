"""A GROBID service of one's own: a PDF file → the TEI that it reads from it.

The one place from which a manuscript leaves the machine, and only to the URL that the command line gives; no configuration file
can. https://grobid.readthedocs.io/en/latest/Grobid-service/
"""

import ipaddress
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checker import __version__
from checker.errors import InputError, UsageError
from checker.model.text import SourceFile

if TYPE_CHECKING:
    import requests

_PATH = "/api/processFulltextDocument"
#: What is printed is to be checked, so nothing is to be corrected on the way (no consolidation), and it is wanted as printed.
_FIELDS = [
    ("consolidateHeader", "0"),
    ("consolidateCitations", "0"),
    ("includeRawCitations", "1"),
    *(("teiCoordinates", tag) for tag in ("p", "s", "head", "ref", "biblStruct")),
]
#: Seconds to connect, and to wait for an answer: a long manuscript takes minutes.
_PATIENCE = (10, 600)
#: Attempts while the service is busy, and the seconds between them.
_ATTEMPTS, _PAUSE = 6, 5.0
#: Bytes of an answer; the TEI of a long book has a few millions.
_LARGEST = 64 * 1024 * 1024
_BUSY = 503


def check_url(url: str, *, offline: bool = False) -> str:
    """The URL without a stroke at its end.

    Raises UsageError for one that is no http(s) URL, or of another machine if `offline`.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"--grobid {url}: not the URL of a service; give one such as http://localhost:8070")
    if offline and not _is_local(parts.hostname):
        raise UsageError(f"--grobid {url}: not on this machine, and --offline is given; leave one of the two out")
    return url.rstrip("/")


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read(source: SourceFile, url: str) -> SourceFile:
    """The TEI of the PDF file in `source.data`. Redirects aren't followed.

    Raises InputError where the service can't be reached or does not give it.
    """
    for attempt in range(_ATTEMPTS):
        status, body = _post(source, url)
        if status != _BUSY:
            break
        if attempt + 1 < _ATTEMPTS:
            time.sleep(_PAUSE)
    if status == _BUSY:
        raise InputError(f"{source.path}: GROBID at {url} is busy; try again later")
    if status == 204:
        raise InputError(f"{source.path}: GROBID at {url} found no text in it, probably a scan; run OCR on it first")
    if status != 200:
        raise InputError(f"{source.path}: GROBID at {url} answered {status}; look at the service's log")
    return SourceFile(source.path, body.decode("utf-8", "replace"))


def _post(source: SourceFile, url: str) -> tuple[int, bytes]:
    """One request: the status, and the body of an answer with status 200."""
    import requests

    headers = {"Accept": "application/xml", "User-Agent": f"citeproof/{__version__}"}
    files = {"input": ("manuscript.pdf", source.data, "application/pdf")}
    try:
        with requests.post(
            url + _PATH, data=_FIELDS, files=files, headers=headers, timeout=_PATIENCE, allow_redirects=False, stream=True
        ) as answer:
            body = b"".join(_limited(source, url, answer)) if answer.status_code == 200 else b""
            return answer.status_code, body
    except requests.RequestException as problem:
        reason = type(problem).__name__.removesuffix("Error").lower() or "failed"
        raise InputError(f"{source.path}: GROBID at {url} can't be reached ({reason}); is the service running?") from None


def _limited(source: SourceFile, url: str, answer: "requests.Response") -> Iterator[bytes]:
    """The pieces of an answer up to the largest size."""
    size = 0
    for piece in answer.iter_content(65536):
        size += len(piece)
        if size > _LARGEST:
            raise InputError(f"{source.path}: GROBID at {url} sent more than {_LARGEST:,} bytes; this is no manuscript")
        yield piece

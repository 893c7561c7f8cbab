"""A GROBID service on the loopback: what is sent, what is read, and one line for every trouble."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from checker import citations, grobid
from checker.errors import InputError, UsageError
from checker.model.document import Document
from checker.model.text import SourceFile
from checker.readers import tei
from tests.readers.pdf_writer import lines, pdf
from tests.test_cli import citeproof

PDF = pdf([lines(60, 700, ["Anything at all"])])
TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title level="a">A short paper</title></titleStmt>
<publicationStmt><p>not text</p></publicationStmt>
<sourceDesc><biblStruct><idno type="DOI">10.5555/self</idno></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><div><p coords="1,60,100,400,20">An abstract [9].</p></div></abstract></profileDesc></teiHeader>
<text><body><div><head coords="2,60,80,90,10">Methods</head>
<p coords="2,60,100,400,20">Studied early <ref type="bibr" target="#b0">[1]</ref>, then
again <ref type="bibr" target="#b0">[1,</ref> <ref type="bibr" target="#b1">2]</ref>, see
<ref type="figure" target="#f">Fig. 1</ref>
and <ref type="bibr">[7]</ref>.</p></div></body>
<back><div type="references"><listBibl>
<biblStruct coords="3,60,100,400,20" xml:id="b0"><analytic><title level="a">Wrong</title></analytic>
<note type="raw_reference">[1] Ellis L, Shale MJ.
Carcinoid tumors of the gastrointestinal tract. Am J Gastroenterol. 2010;105:2563-9.</note>
</biblStruct>
<biblStruct coords="4,60,100,400,20" xml:id="b1"><note type="raw_reference">[2] Frilling A,
Clift AK. Therapeutic strategies for liver
metastases. Cancer. 2015;121:1172-86.</note></biblStruct>
</listBibl></div></back></text></TEI>
"""


class Service(ThreadingHTTPServer):
    """Answers with `answers` one after the other, the last one again and again; keeps what was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, bytes]] = [(200, TEI.encode())]
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        self.server.paths.append(self.path)
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        status, body = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://example.invalid/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(grobid, "_PAUSE", 0.0)
    running = Service()
    yield running
    running.stop()


def source() -> SourceFile:
    return SourceFile("paper.pdf", "", plain=False, data=PDF)


def read(text: str = TEI) -> Document:
    return citations.link(tei.read(SourceFile("paper.pdf", text)))


def test_the_text_is_read_with_its_pages() -> None:
    found = read()
    assert (found.metadata.title, found.metadata.doi, found.inferred) == ("A short paper", "10.5555/self", True)
    assert [(entry.id, entry.number) for entry in found.references] == [("1", 1), ("2", 2)]
    assert found.references[0].title == "Carcinoid tumors of the gastrointestinal tract"
    assert [[item.reference for item in citation.items] for citation in found.citations] == [[None], ["1"], ["1", "2"], [None]]
    assert [found.source.position(entry.span.start).line for entry in found.references] == [3, 4]
    assert found.source.position(found.citations[1].span.start).line == 2
    assert "not text" not in found.source.text
    assert all(citation.span.of(found.source.text) == citation.text for citation in found.citations)


def test_the_file_is_sent_as_it_is_and_nothing_is_to_be_corrected(service: Service) -> None:
    assert grobid.read(source(), service.url).text == TEI
    assert service.paths == ["/api/processFulltextDocument"]
    (body,) = service.bodies
    assert PDF in body
    assert b'name="consolidateCitations"\r\n\r\n0' in body
    assert b"paper.pdf" not in body


def test_a_busy_service_is_asked_again(service: Service) -> None:
    service.answers = [(503, b""), (503, b""), (200, TEI.encode())]
    assert grobid.read(source(), service.url).text == TEI
    assert len(service.bodies) == 3


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (503, "is busy; try again later"),
        (204, "found no text in it, probably a scan; run OCR on it first"),
        (500, "answered 500; look at the service's log"),
        (302, "answered 302; look at the service's log"),
    ],
)
def test_trouble_is_said_in_one_line(service: Service, status: int, message: str) -> None:
    service.answers = [(status, b"")]
    with pytest.raises(InputError) as problem:
        grobid.read(source(), service.url)
    assert str(problem.value) == f"paper.pdf: GROBID at {service.url} {message}"


def test_a_service_that_is_not_there(service: Service) -> None:
    service.stop()
    with pytest.raises(InputError, match="can't be reached"):
        grobid.read(source(), service.url)
    service.__init__()  # type: ignore[misc]  # for the fixture to stop


def test_an_answer_without_end(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grobid, "_LARGEST", 1000)
    with pytest.raises(InputError, match="sent more than 1,000 bytes"):
        grobid.read(source(), service.url)


@pytest.mark.parametrize(("text", "message"), [("<html/>", "no TEI document, but `html`"), ("no", "not well-formed XML")])
def test_answers_that_are_no_tei(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)


@pytest.mark.parametrize("url", ["localhost:8070", "ftp://example.org", "http://", "file:///etc/passwd"])
def test_only_urls_of_services_are_taken(url: str) -> None:
    with pytest.raises(UsageError, match="not the URL of a service"):
        grobid.check_url(url)


def test_offline_allows_this_machine_alone() -> None:
    assert grobid.check_url("http://localhost:8070/", offline=True) == "http://localhost:8070"
    assert grobid.check_url("https://grobid.example.org", offline=False) == "https://grobid.example.org"
    with pytest.raises(UsageError, match="not on this machine, and --offline is given"):
        grobid.check_url("https://grobid.example.org", offline=True)


def test_through_the_command_line(service: Service, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(PDF)
    options = ("--grobid", service.url, "--offline", "--format", "json", "--select", "CIT101")
    done = citeproof("check", "paper.pdf", *options, folder=tmp_path)
    assert done.status == 1, done.err
    found = json.loads(done.out)
    assert [(finding["line"], finding["confidence"]) for finding in found["findings"]] == [(1, "medium"), (2, "medium")]
    assert found["documents"][0]["format"] == "tei"
    done = citeproof("references", "paper.pdf", "--grobid", service.url, folder=tmp_path)
    assert len(done.out.splitlines()) == 2

"""CIT104 on managed Word documents: what is printed otherwise than the manager keeps it, and silence about the rest."""

import pytest

from checker import engine
from checker.readers import files
from rules.citations.malformed_citation import MalformedCitation
from tests.readers.test_docx_fields import ENTRIES, printed_list, zotero
from tests.readers.word import package, paragraph, run

MOSS, FERN = ENTRIES


def findings(text: str, *entries: str) -> list[tuple[str, str]]:
    """The messages with the text that each is about."""
    body = paragraph(run("Moss is slow "), text) + paragraph(run("References")) + printed_list(entries=entries)
    document = engine.read(files.decode(package(body), "paper.docx"), "docx")
    report = engine.check(document, engine.Setup((MalformedCitation,)))
    assert not report.internal_errors
    return [(finding.message, finding.location.span.of(document.source.text)) for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (zotero("[1]", "moss"), (MOSS, FERN)),
        (zotero("[1, 2]", "fern", "moss"), (MOSS, FERN)),
        (zotero("(Ashdown &amp; Vey, 2015; Doe, 2018)", "moss", "fern"), (MOSS, FERN)),
        (zotero("(2015)", "moss"), (MOSS, FERN)),
        (zotero("(Ashdown)", "moss"), (MOSS, FERN)),
        (zotero("[1]", "moss"), ("Ashdown A, Vey B. Slow Growth of Moss on Northern Roofs. J Made-up Bot. 2015.", FERN)),
        (zotero("[1]", "moss"), ("Ashdown A, Vey B. Slow growth of moss on the northern roofs. J Bot. 2015;12:101.", FERN)),
        (zotero("[1]", "moss"), ("Ashdown A, Vey B. Moss growth on roofs. J Bot. 2015;12:101.", FERN)),
    ],
)
def test_what_agrees_is_passed_over(text: str, entries: tuple[str, ...]) -> None:
    assert findings(text, *entries) == []


@pytest.mark.parametrize(
    ("text", "entries", "message", "place"),
    [
        (zotero("[2]", "moss"), (MOSS, FERN), "`2` is printed, the Zotero field cites entry `1`", "[2]"),
        (
            zotero("(Ashdown, 2016)", "moss"),
            (MOSS, FERN),
            "`2016` is printed, the Zotero field cites a work of `2015`",
            "(Ashdown, 2016)",
        ),
        (
            zotero("[1]", "moss"),
            (MOSS.replace("2015", "2014"), FERN),
            "`2014` is printed, the Zotero field cites a work of `2015`",
            "2014",
        ),
        (
            zotero("[1]", "moss"),
            (MOSS.replace(";12(", ";21("), FERN),
            "volume `21` is printed, the Zotero field has `12`",
            "21",
        ),
        (
            zotero("[1]", "moss"),
            (MOSS.replace("101-9", "110-9"), FERN),
            "page `110-119` is printed, the Zotero field has `101-109`",
            "110-9",
        ),
        (
            zotero("[1]", "moss"),
            (f"{MOSS} doi:10.5555/moss.16", FERN),
            "`10.5555/moss.16` is printed, the Zotero field has the DOI `10.5555/moss.15`",
            "10.5555/moss.16",
        ),
        (
            zotero("[1]", "fern"),
            (MOSS,),
            "the Zotero field behind `[1]` cites `Fern spores in the air of large cities`, which the printed list doesn't have",
            "[1]",
        ),
    ],
)
def test_what_differs_is_said_where_it_is_printed(text: str, entries: tuple[str, ...], message: str, place: str) -> None:
    assert findings(text, *entries) == [(message, place)]

"""A report made by hand: a manuscript with a bibliography, one entry of each outcome, and three findings."""

from dataclasses import replace

import pytest

from checker.model.document import Citation, CitationItem, CitationStyle, Document
from checker.model.finding import Confidence, DocumentReport, Edit, Finding, Fix, Report, Safety, Severity
from checker.model.match import Match, MatchStatus, Skipped, SkipReason
from checker.model.reference import Name, ReferenceEntry, ReferenceList
from checker.model.text import Location, SourceFile, Span
from checker.model.work import Work

BIB = """\
@article{lee2018,
  author = {Lee, Ada},
  title = {Attention in the wild},
  year  = {2018},
}
@misc{page,
  title = {A page},
}
@article{ghost,
  title = {Nobody wrote this},
}
"""
PAPER = "# A review\n\nThis was first shown by @lee2018, and [@nobody] agrees.\n"


def at(source: SourceFile, text: str, label: str = "") -> Location:
    """The first place of a text in a file."""
    start = source.text.index(text)
    return Location(source.path, Span(start, start + len(text)), label)


@pytest.fixture
def paper() -> SourceFile:
    return SourceFile("paper.md", PAPER)


@pytest.fixture
def bibliography() -> SourceFile:
    return SourceFile("refs.bib", BIB)


@pytest.fixture
def document(paper: SourceFile, bibliography: SourceFile) -> Document:
    starts = [BIB.index(f"@{kind}{{{key}") for kind, key in (("article", "lee2018"), ("misc", "page"), ("article", "ghost"))]
    spans = [Span(start, end - 1) for start, end in zip(starts, [*starts[1:], len(BIB)], strict=True)]
    lee, page, ghost = (
        ReferenceEntry(key, "refs.bib", span, span.of(BIB), key=key, type=kind, variables={"title": title})
        for key, span, kind, title in (
            ("lee2018", spans[0], "article-journal", "Attention in the wild"),
            ("page", spans[1], "webpage", "A page"),
            ("ghost", spans[2], "article-journal", "Nobody wrote this"),
        )
    )
    lee = replace(lee, author=(Name("Lee", "Ada"),), issued=(2018,), et_al=True)
    cited, unknown = at(paper, "@lee2018").span, at(paper, "[@nobody]").span
    return Document(
        paper,
        "markdown",
        lists=(ReferenceList("refs.bib", Span(0, len(BIB)), Span(0, len(PAPER)), entries=(lee, page, ghost)),),
        citations=(
            Citation(cited, "@lee2018", CitationStyle.KEYS, (CitationItem("lee2018", cited, "lee2018"),), narrative=True),
            Citation(unknown, "[@nobody]", CitationStyle.KEYS, (CitationItem("nobody", unknown),)),
        ),
        bibliographies=(bibliography,),
        style=CitationStyle.KEYS,
    )


@pytest.fixture
def findings(paper: SourceFile, bibliography: SourceFile) -> tuple[Finding, ...]:
    start = bibliography.text.index("{2018}") + 1
    year = Location("refs.bib", Span(start, start + 4), "the reference list says 2018")
    return (
        Finding(
            "CIT101",
            "undefined-citation",
            Severity.ERROR,
            Confidence.HIGH,
            "citation `nobody` has no entry in the reference list",
            at(paper, "@nobody"),
            fingerprint="1" * 16,
        ),
        Finding(
            "MET306",
            "year-mismatch",
            Severity.WARNING,
            Confidence.MEDIUM,
            "year `2018` differs from the year `2021` of the record that OpenAlex has of this work",
            year,
            related=(at(paper, "@lee2018", "cited here"),),
            evidence={"work": "https://openalex.org/W1", "printed": "2018", "recorded": "2021"},
            notes=("matched by DOI to https://openalex.org/W1 (score 0.97)",),
            help="change `year` to `2021`",
            fixes=(Fix("change `year` to `2021`", (Edit("refs.bib", year.span, "2021"),), Safety.SAFE),),
            reference="lee2018",
            fingerprint="2" * 16,
        ),
    )


@pytest.fixture
def report(document: Document, findings: tuple[Finding, ...]) -> Report:
    work = Work("W1", "Attention in the wild", doi="10.1000/x", year=2021)
    matches: dict[str, Match | Skipped] = {
        "lee2018": Match("lee2018", MatchStatus.MATCHED, work, 0.97123, "doi"),
        "page": Skipped("page", SkipReason.NOT_INDEXED, "webpage"),
        "ghost": Match("ghost", MatchStatus.NOT_FOUND),
    }
    part = DocumentReport(document, matches, findings, suppressed=findings[:1], notices=("tables were not read",))
    return Report((part,), "1.2.3")


@pytest.fixture
def hostile(report: Report) -> Report:
    """The report with a message, a note and a source line that carry escapes, overrides and control characters."""
    evil = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x00\x9b31m\r\nnew line"
    part = report.documents[0]
    source = replace(part.document.source, text=PAPER.replace("# A", f"# {evil} A"))
    finding = replace(
        part.findings[0], message=evil, notes=(evil,), help=evil, location=Location("paper.md", Span(2, 10), evil)
    )
    return replace(report, documents=(replace(part, document=replace(part.document, source=source), findings=(finding,)),))

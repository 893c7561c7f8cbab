"""REF202 in tagged entries whose title and journal stand in one element."""

import pytest

from checker import engine
from checker.model.text import SourceFile
from rules.entries.missing_field import MissingField

ARTICLE = """<article><back><ref-list>{refs}</ref-list></back></article>"""
REF = (
    '<ref id="r{n}"><mixed-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Doe'
    "</surname><given-names>J</given-names></name></person-group> (<year>20{n}</year>) {what} <volume>{n}</volume>:"
    "<fpage>3</fpage>-<lpage>9</lpage></mixed-citation></ref>"
)
USUAL = "<article-title>Storks of the north</article-title>. <source>J Storks</source>."


def missing(what: str) -> list[str]:
    refs = "".join(REF.format(n=number, what=USUAL) for number in range(10, 18)) + REF.format(n=18, what=what)
    report = engine.check_source(SourceFile("a.xml", ARTICLE.format(refs=refs)), "jats", (), engine.Setup((MissingField,)))
    return [finding.message for finding in report.findings]


@pytest.mark.parametrize(
    "what",
    [
        "<article-title>Storks of the south and their many nests. J Stork Res</article-title>.",
        "<article-title>Do storks sleep? Behav. Storks</article-title>.",
        "<source>Storks of the south and the many nests that they build. J Stork Res</source>.",
    ],
)
def test_a_title_with_its_journal_lacks_nothing(what: str) -> None:
    assert missing(what) == []


def test_a_title_alone_lacks_its_journal() -> None:
    assert missing("<article-title>Storks of the south and their many nests</article-title>.") == [
        "the entry has no `journal or book`"
    ]

"""What is shown of rules."""

from collections.abc import Iterator
from typing import ClassVar

from checker import reports
from checker.model.document import Document
from checker.reports import Style
from checker.rule import Bad, Confidence, Context, DocumentRule, Example, Finding, Good, Needs, Option, Severity


class Wikipedia(DocumentRule):
    """A reference to Wikipedia | or a mirror.

    What it checks:
        The container title.

    Why it matters: whoever follows the citation finds a text that changes, and that nobody signed; a paragraph as long as this
    one is wrapped.
    """

    code = "HSE001"
    name = "cites-wikipedia"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES | Needs.MATCHES
    opt_in = True
    options: ClassVar = (Option("other_names", ["wiki"], "Further names."),)
    examples: ClassVar[tuple[Example, ...]] = (
        Bad("1. Doe J. ⟦Wikipedia⟧.\u00ad\n", note="the name", options={"other_names": []}),
        Good("Text.\n", bibliography="@misc{a}\n", format="markdown"),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        return iter(())


EXPLANATION = r"""HSE001 cites-wikipedia

Severity:   warning
Confidence: high
Needs:      reference entries, OpenAlex works (`--works FILE` or the network)
Selected:   only by its code (opt-in)

A reference to Wikipedia | or a mirror.

What it checks:
    The container title.

Why it matters: whoever follows the citation finds a text that changes, and that
nobody signed; a paragraph as long as this one is wrapped.

Options (in the configuration under [rules.HSE001])
  other-names = ["wiki"]
      Further names.

Examples (⟦…⟧ marks what is reported)

  Reported (text): the name

    1. Doe J. ⟦Wikipedia⟧.\xad

    with other-names = []

  Not reported (markdown)

    Text.

    @misc{a}
"""


def test_explanation() -> None:
    assert reports.explain(Wikipedia) == EXPLANATION


def test_markdown_table() -> None:
    assert reports.rule_table([Wikipedia], markdown=True) == (
        "| Code | Name | Severity | Confidence | Needs works | What it reports |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| HSE001 | cites-wikipedia (opt-in) | warning | high | yes | A reference to Wikipedia \\| or a mirror. |\n"
    )


def test_plain_table() -> None:
    assert reports.rule_table([Wikipedia]) == (
        "HSE001  cites-wikipedia (opt-in)  warning  A reference to Wikipedia | or a mirror.\n"
    )
    assert reports.rule_table([], Style()) == ""


def test_colour_when_wanted() -> None:
    assert "\x1b[1;33mwarning\x1b[0m" in reports.explain(Wikipedia, Style(color=True))

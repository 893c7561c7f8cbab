"""Runs the examples of a rule: the tests, `citeproof explain` and the documentation all speak of the same ones."""

import re
from dataclasses import dataclass

from checker import engine, registry
from checker.model.finding import Confidence, Finding
from checker.model.text import SourceFile, Span
from checker.rule import Example, Rule
from checker.works.resolve import Resolver

#: File names that an example's parts get; rules and messages see these.
MANUSCRIPT_NAMES = {"text": "manuscript.txt", "markdown": "manuscript.md", "bibtex": "references.bib"}
BIBLIOGRAPHY_NAME = "references.bib"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule said about an example, and what it must cover: (path, span) pairs in the order of the text."""

    findings: tuple[Finding, ...]
    expected: tuple[tuple[str, Span], ...]

    @property
    def found(self) -> tuple[tuple[str, Span], ...]:
        """The places of the findings, ordered."""
        return tuple(sorted((finding.location.path, finding.location.span) for finding in self.findings))


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its `⟦…⟧` marks, and the marked spans in it."""
    spans, plain, start = [], "", 0
    for piece in re.split("([⟦⟧])", text):
        if piece == "⟦":
            start = len(plain)
        elif piece == "⟧":
            spans.append(Span(start, len(plain)))
        else:
            plain += piece
    return plain, tuple(spans)


def run(rule: type[Rule], example: Example) -> Outcome:
    """Check one example with one rule (a SUP rule: with all rules), in the closed world of the example's works."""
    text, spans = unmark(example.text)
    bibliography, further = unmark(example.bibliography)
    source = SourceFile(MANUSCRIPT_NAMES[example.format], text)
    bibliographies = (SourceFile(BIBLIOGRAPHY_NAME, bibliography),) if bibliography else ()
    report = engine.check_source(source, example.format, bibliographies, _setup(rule, example))
    expected = [(source.path, span) for span in spans] + [(BIBLIOGRAPHY_NAME, span) for span in further]
    findings = tuple(finding for finding in report.findings if finding.code == rule.code)
    if report.internal_errors:
        raise AssertionError(report.internal_errors[0])
    return Outcome(findings, tuple(sorted(expected)))


def _setup(rule: type[Rule], example: Example) -> engine.Setup:
    known = registry.load().rules
    return engine.Setup(
        rules=known if rule.code.startswith("SUP") else (rule,),
        resolver=Resolver.of_works(example.works),
        options={rule.code: example.options},
        notices=example.notices,
        min_confidence=Confidence.LOW,
        known_codes=frozenset(item.code for item in (*known, rule)),
    )

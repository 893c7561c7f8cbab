"""Runs the examples of a rule: the tests, `citeproof explain` and the documentation all speak of the same ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker import engine, registry
from checker.model.finding import Confidence, Finding
from checker.model.text import SourceFile, Span
from checker.rule import Bad, Example, Good, Rule
from checker.works.resolve import Resolver

#: File names that an example's parts get; rules and messages see these.
MANUSCRIPT_NAMES = {"text": "manuscript.txt", "markdown": "manuscript.md", "bibtex": "references.bib"}
BIBLIOGRAPHY_NAME = "references.bib"
#: What the documentation of every rule says, beside its first line.
DOCUMENTED = ("What it checks", "Why it matters", "When it stays silent")


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


def problems(rule: type[Rule]) -> Iterator[str]:
    """What a rule lacks, and where it doesn't do what its examples say; a line each, nothing for a rule that is complete."""
    if not re.fullmatch(r"[A-Z]{3}\d{3}", rule.code):
        yield f"the code `{rule.code}` is not three capital letters and three digits"
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name):
        yield f"the name `{rule.name}` is not lower-case words joined by hyphens"
    yield from (f"the documentation lacks `{part}`" for part in DOCUMENTED if part not in rule.documentation())
    yield from (
        f"no {kind.__name__} example" for kind in (Bad, Good) if not any(isinstance(one, kind) for one in rule.examples)
    )
    for number, example in enumerate(rule.examples, 1):
        where = f"example {number} ({type(example).__name__})"
        try:
            outcome = run(rule, example)
        except Exception as problem:  # whatever a rule raises is its author's to mend
            yield f"{where}: {type(problem).__name__}: {problem}"
            continue
        texts = {MANUSCRIPT_NAMES[example.format]: unmark(example.text)[0]}
        if example.bibliography:
            texts[BIBLIOGRAPHY_NAME] = unmark(example.bibliography)[0]
        missed = [span.of(texts[path]) for path, span in outcome.expected if (path, span) not in outcome.found]
        extra = [span.of(texts[path]) for path, span in outcome.found if (path, span) not in outcome.expected]
        yield from (f"{where}: no finding covers `{text}`" for text in missed)
        yield from (f"{where}: a finding covers `{text}`, which is not marked" for text in extra)


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

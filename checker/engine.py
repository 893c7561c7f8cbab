"""The way through the rooms: read, parse the lists, link, resolve, judge, suppress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from checker import readers, references, suppress
from checker.ignores import Ignores
from checker.model.claim import Claims
from checker.model.document import CitationStyle, Document
from checker.model.finding import Confidence, DocumentReport, Edit, Finding, Severity
from checker.model.match import Match, Skipped, SkipReason
from checker.model.notice import Notice
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location, SourceFile
from checker.readers import files
from checker.rule import Context, Needs, Rule

#: How many entries a notice names.
_MOST_NAMED = 5


class Resolver(Protocol):
    """Identifies entries among works. `checker.works.resolve` has the real one."""

    def resolve(self, entries: Sequence[ReferenceEntry]) -> Mapping[str, Match | Skipped]:
        """An outcome for every entry, by entry id, in the order of the entries."""


class NoWorks:
    """The resolver of a run without works: it says so of every entry."""

    def resolve(self, entries: Sequence[ReferenceEntry]) -> Mapping[str, Match | Skipped]:
        """Every entry skipped, with the reason."""
        return {entry.id: Skipped(entry.id, SkipReason.NO_WORKS) for entry in entries}


@dataclass(frozen=True, slots=True)
class Setup:
    """How to check: the rules with their options, where works come from, and what to keep of the findings."""

    rules: tuple[type[Rule], ...]
    resolver: Resolver = field(default_factory=NoWorks)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    min_confidence: Confidence = Confidence.MEDIUM
    #: Whether comments in the files, and `ignores`, may hide findings.
    suppressions: bool = True
    ignores: Ignores = field(default_factory=Ignores)
    #: Notices about works, by DOI (see `checker.rule.Context`).
    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)
    #: Every code there is, selected or not: a suppression of a rule that is switched off is not "unused".
    known_codes: frozenset[str] = frozenset()
    #: Files whose terms are added to a lexicon of the rules, by its path; and a trained spaCy model for words.
    lexicons: Mapping[Path, Sequence[Path]] = field(default_factory=dict)
    spacy_model: str = ""


def read(source: SourceFile, format_name: str, bibliographies: Iterable[SourceFile] = ()) -> Document:
    """A manuscript with its entries parsed and its citations found and linked.

    `bibliographies` come besides the files that the manuscript itself names, which are loaded here; a named one may be missing
    where others are given. Raises InputError for one that can't be read.
    """
    document = readers.read(source, format_name)
    given = {file.path: file for file in bibliographies}
    named = readers.bibliography_paths(document, missing_ok=bool(given))
    encoding = document.source.encoding
    extra = {**{str(path): files.load_bibliography(path, encoding) for path in named if str(path) not in given}, **given}
    document = readers.attach(document, tuple(extra.values()))
    if any(not part.entries for part in document.lists):  # else the parser need not even be imported
        document = references.parse_lists(document)
    if document.format in readers.BIBLIOGRAPHY_FORMATS:
        return document
    from checker import citations  # a linter of a .bib file never needs its grammars

    return citations.link(document)


def check_source(source: SourceFile, format_name: str, bibliographies: Iterable[SourceFile], setup: Setup) -> DocumentReport:
    """Check one manuscript that has been decoded."""
    return check(read(source, format_name, bibliographies), setup)


def check(document: Document, setup: Setup) -> DocumentReport:
    """Resolve the entries of a document and judge it."""
    return judge(document, setup.resolver.resolve(document.references), setup)


def judge(document: Document, matches: Mapping[str, Match | Skipped], setup: Setup) -> DocumentReport:
    """Run the rules on a document whose entries have been resolved, and set the suppressed findings apart."""
    rules = _runnable(setup.rules, matches)
    findings, errors = _run_rules(rules, document, matches, setup)
    kept, suppressed = _suppressed(document, findings, rules, setup)
    return DocumentReport(
        document=document,
        matches=matches,
        findings=_shown(kept, setup),
        suppressed=_shown(suppressed, setup),
        notices=(*document.notices, *_notices(document), *_without_abstract(rules, document, matches)),
        internal_errors=tuple(errors),
    )


def _suppressed(
    document: Document, findings: Sequence[Finding], rules: Sequence[type[Rule]], setup: Setup
) -> tuple[list[Finding], list[Finding]]:
    """The findings to show, and those that a comment or the configuration hides; all with their places in the files."""
    kept, by_comment = suppress.apply(document, findings, rules, setup.known_codes) if setup.suppressions else (findings, ())
    placed = [_placed(finding, document) for finding in kept]
    shown, by_configuration = setup.ignores.divide(document, placed) if setup.suppressions else (placed, ())
    return [*shown], [*(_placed(finding, document) for finding in by_comment), *by_configuration]


def _placed(finding: Finding, document: Document) -> Finding:
    """The finding with its places in the files that an assembled text was put together from."""
    if not document.source.parts:
        return finding

    def place(where: Location) -> Location:
        file, span = document.file(where.path).origin(where.span)
        return replace(where, path=file.path, span=span)

    def edit(one: Edit) -> Edit:
        file, span = document.file(one.path).origin(one.span)
        return replace(one, path=file.path, span=span)

    return replace(
        finding,
        location=place(finding.location),
        related=tuple(map(place, finding.related)),
        fixes=tuple(replace(fix, edits=tuple(map(edit, fix.edits))) for fix in finding.fixes),
    )


def _runnable(rules: tuple[type[Rule], ...], matches: Mapping[str, Match | Skipped]) -> tuple[type[Rule], ...]:
    """The rules that have something to judge: none that needs a looked-up entry, or a work for a claim, where there is none."""
    if not any(isinstance(outcome, Match) for outcome in matches.values()):
        rules = tuple(rule for rule in rules if Needs.MATCHES not in rule.needs)
    if not any(isinstance(outcome, Match) and outcome.work for outcome in matches.values()):
        rules = tuple(rule for rule in rules if Needs.MATCHES | Needs.CLAIMS not in rule.needs)
    return rules


def _claims(rules: Iterable[type[Rule]], document: Document, matches: Mapping[str, Match | Skipped], setup: Setup) -> Claims:
    """The claims of a manuscript where a rule needs them; words and terms, which take spaCy, only where one may speak."""
    rules = [rule for rule in rules if Needs.CLAIMS in rule.needs]
    if not rules or document.format in readers.BIBLIOGRAPHY_FORMATS:
        return Claims()
    speaking = [rule for rule in rules if rule.trigger is None or rule.trigger.search(document.source.text)]
    lexicons = {path: setup.lexicons.get(path, ()) for rule in speaking for path in rule.lexicons}
    words = any(Needs.MATCHES in rule.needs for rule in rules)
    from checker.claims.build import build  # a linter of a .bib file never needs it

    return build(document, matches, lexicons, words=words, model=setup.spacy_model)


def _run_rules(
    rules: tuple[type[Rule], ...], document: Document, matches: Mapping[str, Match | Skipped], setup: Setup
) -> tuple[list[Finding], list[str]]:
    """All findings, and a line for every rule that failed: the others still run."""
    findings: list[Finding] = []
    errors: list[str] = []
    context = Context(document, matches, claims=_claims(rules, document, matches, setup), notices=setup.notices)
    for rule in rules:
        options = {**rule.defaults(), **setup.options.get(rule.code, {})}
        try:
            found = list(rule().run(replace(context, options=options)))
        except Exception as problem:  # a rule's defect must not hide the findings of the others
            errors.append(f"{rule.code} {rule.name} failed: {type(problem).__name__}: {problem}")
            continue
        if document.inferred:
            found = [replace(finding, confidence=finding.confidence.lowered) for finding in found]
        level = setup.severities.get(rule.code)
        findings += [replace(finding, severity=level) if level else finding for finding in found]
    return findings, errors


def _shown(findings: Iterable[Finding], setup: Setup) -> tuple[Finding, ...]:
    """The findings that are sure enough, in the order of their places."""
    least = setup.min_confidence.rank
    return tuple(
        sorted((finding for finding in findings if finding.confidence.rank >= least), key=lambda finding: finding.order)
    )


def _notices(document: Document) -> tuple[str, ...]:
    """What was not judged in this manuscript, and why."""
    if document.format in readers.BIBLIOGRAPHY_FORMATS or not document.source.text:
        return ()
    unread = [f"bibliography `{name}` is an address and was not read" for name in document.metadata.remote]
    unread += [f"bibliography `{file.path}` is empty" for file in document.bibliographies if not file.text]
    notices = unread
    keyed = any(citation.style is CitationStyle.KEYS for citation in document.citations)
    if keyed and not document.has_keys:
        notices.append("no bibliography with keys was found, so the cited keys were not judged: --bibliography FILE names one")
    elif not document.references:
        judged = ", so the citations were not compared with one" if document.citations else ""
        notices.append(f"no reference list was found{judged}")
    elif not document.citations:
        notices.append("no in-text citation was found, so uncited entries were not judged")
    several = [entry.id for entry in document.references if entry.observed(ObservationKind.SEVERAL_WORKS)]
    if several:
        named = ", ".join(several[:_MOST_NAMED]) + (", …" if len(several) > _MOST_NAMED else "")
        notices.append(f"the first work alone was checked of entries that list several: {named}")
    return tuple(notices)


def _without_abstract(
    rules: Iterable[type[Rule]], document: Document, matches: Mapping[str, Match | Skipped]
) -> tuple[str, ...]:
    """How many of the cited works have no abstract, where claims were to be compared with them."""
    if not any(Needs.MATCHES | Needs.CLAIMS in rule.needs for rule in rules):
        return ()
    cited = {item.reference for citation in document.citations for item in citation.items}
    outcomes = [outcome for reference, outcome in matches.items() if reference in cited]
    works = [outcome.work for outcome in outcomes if isinstance(outcome, Match) and outcome.work]
    missing = sum(not work.abstract for work in works)
    if not missing:
        return ()
    verb = "has" if missing == 1 else "have"
    return (f"{missing} of {len(works)} cited works {verb} no abstract: claims about them were not compared with one",)

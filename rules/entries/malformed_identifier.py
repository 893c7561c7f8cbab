"""REF203: an identifier that can't be right."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from checker.model.finding import Edit
from checker.model.reference import Observation, ObservationKind, ReferenceEntry
from checker.model.text import Location, Span
from checker.references.checksums import checksum_holds
from checker.references.dois import trim_doi
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Fix, Good, Needs, Severity

#: Forms after the DOI Handbook (2.2), PubMed, ISO 2108 (ISBN) and ISO 3297 (ISSN).
_FORMS = {
    "DOI": re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+"),
    "PMID": re.compile(r"[1-9]\d{0,8}"),
    "PMCID": re.compile(r"(?:PMC)?\d{3,9}", re.IGNORECASE),
}
#: One of the numbers that a field may list.
_NUMBERS = re.compile(r"[\dXx][\dXx\s‐‑–-]{6,20}")
#: A short address of a DOI (https://shortdoi.org).
_SHORT = re.compile(r"10/[A-Za-z0-9]{2,12}")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/(?=10)", re.IGNORECASE)


class MalformedIdentifier(EntryRule):
    """A DOI, PMID, ISBN or ISSN is malformed or has text glued to it.

    What it checks: the form of DOI, PMID and PMCID, the check digit of ISBN and ISSN, words behind a DOI without a space,
    spaces inside a DOI, a prefix printed twice, and punctuation behind the DOI in the field of a bibliography.

    Why it matters: a broken identifier leads nowhere, or to another work, and link services can't resolve the entry.

    When it stays silent: when the identifier is well formed; whether it names the right work is for MET302 and MET303.
    """

    code = "REF203"
    name = "malformed-identifier"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Poe E. Early cases. Cancer. 2015. https://doi.org/⟦10.1000/12345⟧This review looks at early cases.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Bad(
            "References\n\n"
            "1. Smith A, Poe E. Early cases. Cancer. 2015;12:1-9. ⟦doi:doi:10.1000/12345⟧\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Bad(
            "@book{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  publisher = {Example Press},\n"
            "  isbn = {⟦978-0-306-40615-8⟧},\n  year = {2019}\n}\n",
            format="bibtex",
        ),
        Bad(
            "@article{poe2019,\n  author = {Poe, Edgar},\n  title = {On Ravens},\n  journal = {Ornis},\n"
            "  doi = {⟦10.1000/12345.⟧},\n  year = {2019}\n}\n",
            format="bibtex",
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015. https://doi.org/10.1000/12345.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9. PMID: 12345678.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """A finding for each identifier that is glued to text, was noticed by the parser, or breaks its form."""
        told: list[Span] = []
        for note in entry.observed(ObservationKind.GLUED_TEXT):
            told.append(entry.span_of("DOI"))
            yield self._glued(entry, note.span)
        for note in entry.observed(ObservationKind.MALFORMED_IDENTIFIER):
            if not any(span.overlaps(note.span) for span in told):
                told.append(note.span)
                yield self._misprinted(entry, context.text(entry.path, note.span), note)
        for variable in (*_FORMS, "ISBN", "ISSN", "URL"):
            place = entry.field_spans.get(variable)
            if place is None or any(span.overlaps(place) for span in told):
                continue
            problem = _problem(variable, entry.get(variable))
            if problem:
                yield self._malformed(entry, entry.get(variable), place, problem)
            elif variable == "DOI" and trim_doi(entry.doi) != entry.doi:
                yield self._followed(entry, place, context)

    def _glued(self, entry: ReferenceEntry, text: Span) -> Finding:
        return self.finding(
            f"text follows `{entry.doi}` without a space",
            Location(entry.path, entry.span_of("DOI")),
            entry=entry,
            help="put a space behind the DOI",
            fixes=(Fix("put a space behind the DOI", (Edit(entry.path, Span(text.start, text.start), " "),)),),
        )

    def _followed(self, entry: ReferenceEntry, place: Span, context: Context) -> Finding:
        """A DOI with punctuation behind it, to be deleted where it stands in the file as it is read (`&gt;` does not)."""
        bare = trim_doi(entry.doi)
        tail = Span(place.end - len(entry.doi) + len(bare), place.end)
        fix = Fix(f"change `{entry.doi}` to `{bare}`", (Edit(entry.path, tail, ""),))
        found = self._malformed(entry, entry.doi, place, "punctuation behind the DOI")
        is_plain = context.text(entry.path, tail) == entry.doi.removeprefix(bare)
        return replace(found, help=fix.title, fixes=(fix,) if is_plain else ())

    def _misprinted(self, entry: ReferenceEntry, printed: str, note: Observation) -> Finding:
        """An identifier that the parser noticed; a DOI that could be read all the same is offered in its right form."""
        fixes: tuple[Fix, ...] = ()
        if entry.doi and entry.field_spans.get("DOI", note.span).overlaps(note.span) and entry.key is None:
            clean = ("https://doi.org/" if "http" in printed.lower() else "doi:") + entry.doi
            fixes = (Fix(f"write `{clean}`", (Edit(entry.path, note.span, clean),)),)
        return replace(self._malformed(entry, printed, note.span, note.detail), fixes=fixes)

    def _malformed(self, entry: ReferenceEntry, value: str, span: Span, problem: str) -> Finding:
        return self.finding(
            f"`{value}`: {problem or 'not a well-formed identifier'}",
            Location(entry.path, span),
            entry=entry,
            severity=Severity.WARNING,
            help="copy the identifier from the work",
        )


def _problem(variable: str, value: str) -> str:
    """What is wrong with an identifier, or an empty string."""
    if variable in _FORMS:
        return "" if _FORMS[variable].fullmatch(value.strip()) else f"not the form of a {variable}"
    if variable == "URL":
        doi = _RESOLVER.match(value)
        known = doi is None or _FORMS["DOI"].match(unquote(value), doi.end()) or _SHORT.fullmatch(value, doi.end())
        return "" if known else "not the address of a DOI"
    numbers = _NUMBERS.findall(value) or [value]
    return "" if any(checksum_holds(number) for number in numbers) else f"not a valid {variable}"

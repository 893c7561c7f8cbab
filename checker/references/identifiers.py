"""Identifiers in an entry: DOI, PMID, PMCID, arXiv, ISBN, ISSN, URL; each with its place, and what is glued to it."""

import re
from dataclasses import dataclass

from checker.references.checksums import checksum_holds
from checker.references.dois import trim_doi

#: Without any of these, in small letters, an entry has no identifier.
_HINTS = (
    *(
        "10.",
        "doi",
        "http",
        "www.",
        "ftp:",
        "pmid",
        "pmc",
        "pubmed",
        "isbn",
        "issn",
        "arxiv",
        "corr",
        "math",
        "hep-",
        "astro-ph",
    ),
    *("cond-mat", "gr-qc", "quant-ph", "nucl-", "nlin", "q-alg", "alg-geom", "cs/"),
)
_DOI = re.compile(
    r"(?P<prefix>(?:\b(?:doi|available (?:at|from)|url)\s?[:.]?\s{0,2}|https?\s?:\s?//(?:dx\.|www\.)?doi\.org/\s?(?:doi:)?"
    r"|\b(?:dx\.)?doi\.org/){0,4})"
    r"(?P<doi>(?:10\.|(?<=doi: )10\. |(?<=doi:)10\. |(?<=org/)10\. )\d{4,9}(?:\.\d{1,6})*\s?/\s?[^\s\"“”{}|\\^`⟨⟩]{1,200}"
    r"(?:(?<=\d-) (?=\d{4}\()[^\s\"“”{}|\\^`⟨⟩]{1,80})?)",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"\[?\s?(?:\bCoRR,?\s?abs/|\barxiv(?:,?\sabs/|\s?(?:preprint\s?)?(?:arxiv\s?)?:?\s?)|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/)"
    r"(?P<arxiv>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?"
    r"(?:\s?\[[a-z-]{2,12}(?:\.[a-zA-Z-]{2,9})?\])?\s?\]?"
    r"|\[?\b(?P<old>(?:hep-(?:th|ph|ex|lat)|astro-ph|cond-mat|gr-qc|quant-ph|nucl-(?:th|ex)|math-ph|math|physics|nlin"
    r"|cs|q-alg"
    r"|alg-geom)(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)\b\s?\]?",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"\b(?:PubMed\s{0,2})?PMID\s?[:.]?\s{0,2}(?P<pmid>\d{1,8})\b|\bPubMed\s?:\s?(?P<bare>\d{5,8})\b", re.IGNORECASE
)
_PMCID = re.compile(
    r"\b(?:PubMed Central\s{0,2})?(?:PMCID\s?[:.]?\s{0,2})?(?:PMC(?=PMC\d))?(?P<pmcid>PMC\s?\d{3,9})\b", re.IGNORECASE
)
_ISBN = re.compile(r"\(?\bISBN(?:-1[03])?\s?[:.]?\s{0,2}(?P<isbn>[\d][\d\s‐–-]{8,20}[\dXx])\)?", re.IGNORECASE)
_ISSN = re.compile(r"\(?\bISSN\s?[:.]?\s{0,2}(?P<issn>\d{4}[-–]\d{3}[\dXx])\b\)?", re.IGNORECASE)
_URL = re.compile(
    r"(?:(?:[<(\[]?\s?(?:(?:Available|Disponible) (?:at|from|en|sur|online(?: at)?)|(?:Verfügbar|Online|Abrufbar) unter"
    r"|Dispon[ií]vel em|Recuperado de|Disponibile (?:su|all[’']indirizzo)|Accessed (?:at|from)"
    r"|Retrieved(?: [A-Z][a-z]{2,9} \d{1,2}, \d{4},?)? from|URL"
    r"|Online(?=\s?[:.]?\s{0,2}<?(?:https?|www\.|ftp)))\s?[:.]?\s{0,2}){0,2})"
    r"(?P<url><?(?:https?\s?:\s?//(?:www\. )?|ftp://|www\.)[^\s\"“”<>{}|\\^`]{3,600})>?",
    re.IGNORECASE,
)
#: Pieces of the link words, one of each.
_LINK_HINTS = ("INSPIRE", "ross", "Scholar", "Medline", "PubMed", "PMC", "Web of", "MathSciNet", "SPIRES", "CAS")
_LINK_WORDS = re.compile(
    r"[\[(]?\b(?:INSPIRE|CrossRef|Crossref|Google Scholar|Medline|PubMed(?: Central)?|PMC free article"
    r"|Web of Science|MathSciNet|SPIRES|CAS)\b"
    r"[\])]?"
    r"(?=[\s.,;]{0,4}(?:[\[(]|$|INSPIRE|CrossRef|Google|Medline|PubMed|Web of|CAS\b))"
)
#: A word of prose glued to the end of a DOI: a capital after a digit, lower-case letters, and more words behind it.
_GLUED = re.compile(r"(?<=\d)(?P<word>(?:[A-Z][a-z]{1,20}|A|I))(?=\s+[a-z]{2,})")
_DOUBLED = re.compile(r"doi\s?[:.]?\s{0,2}doi\s?[:.]|doi\.org/\s?(?:doi|https?|dx)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in a flat entry: CSL variable, value, the range of the value and the range to blank out around it."""

    kind: str
    value: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    problem: str = ""


def find_identifiers(text: str) -> list[Identifier]:
    """All identifiers of a one-line entry in the order of the text; overlapping finds are dropped, DOI before URL."""
    folded = text.lower()
    if not any(hint in folded for hint in _HINTS):
        return []
    found: list[Identifier] = []
    taken = bytearray(len(text))
    for find in (_dois, _arxivs, _numbers, _urls):
        for item in find(text):
            if 1 not in taken[item.outer_start : item.outer_end]:
                found.append(item)
                taken[item.outer_start : item.outer_end] = b"\x01" * (item.outer_end - item.outer_start)
    found.sort(key=lambda item: item.start)
    return found


def blank(text: str, identifiers: list[Identifier]) -> str:
    """The text with identifiers and publisher link words replaced by spaces, so that offsets stay true.

    `identifiers` are in the order of the text.
    """
    if identifiers:
        pieces = []
        at = 0
        for item in identifiers:
            pieces += [text[at : item.outer_start], " " * (item.outer_end - item.outer_start)]
            at = item.outer_end
        text = "".join([*pieces, text[at:]])
    if not any(hint in text for hint in _LINK_HINTS):
        return text
    return _LINK_WORDS.sub(lambda match: " " * len(match.group()), text)


def _dois(text: str) -> list[Identifier]:
    found = []
    for match in _DOI.finditer(text):
        start, value = match.start("doi"), match.group("doi")
        glued = _GLUED.search(text, start, match.end() + 40)
        problem = ""
        if glued and glued.start() < match.end():
            value, problem = text[start : glued.start()], "glued"
        else:
            value = _cut_following(value)
        value = trim_doi(value)
        end = start + len(value)
        problem = problem or _doi_problem(match.group("prefix"), value)
        outer = end if problem == "glued" else _skip(text, end, ".,;)]>")
        found.append(Identifier("DOI", re.sub(r"\s", "", value), start, end, match.start(), outer, problem))
    return found


def _doi_problem(prefix: str, doi: str) -> str:
    """What is wrong with the print of a DOI that can still be read: its prefix given twice, or spaces inside."""
    if _DOUBLED.search(prefix):
        return "the prefix is printed twice"
    return "spaces inside" if " " in doi else ""


def _cut_following(doi: str) -> str:
    """A DOI without the field or link that follows it unspaced (`10.1/x.PMID:1`, `10.1/x,https://…`)."""
    match = re.search(r"(?<=.)[.,;\[(]*(?:PMID|PMCID|PMC\d|https?:|arXiv:|\[?INSPIRE|\[?pii|\[doi\]|PubMed|Epub|CrossRef)", doi)
    return doi[: match.start()] if match else doi


def _arxivs(text: str) -> list[Identifier]:
    found = []
    for match in _ARXIV.finditer(text):
        group = "arxiv" if match.group("arxiv") else "old"
        found.append(Identifier("arXiv", match.group(group), match.start(group), match.end(group), match.start(), match.end()))
    return found


def _numbers(text: str) -> list[Identifier]:
    found = []
    for pattern, kind in ((_PMID, "PMID"), (_PMCID, "PMCID"), (_ISBN, "ISBN"), (_ISSN, "ISSN")):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            value = re.sub(r"\s", "", text[start:end])
            problem = "checksum" if kind in ("ISBN", "ISSN") and not checksum_holds(value) else ""
            found.append(Identifier(kind, value, start, end, match.start(), _skip(text, match.end(), ".;,"), problem))
    return found


def _urls(text: str) -> list[Identifier]:
    found = []
    for match in _URL.finditer(text):
        start = match.start("url") + (text[match.start("url")] == "<")
        value = trim_doi(text[start : match.end("url")])
        end = start + len(value)
        found.append(Identifier("URL", re.sub(r"\s", "", value), start, end, match.start(), _skip(text, end, ".,;)]>")))
    return found


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at

"""Made-up journal articles printed in the usual styles, for the tests of the parser."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True, slots=True)
class Article:
    """What an entry prints. `authors` are (family, given names)."""

    authors: tuple[tuple[str, str], ...]
    title: str
    journal: str
    short: str
    year: int
    volume: str
    issue: str
    first: str
    last: str
    doi: str


ARTICLES = (
    Article(
        (("Okafor", "Ada Beatrice"), ("Lindqvist", "Per")),
        "Migration of painted storks across inland wetlands",
        "Journal of Applied Ecology",
        "J. Appl. Ecol.",
        2014,
        "51",
        "3",
        "812",
        "821",
        "10.5555/jae.2014.051",
    ),
    Article(
        (("van den Berg", "Carel"), ("Moreau", "Luc Henri"), ("Tanaka", "Yumi")),
        "Effects of early feeding on recovery after abdominal surgery",
        "Annals of Surgery",
        "Ann. Surg.",
        2009,
        "249",
        "6",
        "1012",
        "1019",
        "10.5555/annsurg.249.1012",
    ),
    Article(
        (("O’Neill", "Grace"),),
        "Slow cooling of glasses near the transition temperature",
        "Physical Chemistry Letters",
        "Phys. Chem. Lett.",
        2018,
        "9",
        "12",
        "330",
        "338",
        "10.5555/pcl.9b00112",
    ),
    Article(
        (("Hernández-Ruiz", "Marta"), ("Smith", "John Q"), ("Zhu", "Wei"), ("Novak", "Eva")),
        "Prevalence of asthma in rural schools: a survey of twelve districts",
        "International Journal of Epidemiology",
        "Int. J. Epidemiol.",
        1998,
        "27",
        "4",
        "605",
        "611",
        "10.5555/ije.27.4.605",
    ),
)


def initials(given: str, dot: str, gap: str = "") -> str:
    """`Ada Beatrice` as `AB`, `A.B.` or `A. B.`."""
    return gap.join(word[0] + dot for word in given.split())


def names(work: Article, one: Callable[[str, str], str], between: str = ", ", last: str = ", ") -> str:
    """All authors by `one` name, joined."""
    printed = [one(family, given) for family, given in work.authors]
    return printed[0] if len(printed) == 1 else between.join(printed[:-1]) + last + printed[-1]


def _glued(family: str, given: str) -> str:
    return f"{family} {initials(given, '')}"


def _comma(family: str, given: str) -> str:
    return f"{family}, {initials(given, '.', ' ')}"


def _capitals(family: str, given: str) -> str:
    return _comma(family.upper(), given)


def _tight(family: str, given: str) -> str:
    return f"{family}, {initials(given, '.')}"


def _given_first(family: str, given: str) -> str:
    return f"{initials(given, '.', ' ')} {family}"


def _inverted_first(work: Article) -> str:
    (family, given), *others = work.authors
    printed = [f"{family}, {given}", *(f"{given} {family}" for family, given in others)]
    return printed[0] if not others else ", ".join(printed[:-1]) + ", and " + printed[-1]


#: Styles that print the title, the journal in full or abbreviated (`short`), volume and pages.
STYLES: dict[str, Callable[[Article], str]] = {
    "vancouver": lambda w: (
        f"{names(w, _glued)}. {w.title}. {w.short.replace('.', '')}. {w.year};{w.volume}({w.issue}):{w.first}-{w.last}."
    ),
    "ama": lambda w: (
        f"{names(w, _glued)}. {w.title}. {w.short.replace('.', '')}. "
        f"{w.year};{w.volume}({w.issue}):{w.first}-{w.last}. doi:{w.doi}"
    ),
    "nlm": lambda w: (
        f"{names(w, _glued)}. {w.title}. {w.short.replace('.', '')}. "
        f"{w.year} May;{w.volume}({w.issue}):{w.first}-{w.last}. doi: {w.doi}."
    ),
    "bmj": lambda w: (
        f"{names(w, _glued)}. {w.title}. {w.short.replace('.', '')} {w.year};{w.volume}:{w.first}–{w.last}. doi:{w.doi}"
    ),
    "springer-basic": lambda w: (
        f"{names(w, _glued)} ({w.year}) {w.title}. {w.short.replace('.', '')} "
        f"{w.volume}:{w.first}–{w.last}. https://doi.org/{w.doi}"
    ),
    "elsevier-numeric": lambda w: (
        f"{names(w, lambda f, g: initials(g, '.') + ' ' + f)}, {w.title}, {w.short} {w.volume} ({w.year}) {w.first}–{w.last}."
    ),
    "elsevier-harvard": lambda w: (
        f"{names(w, _tight)}, {w.year}. {w.title}. {w.short} {w.volume}, {w.first}–{w.last}. https://doi.org/{w.doi}"
    ),
    "apa": lambda w: (
        f"{names(w, _comma, ', ', ', & ')} ({w.year}). {w.title}. {w.journal}, {w.volume}({w.issue}), {w.first}–{w.last}. "
        f"https://doi.org/{w.doi}"
    ),
    "chicago-author-date": lambda w: (
        f"{_inverted_first(w)}. {w.year}. “{w.title}.” {w.journal} "
        f"{w.volume} ({w.issue}): {w.first}–{w.last}. https://doi.org/{w.doi}."
    ),
    "chicago-notes": lambda w: (
        f"{_inverted_first(w)}. “{w.title}.” {w.journal} {w.volume}, no. {w.issue} ({w.year}): {w.first}–{w.last}."
    ),
    "mla": lambda w: (
        f"{_inverted_first(w)}. “{w.title}.” {w.journal}, vol. {w.volume}, no. {w.issue}, {w.year}, pp. {w.first}-{w.last}."
    ),
    "ieee": lambda w: (
        f"{names(w, _given_first, ', ', ' and ' if len(w.authors) == 2 else ', and ')}, “{w.title},” {w.short}, "
        f"vol. {w.volume}, "
        f"no. {w.issue}, pp. {w.first}–{w.last}, {w.year}, doi: {w.doi}."
    ),
    "nature": lambda w: f"{names(w, _comma, ', ', ' & ')} {w.title}. {w.short} {w.volume}, {w.first}–{w.last} ({w.year}).",
    "acs": lambda w: (
        f"{names(w, _comma, '; ', '; ')} {w.title}. {w.short} {w.year}, {w.volume} ({w.issue}), {w.first}–{w.last}."
    ),
    "cell": lambda w: f"{names(w, _tight, ', ', ', and ')} ({w.year}). {w.title}. {w.short} {w.volume}, {w.first}–{w.last}.",
    "harvard": lambda w: (
        f"{names(w, _tight, ', ', ' and ')} ({w.year}) ‘{w.title}’, {w.journal}, {w.volume}({w.issue}), pp. {w.first}–{w.last}."
    ),
    "iso690": lambda w: (
        f"{names(w, _capitals, '; ', '; ')} {w.title}. {w.journal}. {w.year}, vol. {w.volume}, "
        f"no. {w.issue}, pp. {w.first}–{w.last}."
    ),
    "din": lambda w: (
        f"{names(w, _comma, '; ', '; ')}: {w.title}. In: {w.journal} "
        f"{w.volume} ({w.year}), Nr. {w.issue}, S. {w.first}–{w.last}."
    ),
}

#: Styles that print no title.
UNTITLED: dict[str, Callable[[Article], str]] = {
    "science": lambda w: f"{names(w, _given_first)}, {w.short} {w.volume}, {w.first} ({w.year}).",
    "rsc": lambda w: f"{names(w, _given_first, ', ', ' and ')}, {w.short}, {w.year}, {w.volume}, {w.first}–{w.last}.",
    "aps": lambda w: f"{names(w, _given_first, ', ', ' and ')}, {w.short} {w.volume}, {w.first} ({w.year}).",
}


def rendered_list(count: int, style: str, numbered: bool = True) -> list[str]:
    """`count` entries of one style: the works in turn, each with a year and pages of its own."""
    entries = []
    for place, work in enumerate(islice(cycle(ARTICLES), count)):
        text = STYLES[style](work).replace(str(work.year), str(1950 + place % 70))
        entries.append(f"{place + 1}. {text}" if numbered else text)
    return entries

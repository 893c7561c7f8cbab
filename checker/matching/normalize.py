"""Folded forms of titles, names and pages, and the keys made of them. The only importer of anyascii.

A folded form is for comparing, never for showing: it has no case, no diacritics, no markup and no punctuation.
"""

import html
import re
import unicodedata

from anyascii import anyascii

from checker.matching.memory import remembered

#: How many folded forms are kept: the names and titles of some thousand entries and their candidates, at most some 10 MB.
_CACHE = 1 << 16

_TAG = re.compile(r"</?([A-Za-z][\w:.-]{0,40})[^<>]{0,500}>")
_TEX_COPY = re.compile(r"<(tex-math|annotation|mml:annotation)\b[^<>]{0,500}>[^<]{0,2000}</\1\s?>")
_LATEX_ACCENT = re.compile(r"\\[^A-Za-z\s]")
_LATEX_COMMAND = re.compile(r"\\([A-Za-z]{1,40})\*?")
_LATEX_GROUPING = re.compile(r"[{}$]+")
#: Tags that end a word; all others (`<i>`, `<sup>`, `<mml:mi>`) stand inside words.
_BREAKING_TAGS = frozenset({"br", "p", "title", "sec", "div", "list-item", "jats:p", "jats:title", "jats:sec"})
#: What is left out, and the signs between words that titles have most: anyascii, which looks at each letter, need not see them.
_MARKS = str.maketrans(dict.fromkeys("™®©\u00ad\u200b\u200c\u200d\ufeff") | dict.fromkeys("“”„‟«»–—‒―−‐‑·•×", " "))
_ACCENTS = re.compile(r"[\u0300-\u0362]+")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_ASCII = map(chr, range(128))
#: What becomes of an ASCII character: letters are lower, digits stay, apostrophes go, and all else ends a word.
_IN_WORDS = str.maketrans({sign: sign.lower() if sign.isalnum() else " " for sign in _ASCII} | dict.fromkeys("'`"))
_NOT_WORD = re.compile(r"[^a-z0-9]+")

_GREEK = {letter: unicodedata.name(letter).split()[-1].lower() for letter in "αβγδεζηθικλμνξοπρστυφχψω"} | {
    "λ": "lambda",
    "ς": "sigma",
}
_GREEK_TABLE = str.maketrans(_GREEK)
_GREEK_NAMES = frozenset(_GREEK.values())

#: British and American spellings meet in one form; it may be a spelling of nobody (`for` of `four`), both sides get the same.
#: What a word must hold, the pattern, and its replacement.
_SPELLING = (
    ("e", re.compile(r"(?<=[a-z])[ao]e|^[ao]e(?=[a-z]{3})"), "e"),
    ("our", re.compile(r"our"), "or"),
    ("s", re.compile(r"([iy])s(?=e|ing|ation|ab)"), r"\1z"),
    ("sulph", re.compile(r"ph(?=[aeiou])(?<=sulph)"), "f"),
    ("tre", re.compile(r"tre(?=s?$|ing$)"), "ter"),
    ("tred", re.compile(r"tred$"), "tered"),
    ("bre", re.compile(r"bre(?=s?$)"), "ber"),
    ("ogue", re.compile(r"ogue(?=s?$)"), "og"),
    ("mme", re.compile(r"mme(?=s?$)"), "m"),
    ("ll", re.compile(r"ll(?=ing$|ed$|ers?$|ation$|ations$)"), "l"),
    ("ce", re.compile(r"(?<=[a-z]{3})ce(?=s?$)"), "se"),
    ("grey", re.compile(r"^grey"), "gray"),
)
_MAYBE_SPELLING = re.compile(r"[ao]e|our|[iy]s|sulph|tre|bre|ogue|mme|ll|ce|grey")

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd"})
_INITIALS = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.?-?){1,4}")
_UMLAUT = re.compile(r"(?<=[aou])e|(?<=a)a")
_PAGE_WORD = re.compile(r"^(?:pages?|pp?)\b\.?\s*")
_PAGE_GAP = re.compile(r"[-‐‑‒–—−,;\s]")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def strip_markup(text: str) -> str:
    """The text without tags, entities and LaTeX commands. Entities are read twice: titles are often escaped twice."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(_tag_gap, _TEX_COPY.sub("", text))
    if "\\" in text:
        text = _LATEX_COMMAND.sub(_command_text, _LATEX_ACCENT.sub("", text))
    return _LATEX_GROUPING.sub("", text) if "{" in text or "}" in text or "$" in text else text


@remembered(_CACHE)
def fold(text: str) -> str:
    """The words of a text in lower-case ASCII with one space between: no markup, entities, diacritics or punctuation.

    Super- and subscripts become plain digits, Greek letters their English names, other scripts are romanised by anyascii.
    """
    return text.lower() if text.isascii() and text.isalnum() else " ".join(_folded_words(text))


def _folded_words(text: str) -> list[str]:
    text = strip_markup(text).replace(" & ", " and ")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold().translate(_GREEK_TABLE)
        text = anyascii(_ACCENTS.sub("", _APOSTROPHES.sub("", text)))
    return text.translate(_IN_WORDS).split()


@remembered(_CACHE)
def title_words(title: str) -> tuple[str, ...]:
    """The folded words of a title, British and American spellings in one form."""
    return tuple(map(_one_spelling, _folded_words(title)))


@remembered(_CACHE)
def title_key(title: str) -> str:
    """A key that two printings of one title share: its folded words without spaces, so that run-together words don't matter."""
    return "".join(title_words(title))


@remembered(_CACHE)
def family_key(name: str) -> str:
    """The last word of the family name, folded (`Müller` and `Mueller` are one), of a family name or a whole personal name.

    Reads `Ana de la Cruz`, `Cruz, Ana de la`, `Cruz AM` and `AM Cruz`. For keys only: `García López` gives `lopez`.
    """
    family = name.split(",", 1)[0]
    words = [word for word in family.replace("-", " ").split() if fold(word) not in _SUFFIXES]
    while len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        words.pop()
    return fold_name(words[-1]) if words else ""


@remembered(_CACHE)
def fold_name(name: str) -> str:
    """A name without spaces, hyphens, apostrophes and diacritics; `ue`, `oe`, `ae` and `aa` as the letter they stand for.

    The number of an affiliation that a record has glued to a name (`Yichen Jiang1`) is no part of it.
    """
    if name.isascii() and name.isalpha():  # as most are
        return _UMLAUT.sub("", name.lower())
    return _UMLAUT.sub("", fold(name).replace(" ", "")).rstrip("0123456789")


def first_page(page: str) -> str:
    """The first page of a range, folded for comparison: `e0012-e0017` gives `e12`, `S45` gives `s45`, `pp. 3` gives `3`."""
    start = page.partition("-")[0]
    if start.isascii() and start.isdigit():  # as most pages are
        return start.lstrip("0") or "0"
    if not page:
        return ""
    page = unicodedata.normalize("NFKC", page).strip().casefold()
    start = _PAGE_GAP.split(_PAGE_WORD.sub("", page), maxsplit=1)[0]
    return _LEADING_ZEROS.sub("", _NOT_WORD.sub("", start))


def _tag_gap(tag: re.Match[str]) -> str:
    return " " if tag[1].lower() in _BREAKING_TAGS else ""


def _command_text(command: re.Match[str]) -> str:
    """What a LaTeX command leaves: `alpha` of a Greek letter, a letter of `o` or `ss`, nothing of formatting."""
    name = command[1].removeprefix("var")
    return name if name.lower() in _GREEK_NAMES or len(name) <= 2 else ""


@remembered(_CACHE)
def _one_spelling(word: str) -> str:
    if _MAYBE_SPELLING.search(word):
        for letters, pattern, replacement in _SPELLING:
            if letters in word:
                word = pattern.sub(replacement, word)
    return word

"""The names in front of a year: which words are the authors of an author-date citation, and where they start."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.citations.authors import AuthorIndex
from checker.citations.fold import fold
from checker.citations.passages import LETTER
from checker.model.reference import PARTICLES

_WORD = rf"(?:{LETTER}|[\u0300-\u036f])+"
_TOKEN = re.compile(
    rf"(?:[a-z]{{2,10}}(?=[^\W\d_a-z]{LETTER}{{2}}))?"  # a lost space: `inDodson`
    rf"(?P<word>['’]t(?=\s)|{_WORD}(?:['’ʼ`‐‑-]{_WORD})*)|(?P<mark>[^\s*_/])"
)
_ACRONYM = re.compile(r"[(\[][^\W\d_a-z]{2,10}[)\]]")
_POSSESSIVE = re.compile(r"['’ʼ`]s?$|['’ʼ`]$")
_POSSESSIVE_YEAR = re.compile(r"(?<=al\.)['’ʼ]s?\s*$")
#: French and Italian articles and prepositions that lost their vowel before a name.
_ELIDED = re.compile(r"\b(?:[LlDd]|[Qq]u|(?:[Dd]e|[Nn]e|[Aa]|[Dd]a|[Ss]u)?ll)['’ʼ](?=[^\W\d_a-z])")
_CONJUNCTIONS = frozenset({"and", "und", "et", "y", "e", "en", "og", "och", "with"})
_JOINTS = _CONJUNCTIONS | {"&", "."}
_OTHERS = frozenset({
    "al", "colleagues", "coworkers", "co-workers", "collaborators", "others", "associates", "coll", "col", "cols", "andere",
    "mitarbeiter", "kollegen", "collaborateurs", "colaboradores", "otros", "outros", "altri",
})  # fmt: skip
#: `u. a.`, `m. fl.`, `i in.`: what stands for `et al.` in German, the Scandinavian languages and Polish.
_AND_OTHERS = (("u", "a"), ("m", "fl"), ("i", "in"))
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Words that open a sentence, name a place in the paper or a time of the year, and head no name.
_PROSE_WORDS = """
a after all although an and another appendix apr april as at aug august autumn before between both box but by chapter
copyright data dec december despite doi during early equation et fall feb february fig figs figure figures finally for
from furthermore given here however if in interestingly isbn it jan january jul july jun june late later like mar
march may mid more moreover most note nov november oct october of on one other our page part recently section see sep
sept september several since so some spring study such summer table tables that the their then there these they this
those thus to two under unlike until using version we when whereas while windows winter with
"""
_NO_NAMES = frozenset(_PROSE_WORDS.split())
#: The most tokens that the names of one citation may have.
_MOST = 40


class Token(NamedTuple):
    """A word or a punctuation mark of a passage, with its offsets."""

    text: str
    start: int
    end: int
    is_word: bool

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that starts with a capital letter."""
        return self.is_word and not self.text[0].islower()


@dataclass(frozen=True, slots=True)
class Cited:
    """The authors that a citation names.

    `names` as printed, `keys` folded; `listed`: they head an entry of the list; `certain`: their form alone says that they are
    authors (`et al.`, two names, or a name alone between a bracket and its year).
    """

    names: tuple[str, ...]
    keys: tuple[str, ...]
    et_al: bool
    start: int
    listed: bool
    certain: bool


def read_names(text: str, start: int, end: int, opened: bool, index: AuthorIndex) -> Cited | None:
    """The names that end at `end`, or null. `opened`: `start` is where a citation in brackets may start.

    The list decides where names start: of all starts from left to right, the first whose names are authors of one entry; only
    when the list knows none does the form decide.
    """
    window = text[start:end]
    tokens = _tokens(window, start)
    et_al = _drop_others(tokens)
    first = _first_name_token(tokens)
    opened = opened and (first == 0 or tokens[first - 1].text == ";")
    tokens = tokens[first:]
    return _listed(tokens, et_al, index) or _otherwise(window, start, index) or _by_form(tokens, et_al, opened)


def _otherwise(window: str, start: int, index: AuthorIndex) -> Cited | None:
    """The names that the list knows behind an article (`l'OMS, 2019`) or joined by a stroke (`Smith/Lee 2019`)."""
    plain = _ELIDED.sub(lambda match: " " * len(match[0]), window.replace("/", "&"))
    if plain == window:
        return None
    tokens = _tokens(plain, start)
    et_al = _drop_others(tokens)
    return _listed(tokens[_first_name_token(tokens) :], et_al, index)


def _tokens(window: str, start: int) -> list[Token]:
    window = _ACRONYM.sub(lambda match: " " * len(match[0]), _POSSESSIVE_YEAR.sub("", window))
    found = []
    for match in _TOKEN.finditer(window):
        word = match["word"]
        at = match.start("word") if word else match.start()
        found.append(Token(word or match["mark"], start + at, start + match.end(), word is not None))
    return found


def _drop_others(tokens: list[Token]) -> bool:
    """Take the marks and the `et al.` before a year off the tokens; tell whether there was one."""
    _drop_marks(tokens)
    et_al = False
    last = _POSSESSIVE.sub("", tokens[-1].text.casefold()) if len(tokens) > 2 else ""
    words = [token for token in tokens[-3:] if token.text != "."][-2:]
    if len(tokens) > len(words) and tuple(word.text for word in words) in _AND_OTHERS:
        del tokens[tokens.index(words[0]) :]
        et_al = True
    elif last in _OTHERS and tokens[-2].text.casefold() in _JOINTS:
        del tokens[-1]
        while tokens and (tokens[-1].text.casefold() in _JOINTS or tokens[-1].text == ","):
            del tokens[-1]
        et_al = True
    _drop_marks(tokens)
    return et_al


def _drop_marks(tokens: list[Token]) -> None:
    while tokens and tokens[-1].text in (",", "."):
        del tokens[-1]


def _first_name_token(tokens: Sequence[Token]) -> int:
    """The leftmost token from which words, commas, conjunctions and initials reach to the end without a break."""
    first = len(tokens)
    while first and len(tokens) - first < _MOST:
        token = tokens[first - 1]
        if token.text == ".":
            before = tokens[first - 2] if first > 1 else None
            if before is None or not (len(before.text) == 1 or before.text.casefold() in _SUFFIXES | {"st"}):
                break
        elif not token.is_word and token.text not in (",", "&"):
            break
        first -= 1
    return first


def _listed(tokens: Sequence[Token], et_al: bool, index: AuthorIndex) -> Cited | None:
    """The names that the list knows."""
    partly = None
    keys = [fold(token.text) if token.is_word else "" for token in tokens]
    last = len(tokens) - 1
    if tokens:
        keys[last] = fold(_POSSESSIVE.sub("", tokens[last].text))
    for first, token in enumerate(tokens):
        if not token.is_word or token.text in _CONJUNCTIONS:
            continue
        pieces = list(_pieces(tokens, first))
        cited = ["".join(keys[at] for at in piece) for piece in pieces]
        authors = index.first(cited[0]) if cited else ()
        if any(author.fits_names(cited) for author in authors):
            return _cited(tokens, first, pieces, cited, et_al)
        whole = "".join(keys[first:])
        if index.first(whole):  # a group with commas in its name
            return _cited(tokens, first, [range(first, len(tokens))], [whole], et_al)
        if authors and partly is None and all(_is_name(tokens, piece) for piece in pieces):
            partly = _cited(tokens, first, pieces, cited, et_al)
    return partly


def _cited(tokens: Sequence[Token], first: int, pieces: Sequence[Sequence[int]], keys: Sequence[str], et_al: bool) -> Cited:
    while first and tokens[first - 1].text.casefold() in PARTICLES:  # the list may have dropped them
        first -= 1
    names = tuple(_POSSESSIVE.sub("", " ".join(tokens[at].text for at in piece)) for piece in pieces)
    return Cited(names, tuple(keys), et_al, tokens[first].start, listed=True, certain=True)


def _pieces(tokens: Sequence[Token], first: int) -> Iterator[Sequence[int]]:
    """The tokens of each name from `first` on, without initials and suffixes."""
    piece: list[int] = []
    for at in range(first, len(tokens)):
        token = tokens[at]
        if token.text in (",", "&") or token.text in _CONJUNCTIONS:
            if piece:
                yield piece
            piece = []
        elif token.is_word and not _is_initials(token.text, bool(piece)) and token.text.casefold() not in _SUFFIXES:
            piece.append(at)
    if piece:
        yield piece


def _is_initials(word: str, after_name: bool) -> bool:
    return word.isupper() and word != "Ó" and (len(word) == 1 or (after_name and len(word) <= 3))


def _is_name(tokens: Sequence[Token], piece: Sequence[int]) -> bool:
    """Whether the words look like one personal name: capitals and particles, and none that opens sentences."""
    words = [tokens[at] for at in piece]
    if len(words) > 4 or not words[-1].is_capital or len(words[-1].text) < 2:
        return False
    return all(word.text in PARTICLES or (word.is_capital and word.text.casefold() not in _NO_NAMES) for word in words)


def _by_form(tokens: Sequence[Token], et_al: bool, opened: bool) -> Cited | None:
    """The names that the list doesn't know, as far as their form alone shows them."""
    first = _leading_prose(tokens)
    pieces: list[Sequence[int]] = list(_pieces(tokens, first)) if first < len(tokens) else []
    # two names with a comma alone are `Family, Given`, as a bibliography prints them
    joined = len(pieces) == 1 or any(token.text == "&" or token.text in _CONJUNCTIONS for token in tokens)
    alone = opened and joined and bool(pieces) and all(_is_name(tokens, piece) for piece in pieces)
    if not alone:
        pieces = list(_last_names(tokens))
    if not pieces:
        return None
    keys = [fold(_POSSESSIVE.sub("", "".join(tokens[at].text for at in piece))) for piece in pieces]
    cited = _cited(tokens, first if alone else pieces[0][0], pieces, keys, et_al)
    return Cited(cited.names, cited.keys, et_al, cited.start, listed=False, certain=et_al or len(pieces) > 1 or alone)


def _leading_prose(tokens: Sequence[Token]) -> int:
    """How many tokens at the start are an aside such as `see also` or `reviewed in`."""
    first = 0
    while first < len(tokens) and not (tokens[first].is_capital and tokens[first].text.casefold() not in _NO_NAMES):
        if tokens[first].text in PARTICLES and any(token.is_capital for token in tokens[first : first + 3]):
            break
        first += 1
    return first


def _last_names(tokens: Sequence[Token]) -> list[list[int]]:
    """The last name, and those that a conjunction joins to it: `… as Smith, Lee and Jones`."""
    names: list[list[int]] = []
    at = len(tokens) - 1
    joined = False
    while at >= 0:
        name = _name_back(tokens, at)
        if name is None:
            break
        names.insert(0, name)
        at = name[0] - 1
        if at >= 0 and (tokens[at].text in _CONJUNCTIONS or tokens[at].text == "&") and not joined:
            joined = True
            at -= 1
            if at >= 0 and tokens[at].text == ",":
                at -= 1
        elif at >= 0 and joined and tokens[at].text == ",":
            at -= 1
        else:
            break
    return names


def _name_back(tokens: Sequence[Token], at: int) -> list[int] | None:
    """The name that ends at token `at`: a capitalised word with the particles before it."""
    token = tokens[at]
    if not token.is_capital or len(token.text) < 2 or token.text.casefold() in _NO_NAMES:
        return None
    first = at
    while first and tokens[first - 1].text.casefold() in PARTICLES:
        first -= 1
    return list(range(first, at + 1))

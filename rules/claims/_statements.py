"""What sentences say went up, down or stayed the same: the thing that a word of direction is about, read without a parser."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.claims.words import key
from checker.model.claim import Passage, Term, Word
from checker.model.text import Span

LEXICON = Path(__file__).with_name("directions.toml")
SAME = "same"
LINKED = "linked"
#: The axis of `more` and `less`, which any adjective may follow.
MORE = "more"
_NONE, _TRAP, _DIFFER = "none", "trap", "differ"
_LONGEST = 5
#: Words before a direction that deny it.
_DENIED = re.compile(
    r"(?<!but )\b(?:no|not|nor|without|neither|never|failed to|cannot|lack of|absence of|n['’]t|nonsignificant|insignificant)"
    r"(?:\s[\w%-]+){0,4}\s?$|\bno (?:\w+ )?(?:relationship|association|correlation|evidence|link|relation)\b[^,;]*$",
    re.IGNORECASE,
)
#: Words before a direction that make it a hope, a question or a task; before a verb, `to` does so too.
_HOPED = re.compile(
    r"\b(?:should|would|could|may|might|can|will|whether|if|aim\w*|expected|hypothesi\w+|needs? to|needed|warranted|required|"
    r"necessary|designed|intended|attempt\w*|potential\w*|promising|recommend\w*|help\w*|in order|strateg\w+|"
    r"efforts?|ways?|goal)\b"
    r"[^,;]{0,60}$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"(?:^|\b(\w+)\s)to\s(?:\w+ly\s)?$", re.IGNORECASE)
_VERBS = frozenset(
    "increase raise rise prolong enhance decrease reduce decline fall drop diminish cut improve outperform worsen impair "
    "accelerate change differ".split()
)
#: Verbs whose infinitive tells what was found: `was shown to reduce`.
_FOUND = frozenset("found shown known reported seem seems appears appear tends tend tended likely".split())
_NOUNS = frozenset(
    "increase increases decrease decreases reduction reductions decline declines rise rises fall falls drop drops gain gains "
    "elevation improvement improvements deterioration".split()
)
#: Where a part of a sentence ends, and what compares two groups.
_PART = re.compile(r"[;:]|,?\s\b(?:but(?! not)|while|whereas|although|though|however|yet)\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|in comparison (?:with|to)|over)\b", re.IGNORECASE)
#: What may stand between a direction and the words of its object, between it and its subject, and inside either.
_INTO_OBJECT = re.compile(r"\W?\s*(?:(?:the|a|an|of|its|their|his|her|these|this|those|all|both|any|overall|mean|median)\s+)*")
_INTO_NOUN = re.compile(
    r"\s+(?:(?:in|of|for|to|with|by)\s+)?(?:(?:the|a|an|of|its|their|his|her|these|this|those|all|both|any)\s+)*"
)
#: From `no association` to what had none: `was found between screen time and`.
_INTO_LINKED = re.compile(
    r"\s+(?:(?:was|were|is|has been)\s+)?(?:(?:found|observed|seen|detected|evident|noted)\s+)?"
    r"(?:between\s[^.;]{1,80}?\sand|with|to)\s+(?:(?:the|a|an|its|their|any|all|overall)\s+)*"
)
_INTO_SUBJECT = re.compile(
    r"\s*(?:(?:was|were|is|are|be|been|being|has|have|had|did|does|do|not|no|also|only|by|to|the|a|an|as|more|less|and|or|"
    r"about|around|nearly|almost|over|[\d.,·%-]+|than|much|even|still|both)[\s%]+)*"
)
_INSIDE = re.compile(r"(?:['’]s)?\s+(?:of\s+)?(?:(?:the|a|an|their|its|and)\s+)*|-")
_PREPOSITION = re.compile(
    r"\s+(?:in|with|among|for|at|on|by|from|to|after|during|within|between)\s+(?:(?:the|a|an|their|its)\s+)*"
)
_ADVERB = re.compile(r"\b[A-Za-z]+ly\b\s*")
#: Words that name how much or who, not of what.
GENERIC = frozenset(
    map(
        key,
        """ability activity amount average case cases chance change changes compared concentration cost costs day days degree
        difference differences disease effect effects event events expression extent form frequency group groups hazard hour
        hours incidence level levels likelihood marked mean measure measures median month months need needs number numbers odds
        outcome outcomes overall participant participants patient patients people percentage person plasma prevalence
        probability proportion quality rate rates ratio respectively result results risk risks score scores serum significant
        size study subject subjects time total treatment trend type use value values week weeks year years""".split(),
    )
)
_LITTLE = frozenset(map(key, "an are by compared for had have in is of on than that the those to was were and with".split()))


@dataclass(frozen=True, slots=True)
class Statement:
    """A direction in a sentence and what it is about, all words as keys.

    `way` is `up`, `down` or `same`; `what` the thing, `whole` the thing with its complements (`volume of tumours in mice`);
    `subject` who brought it about; `before` and `behind` the words around a comparison (`than`), where there is one.
    """

    axis: str
    way: str
    denied: bool
    asserted: bool
    what: frozenset[str]
    whole: frozenset[str]
    subject: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    compared: bool
    term: Term
    passage: Passage

    @property
    def thing(self) -> frozenset[str]:
        """What the statement is about, without words such as `level` and `risk`."""
        return self.what - GENERIC


def statements(passage: Passage) -> Iterator[Statement]:
    """The statements of a sentence that say what they are about."""
    terms = passage.terms_of(LEXICON.stem)
    words = _content(passage, [term.span for term in terms])
    for term in terms:
        part = _part(passage, term.span)
        ahead = passage.of(Span(part.start, term.span.start))
        denied = bool(_DENIED.search(ahead))
        if term.group == _TRAP or (term.name in (_DIFFER, LINKED) and not denied):
            continue
        near = [word for word in words if part.covers(word.span)]
        what = whole = _object(passage, near, term)
        if not what - GENERIC:
            head, complements = _subject(passage, near, term)
            what, whole = what | head, what | complements
            subject: frozenset[str] = frozenset()
        else:
            subject = frozenset(word.key for word in near if word.span.end <= term.span.start) - what - GENERIC
        if what - GENERIC:
            yield Statement(
                term.group,
                SAME if term.group == _NONE else term.name,
                denied and term.group != _NONE,
                _is_asserted(ahead, passage.of(term.span).lower()),
                what,
                whole,
                subject,
                *_compared(passage, term, what),
                term,
                passage,
            )


def _content(passage: Passage, taken: Sequence[Span]) -> list[Word]:
    """The content words but adverbs and those of direction."""
    words = (word for word in passage.words if not passage.of(word.span).lower().endswith("ly"))
    return [word for word in words if not any(span.overlaps(word.span) for span in taken)]


def _part(passage: Passage, span: Span) -> Span:
    """The part of a sentence that a word stands in."""
    place = span.start - passage.start
    ends = [match.span() for match in _PART.finditer(passage.text)]
    start = max((end for _, end in ends if end <= place), default=0)
    stop = min((first for first, _ in ends if first >= place), default=len(passage.text))
    return Span(start, stop).shifted(passage.start)


def _is_asserted(ahead: str, word: str) -> bool:
    """Whether a direction is told as a fact."""
    infinitive = _INFINITIVE.search(ahead) if word in _VERBS else None
    return not _HOPED.search(ahead) and (infinitive is None or (infinitive[1] or "").lower() in _FOUND)


def _object(passage: Passage, words: Sequence[Word], term: Term) -> frozenset[str]:
    """The noun phrase behind a direction: `lower mortality`, `raised the volume of tumours`, `reduction in pain`."""
    noun = passage.of(term.span).lower() in _NOUNS or term.group in ("sign", _NONE)
    first = _INTO_LINKED if term.name == LINKED else _INTO_NOUN if noun else _INTO_OBJECT
    found: list[str] = []
    place = term.span.end
    for word in words:
        if word.span.start < place:
            continue
        into = _INSIDE if found else first
        if len(found) == _LONGEST or not into.fullmatch(passage.of(Span(place, word.span.start))):
            if into is _INTO_LINKED:
                continue
            break
        found.append(word.key)
        place = word.span.end
    return frozenset(found)


def _subject(passage: Passage, words: Sequence[Word], term: Term) -> tuple[frozenset[str], frozenset[str]]:
    """The noun phrase before a direction (`tumour volume was 62% lower`), and the same with its complements."""
    groups: list[set[str]] = [set()]
    place = term.span.start
    for word in reversed([word for word in words if word.span.end <= term.span.start]):
        gap = passage.of(Span(word.span.end, place))
        if not groups[0]:
            if not _INTO_SUBJECT.fullmatch(_ADVERB.sub("", gap)):
                break
        elif _PREPOSITION.fullmatch(gap):
            groups.append(set())
        elif not _INSIDE.fullmatch(gap):
            break
        groups[-1].add(word.key)
        place = word.span.start
    whole = frozenset().union(*groups)
    head = groups.pop()
    while groups and not head - GENERIC:
        head |= groups.pop()
    return frozenset(head), whole


def _compared(passage: Passage, term: Term, what: frozenset[str]) -> tuple[frozenset[str], frozenset[str], bool]:
    """The words of a sentence before and behind its comparison, `what` left out, and whether it has one."""
    text = passage.text
    than = _THAN.search(text, term.span.end - passage.start) or _THAN.search(text)
    split = than.end() if than else len(text)
    stop = min((place for mark in ",;" if (place := text.find(mark, split + 1)) >= 0), default=len(text))
    before, behind = _said(f"{text[:split]} {text[stop:]}"), _said(text[split:stop])
    return before - behind - what, behind - before - what, than is not None


def _said(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in re.findall(r"[A-Za-z]\w+", text)) - _LITTLE

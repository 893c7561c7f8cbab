"""What a sentence is about, and whether the cited works are about the same."""

import re

from checker.claims import words
from checker.model.claim import Claim
from checker.model.text import Span

_HALF = 0.5
_ASIDE_REACH = 80
#: What makes something an example, a contrast, or what was given before: words in front of it.
_ASIDE_BEFORE = re.compile(
    r"\b(?:(?:such as|e\.?g\.?,?|like|including|unlike|except|excluding)\s(?:[\w/-]+,?\s){0,4}"
    r"|(?:other than|apart from|instead of|rather than|in contrast (?:to|with)|whereas|while|although|but not|not|without|"
    r"similar(?:ly)? to|as (?:with|for|in|seen with)|prior|previous|previously|after|following|progress\w+ (?:on|after|during)|"
    r"resistan\w+ to|refractory to|fail\w+|pretreated with|intoleran\w+ (?:of|to)|switch\w+ from|known (?:for|from))"
    r"\s(?:[\w/-]+\s){0,2})$",
    re.IGNORECASE,
)
#: Words behind something that deny that it was studied.
_DENIED_BEHIND = re.compile(
    r"[^.;]{0,60}?\b(?:not|never|rarely|hardly|yet to)\s(?:\w+\s){0,2}(?:be|been|compared|studied|tested|included|evaluated|"
    r"assessed|examined|investigated|used|available|approved|covered|randomi[sz]ed)\b",
    re.IGNORECASE,
)
#: What people write before they tell what a work found.
_TELLING = frozenset(
    map(
        words.key,
        """author authors colleagues demonstrated described examined found indicated investigated noted observed recorded report
        reported reports results revealed showed shown studied study studies suggested""".split(),
    )
)


def names(claim: Claim) -> frozenset[str]:
    """The names of the cited authors in a sentence, and the verbs that introduce what they found."""
    families = {part for item in claim.evidence for name in item.entry.author for part in name.full_family.lower().split()}
    named = frozenset(word.key for word in claim.scope.words if claim.scope.of(word.span).lower() in families)
    return named | _TELLING


def is_shared(claim: Claim, *deciding: Span, least: float = _HALF) -> bool:
    """Whether a cited work has at least half (`least`) of the words of a claim, those at the `deciding` places left out.

    A sentence that a work says little of can rest on its full text; then a missing word tells nothing.
    """
    return any(share(claim, item.title.keys() | item.abstract.keys(), *deciding) >= least for item in claim.evidence)


def share(claim: Claim, known: frozenset[str], *deciding: Span) -> float:
    """The share of a claim's content words that are known, those at the `deciding` places and `names` left out."""
    said = {word.key for word in claim.scope.words if not any(place.overlaps(word.span) for place in deciding)} - names(claim)
    return len(said & known) / len(said) if said else 1.0


def is_aside(claim: Claim, place: Span) -> bool:
    """Whether a sentence names something as an example, a contrast or an earlier treatment, or denies that it was studied."""
    before = claim.sentence.of(Span(max(claim.sentence.start, place.start - _ASIDE_REACH), place.start))
    behind = claim.sentence.of(Span(place.end, claim.sentence.span.end))
    return bool(_ASIDE_BEFORE.search(before) or _DENIED_BEHIND.match(behind))

"""Compare a printed title with a recorded one, and say what kind of difference there is."""

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Prefix

from checker.matching.alignment import differing_runs
from checker.matching.isotopes import with_nuclides_in_one_form
from checker.matching.memory import remembered
from checker.matching.normalize import fold, strip_markup, title_key, title_words
from checker.model.match import Agreement, FieldEvidence

#: Words that, on one side only, mean another work: a reply is not its article, part 2 is not part 1.
_VETO_TEXT = """part phase erratum errata corrigendum correction corrections retraction reply response comment
    commentary protocol update updated addendum letter editorial rebuttal"""
_VETO_WORDS = frozenset(_VETO_TEXT.split())
#: Those of them that say so at either end of a longer phrase too (`protocol for a randomised trial`).
_KIND_WORDS = frozenset({"part", "phase", "erratum", "errata", "corrigendum", "reply", "protocol", "commentary", "rebuttal"})
_ROMAN = re.compile(r"(?=[ivx])(?:x{0,3})(?:ix|iv|v?i{0,3})")
_SMALL_TEXT = """a an the of in on for to and or with by from at as into via towards toward upon its their is are using
    der die das le la les de du des et und el los las en y"""
_SMALL_WORDS = frozenset(_SMALL_TEXT.split())
_ARTICLES = frozenset({"a", "an", "the"})
#: Where a subtitle, a translation or an addition may begin.
_BREAK = re.compile(r"\s*[:?!;([|]\s*|\.\s+|\s+[-‐–—]+\s*|\s*[–—]\s*")
_MOST_BREAKS = 12
_LONG_TAIL = 4  # words
#: Similarities below which two titles are not worth a look at their words, and below which they are other titles.
_UNLIKE, _ALIKE = 0.5, 0.75
#: `Correction of scoliosis` and `Response to therapy` are titles of articles, `Correction: ...` and `Author response` are not.
_NOTICE = re.compile(
    r"\W{0,2}(?:(?:retraction|erratum|errata|corrigend(?:um|a)|addendum|expression of concern)"
    r"(?: (?:to|of|for|note|notice)\b|\W*$|\W*:)"
    r"|(?:author|publisher|editor)s?['’]{0,2}s?['’]? (?:correction|reply|response|note)\b|(?:reply to|comments? on)\b"
    r"|(?:re|comment|letter(?: to the editors?)?)\s*:"
    r"|(?:correction|reply|response|withdrawal|removal|notice of retraction)(?: (?:to|of|for|notice))?\s*(?:[:.\])]|$))"
)
#: The same behind the title of the article: `...: authors' reply`, `... (Erratum)`.
_NOTICE_BEHIND = re.compile(
    r"(?:(?:[:.?!]|\s[-–—]{1,3})\s+(?:the )?(?:(?:author|editor)s?['’]{0,2}s?['’]? )?(?:erratum|corrigendum|reply|rebuttal)"
    r"|\s[(\[](?:erratum|corrigendum|correction|reply|retraction)[)\]])\W{0,2}$"
)
#: Publishers put it before the title of the article itself.
_STATUS = re.compile(
    r"\s{0,9}\W?(?:retracted|withdrawn|removed|temporary removal)(?: (?:article|paper|chapter))?\s*(?:[:\])]\s*|$)",
    re.IGNORECASE,
)


class TitleComparison(NamedTuple):
    """`kind` is `same`, `subtitle`, `wording`, `spelling`, `other-words` or `none` (no title); `similarity` is 0 to 1.

    `veto`: a number or a word such as `reply` stands on one side only, so that other fields must say whether it is one work;
    with `wording`, that is a digit at the end, perhaps the mark of a footnote. `words` counts the words of the shorter title.
    """

    kind: str
    similarity: float
    veto: bool = False
    words: int = 0

    @property
    def agrees(self) -> bool:
        """Whether the two are printings of one title."""
        return self.kind in ("same", "subtitle", "wording", "spelling")


@remembered(1 << 14)
def compare_titles(printed: str, recorded: str) -> TitleComparison:
    """Compare two titles as they are written; markup, case, punctuation, spacing and US/UK spelling make no difference."""
    copied = printed == recorded  # as nine of ten are: there is nothing to compare then
    printed = without_status(printed)
    recorded = printed if copied else without_status(recorded)
    left, right = words_of(printed), words_of(recorded)
    if not left or not right:
        return TitleComparison("none", 0.0)
    words = min(len(left), len(right))
    if copied:
        return TitleComparison("same", 1.0, words=words)
    squashed_left, squashed_right = "".join(left), "".join(right)
    if squashed_left == squashed_right:
        return TitleComparison("same", 1.0, words=words)
    similarity = max(
        fuzz.ratio(squashed_left, squashed_right),
        fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right))),
    )
    similarity /= 100
    if similarity < _UNLIKE and squashed_left not in squashed_right and squashed_right not in squashed_left:
        return TitleComparison("other-words", similarity, words=words)
    if _is_part(printed, squashed_left, squashed_right) or _is_part(recorded, squashed_right, squashed_left):
        rest = [word for word in _one_sided(left, right) if word not in _ARTICLES and not word.isdigit()]
        return TitleComparison("subtitle", similarity, _says_other_kind(rest), words)
    if _has_mark(left, right):
        return TitleComparison("wording", similarity, veto=True, words=words)
    kind = _kind_of_difference(printed, recorded) if similarity >= _ALIKE else "other-words"
    veto = kind == "other-words" and any(_vetoes(word) for word in _one_sided(left, right))
    if kind == "other-words" and (_is_misspelt_part(printed, recorded) or _is_misspelt_part(recorded, printed)):
        return TitleComparison("spelling", similarity, words=words)
    return TitleComparison(kind, similarity, veto, words)


def title_evidence(printed: str, recorded: str, translated: bool = False) -> FieldEvidence:
    """The comparison of two titles as evidence. `translated`: the record is not in English, so other words prove nothing."""
    found = compare_titles(printed, recorded)
    if found.kind == "none":
        return FieldEvidence("title", Agreement.MISSING, printed, recorded)
    if found.kind == "same":
        return FieldEvidence("title", Agreement.AGREE, printed, recorded, 1.0)
    if found.agrees:
        agreement, note = Agreement.PARTIAL, found.kind
    elif translated and found.similarity < _ALIKE:
        agreement, note = Agreement.PARTIAL, "translated"
    else:
        agreement, note = Agreement.DISAGREE, "other-words"
    return FieldEvidence("title", agreement, printed, recorded, round(found.similarity, 3), note)


def without_status(title: str) -> str:
    """A title without the `RETRACTED ARTICLE:` that a publisher put before it; nothing where that is all of it."""
    status = _STATUS.match(title)
    return title[status.end() :] if status else title


@remembered(1 << 14)
def words_of(title: str) -> tuple[str, ...]:
    """The folded words of a title without a leading article, each nuclide in one form."""
    words = title_words(title)
    return _without_article(words if title_key(title).isalpha() else with_nuclides_in_one_form(words))


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 2 and words[0] in _ARTICLES else words


def _is_part(longer: str, folded: str, shorter: str) -> bool:
    """Whether the other title is all that stands before a colon, dash, bracket ... or behind it.

    `folded` is the longer title without spaces, `shorter` the other. What stands behind must be long: `Drug development: raise
    the standards` leads with the name of a column.
    """
    if shorter not in folded and shorter not in title_key(longer):  # a quick look: the latter has the leading article too
        return False
    for found in islice(_BREAK.finditer(longer), _MOST_BREAKS):
        if "".join(words_of(longer[: found.start()])) == shorter:
            return True
        tail = words_of(longer[found.end() :])
        if len(tail) >= _LONG_TAIL and "".join(tail) == shorter:
            return True
    return False


def _is_misspelt_part(longer: str, shorter: str) -> bool:
    """Whether one title is the other without its subtitle, but for a misprint or a small word."""
    words = words_of(shorter)
    if len(words) < _LONG_TAIL or longer[:1].casefold() != shorter[:1].casefold():
        return False
    for found in islice(_BREAK.finditer(longer), _MOST_BREAKS):
        head = longer[: found.start()]
        if abs(len(words_of(head)) - len(words)) > 1:
            continue
        vetoed = any(_vetoes(word) for word in _one_sided(words_of(head), words))
        if not vetoed and _kind_of_difference(head, shorter) != "other-words":
            return not _says_other_kind(words_of(longer[found.end() :]))
    return False


def _says_other_kind(rest: tuple[str, ...] | list[str]) -> bool:
    """Whether what only one title has makes it another work: `a study protocol`, but not `spelling correction for learners`."""
    ends = {*rest[:1], *rest[-1:]}
    return not _VETO_WORDS.isdisjoint(ends) if len(rest) < _LONG_TAIL else not _KIND_WORDS.isdisjoint(ends)


def _one_sided(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    """The words that one title has more often than the other."""
    ours, theirs = Counter(left), Counter(right)
    return list(((ours - theirs) + (theirs - ours)).elements())


def _has_mark(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one title ends in a digit more: the mark of a footnote that a record kept, or the number of a part."""
    shorter, longer = sorted((left, right), key=len)
    return longer[:-1] == shorter and len(longer[-1]) == 1 and longer[-1].isdigit()


def _vetoes(word: str) -> bool:
    return word in _VETO_WORDS or word.isdigit() or (len(word) > 1 and _ROMAN.fullmatch(word) is not None)


def _kind_of_difference(printed: str, recorded: str) -> str:
    """The gravest difference between two similar titles: small words only, one spelling for another, or other words."""
    left, right = words_of(printed), words_of(recorded)
    as_printed, as_recorded = (dict(zip(title_words(title), fold(title).split(), strict=True)) for title in (printed, recorded))
    kinds = {"wording"}
    for start, end, begin, stop in differing_runs(left, right):
        ours, theirs = left[start:end], right[begin:stop]
        if "".join(ours) == "".join(theirs):
            continue
        plain = "".join(as_printed.get(word, word) for word in ours), "".join(as_recorded.get(word, word) for word in theirs)
        if ours and theirs and (_same_word("".join(ours), "".join(theirs)) or _same_word(*plain)):
            kinds.add("spelling")
        elif (ours and theirs) or not _SMALL_WORDS.issuperset(ours + theirs):
            return "other-words"
    return "spelling" if "spelling" in kinds else "wording"


def _same_word(one: str, other: str) -> bool:
    """An inflection (`tumor`, `tumors`) or one misprint in a long word; never a change of digits."""
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    longer = max(len(one), len(other))
    common = Prefix.similarity(one, other)
    if common >= 4 and common >= 0.7 * longer and abs(len(one) - len(other)) <= 3 and longer - common <= 3:
        return True
    return longer >= 6 and one[0] == other[0] and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def is_notice(title: str) -> bool:
    """Whether a title is that of a notice or reaction to a work: an erratum, a retraction, a reply ..."""
    text = strip_markup(title).strip().casefold()
    return bool(_NOTICE.match(text) or _NOTICE_BEHIND.search(text))

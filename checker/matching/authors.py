"""Compare a printed author list with a record's: both name orders, initials, particles, cut lists, group authors."""

import re
from collections import Counter
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from checker.matching.memory import remembered
from checker.matching.normalize import family_key, fold, fold_name
from checker.model.match import Agreement, FieldEvidence
from checker.model.reference import Name, ReferenceEntry
from checker.model.work import Authorship, Work

_GROUP = re.compile(
    r"\b(?:groups?|consortium|committee|university|association|society|collaborat\w+|collaborative|investigators|team|network"
    r"|organi[sz]ation|institut\w*|project|trial|study|task force|council|agency|office|ministry|department|foundation"
    r"|federation|initiative|panel|commission|academy|cent(?:er|re)|hospital|contributors|members|participants|board)\b",
    re.IGNORECASE,
)
_PARTICLE_TEXT = "van von der den de del della di da du la le dos das ten ter el al bin ibn st zu zum zur"
_PARTICLES = frozenset(_PARTICLE_TEXT.split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "0001", "0002", "0003", "0004", "0005"})
_LONGEST_SUFFIX = 6  # characters, with stops
_CAPITALS = re.compile(r"[^\W\d_]{1,4}")
_SAME_SURNAME = 0.92  # Jaro-Winkler: one or two letters of a surname
_LONG_LIST = 25
_MOST_FAMILY_WORDS = 4
_TELLING = 3  # letters of a given name


class Person(NamedTuple):
    """A recorded name: initials of the given names under each family name that it can be read with.

    `inverted` has the given names of the readings in the rarer order: for a name such as `Albrecht Braun` an initial is not
    enough to take the first word for the family.
    """

    readings: dict[str, str]
    words: frozenset[str]
    first: str
    inverted: dict[str, str]


class AuthorComparison(NamedTuple):
    """The evidence, and whether the first authors agree (None: unknown).

    `overlap` is the share of all expected names that stand on both sides, `covered` the share of the printed ones (0 to 1).
    """

    evidence: FieldEvidence
    first: bool | None = None
    overlap: float = 0.0
    covered: float = 0.0


_COPY = AuthorComparison(FieldEvidence("author", Agreement.AGREE, similarity=1.0), True, 1.0, 1.0)


def compare_authors(entry: ReferenceEntry, work: Work) -> AuthorComparison:
    """Compare the author lists. Group authors are not counted; `et al.` and a cut record are compared as far as they go."""
    if _is_copy(entry, work):
        return _COPY
    printed, recorded = _without_groups(entry, work)
    if not printed or not recorded:
        return AuthorComparison(FieldEvidence("author", Agreement.MISSING))
    places = _align([name for _, name in printed], recorded)
    found = sum(place is not None for place in places)
    expected = len(printed) if entry.et_al else max(len(printed), len(recorded))
    if work.authors_truncated:
        expected = min(expected, len(recorded))
    overlap = min(1.0, found / expected)
    namesakes = _namesakes(printed, recorded, places) if found else []
    for at in namesakes:
        places[at] = at
    evidence = _judge(entry, work, printed, recorded, places, overlap)
    if evidence.agreement is Agreement.AGREE:
        evidence = _lesser_difference(evidence, printed, recorded, namesakes, places)
    return AuthorComparison(evidence, same_person(printed[0][1], recorded[0]), overlap, found / len(printed))


def same_person(name: Name, author: Authorship) -> bool:
    """Whether a printed name can be the recorded one, by the byline or, failing that, by the author profile's name."""
    return (
        _is_plainly(name, author.raw_name)
        or _fits(name, author.raw_name)
        or bool(author.display_name and author.display_name != author.raw_name and _fits(name, author.display_name))
    )


def _is_copy(entry: ReferenceEntry, work: Work) -> bool:
    """Whether each author stands plainly where the record has the same one: so it is for most entries, and soon seen."""
    printed, recorded = entry.author, work.authors
    if not printed or (len(printed) > len(recorded) if entry.et_al else len(printed) != len(recorded)):
        return False
    return all(_is_plainly(name, author.raw_name) for name, author in zip(printed, recorded, strict=False))


def _is_plainly(name: Name, raw: str) -> bool:
    """Whether a recorded name is the printed family name as it is with a given name of the same first letter."""
    family, given = name.full_family, name.given
    if not given or not family or (len(family) <= _LONGEST_SUFFIX and family.strip(".").casefold() in _SUFFIXES):
        return False
    if "," in raw:
        return raw.startswith(f"{family}, {given[0]}")
    return given[0] == raw[:1] and raw.endswith(f" {family}")


def shown(name: Name) -> str:
    """A name as a reference list prints it: `van den Bosch MAAJ`."""
    return f"{name.full_family} {name.given}".strip()


def _judge(
    entry: ReferenceEntry,
    work: Work,
    printed: list[tuple[int, Name]],
    recorded: list[Authorship],
    places: list[int | None],
    overlap: float,
) -> FieldEvidence:
    """The first and gravest difference between two aligned lists."""
    taken = {place for place in places if place is not None}
    if not taken:
        ours, theirs = "; ".join(shown(name) for _, name in printed[:3]), "; ".join(author.raw_name for author in recorded[:3])
        return FieldEvidence("author", Agreement.DISAGREE, ours, theirs, 0.0, "all-different")
    missing = free = [at for at in range(len(recorded)) if at not in taken]
    if entry.et_al:  # names behind the last printed one are meant by "et al.", before a final one by an ellipsis
        inner = taken - {len(recorded) - 1}
        missing = [at for at in missing if inner and at < max(inner)]
    if missing:
        unread = _unread_words(entry, [name for _, name in printed])
        missing = [at for at in missing if family_key(recorded[at].raw_name) not in unread]
    added = [at for at, place in enumerate(places) if place is None]
    if work.authors_truncated:
        added = [at for at in added if at < len(recorded)]

    def difference(note: str, at: int | None, theirs: str, agreement: Agreement = Agreement.DISAGREE) -> FieldEvidence:
        ours = shown(printed[at][1]) if at is not None else ""
        position = printed[at][0] if at is not None else None
        return FieldEvidence("author", agreement, ours, theirs, round(overlap, 3), note, position)

    level = Agreement.PARTIAL if len(recorded) > _LONG_LIST and overlap >= 1 - 1 / _LONG_LIST else Agreement.DISAGREE
    if added:
        at = added[0]
        beside = missing if not entry.et_al else free
        counterpart = at if at in beside else (missing[0] if len(missing) == len(added) else None)
        if counterpart is None:
            return difference("author-added", at, "", level)
        return difference("author-changed", at, recorded[counterpart].raw_name)
    aligned = [(at, place) for at, place in enumerate(places) if place is not None]
    for (at, place), expected in zip(aligned, sorted(taken), strict=True):
        if place != expected and not same_person(printed[at][1], recorded[expected]):
            return difference("author-order", at, recorded[expected].raw_name)
    if missing:
        return difference("author-missing", None, recorded[missing[0]].raw_name, level)
    return FieldEvidence("author", Agreement.AGREE, similarity=round(overlap, 3))


def _namesakes(printed: list[tuple[int, Name]], recorded: list[Authorship], places: list[int | None]) -> list[int]:
    """The places where the family name alone is the recorded one: other initials are the lesser difference."""
    free = set(range(len(recorded))) - set(places)
    return [
        at for at, place in enumerate(places) if place is None and at in free and _same_family(printed[at][1], recorded[at])
    ]


def _lesser_difference(
    evidence: FieldEvidence,
    printed: list[tuple[int, Name]],
    recorded: list[Authorship],
    namesakes: list[int],
    places: list[int | None],
) -> FieldEvidence:
    """The evidence of lists of the same people: partial where a name has other initials or another spelling."""
    if namesakes:
        note, pair = "given-name", (namesakes[0], namesakes[0])
    else:
        pairs = [(at, place) for at, place in enumerate(places) if place is not None]
        found = next(((at, place) for at, place in pairs if _is_misspelt(printed[at][1], recorded[place])), None)
        if found is None:
            return evidence
        note, pair = "spelling", found
    position, name = printed[pair[0]]
    theirs = recorded[pair[1]].raw_name
    return FieldEvidence("author", Agreement.PARTIAL, shown(name), theirs, evidence.similarity, note, position)


def _is_misspelt(name: Name, author: Authorship) -> bool:
    """Whether a name that fits an author has its family name in none of the author's recorded names."""
    return not _is_plainly(name, author.raw_name) and not any(
        _fits(name, recorded, exactly=True) for recorded in (author.raw_name, author.display_name) if recorded
    )


def _unread_words(entry: ReferenceEntry, printed: list[Name]) -> Counter[str]:
    """The words of an entry that were not read as family names: an author who stands among them was not left out."""
    words = Counter(fold_name(word) for word in fold(entry.raw).split())
    return words - Counter(family_key(name.full_family) for name in printed)


def _align(printed: list[Name], recorded: list[Authorship]) -> list[int | None]:
    """For each printed name the place of its author in the record: the same place first, then any that is left."""
    places: list[int | None] = [
        at if at < len(recorded) and same_person(name, recorded[at]) else None for at, name in enumerate(printed)
    ]
    if None not in places:
        return places
    taken = set(places)
    free = [at for at in range(len(recorded)) if at not in taken]
    for at, name in enumerate(printed):
        if places[at] is None:
            place = next(
                (other for other in free if _shares_word(name, recorded[other]) and same_person(name, recorded[other])), None
            )
            if place is not None:
                places[at] = place
                free.remove(place)
    return places


def _shares_word(name: Name, author: Authorship) -> bool:
    """A quick look before the close one: at another place of the list a misspelt name is not looked for."""
    words = _printed(name)[3]
    return not words.isdisjoint(_parts(author.raw_name)) or not words.isdisjoint(_parts(author.display_name))


def _without_groups(entry: ReferenceEntry, work: Work) -> tuple[list[tuple[int, Name]], list[Authorship]]:
    """The people of both lists, with their places in the entry; a group read as a person counts where the record has it too."""
    recorded = [author for author in work.authors if not _GROUP.search(author.raw_name)]
    printed = [(at, name) for at, name in enumerate(entry.author) if not _is_group(name)]
    if len(printed) == len(entry.author) or len(recorded) == len(work.authors):
        return printed, recorded
    misread = [name for name in entry.author if not name.literal and _is_group(name)]
    groups = [author for author in work.authors if any(_fits(name, author.raw_name) for name in misread)]
    if not groups:
        return printed, recorded
    kept = [(at, name) for at, name in enumerate(entry.author) if name in misread or not _is_group(name)]
    return kept, [author for author in work.authors if author in recorded or author in groups]


def _is_group(name: Name) -> bool:
    """Whether a name is a group's, also where it was read as a person's (`Initiative, for the Liver Imaging`)."""
    if name.literal:
        return len(name.literal.split()) > 3 or _GROUP.search(name.literal) is not None
    return _GROUP.fullmatch(name.family) is not None


def _fits(name: Name, raw: str, exactly: bool = False) -> bool:
    families, initials, capitals, words = _printed(name)
    person = _person(raw, capitals)
    for family in families:
        given = person.readings.get(family)
        if given is not None and _initials_fit(initials, given) and _may_be_inverted(name.given, person.inverted.get(family)):
            return True
    if not families or not initials or not person.first or not _initials_fit(initials, person.first):
        return False
    if any(len(word) >= 4 and word in person.words and word not in _PARTICLES for word in words):
        return True
    return not exactly and any(
        len(family) >= 4 and _are_alike(families[0], family) and _initials_fit(initials, given)
        for family, given in person.readings.items()
    )


def _may_be_inverted(printed: str, given: str | None) -> bool:
    """Whether a given name that is written out is the recorded one, where only the rarer order gives it that place."""
    if given is None:
        return True
    one, other = (next((word for word in text.split() if not _looks_like_initials(word)), "") for text in (printed, given))
    one, other = fold_name(one)[:_TELLING], fold_name(other)[:_TELLING]
    return one == other or min(len(one), len(other)) < _TELLING


def _are_alike(one: str, other: str) -> bool:
    """Whether two folded surnames differ by a letter or two behind the first, or one has one more in front (`Tchekhov`)."""
    if one[0] != other[0]:
        return one[1:] == other or other[1:] == one
    return JaroWinkler.similarity(one, other) >= _SAME_SURNAME


def _same_family(name: Name, author: Authorship) -> bool:
    families, _, capitals, _ = _printed(name)
    return any(family in _person(author.raw_name, capitals).readings for family in families)


@remembered(1 << 15)
def _printed(name: Name) -> tuple[tuple[str, ...], str, bool, frozenset[str]]:
    """Folded family names with and without particles, the initials, whether the family is in capitals, and its words."""
    if not name.family or _is_suffix(name.family) or _is_suffix(name.given) or (not name.given and " " in name.family):
        # a whole name in one part, or a suffix where the family name belongs (`Hal Daumé III` as BibTeX reads it)
        whole = name.literal or f"{name.given} {name.family}".strip()
        return tuple(reversed(_person(whole, False).readings)), "", False, _parts(whole)
    families = dict.fromkeys((fold_name(name.full_family), fold_name(name.family), fold_name(_bare(name.family))))
    capitals = name.family.isupper() and len(name.family) > 1
    return tuple(family for family in families if family), _initials(name.given), capitals, _parts(name.full_family)


def _is_suffix(part: str) -> bool:
    return fold(part) in _SUFFIXES


def _bare(family: str) -> str:
    """A family name without leading particles that a reader left in it."""
    words = family.split()
    while len(words) > 1 and words[0].casefold() in _PARTICLES:
        words = words[1:]
    return " ".join(words)


@remembered(1 << 15)
def _person(raw: str, capitals: bool) -> Person:
    """Read a recorded name in every order. `capitals`: words that look like initials are then no family names."""
    family, comma, given = raw.partition(",")
    if comma and not _is_suffix(given):
        words = family.split()
        usual = {fold_name(" ".join(words[at:])): _initials(given) for at in range(len(words))}
        readings = {fold_name(given): _initials(family)} | usual
        return Person(readings, _parts(family), _initials(given), {fold_name(given): family})
    words = [word for word in (family if comma else raw).split() if (folded := fold(word)) and folded not in _SUFFIXES]
    initials = [_initials(word) for word in words]
    readings, inverted, usual = {}, {}, {}
    for count in range(1, min(_MOST_FAMILY_WORDS, len(words) - 1) + 1):  # family first, the rarer order, then family last
        head = words[:count]
        if not (capitals and len(words) > count and all(_looks_like_initials(word) for word in head)):
            family = fold_name(" ".join(head))
            readings[family], inverted[family] = "".join(initials[count:]), " ".join(words[count:])
    for count in range(1, min(_MOST_FAMILY_WORDS, max(1, len(words) - 1)) + 1):
        if words:
            usual[fold_name(" ".join(words[-count:]))] = "".join(initials[:-count])
    inverted = {family: given for family, given in inverted.items() if family not in usual}
    return Person(readings | usual, _parts(raw), "".join(initials[:-1]), inverted)


@remembered(1 << 15)
def _parts(text: str) -> frozenset[str]:
    """The folded words of a name, hyphenated ones in parts and whole."""
    words = {fold_name(word) for word in fold(text).split()} | {fold_name(word) for word in text.split()}
    return frozenset(words - {""})


def _looks_like_initials(word: str) -> bool:
    bare = word.replace(".", "").replace("-", "")
    return bare.isupper() and _CAPITALS.fullmatch(bare) is not None


@remembered(1 << 15)
def _initials(given: str) -> str:
    """The initials of given names: `Jean-Luc P.` gives `jlp`, `MAAJ` gives `maaj`."""
    letters = []
    for word in given.replace("-", " ").replace(".", " ").split():
        folded = fold(word)
        if folded:
            letters.append(folded.replace(" ", "") if _looks_like_initials(word) else folded[0])
    return "".join(letters)


def _initials_fit(one: str, other: str) -> bool:
    """Whether two sets of initials can be one person's: the same first letter, or the shorter within the longer in order."""
    if not one or not other or one[0] == other[0]:
        return True
    shorter, longer = sorted((one, other), key=len)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)

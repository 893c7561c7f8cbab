"""Compare a printed journal or proceedings name with the names under which a record was published."""

import re

from rapidfuzz.distance import Prefix

from checker.matching.journal_names import other_names
from checker.matching.memory import remembered
from checker.matching.normalize import fold, title_key
from checker.model.match import Agreement, FieldEvidence
from checker.model.reference import ReferenceEntry
from checker.model.work import Work, WorkLocation

_SMALL_TEXT = """the a an of in on for to and at with und der die das fur voor van het een og af och et de la le les du des
    y e el los las del della dei do da dos das em para i"""
_SMALL_WORDS = frozenset(_SMALL_TEXT.split())
#: Words that a series shares with its yearly proceedings and with other series: they tell nothing apart.
_GENERIC_TEXT = """proceedings proceeding proc annual conference conf international intl int meeting symposium symp workshop
    workshops joint national volume vol part long short papers paper main companion findings acts actes record posters
    demonstrations demos annu meet session sessions track tutorials abstracts ieee acm cvf"""
_GENERIC = frozenset(_GENERIC_TEXT.split())
_ORDINAL = re.compile(
    r"(?:\d+(?:st|nd|rd|th)?|(?:twenty|thirty|forty|fifty|sixty|seventy)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth)|\w{2,7}tieth"
    r"|twenty|thirty|forty|fifty)"
)
_PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|eartharxiv|corr|ssrn|research square|preprints?(?:\.org)?|zenodo"
    r"|osf preprints|techrxiv|openreview|hal)\b"
)
_CONFERENCE = re.compile(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|symposium|workshop|meeting|transactions of the)\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]")
_SUBTITLE = re.compile(r"\s*[:=;]\s.{0,300}$|\s+[-–—]\s.{0,300}$|(?<=[a-z]{4})\.\s[A-Z][^.]{5,300}$")
#: A name that leads with itself in brackets: `[Rinsho ketsueki] The Japanese journal of clinical hematology`.
_OWN_IN_BRACKETS = re.compile(r"\[([^\[\]]{3,100})\]\s")
_NUMBER_END = re.compile(r"\s\d{1,4}$")
_PART = re.compile(r"[:;,()]\s")
#: What stands before the letter of a part of a journal: `Acta Crystallographica Section D`, `Acta Crystallogr D`.
_SECTION = re.compile(r"\b(?:sect(?:ion)?|ser(?:ies)?|part|pt)\s+(?=[a-h](?:letter)?\b)")
#: A letter of that kind that is a small word too, and must not be passed over: `Phys. Rev. E`.
_LETTER = re.compile(r"(?<=[a-z.]\s)([AEIY])(?=[\s,:;.]|$)")
_AND = re.compile(r"\s+(?:and|und|et|&)\s+", re.IGNORECASE)
_MOST_PARTS = 24
_TELLING = 3  # words of a name that suffice to tell a journal by
_FEWEST_LETTERS = 2  # of a word of a name, on average: `J C O` are initials
#: Words of names of journals in Latin letters that are not Latin: Chinese, Japanese, Russian (as MEDLINE spells them).
_ROMANISED_TEXT = """zhonghua zhongguo zazhi xue xuebao nihon nippon rinsho gakkai gakkaishi igaku kagaku ryoho geka naika
    kenkyu zasshi khirurgiia khirurgii zhurnal klinicheskaia meditsina vestnik voprosy terapevticheskii onkologii"""
_ROMANISED = frozenset(_ROMANISED_TEXT.split())
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d?")
#: Letters of an acronym that stand for a generic word, which a series name may lack: Conference, International, Joint ...
_GENERIC_LETTERS = frozenset("icmswjp")
#: Acronyms that their full name does not spell out (common knowledge of the field, folded).
_ALIASES = {
    "www": "web",
    "webconf": "web",
    "thewebconf": "web",
    "chi": "human factors computing systems",
    "siggraph": "computer graphics interactive techniques",
    "kdd": "knowledge discovery data mining",
    "sigir": "research development information retrieval",
    "nips": "neural information processing systems",
    "interspeech": "speech communication association",
}


@remembered(1 << 13)
def is_preprint_server(name: str) -> bool:
    """Whether a container is a preprint server: not a journal, so nothing to compare a journal with."""
    return bool(_PREPRINT.search(fold(name)))


def container_evidence(entry: ReferenceEntry, work: Work) -> FieldEvidence:
    """Compare the printed container title with every place where the work was published; the best agreement counts.

    A journal keeps no name for ever: one of its ISSNs in the entry is worth its name.
    """
    printed = entry.container_title
    issn = entry.get("ISSN")
    if printed and not issn and printed == work.container_title and _content(printed) and not _is_repository(work.locations[0]):
        return FieldEvidence("container-title", Agreement.AGREE, printed, printed)  # as most are
    raw = entry.raw if entry.printed else ""  # the fields of a bibliography have names: none is misread
    places = [place for place in work.locations if place.source or place.raw_source_name]
    published = [place for place in places if not _is_repository(place)]
    shown = next((place.source or place.raw_source_name for place in published or places), "")
    if printed and issn and any(_same_issn(issn, one) for place in places for one in place.issns):
        return FieldEvidence("container-title", Agreement.AGREE, printed, shown, note="issn")
    if not places or not (_content(printed) or _acronyms(printed)):
        return FieldEvidence("container-title", Agreement.MISSING, printed, shown)
    names = dict.fromkeys(
        name for place in places for name in (place.source, place.raw_source_name) if name and "://" not in name
    )
    if printed in names:
        return FieldEvidence("container-title", Agreement.AGREE, printed, shown)
    if not any(_content(name) or _acronyms(name) for name in names):
        return FieldEvidence("container-title", Agreement.MISSING, printed, shown)
    if is_preprint_server(printed) not in {is_preprint_server(name) for name in names}:
        return FieldEvidence("container-title", Agreement.PARTIAL, printed, shown, note="preprint")
    if any(same_container(printed, name) or _was_cut(printed, name, raw) for name in names):
        return FieldEvidence("container-title", Agreement.AGREE, printed, shown)
    if is_preprint_server(printed) or not published:
        return FieldEvidence("container-title", Agreement.PARTIAL, printed, shown, note="preprint")
    if any(_is_akin(printed, name) or _is_section(printed, name) for name in names):
        return FieldEvidence("container-title", Agreement.PARTIAL, printed, shown, note="series")
    if _is_romanised(printed) != any(_is_romanised(name) for name in names):
        return FieldEvidence("container-title", Agreement.PARTIAL, printed, shown, note="translated")
    if raw and any(_is_printed_whole(name, raw) or _ran_over(printed, name, work.title) for name in names):
        return FieldEvidence("container-title", Agreement.MISSING, printed, shown, note="misread")
    return FieldEvidence("container-title", Agreement.DISAGREE, printed, shown)


def _same_issn(printed: str, issn: str) -> bool:
    """Whether a printed ISSN, or one of several, is that of a source (`1234-567X`)."""
    return issn.replace("-", "").upper() in printed.replace("-", "").upper()


def _was_cut(printed: str, name: str, raw: str) -> bool:
    """Whether the whole name is printed after all, and only its beginning was read as the container title."""
    whole = title_key(name)
    return len(whole) > len(title_key(printed)) and whole.startswith(title_key(printed)) and whole in title_key(raw)


@remembered(1 << 13)
def same_container(one: str, other: str) -> bool:
    """Whether two names mean one journal or conference: abbreviated (`N Engl J Med`), by acronym, or one year's proceedings."""
    for left in _forms(one):
        for right in _forms(other):
            if _same_words(left, right):
                return True
    if _is_acronym_of(one, other) or _is_acronym_of(other, one):
        return True
    if not (_CONFERENCE.search(one) or _CONFERENCE.search(other)):
        return False
    whole, others = _content(one), _content(other)
    return any(_same_words(whole, part) for part in _parts(other)) or any(_same_words(others, part) for part in _parts(one))


@remembered(1 << 13)
def _parts(name: str) -> tuple[tuple[str, ...], ...]:
    """The telling words of a name and of its parts: joint conferences, and series before or behind a colon, name several."""
    parts = [name]
    for piece in _PART.split(name):
        joined = _AND.split(piece)
        parts.append(piece)
        parts += [" and ".join(joined[:at]) for at in range(1, len(joined))]
        parts += [" and ".join(joined[at:]) for at in range(1, len(joined))]
    return tuple(words for words in dict.fromkeys(_content(part) for part in parts[:_MOST_PARTS]) if words)


@remembered(1 << 13)
def _forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name as it stands, without brackets, subtitle and its own acronym in front, and of its other names."""
    bare = _BRACKETS.sub("", name)
    words = _words(bare)
    short = _SUBTITLE.sub("", bare)
    own = _OWN_IN_BRACKETS.match(name)
    others = [other for one in dict.fromkeys((name, bare, short)) for other in other_names(one)]
    others += [own[1]] if own else []
    forms = [_words(name), words, _words(short), _words(_NUMBER_END.sub("", bare)), *map(_words, others)]
    if len(words) > 2 and 1 < len(words[0]) < 7 and "".join(word[0] for word in words[1:]).startswith(words[0]):
        forms.append(words[1:])  # `AJR Am J Roentgenol` leads with its acronym
    return tuple(form for form in dict.fromkeys(forms) if form)


@remembered(1 << 13)
def _words(name: str) -> tuple[str, ...]:
    text = fold(_LETTER.sub(r"\1letter", name))
    words = tuple(word for word in _SECTION.sub("", text).split() if word not in _SMALL_WORDS)
    for tail in (("united", "states", "america"), ("u", "s"), ("u", "s", "aletter"), ("usa",)):
        if len(words) > len(tail) + 1 and words[-len(tail) :] == tail:
            return words[: -len(tail)]
    return words


@remembered(1 << 13)
def _content(name: str) -> tuple[str, ...]:
    """The words that tell one conference from another: no year, number or `Proceedings of the ... Annual Meeting`."""
    words = (word for word in fold(_BRACKETS.sub("", name)).split() if word not in _SMALL_WORDS and word not in _GENERIC)
    return tuple(word for word in words if not _ORDINAL.fullmatch(word))


def _same_words(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if len(left) != len(right) or (len(left) == 1 and abs(len(left[0]) - len(right[0])) == 1):
        return left == right  # `Cancer` and `Cancers` are two journals: a name of one word is not abbreviated
    return all(_abbreviates(one, other) for one, other in zip(left, right, strict=True))


def _abbreviates(one: str, other: str) -> bool:
    """Whether one word is the other, its beginning (`clin`, `clinical`) or its contraction (`natl`, `national`)."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        return True
    if shorter[0] != longer[0] or len(shorter) < 2 or shorter[-1] not in longer[-3:]:
        return Prefix.similarity(one, other) >= max(4, len(longer) - 3)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


def _is_akin(one: str, other: str) -> bool:
    """Whether two names share so many telling words that one may be a form of the other."""
    ours, theirs = set(_content(one)), set(_content(other))
    shared = len(ours & theirs)
    return shared >= 3 and shared >= 0.6 * min(len(ours), len(theirs))


def _is_section(one: str, other: str) -> bool:
    """Whether one name begins with all of the other: a section (`Biochim Biophys Acta Gen Subj`), or a name that grew."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return len(shorter) >= _TELLING and _same_words(shorter, longer[: len(shorter)])


def _is_romanised(name: str) -> bool:
    """Whether a name is the Latin spelling of a Chinese, Japanese or Russian one, which records often give in English."""
    return not _ROMANISED.isdisjoint(fold(name).split())


def _is_printed_whole(name: str, raw: str) -> bool:
    """Whether a whole recorded name, abbreviated or not, stands in the entry: only a piece of it was then read."""
    wanted = _words(name)
    count = len(wanted)
    words = _words(raw) if count > 1 else ()
    runs = (words[at : at + count] for at in range(len(words) - count + 1) if words[at][0] == wanted[0][0])
    return any(_same_words(wanted, run) and len("".join(run)) > _FEWEST_LETTERS * count for run in runs)


def _ran_over(printed: str, name: str, title: str) -> bool:
    """Whether the last word or two of the title were read as the beginning of the container (`Methods. Nature`)."""
    end_of_title, stop, container = printed.partition(". ")
    return bool(stop) and same_container(container, name) and title_key(title).endswith(title_key(end_of_title))


def _is_acronym_of(short: str, full: str) -> bool:
    """Whether `short` holds an acronym of `full`, or `full` prints it itself (`... (EMNLP)`, `... (Coling 2008)`)."""
    pieces = [piece for piece in _PART.split(short) if len(_content(piece)) <= 2]
    bracketed = {word.rstrip("0123456789") for bracket in _BRACKETS.findall(full) for word in _words(bracket)} - {""}
    if bracketed and any(len(content) == 1 and content[0] in bracketed for content in map(_content, pieces)):
        return True
    journals = not (_CONFERENCE.search(short) or _CONFERENCE.search(full))
    if journals:  # `BMJ Open` is not the `BMJ`, but `JNCI: Journal of ...` is `JNCI`
        pieces = [piece for piece in pieces if set(_content(piece)) <= {*_acronyms(piece), "journal"}]
    acronyms = [acronym for piece in pieces for acronym in _acronyms(piece)]
    if not acronyms:
        return False
    words = fold(full).split()
    parts = {tuple(fold(part).split()) for part in (full, *_PART.split(full))}  # `Human Language Technologies: The 2009 ...`
    parts |= {tuple(words[1:])} if len(words) > 2 else set()  # `BJA British Journal of Anaesthesia`
    alone = {word for part in parts if len(part) == 1 for word in part} if journals else set(words)
    for acronym in acronyms:
        if acronym in alone or any(_spells(acronym, part) for part in parts):
            return True
        alias = _ALIASES.get(acronym)
        if alias and set(alias.split()) <= set(words):
            return True
    return False


@remembered(1 << 13)
def _acronyms(name: str) -> tuple[str, ...]:
    """The acronyms in a short name (`Proc. EMNLP`), folded and without a year glued on."""
    found = (fold(word.rstrip("0123456789'’")) for word in re.split(r"[\s.,:;/()-]+", name) if _ACRONYM.fullmatch(word))
    return tuple(acronym for acronym in dict.fromkeys(found) if 2 <= len(acronym) <= 12 and acronym not in _GENERIC)


@remembered(1 << 13)
def _spells(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether an acronym is spelled by beginnings of a name's words, in order (`COLING`, `NeurIPS`, `AISTATS`).

    Words of no weight may be passed over, and so may letters that stand for such a word which the name lacks; every other word
    must give at least its first letter.
    """
    content = [word for word in words if word not in _SMALL_WORDS]
    heavy = [word for word in content if word not in _GENERIC and not _ORDINAL.fullmatch(word)]
    if len(heavy) < 2:
        return False
    states = {(0, 0, 0)}  # letters used, words of weight that gave one, letters passed over
    for word in content:
        for used, given, passed in tuple(states):
            starts = {(used, passed)}
            if not passed and acronym[used : used + 1] in _GENERIC_LETTERS:
                starts.add((used + 1, 1))
            for start, skips in starts:
                length = Prefix.similarity(acronym[start:], word)
                states.update((start + count, given + (word in heavy), skips) for count in range(1, length + 1))
    needed = len(heavy) - (len(heavy) > 3)
    return any(
        given >= needed and (used == len(acronym) or (not passed and acronym[used:] in _GENERIC_LETTERS))
        for used, given, passed in states
    )


def _is_repository(place: WorkLocation) -> bool:
    return place.source_type == "repository" or is_preprint_server(place.source or place.raw_source_name)

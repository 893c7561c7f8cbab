"""Author and editor lists: the forms in which names are printed, read from the start of an entry."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from checker.references.containers import looks_like_container
from checker.references.lexicon import ABBREVIATIONS, CONTAINER_WORD, FUNCTION_WORDS, LETTER, ORGANISATION, REGIONS, UPPER


class Form(StrEnum):
    """How a list prints its names."""

    FAMILY_INITIALS = "family-initials"  # Smith JA, van den Bosch MAAJ
    FAMILY_COMMA = "family-comma"  # Smith, J. A.; Smith, Jane
    GIVEN_FIRST = "given-first"  # J. A. Smith; Jane Smith
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class PrintedName:
    """One name at `start:end` of a flat entry. `full` is true where a given name is written out."""

    start: int
    end: int
    family: str = ""
    given: str = ""
    suffix: str = ""
    particle: str = ""
    literal: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of names at `start:end`; `end` lies behind "et al." and an editor mark, before the punctuation that follows."""

    form: Form
    names: tuple[PrintedName, ...]
    start: int
    end: int
    et_al: tuple[int, int] | None = None
    editors: bool = False


#: Accents printed beside their letter (`Arbel´aez`), as text taken from a PDF has them, and ligatures.
_LOOSE = "´¨ˆ˜ˇ˘˝¸ﬀ-ﬆ"
_WORD = rf"(?:[dDlLO]['’ʼ])?[´¨ˇ]?[{UPPER}][{LETTER}'’ʼ{_LOOSE}]*(?:[-‐‑–][{LETTER}][{LETTER}'’ʼ{_LOOSE}]*){{0,4}}"
_LONG_WORD = rf"(?=[^ ]*[{LETTER}'’.´¨ˇ][{LETTER}]){_WORD}"
_PARTICLE = (
    r"(?:van|von|vom|zu|zum|zur|der|den|de|del|della|dello|dei|degli|di|da|do|dos|das|du|des|la|las|le|les|los|el|al"
    r"|bin|ibn|ben|ter|ten"
    r"|te|op|af|av|auf|y|e"
    r"|[’']t|d[’'])"
)
_CAPITAL_PARTICLE = r"(?:Van|Von|De|Du|La|Le|Di|Da|Del|Della|Dos|El|Al|Den|Der|Ter|Ten|St)\b"
_FAMILY = rf"(?P<family>(?:{_PARTICLE} ){{0,3}}(?:al-|el-|[’']t )?{_LONG_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,3}}?)"
_DOTTED = (
    rf"(?:[{UPPER}][{LETTER}]?|Chr|Wm|Geo|Chas|Jos|Thos)\.(?: ?(?:[-‐–] ?)?[{UPPER}][{LETTER}]?\.){{0,6}}"
    rf"(?:[-‐]?[{UPPER}](?![{LETTER}.])|[ -][{UPPER}](?=,))?"
)
_GLUED = rf"[{UPPER}](?:[-‐]?[{UPPER}]){{0,4}}"
_SPACED = rf"[{UPPER}](?: [{UPPER}]){{1,3}}"
_SUFFIXES = r"(?:Jn?r|Sn?r|III|II|IV|2nd|3rd)\b"
_SUFFIX = rf"(?P<suffix>,? ?{_SUFFIXES}\.?)?"
_END = rf"(?:(?![{LETTER}\d])|(?=(?:Jn?r|Sn?r|3rd|2nd)\b))"
#: What may stand behind a name.
_AFTER = r"(?=\s*[*†‡§]{0,3}(?:[,;:(\[&“\"‘…]|\.(?![a-z])|\d{4}|$)|\s+(?:and|et|e|y|und|in)\b)"

_FAMILY_INITIALS = re.compile(
    rf"{_FAMILY}(?:,? (?P<early>{_SUFFIXES})\.?)? (?!(?:III?|IV|Jn?r|Sn?r)\b)"
    rf"(?P<given>{_SPACED}{_END}|{_DOTTED}|{_GLUED}{_END}(?:\.(?=[,;]))?){_SUFFIX}"
    rf"(?:{_AFTER}|(?<=\.)(?=\s+[{UPPER}\d]))"
)
_BRACKETED_GIVEN = re.compile(rf"(?P<family>{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,2}}) \((?P<given>{_DOTTED})\){_AFTER}")
#: Initials that fit no pattern (`Sy`, `R.r R`, a family of one letter): a name where another one follows its comma.
_ODD_NAME = re.compile(
    rf"(?P<family>[{UPPER}][{LETTER}'’ʼ-]{{0,40}}(?: {_PARTICLE}){{0,2}}) "
    rf"(?P<given>[{UPPER}][{LETTER}]?(?:\.[{LETTER}])?(?: [{UPPER}])?)(?=, )"
)
_FULL_GIVEN = (
    rf"(?:{_WORD}(?:[ -](?![{UPPER}](?![{LETTER}’'-])){_WORD}){{0,2}}(?:[ -][{UPPER}](?:\.|(?![{LETTER}]))){{0,3}}\.?"
    rf"|[{UPPER}]\. ?{_WORD}(?:(?= and\b| &)|(?=, {_WORD}, )))"
)
_FAMILY_COMMA = re.compile(
    rf"{_FAMILY}(?:,? (?P<early>{_SUFFIXES})\.?)?,\s?"
    rf"(?P<given>{_DOTTED}|{_SPACED}{_END}(?:\.(?=[,;]| and\b| &))?|{_GLUED}{_END}\.?|(?P<full>{_FULL_GIVEN}))"
    rf"(?: (?P<particle>(?:{_PARTICLE} ?){{1,3}})(?=[,;.(]))?{_SUFFIX}(?:{_AFTER}|(?<=\.)(?=\s+\S))"
)
_FAMILY_COMMA_INITIALS = re.compile(rf"{_FAMILY},\s?(?P<given>{_DOTTED}){_SUFFIX}(?=\s*[,;]| and\b| &)")
_GIVEN_INITIALS = re.compile(
    rf"(?P<given>(?:{_DOTTED}|{_GLUED}(?= )|{_SPACED}(?= ))(?: ?(?!{_CAPITAL_PARTICLE}){_WORD}(?= {_WORD}[,; ]))?)\s?"
    rf"{_FAMILY}{_SUFFIX}{_AFTER}"
)
_GIVEN_FULL = re.compile(
    rf"(?P<given>(?P<full>{_WORD})(?:[ -](?:{_WORD}|[{UPPER}]\.(?:-?[{UPPER}]\.)?|[{UPPER}](?![{LETTER}]))){{0,3}}?) "
    rf"(?P<family>(?:{_PARTICLE} ){{0,3}}(?:al-|el-)?(?:{_CAPITAL_PARTICLE} )?{_LONG_WORD}){_SUFFIX}"
    rf"(?!:)(?!\s+in\b){_AFTER}"
)
#: A family in capitals before its given name (`RAHNER Karl`, `AYKUT Stefan C.`).
_CAPITALS_FIRST = re.compile(
    rf"(?P<family>(?:(?:DE|VAN|VON|DU|LA|LE|DI) )?(?=[{UPPER}'’-]{{3}})[{UPPER}'’-]+(?![{LETTER}])"
    rf"(?:[ -][{UPPER}]{{3,}}(?![{LETTER}]))?) "
    rf"(?P<given>(?P<full>[{UPPER}](?![{UPPER}])[{LETTER}]+(?:-[{LETTER}]+)?(?:[ -][{UPPER}](?:\.|[{LETTER}]+))?)){_AFTER}"
)
_ET_AL = re.compile(
    r"[,;]?\s*(?:\b(?:and|&)\s+)?(?:\bet\.?\s?als?\b\.?|\b(?:and|&) (?:others|coworkers|colleagues|al\.)|\bothers\b"
    r"|\bu\.\s?a\.|\by (?:cols?\b\.?|otros\b)|\be outros\b|\be altri\b|\bet coll\.|\ba kol\.|\bi in\.|\bve ark\.|\bm\.\s?fl\."
    r"|\bи др\.|…|\.\s?\.\s?\.)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[*†‡§]{0,3}(?:[,;]{1,2}(?:\s*(?:&|(?:[Aa]nd|AND|und|et|y|e)(?=[\s.])))?|(?:[·․]\s?|\.(?:\s(?=[\uac00-\ud7af]{2,4},))?)(?=[\u4e00-\u9fff\uac00-\ud7af])|[、，]\s?"
    r"|(?:&|\b[Aa]nd\b|\bAND\b|\bund\b|\bet\b|\by\b|\be\b))\s*\*?"
)
_FAMILY_ALONE = re.compile(rf"{_FAMILY}(?P<given>)(?=,?\s+et\.?\s?al\b)")
_MONONYM = re.compile(rf"[{UPPER}][{LETTER}]{{3,}}(?=\. [{UPPER}][{LETTER}’']* |\. [{UPPER}][{LETTER}]{{6,}}\.)")
_LIST_GOES_ON = re.compile(r"\s*(?:[,;:&…]|(?:and|et|und|y|e)\b)")
_BETWEEN = re.compile(r"[\s,&]*")
_INITIALS_FOLLOW = re.compile(rf",\s?[{UPPER}]\.")
_BEFORE_DIGIT = re.compile(r"[^\d]{3,60}(?=\d)")
_JOURNAL_IN_INITIALS = re.compile(r"(?<=\.) J\.(?: [A-Z][a-z]{1,5}\.)?$")
_ABBREVIATED = re.compile(r" ?(?P<word>[A-Z][a-z]+)\. ")
_YEAR_BRACKET = re.compile(r"[(\[]?\d{4}")
_CJK = re.compile(r"(?P<family>[\u3005\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,6})(?P<given>)(?=\s*[,(;·․.、，]|\s+\d{4})")
_FULL_STOP_SEPARATOR = re.compile(
    rf"\.?\s+(?={_WORD}(?: {_WORD}){{0,2}}, (?:[{UPPER}]{{1,3}}\.))|\.\s+(?=[{UPPER}][{UPPER}-]+, [{UPPER}][{LETTER}-]+\. )"
)
_CAPITAL_PARTICLES = frozenset(
    {"van", "von", "de", "du", "la", "le", "di", "da", "el", "al", "del", "della", "der", "den", "st", "san"}
    | {"ben", "abu", "bin", "dos", "das", "mc", "ter", "ten", "lo"}
)
_FAMILY_FOLLOWS = re.compile(rf"(?:(?<=\.)|\.) {_WORD}(?:[,.]| and\b| &)")
_LAST = re.compile(r"&|[Aa]nd|AND|und|\bet\b|\by\b|\be\b")
_EDITORS = re.compile(
    r"[\s,(\[]{0,4}\b(?:[Ee]ds?\b|[Ee]ditors?\b|EDS?\b|Hrsg|Hg|[Dd]irs?\b|[Cc]oords?\b"
    r"|[Oo]rgs?(?=\.?\))|comps?\b)[\s.,]{0,3}[)\]]?[.,]?"
)
#: What a name did for a work that is no text: it is named as an author would be.
_ROLE = re.compile(
    r"\s?\((?:[A-Z][a-z]+[/ ])?(?:Producer|Director|Writer|Composer|Host|Performer|Artist|Author"
    r"|Translator|Illustrator)s?\)[.,]?"
    r"|,\s?inventors?\b(?:;[^.;]{2,80}, assignees?)?"
)
#: Another form of the name before it (`Esty, Joshua (Jed).`, `Gorky, Maxim (Alexei Peshkov), et al.`).
_ALIAS = re.compile(rf" \((?!Eds?\b|Hrsg|Hg|In\b|Dir\b|Trans)[{UPPER}][{LETTER}'’. -]{{1,50}}\)(?=[.,])")
_GROUP = re.compile(
    rf"(?:(?:on behalf of|for) )?(?:the |The )?(?:(?:[{UPPER}]\.){{2,3}} )?"
    rf"[{UPPER}][^.,;:()\[\]“”\"]{{2,90}}?(?: \([A-Z][A-Za-z&/-]{{1,14}}\))?(?=\s*(?:[,;:(\[]|\.(?:\s|$)|$))"
    r"|[A-Z]{2,10} \([A-Z][^().,]{5,90}\)(?=[,.]? )"
)


def read_names(text: str, start: int = 0, prefer: Form | None = None) -> NameList | None:
    """The names printed at `start`, or None where no personal name stands there. `prefer` is tried first."""
    best: NameList | None = None
    for form in _order(prefer):
        found = _read_form(text, start, form)
        if found is None:
            continue
        if form is prefer or (form is Form.FAMILY_INITIALS and not _may_be_given_first(text, found)):
            return found
        if (best is not None and best.form is Form.FAMILY_COMMA and _is_given_first(best.names[0])) or (
            best is None
            or (form is Form.GIVEN_FIRST and best.form is Form.FAMILY_INITIALS)
            or (len(found.names), found.end) > (len(best.names), best.end)
        ):
            best = found
    return best


def _is_given_first(name: PrintedName) -> bool:
    """Whether `Cristina La Rocca, Luigi …` was read as one family and its given name: two words, no particle among them."""
    words = name.family.split()
    inner = " " not in name.given and any(word.islower() for word in words)
    particles = inner or words[0].lower() in _CAPITAL_PARTICLES
    return name.full and len(words) > 1 and not particles


def _may_be_given_first(text: str, found: NameList) -> bool:
    """Whether `Larry D. Wittie, …` was read as the family Larry: a word and a separator follow the initial's full stop."""
    match = _FAMILY_FOLLOWS.match(text, found.end) if len(found.names) == 1 else None
    if match is None:
        return False
    behind = _BEFORE_DIGIT.match(text, match.end())
    # `Doe C. Survival. Ann Surg. 2016`: a title of one word, since the journal follows it
    return not (match.group().endswith(".") and behind and looks_like_container(behind.group().strip(" .,;(")))


def _order(prefer: Form | None) -> list[Form]:
    forms = [Form.FAMILY_INITIALS, Form.FAMILY_COMMA, Form.GIVEN_FIRST]
    if prefer in forms:
        forms.remove(prefer)
        forms.insert(0, prefer)
    return forms


_FIRST = {
    Form.FAMILY_INITIALS: (_FAMILY_INITIALS, _BRACKETED_GIVEN, _FAMILY_ALONE, _CJK),
    Form.FAMILY_COMMA: (_FAMILY_COMMA,),
    Form.GIVEN_FIRST: (_CAPITALS_FIRST, _GIVEN_INITIALS, _GIVEN_FULL),
}
_FURTHER = {
    Form.FAMILY_INITIALS: (_FAMILY_INITIALS, _BRACKETED_GIVEN, _FAMILY_ALONE, _CJK),
    Form.FAMILY_COMMA: (_FAMILY_COMMA, _GIVEN_INITIALS, _GIVEN_FULL),
    Form.GIVEN_FIRST: (_CAPITALS_FIRST, _GIVEN_INITIALS, _GIVEN_FULL),
}


def _read_form(text: str, start: int, form: Form) -> NameList | None:
    names: list[PrintedName] = []
    first = _one_name(text, start, _FIRST[form])
    if first is None and form is Form.FAMILY_INITIALS:
        first = _odd_name(text, start)
    if first is None:
        return None
    names.append(first)
    last_seen = False
    connected = False
    while len(names) < 3000:
        at = names[-1].end
        if _ET_AL.match(text, at):
            break
        separator = _SEPARATOR.match(text, at)
        if separator is None and form is Form.FAMILY_COMMA:
            separator = _FULL_STOP_SEPARATOR.match(text, at)
        if separator is None or last_seen:
            break
        is_last = bool(_LAST.search(separator.group()))
        following = _one_name(text, separator.end(), _further(text, form, first, is_last))
        if following is not None and form is Form.FAMILY_COMMA and _is_given_first(following) and " " in following.given:
            following = _one_name(text, separator.end(), (_FAMILY_INITIALS, _GIVEN_FULL)) or following
        if following is None or _inconsistent(first, following, form):
            group = _odd_name(text, separator.end()) if form is Form.FAMILY_INITIALS else None
            group = group or (
                _group(text, separator.end()) if form is Form.FAMILY_INITIALS or is_last or ";" in separator.group() else None
            )
            if group is None:
                if is_last and len(names) > 1 and names[-1].full and not _EDITORS.match(text, separator.end()):
                    names.pop()  # the "and" joined words of the title, not names
                break
            following = group
        last_seen = is_last and form is not Form.FAMILY_INITIALS and "," not in separator.group()[-2:]
        connected = connected or is_last or ";" in separator.group()
        names.append(following)
    return _close(text, start, form, _confirmed(text, names, connected))


def _further(text: str, form: Form, first: PrintedName, is_last: bool) -> tuple[re.Pattern[str], ...]:
    """The patterns for a second or later name: given names written out only where the first one has them or "and" leads."""
    if form is Form.FAMILY_COMMA and not first.full:
        if is_last:
            return (_FAMILY_COMMA, _GIVEN_INITIALS, _FAMILY_INITIALS, _GIVEN_FULL)
        return (_FAMILY_COMMA, _GIVEN_INITIALS, _FAMILY_ALONE, _FAMILY_INITIALS)
    if form is Form.FAMILY_INITIALS and text[first.end - 1] == ".":
        return (*_FURTHER[form], _GIVEN_INITIALS, _FAMILY_COMMA_INITIALS)
    if form is Form.GIVEN_FIRST and not first.full:
        return (_GIVEN_INITIALS, _GIVEN_FULL) if is_last else (_GIVEN_INITIALS, _FAMILY_ALONE)
    return _FURTHER[form]


def _inconsistent(first: PrintedName, name: PrintedName, form: Form) -> bool:
    """Whether a name written out in full follows names with initials: then it is the title, not a name."""
    return form is Form.FAMILY_COMMA and not first.full and name.full and bool(name.particle) is False and " " in name.family


def _confirmed(text: str, names: list[PrintedName], connected: bool) -> list[PrintedName]:
    """Full names behind plain commas are a title's words unless "and", ";" or a date confirms them."""
    if connected or len(names) == 1 or not names[0].full:
        return names
    if any(word.lower() in REGIONS for word in (names[1].family, names[1].given)):
        return names[:1]
    by_comma = "," in text[names[0].start : names[0].end]
    if by_comma and len(names) == 2 and "," not in text[names[1].start : names[1].end]:
        return names[:1]
    after = text[names[-1].end : names[-1].end + 12].lstrip()
    if after.startswith(".") or _YEAR_BRACKET.match(after) or _ET_AL.match(text, names[-1].end):
        return names
    if by_comma:
        return names[:1]
    if _EDITORS.match(text, names[-1].end):
        return names
    if after.startswith("("):
        return names[:-1]
    return names


def _close(text: str, start: int, form: Form, names: list[PrintedName]) -> NameList:
    names = [*names[:-1], _without_journal(text, names[-1])]
    end = names[-1].end
    alias = _ALIAS.match(text, end) if len(names) == 1 else None
    end = alias.end() if alias else end
    et_al = None
    match = _ET_AL.match(text, end)
    if match:
        et_al = (match.start() + len(match.group()) - len(match.group().lstrip(" ,;")), match.end())
        end = match.end()
        ellipsis = match.group().rstrip()[-1] in "….." and "al" not in match.group().lower()
        if ellipsis:
            last = _one_name(text, _skip_separator(text, end), _FURTHER[form])
            if last is not None:
                names = [*names, last]
                end = last.end
    mark = _EDITORS.match(text, end)
    role = mark or _ROLE.match(text, end)
    if role:
        end = role.end()
    return NameList(form, tuple(names), start, end, et_al, bool(mark))


def _without_journal(text: str, name: PrintedName) -> PrintedName:
    """The last name without the J of the journal behind it (`Jones, B. J. Org. Chem.`, `Poe, E. J. Am. Chem.`)."""
    match = _JOURNAL_IN_INITIALS.search(name.given)
    if match is None:
        return name
    rest = text[name.start : name.end].rfind(match.group())
    word = _ABBREVIATED.match(text, name.start + rest + match.group().index("J") + 2)
    if rest < 0 or word is None or word.group("word").lower() not in ABBREVIATIONS:
        return name
    return replace(name, given=name.given[: match.start()], end=name.start + rest)


def _skip_separator(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _one_name(text: str, at: int, patterns: tuple[re.Pattern[str], ...]) -> PrintedName | None:
    for pattern in patterns:
        match = pattern.match(text, at)
        if match is None:
            continue
        name = _name_of(match)
        if name is not None and not _is_title_words(text, name):
            return name
    return None


def _odd_name(text: str, at: int) -> PrintedName | None:
    """A name whose initials fit no pattern, where a regular name follows it."""
    match = _ODD_NAME.match(text, at)
    if match is None or _one_name(text, match.end() + 2, (_FAMILY_INITIALS,)) is None:
        return None
    name = _name_of(match)
    return name if name and not _is_title_words(text, name) else None


def _name_of(match: re.Match[str]) -> PrintedName | None:
    parts = match.groupdict()
    given, family = parts["given"].strip(), parts["family"]
    full = bool(parts.get("full")) and not given.isupper() and len(given) > 2
    if (
        match.re is _FAMILY_INITIALS
        and family.isupper()
        and len(given) > 2
        and _INITIALS_FOLLOW.match(match.string, match.end())
    ):
        return None  # `BARRÓN CRUZ, M.`: the second word belongs to the family
    suffix = (parts.get("suffix") or parts.get("early") or "").strip(" ,")
    end = match.end()
    if match.re is _FAMILY_INITIALS and given[-1:] == "." and given.count(".") == 1 and not suffix:
        if not _LIST_GOES_ON.match(match.string, end):
            end -= 1  # the full stop ends the list, not the initials
        given = given[:-1]
    if full and given.endswith(".") and len(given.rsplit(" ", 1)[-1]) > 2:
        given = given[:-1]
        end = match.start("given") + len(match.group("given").rstrip()) - 1 if not suffix and not parts.get("particle") else end
    return PrintedName(
        match.start(), end, family=family, given=given, suffix=suffix, particle=(parts.get("particle") or "").strip(), full=full
    )


def _is_title_words(text: str, name: PrintedName) -> bool:
    """Whether the words are no name: function words of a title, or an abbreviated journal (`J. Phys.`)."""
    words = f"{name.given} {name.family}" if name.full else name.family
    pieces = words.split()
    if name.given.startswith("J") and not name.full and _is_abbreviated_journal(f"{name.given} {name.family}"):
        return True
    if len(pieces) == 1 and name.start + len(words) < name.end and text.startswith(words, name.start):
        return False  # a family before its initials: "An GH", "To KF"
    if any(piece.lower() in FUNCTION_WORDS for piece in (*pieces, *name.given.split()[1:]) if len(piece) > 1):
        return True
    if name.full and CONTAINER_WORD.search(words):
        return True
    acronym = len(name.given) > 2 and name.given.isalpha()
    if (name.full or acronym or (len(pieces) > 1 and name.start + len(words) < name.end)) and ORGANISATION.search(words):
        return True
    return _is_journal(text, name, pieces[-1])


def _is_abbreviated_journal(words: str) -> bool:
    """Whether all words behind an initial J abbreviate the name of a journal (`J Appl Phys`)."""
    first, *rest = words.replace(".", " ").split()
    return first == "J" and len(rest) > 1 and all(word.lower() in ABBREVIATIONS for word in rest)


def _is_journal(text: str, name: PrintedName, word: str) -> bool:
    """Whether `J. Phys.` or `J. Appl. Phys.` was read as a name: an abbreviation with a full stop and no list behind it."""
    if _LAST.search(text, max(0, name.start - 4), name.start):
        return False  # behind "and" a name ends the list
    return name.end < len(text) and text[name.end] == "." and word.lower() in ABBREVIATIONS and not name.full and len(word) > 2


def _group(text: str, at: int) -> PrintedName | None:
    """An organisation as an author at `at`."""
    match = _GROUP.match(text, at)
    if match is None or not ORGANISATION.search(match.group()):
        return None
    return PrintedName(match.start(), match.end(), literal=match.group().strip())


def read_group(text: str, start: int, end: int) -> NameList | None:
    """The text of `start:end` as one literal author, for organisations and names that can't be split."""
    literal = text[start:end].strip(" .,;:")
    if not literal:
        return None
    first = text.index(literal, start)
    name = PrintedName(first, first + len(literal), literal=literal)
    return NameList(Form.GROUP, (name,), first, first + len(literal))


def leading_group(text: str, start: int) -> NameList | None:
    """An organisation that opens the entry, up to its full stop, comma, colon or date; or a name of one word (`Aristotle.`)."""
    single = _MONONYM.match(text, start)
    if single:
        return read_group(text, *single.span())
    name = _group(text, start)
    if name is None or len(name.literal) > 120:
        return None
    mark = _EDITORS.match(text, name.end)
    return NameList(Form.GROUP, (name,), name.start, mark.end() if mark else name.end, None, bool(mark))


def with_members(text: str, group: NameList) -> NameList:
    """A group and the names behind it (`ATLAS Collaboration, G. Aad et al.`) as one list, or the group where none follow."""
    if text[group.end : group.end + 2] not in (", ", "; ", ": "):
        return group
    members = read_names(text, group.end + 2)
    if members is None or members.names[0].full or group.editors:
        return group
    return replace(members, names=(*group.names, *members.names), start=group.start)

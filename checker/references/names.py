"""Author and editor lists: the forms in which names are printed, read from the start of an entry."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from checker.references import name_patterns as patterns
from checker.references.containers import looks_like_container
from checker.references.lexicon import ABBREVIATIONS, CONTAINER_WORD, FUNCTION_WORDS, ORGANISATION, REGIONS


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


def read_names(text: str, start: int = 0, prefer: Form | None = None) -> NameList | None:
    """The names printed at `start`, or None where no personal name stands there. `prefer` is tried first."""
    if patterns.COLLABORATION.match(text, start):
        return None
    best: NameList | None = None
    for form in _order(prefer):
        found = _read_form(text, start, form)
        if found is None:
            continue
        if form is Form.FAMILY_COMMA and _is_shouted(found.names[0]):
            return found
        if form is prefer or (form is Form.FAMILY_INITIALS and not _may_be_given_first(text, found)):
            return found
        if (best is not None and best.form is Form.FAMILY_COMMA and _turns_round(text, best)) or (
            best is None
            or (form is Form.GIVEN_FIRST and best.form is Form.FAMILY_INITIALS)
            or (len(found.names), found.end) > (len(best.names), best.end)
        ):
            best = found
    return best


def _is_shouted(name: PrintedName) -> bool:
    """Whether the family is printed in capitals and the given name is not (`PÉREZ LÓPEZ, Juan`)."""
    return len(name.family) > 2 and name.family.isupper() and name.full


def _is_given_first(name: PrintedName) -> bool:
    """Whether `Cristina La Rocca, Luigi …` was read as one family and its given name: two words, no particle among them."""
    words = name.family.split()
    inner = " " not in name.given and any(word.islower() for word in words)
    particles = inner or words[0].lower() in patterns.CAPITAL_PARTICLES
    return name.full and len(words) > 1 and not particles


def _turns_round(text: str, names: NameList) -> bool:
    """Whether a family of two words is a whole name; not where one given name ends a list of one: `García Roe, Ana. Title`."""
    alone = len(names.names) == 1
    follows = patterns.TITLE_FOLLOWS.match(text, names.end) or patterns.DATED_QUOTATION_FOLLOWS.match(text, names.end)
    return _is_given_first(names.names[0]) and not (alone and follows)


def _may_be_given_first(text: str, found: NameList) -> bool:
    """Whether `Larry D. Wittie, …` was read as the family Larry: a word and a separator follow the initial's full stop."""
    match = patterns.FAMILY_FOLLOWS.match(text, found.end) if len(found.names) == 1 else None
    if match is None:
        return False
    behind = patterns.BEFORE_DIGIT.match(text, match.end())
    # `Doe C. Survival. Ann Surg. 2016`: a title of one word, since the journal follows it
    return not (match.group().endswith(".") and behind and looks_like_container(behind.group().strip(" .,;(")))


def _order(prefer: Form | None) -> list[Form]:
    forms = [Form.FAMILY_INITIALS, Form.FAMILY_COMMA, Form.GIVEN_FIRST]
    if prefer in forms:
        forms.remove(prefer)
        forms.insert(0, prefer)
    return forms


_FIRST = {
    Form.FAMILY_INITIALS: (patterns.FAMILY_INITIALS, patterns.BRACKETED_GIVEN, patterns.FAMILY_ALONE, patterns.CJK),
    Form.FAMILY_COMMA: (patterns.FAMILY_COMMA,),
    Form.GIVEN_FIRST: (patterns.CAPITALS_FIRST, patterns.GIVEN_INITIALS, patterns.GIVEN_FULL),
}
_FURTHER = {
    Form.FAMILY_INITIALS: (patterns.FAMILY_INITIALS, patterns.BRACKETED_GIVEN, patterns.FAMILY_ALONE, patterns.CJK),
    Form.FAMILY_COMMA: (patterns.FAMILY_COMMA, patterns.GIVEN_INITIALS, patterns.GIVEN_FULL),
    Form.GIVEN_FIRST: (patterns.CAPITALS_FIRST, patterns.GIVEN_INITIALS, patterns.GIVEN_FULL),
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
        at = _past_role(text, names[-1].end)
        if patterns.ET_AL.match(text, at):
            break
        separator = patterns.SEPARATOR.match(text, at)
        if separator is None and form is Form.FAMILY_COMMA:
            separator = patterns.FULL_STOP_SEPARATOR.match(text, at)
        if separator is None or last_seen:
            break
        is_last = bool(patterns.LAST.search(separator.group()))
        following = _one_name(text, separator.end(), _further(text, form, first, is_last))
        if following is not None and is_last and not following.full:
            following = _dated_full_name(text, following) or following
        if following is not None and form is Form.FAMILY_COMMA and _is_given_first(following) and " " in following.given:
            following = _one_name(text, separator.end(), (patterns.FAMILY_INITIALS, patterns.GIVEN_FULL)) or following
        if following is None or _inconsistent(first, following, form):
            group = _odd_name(text, separator.end()) if form is Form.FAMILY_INITIALS else None
            group = group or (
                _group(text, separator.end()) if form is Form.FAMILY_INITIALS or is_last or ";" in separator.group() else None
            )
            if group is None:
                if is_last and len(names) > 1 and names[-1].full and not patterns.EDITORS.match(text, separator.end()):
                    names.pop()  # the "and" joined words of the title, not names
                break
            following = group
        last_seen = is_last and form is not Form.FAMILY_INITIALS and "," not in separator.group()[-2:]
        connected = connected or is_last or ";" in separator.group() or "/" in separator.group()
        names.append(following)
    return _close(text, start, form, _confirmed(text, names, connected))


def _dated_full_name(text: str, name: PrintedName) -> PrintedName | None:
    """`David W. Aha (1987)` where `name` is the `David W.` of it, or None."""
    match = patterns.GIVEN_FULL.match(text, name.start)
    if match is None or match.end() == name.end or not patterns.DATE_FOLLOWS.match(text, match.end()):
        return None
    return _name_of(match)


def _past_role(text: str, at: int) -> int:
    """Behind the role of a name at `at` where more names follow it (`Heyman, D. (Producers), & Yates, D. (Director)`)."""
    role = patterns.ROLE.match(text, at) if text.startswith((" (", "("), at) else None
    return role.end() if role and patterns.AMPERSAND_FOLLOWS.match(text, role.end()) else at


def _further(text: str, form: Form, first: PrintedName, is_last: bool) -> tuple[re.Pattern[str], ...]:
    """The patterns for a second or later name: given names written out only where the first one has them or "and" leads."""
    if form is Form.FAMILY_COMMA and not first.full:
        if is_last:
            return (patterns.FAMILY_COMMA, patterns.GIVEN_INITIALS, patterns.FAMILY_INITIALS, patterns.GIVEN_FULL)
        return (patterns.FAMILY_COMMA, patterns.GIVEN_INITIALS, patterns.FAMILY_ALONE, patterns.FAMILY_INITIALS)
    if form is Form.FAMILY_INITIALS and text[first.end - 1] == ".":
        return (*_FURTHER[form], patterns.GIVEN_INITIALS, patterns.FAMILY_COMMA_INITIALS)
    if form is Form.FAMILY_INITIALS:
        return (*_FURTHER[form], patterns.FAMILY_COMMA_INITIALS)
    if form is Form.GIVEN_FIRST and not first.full:
        return (patterns.GIVEN_INITIALS, patterns.GIVEN_FULL) if is_last else (patterns.GIVEN_INITIALS, patterns.FAMILY_ALONE)
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
    if patterns.YEAR_THEN_TITLE.match(text, names[-1].end):
        return names
    by_comma = "," in text[names[0].start : names[0].end]
    if by_comma and len(names) == 2 and "," not in text[names[1].start : names[1].end]:
        return names[:1]
    after = text[names[-1].end : names[-1].end + 12].lstrip()
    if after.startswith(".") or patterns.YEAR_BRACKET.match(after) or patterns.ET_AL.match(text, names[-1].end):
        return names
    if by_comma:
        return names[:1]
    if patterns.EDITORS.match(text, names[-1].end):
        return names
    if after.startswith("("):
        return names[:-1]
    return names


def _close(text: str, start: int, form: Form, names: list[PrintedName]) -> NameList:
    names = [*names[:-1], _without_journal(text, names[-1])]
    end = names[-1].end
    alias = patterns.ALIAS.match(text, end) if len(names) == 1 else None
    behind = alias or patterns.AFFILIATIONS.match(text, end)
    end = behind.end() if behind else end
    et_al = None
    match = patterns.ET_AL.match(text, end)
    if match:
        et_al = (match.start() + len(match.group()) - len(match.group().lstrip(" ,;")), match.end())
        end = match.end()
        ellipsis = match.group().rstrip()[-1] in "….." and "al" not in match.group().lower()
        if ellipsis:
            last = _one_name(text, _skip_separator(text, end), _FURTHER[form])
            if last is not None:
                names = [*names, last]
                end = last.end
    group = _group_behind(text, end)
    if group is not None:
        names, end = [*names, group[0]], group[1]
    mark = patterns.EDITORS.match(text, end)
    role = mark or patterns.ROLE.match(text, end)
    if role:
        end = role.end()
    return NameList(form, tuple(names), start, end, et_al, bool(mark))


def _group_behind(text: str, at: int) -> tuple[PrintedName, int] | None:
    """A group in brackets or behind "et al." (`et al. (ATLAS Collaboration)`, `et al; HEPAR Study Group`) and where it ends."""
    match = patterns.GROUP_BEHIND.match(text, at)
    if match is None or not ORGANISATION.search(match["group"].title()):
        return None
    return PrintedName(*match.span("group"), literal=match["group"]), match.end()


def _without_journal(text: str, name: PrintedName) -> PrintedName:
    """The last name without the J of the journal behind it (`Jones, B. J. Org. Chem.`, `Poe, E. J. Am. Chem.`)."""
    match = patterns.JOURNAL_IN_INITIALS.search(name.given)
    if match is None:
        return name
    rest = text[name.start : name.end].rfind(match.group())
    word = patterns.ABBREVIATED.match(text, name.start + rest + match.group().index("J") + 2)
    if rest < 0 or word is None or word.group("word").lower() not in ABBREVIATIONS:
        return name
    return replace(name, given=name.given[: match.start()], end=name.start + rest)


def _skip_separator(text: str, at: int) -> int:
    match = patterns.BETWEEN.match(text, at)
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
    match = patterns.ODD_NAME.match(text, at)
    if match is None or _one_name(text, match.end() + 2, (patterns.FAMILY_INITIALS,)) is None:
        return None
    name = _name_of(match)
    return name if name and not _is_title_words(text, name) else None


def _name_of(match: re.Match[str]) -> PrintedName | None:
    parts = match.groupdict()
    given, family = parts["given"].strip(), parts["family"]
    full = bool(parts.get("full")) and not given.isupper() and len(given) > (match.re is not patterns.GIVEN_FULL) + 1
    full = full or (match.re is patterns.FAMILY_COMMA and patterns.SHORT_GIVEN.fullmatch(given) is not None)
    if (
        match.re is patterns.FAMILY_INITIALS
        and family.isupper()
        and len(given) > 2
        and patterns.INITIALS_FOLLOW.match(match.string, match.end())
    ):
        return None  # `BARRÓN CRUZ, M.`: the second word belongs to the family
    suffix = (parts.get("suffix") or parts.get("early") or "").strip(" ,")
    end = match.end()
    if match.re is patterns.FAMILY_INITIALS and given[-1:] == "." and given.count(".") == 1 and not suffix:
        if not patterns.LIST_GOES_ON.match(match.string, end):
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
    if name.given in patterns.COUNTRIES and len(pieces) > 1:
        return True  # `Cancer Research UK`
    if len(pieces) == 1 and name.start + len(words) < name.end and text.startswith(words, name.start):
        return False  # a family before its initials: "An GH", "To KF"
    if name.full and name.start and name.given.split()[0].lower() in patterns.ARTICLES:
        return True
    if "UP" in (name.given, pieces[-1]) or (name.full and pieces[-1] in patterns.PUBLISHERS):
        return True  # `Cambridge UP`
    if pieces[-1] in patterns.THESES:
        return True  # `Ph.D. Thesis`
    if any(piece.lower() in FUNCTION_WORDS for piece in (*pieces, *name.given.split()[1:]) if len(piece) > 1):
        return True
    if name.full and CONTAINER_WORD.search(words):
        return True
    acronym = len(name.given) > 2 and name.given.replace(" ", "").isalpha()
    if (name.full or acronym or (len(pieces) > 1 and name.start + len(words) < name.end)) and _names_organisation(words):
        return True
    return _is_journal(text, name, pieces[-1])


def _is_abbreviated_journal(words: str) -> bool:
    """Whether all words behind an initial J abbreviate the name of a journal (`J Appl Phys`)."""
    first, *rest = words.replace(".", " ").split()
    return first == "J" and len(rest) > 1 and all(word.lower() in ABBREVIATIONS for word in rest)


def _is_journal(text: str, name: PrintedName, word: str) -> bool:
    """Whether `J. Phys.` or `J. Appl. Phys.` was read as a name: an abbreviation with a full stop and no list behind it."""
    if patterns.LAST.search(text, max(0, name.start - 4), name.start):
        return False  # behind "and" a name ends the list
    return name.end < len(text) and text[name.end] == "." and word.lower() in ABBREVIATIONS and not name.full and len(word) > 2


def _names_organisation(words: str) -> bool:
    """Whether a word of an organisation is among the words, in capitals or not (`INSTITUTO NACIONAL`)."""
    return ORGANISATION.search(words.title() if words.isupper() else words) is not None


def _group(text: str, at: int) -> PrintedName | None:
    """An organisation as an author at `at`."""
    match = patterns.GROUP.match(text, at)
    if match is None or not _names_organisation(match.group()):
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
    single = patterns.MONONYM.match(text, start)
    if single:
        return read_group(text, single.start(), _past_offices(text, single))
    editor = patterns.GROUP_EDITOR.match(text, start)
    if editor:
        organisation = PrintedName(*editor.span("group"), literal=editor["group"])
        return NameList(Form.GROUP, (organisation,), organisation.start, editor.end(), None, editors=True)
    name = _group(text, start)
    if name is None or len(name.literal) > 120:
        return None
    mark = patterns.EDITORS.match(text, name.end)
    return NameList(Form.GROUP, (name,), name.start, mark.end() if mark else name.end, None, bool(mark))


def _past_offices(text: str, country: re.Match[str]) -> int:
    """Behind the offices of a country in capitals (`BRASIL. Ministério da Saúde. Título`), or the end of `country`."""
    end = country.end()
    while country.group().isupper() and text.startswith(". ", end) and ORGANISATION.match(text, end + 2):
        office = patterns.GROUP.match(text, end + 2)
        if office is None or not text.startswith(". ", office.end()):
            break
        end = office.end()
    return end


def with_members(text: str, group: NameList) -> NameList:
    """A group and the names behind it (`ATLAS Collaboration, G. Aad et al.`) as one list, or the group where none follow."""
    if text[group.end : group.end + 2] not in (", ", "; ", ": "):
        return group
    members = read_names(text, group.end + 2)
    if members is None or members.names[0].full or group.editors:
        return group
    return replace(members, names=(*group.names, *members.names), start=group.start)

"""One entry in the order in which it is printed: names, date, quoted title, and the kind of work that the rest describes."""

import re
from dataclasses import replace

from checker.references.articles import is_article, read_article
from checker.references.bare_families import bare_families
from checker.references.books import read_book
from checker.references.chapters import find_in, read_chapter
from checker.references.containers import looks_like_container, trim_title
from checker.references.draft import Draft
from checker.references.hungarian_names import family_first
from checker.references.identifiers import blank, find_identifiers
from checker.references.journal_first import is_sentence, opens_with_journal, year_before_journal
from checker.references.law_reports import find_law_report
from checker.references.lexicon import LETTER, ORGANISATION, UPPER, YEAR
from checker.references.locators import Locator, find_locators, is_span_of_years, is_year_in_name
from checker.references.marks import find_mark
from checker.references.names import Form, NameList, leading_group, read_group, read_names, with_members
from checker.references.pages import expand_pages
from checker.references.quoted_names import names_before_quotation
from checker.references.second_look import look_again
from checker.references.several_works import SUB_LABEL, first_work
from checker.references.volumes_of_books import has_mark, read_volume_of_book

_LEADING = re.compile(
    rf"[\s.,;:•●*▪‣∙·†‡–—-]*(?:\[[Dd]ata ?set\]\s"
    rf"|(?:\[\d{{1,4}}\]\s?|\(a\)\s|(?:[Vv]gl\.|Siehe|[Cc]f\.|Voir)\s)(?=[{UPPER}]))?"
)
_REPEATED = re.compile(r"(?:[–—_-]\s?){2,}[.,]?\s*|—\s?[,.]\s*")
_DATE_AFTER_NAMES = re.compile(
    rf"""
    [\s.,;:]* (?:[(\[]{YEAR}[)\]]\s(?={YEAR}[a-z]?[.,:]))?
    (?:
      [(\[]\s? (?:ca?\.?\s? | (?:\d{{1,2}}\s)?[^\W\d_]{{3,9}}\.?,?\s)?
      (?P<year>{YEAR}|in\ press|forthcoming|n\.\s?d\.|to\ appear|submitted) (?P<letter>[a-z])? (?P<rest>[^()\[\]]{{0,40}}) [)\]]
    | (?P<bare>{YEAR}|in\ press|forthcoming) (?:(?P<bare_letter>[a-z])|\s\((?P<bracketed_letter>[a-z])\))?
      (?=\s?[.,:]|\s+[{UPPER}“"‘'«\[])
    )
    (?:\s?[(\[]{YEAR}[)\]])? (?P<close>\s?[.,:;]*) \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(r"\s*(?:[*†‡§]{1,3}(?=[.,:;]))?([.,:;]*)\s*")
_VOLUME_FOLLOWS = re.compile(r"[\s,:]*\d+\s?[,:(]")
_LOCATOR_FOLLOWS = re.compile(r"\s*\d+\s?[,:(]\s?\d")
_BEFORE_COLON = re.compile(rf"(?P<names>[{UPPER}][^:()\[\]\d“”„\"]{{3,120}}):\s(?=[{UPPER}„“\"»\d])")
#: What tells that an entry is printed as German ones are.
_GERMAN = re.compile(
    r"\bIn:\s|\bVerlag\b|\bAufl(?:age\b|\.)|\bS\.\s?\d|\b(?:Hrsg|Hgg?|Bd|Jg|H)\.\s|\b(?:und|für|der|des|zur|zum) "
    r"|\bISBN (?:978-)?3-"
)
_DIRECTED = re.compile(r"\.?\s(?:Directed|Edited|Translated|Performed|Produced) by [A-Z]")
_CONTRIBUTOR_FOLLOWS = re.compile(
    rf"[.,]?\s(?:Eds?|Dir|Trans|Perf|Prod)[.,]\s(?:by )?[{UPPER}][{LETTER}]+ [{UPPER}](?!.{{0,30}}\d[,:(])"
)
_GROUP_BEFORE_DATE = re.compile(rf"(?P<group>(?:(?! et al)[^()\d]){{3,120}}?)[.,]?\s\({YEAR}[a-z]?[^()]{{0,20}}\)")
_TITLE_BEFORE_DATE = re.compile(rf"(?P<title>[{UPPER}][^()]{{8,200}}?)(?<!\d)[.?!]?\s(?=\({YEAR}[a-z]?[^()]{{0,20}}\)\.\s)")
_YEAR_BEHIND_QUOTATION = re.compile(rf"(?P<year>{YEAR})[a-z]?[,.]\s(?=[{UPPER}])")
_CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»", "「": "」", "『": "』", "'": "'", "„": "“", "`": "'", "”": "”", "‟": "”"}
_DOUBLE_CLOSE = {mark: re.compile(rf"(?:''|{re.escape(mark)}|”|\")(?=[\s.,;:(\[『]|$|[A-Z]|\d)") for mark in '”"»“」』'}
_SINGLE_CLOSE = re.compile(r"['’”](?=\s?[.,;:]|\s+(?:[A-Z(]|in )|$)|(?<=[,.?!])['’]")
_TITLE_GOES_ON = re.compile(
    r".\s?:\s[A-Za-z]|.\s+(?!in (?:the )?(?:[^a-z]|[a-z]{1,3}[A-Z]|press\b|prep))[a-z]"
    r"|.\s+[A-Z][^.“”]{10,200}\.\s+In:\s"
)
_BEHIND_TITLE = re.compile(r"[\s.,;:'’”\"]*")
_AFTER_PUBLICATION = re.compile(
    r"\b(?=[CEOPQRSU])(?:Erratum[- ]ibid\b|(?:Epub|Published online"
    r"|(?:Erratum|Comment|Retraction|Update|Republished|Corrected)(?: (?:in|for|of|on|from)):?"
    r"|Reprinted (?:in|from)|Quoted in|Cited in|Original work published)\b"
    r"|(?<=\. )Preprint posted\b|(?<=\d\. )Reprint(?:ed)?[,:] |See (?:also|[Cc]hapters?)\b)"
    r"|\beCollection\b|\(Reprinted\b|\[Erratum\b"
)
_PII = re.compile(r"[\w()-]{1,40} ?\[pii\]|\bpii: ?[\w()-]{5,40}")
_CODE_BEFORE = re.compile(r"(?:\b[A-Z]{2,8}[ -]|\d[-–])$")
_REPORT_BEFORE = re.compile(r"\b(?:[Rr]eport (?:[Nn]o\.?:? )?|(?:UMI|AAT|Order) (?:[A-Z][a-z]+:? ){0,2}(?:AAT )?)$")
#: Pieces of the words in `_ACCESSED`, one of each.
_ACCESSED_HINTS = ("ccessed", "etrieved", "ited", "onsult", "ugriff", "bgerufen", "Web.")
_ACCESSED = re.compile(
    r"\b(?:[Aa]ccessed|[Rr]etrieved|[Cc]ited(?=:?\s(?:\d|on |[A-Z][a-z]{2,8}\.?\s\d))"
    r"|[Ll]ast (?:accessed|visited)|[Vv]isited|[Cc]onsulté|[Zz]ugriff|[Aa]bgerufen"
    r"|[Cc]onsulta(?=:)|[Cc]onsultado)\b"
    r"|\bWeb\.\s(?=\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
)
#: When a page was changed, behind the year from which on it stood there.
_UPDATED = re.compile(r"(?:(?<=[12]\d{3})|(?<=\d{4}-\d\d)) \[updated ")
#: When an article was visited, printed before its volume (`2002 Jun [cited 2002 Aug 12];102(6)`).
_VISITED_INSIDE = re.compile(r"\[(?:cited|citado|acesso em) [^\[\]]{4,30}\](?=\s?;\s?\d)")
#: The years of a work in several volumes.
_SPAN_AT_END = re.compile(rf"(?<![\d-])(?P<first>{YEAR})[-–](?:\d\d|{YEAR})(?=[\s.,;)]*(?:$|[);]))")
_ANY_YEAR = re.compile(rf"(?<!\d)(?<!\d[-–./]){YEAR}(?!\d|[-–]\d{{4}})")


def read_entry(text: str, prefer: Form | None = None) -> Draft:
    """Read a one-line entry; `prefer` is the form of names that its list uses."""
    end, several = first_work(text)
    text = text[:end]
    identifiers = find_identifiers(text)
    body = _VISITED_INSIDE.sub(lambda match: " " * len(match.group()), blank(text, identifiers))
    draft = Draft(text, body, identifiers, several=several)
    mark = find_mark(draft.body)
    draft.kind = mark[0] if mark else ""
    leading = (SUB_LABEL if several and SUB_LABEL.match(draft.body) else _LEADING).match(draft.body)
    draft.start = at = leading.end() if leading else 0
    year = year_before_journal(draft.body, at)
    if year:
        draft.year = draft.date = year
        draft.start = at = year[1] + 1
    elif draft.kind != "standard":
        at = _read_names(draft, at, prefer)
    at = _read_dated_title(draft, at)
    at = _read_date(draft, at)
    at = _read_quoted(draft, at)
    at = _read_date_behind_quotation(draft, at)
    _read_rest(draft, at, mark[1] if mark else None)
    look_again(draft)
    _read_year(draft)
    return draft


def _read_names(draft: Draft, at: int, prefer: Form | None) -> int:
    body = draft.body
    repeated = _REPEATED.match(body)
    if repeated:
        draft.repeated_author = repeated.span()
        return repeated.end()
    if body[at : at + 1] in _CLOSING or opens_with_journal(body, at):
        return at
    names = read_names(body, at, prefer)
    if names is None:
        group = leading_group(body, at)
        names = _group_before_date(body, at) or (group and with_members(body, group))
    elif _opens_group(body, names):
        names = _group_before_date(body, at) or names
    if (names is None or names.form is Form.GIVEN_FIRST) and not draft.kind:
        names = _names_before_colon(body, at) or (family_first(body, at) if ": " in body else None) or names
    names = names_before_quotation(body, at, names) or names
    if names is None or names.form in (Form.GROUP, Form.FAMILY_COMMA):
        families = bare_families(body, at)
        names = families if families and (names is None or names.end <= families.end) else names
    if names is None or _is_title_with_contributor(body, names):
        return at
    if names.editors:
        draft.editors = names
    draft.names = names
    return names.end


def _names_before_colon(body: str, at: int) -> NameList | None:
    """Given names first before a colon, as German lists print them (`Hans Müller, Eva Schmidt: Titel. In: …`)."""
    match = _BEFORE_COLON.match(body, at)
    if match is None or not _GERMAN.search(body, match.end()):
        return None
    names = read_names(match.group("names") + ".")
    if names is None or names.form is not Form.GIVEN_FIRST or names.names[-1].end != len(match.group("names")):
        return None
    return read_names(body[: match.end("names")] + ".", at)


def _is_title_with_contributor(body: str, names: NameList) -> bool:
    """Whether a single full name is a title, as who edited or directed the work follows it (`Ghost Stories. Ed. …`)."""
    if len(names.names) == 1 and _DIRECTED.match(body, names.end):
        return True
    if len(names.names) > 1 or names.form is not Form.GIVEN_FIRST or "." in names.names[0].given:
        return False
    return _CONTRIBUTOR_FOLLOWS.match(body, names.end) is not None


def _opens_group(body: str, names: NameList) -> bool:
    """Whether a single name and an organisation behind its comma are one (`United Nations, Department of …`)."""
    if len(names.names) > 1 or not names.names[0].full or body[names.end : names.end + 1] != ",":
        return False
    return ORGANISATION.match(body, names.end + 2) is not None


def _group_before_date(body: str, at: int) -> NameList | None:
    """The text before `(2012)` as a group author, where that text is short and no sentence."""
    match = _GROUP_BEFORE_DATE.match(body, at)
    if match is None:
        return None
    group = match.group("group")
    if not (ORGANISATION.search(group) or (group.count(" ") < 7 and ". " not in group)):
        return None
    if looks_like_container(group) or _VOLUME_FOLLOWS.match(body, match.end()) or ": " in group or is_sentence(group):
        return None
    return read_group(body, *match.span("group"))


def _read_dated_title(draft: Draft, at: int) -> int:
    """The title that stands before the date of an entry without authors (`Title in sentence case. (2001). …`)."""
    match = None if draft.names or draft.repeated_author else _TITLE_BEFORE_DATE.match(draft.body, at)
    if match is None or not is_sentence(match.group("title")):
        return at
    draft.fields["title"] = trim_title(draft.body, *match.span("title"))
    draft.quoted = True
    return match.end()


def _read_date_behind_quotation(draft: Draft, at: int) -> int:
    """A year between a quoted title and its container (`“Title,” 1958, Daedalus 87`)."""
    match = _YEAR_BEHIND_QUOTATION.match(draft.body, at) if draft.quoted and draft.year is None else None
    if match is None:
        return at
    draft.year = draft.date = match.span("year")
    return match.end()


def _read_date(draft: Draft, at: int) -> int:
    """The date behind the names, and the separator behind both; returns where the title begins."""
    body = draft.body
    match = _DATE_AFTER_NAMES.match(body, at)
    if match and (draft.names or draft.repeated_author or draft.quoted) and not _opens_locator(body, match):
        group = "year" if match.group("year") else "bare"
        if match.group(group)[:1].isdigit():
            draft.year = match.span(group)
            draft.letter = match.group("letter") or match.group("bare_letter") or match.group("bracketed_letter") or ""
            draft.date = (match.start(group), match.end("rest") if group == "year" else match.end(group))
        draft.date_first = True
        draft.separator = match.group("close").strip()[:1]
        return match.end()
    gap = _SEPARATOR.match(body, at)
    if gap is None:
        return at
    draft.separator = gap.group(1)[:1] or ("." if at and body[at - 1] == "." else "")
    return gap.end()


def _opens_locator(body: str, match: re.Match[str]) -> bool:
    """Whether the year belongs to a locator (`Science 2002; 295`), not to the names."""
    return match.group("close").endswith(";") or bool(_LOCATOR_FOLLOWS.match(body, match.end()))


def _read_quoted(draft: Draft, at: int) -> int:
    """A quoted title at `at`; returns where the text behind it begins."""
    body = draft.body
    closing = _CLOSING.get(body[at : at + 1])
    if closing is None:
        return at
    double = body.startswith(("''", "``"), at)
    inner = at + 1 + double
    for match in _DOUBLE_CLOSE.get(closing, _SINGLE_CLOSE).finditer(body, inner):
        nested = body.count(body[at], inner, match.start()) > body.count(closing, inner, match.start())
        if nested and body[at] != closing:
            continue
        ends = double or body[match.start() - 1] in ",." or not _TITLE_GOES_ON.match(body, match.start())
        if match.start() - inner > 3 and ends:
            draft.fields["title"] = trim_title(body, inner, match.start())
            draft.quoted = True
            behind = _BEHIND_TITLE.match(body, match.end())
            return behind.end() if behind else match.end()
    return at


def _read_rest(draft: Draft, at: int, mark: re.Match[str] | None) -> None:
    """Title, container and locator behind names, date and a quoted title; a work with a mark has no container."""
    body = draft.body
    end = len(body)
    accessed = _visited(body, at if draft.quoted or body[at : at + 1] in ("(", "[") else at + 10)
    later = _behind_publication(body, at + 20)
    draft.accessed = accessed is not None
    if _read_law_report(draft, at):
        return
    if mark:
        behind_title = mark.start() > at + 3
        if behind_title or draft.kind != "personal_communication":
            read_book(draft, at, None, mark.start() if behind_title or draft.quoted else end)
        return
    end = min(end, *(note.start() for note in (accessed, later) if note)) if accessed or later else end
    found = find_locators(body, at, end, body[draft.year[0] : draft.year[1]] if draft.year else "")
    found = [locator for locator in found if not is_year_in_name(body, locator.start, locator.end)]
    main = _main_locator(draft, found, at, end)
    inside = find_in(draft, at, end, main)
    if inside:
        read_chapter(draft, at, inside, found, end)
    elif (main is None or main.volume is None or has_mark(body, main)) and read_volume_of_book(draft, at):
        return
    elif main is not None and main.start > at and is_article(draft, at, main):
        read_article(draft, at, main, found)
    else:
        read_book(draft, at, main, end)


def _read_law_report(draft: Draft, at: int) -> bool:
    """Fill the fields of what is cited by the volume, name and page of a law review or reporter; whether it is."""
    report = find_law_report(draft.body, at)
    if report is None or draft.kind not in ("", "legal_case"):
        return False
    if draft.kind:
        draft.names, at = None, draft.start
    if draft.names and len(draft.names.names) > 1 and at >= report.start and not draft.quoted:  # the last "name" is the title
        names = draft.names.names
        draft.names, at = replace(draft.names, names=names[:-1], end=names[-2].end), names[-1].start
    if not draft.quoted:
        draft.put("title", trim_title(draft.body, at, report.start))
    draft.fields |= report.fields
    if draft.year is None:
        draft.year = draft.date = report.year
    draft.end = report.fields["page"][1]
    return True


def _visited(body: str, at: int) -> re.Match[str] | None:
    """The words from `at` on that tell when a page was changed or visited."""
    updated = _UPDATED.search(body, at) if "[updated" in body else None
    if updated:
        return updated
    return _ACCESSED.search(body, at) if any(hint in body for hint in _ACCESSED_HINTS) else None


def _behind_publication(body: str, at: int) -> re.Match[str] | None:
    """What opens a note on a later or earlier publication, a reprint or an erratum, from `at` on."""
    found = [_AFTER_PUBLICATION.search(body, at), _PII.search(body, at) if "pii" in body else None]
    return min((note for note in found if note), key=lambda note: note.start(), default=None)


def _main_locator(draft: Draft, found: list[Locator], at: int, end: int) -> Locator | None:
    """The run that is the entry's locator: the heaviest, the last of equals; not one that opens the title."""
    best = None
    for locator in found:
        if locator.weight < 2 or (locator.start <= at and len(found) > 1 and not draft.quoted):
            continue
        if locator.page is None and locator.year is None and not locator.issue and draft.body[locator.start] not in "vV":
            continue
        if (
            _opens_bracketed_part(draft.body, locator)
            or is_span_of_years(draft.body, locator)
            or _is_number_of_report(draft.body, locator)
        ):
            continue
        if _is_year_in_title(draft, locator):
            continue
        later = locator.weight >= best.weight if best else True
        if later and not (best and best.page and locator.page is None and locator.year is None):
            best = locator
    if best is None and draft.year:
        last = len(draft.body[:end].rstrip())
        best = next((item for item in reversed(found) if item.volume and item.end > last - 12 and item.start > at), None)
        if best and (draft.body[best.start - 1] in "-–/" or _is_number_of_report(draft.body, best)):
            return None  # the end of a report's code, or its number
    return best


def _opens_bracketed_part(body: str, locator: Locator) -> bool:
    """Whether a run is the part of a work in the middle of its title (`Results (Volume I): What …`)."""
    return (
        locator.page is None and locator.year is None and body[locator.start - 1] == "(" and body.startswith("): ", locator.end)
    )


def _is_number_of_report(body: str, locator: Locator) -> bool:
    """Whether a run is the number of a report or standard (`Report 2007/08`, `ACI 318-02`) and nothing else."""
    before = body[max(0, locator.start - 20) : locator.start]
    reported = _REPORT_BEFORE.search(before) is not None
    if locator.page is None:
        return bool(locator.volume or locator.issue) and reported
    if locator.page[0] != locator.start or not (reported or _CODE_BEFORE.search(before)):
        return False
    first, _, last = expand_pages(body[slice(*locator.page)]).partition("-")
    if reported and not last.isdigit():
        return True
    return first.isdigit() and last.isdigit() and int(last) < int(first)


def _is_year_in_title(draft: Draft, locator: Locator) -> bool:
    """Whether a run is nothing but a year, where the date of the entry stands in front (`(2010). Storks of 2010: …`)."""
    return draft.date_first and draft.year is not None and not (locator.volume or locator.issue or locator.page)


def _read_year(draft: Draft) -> None:
    """The year where neither names nor locator had it: the last one that is no part of a field."""
    if draft.year is not None:
        return
    accessed = _visited(draft.body, 0)
    last = accessed.start() if accessed else len(draft.body)
    later = _behind_publication(draft.body[:last], 20)
    _read_year_before(draft, later.start() if later else last)
    if later and draft.year is None:
        _read_year_before(draft, last)


def _read_year_before(draft: Draft, limit: int) -> None:
    taken = [span for name, span in draft.fields.items() if name != "publisher"]
    for match in reversed(list(_ANY_YEAR.finditer(draft.body, draft.start, limit))):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            draft.year = draft.date = match.span()
            return
    for match in reversed(list(_SPAN_AT_END.finditer(draft.body, draft.start, limit))):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            draft.year = draft.date = match.span("first")
            return

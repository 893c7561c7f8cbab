"""Articles: title, periodical and locator, divided by a quotation, a full stop, a comma, a year, or nothing at all."""

import re

from checker.references.bracketed_imprints import find_bracketed_imprint
from checker.references.chapters import container_end, editors_behind_quotation, opening_in
from checker.references.containers import (
    container_score,
    find_opening,
    is_capitalised,
    looks_like_container,
    split_at_comma,
    split_at_stop,
    trailing_name,
    trim,
    trim_title,
)
from checker.references.contributors import find_contributor
from checker.references.draft import Draft
from checker.references.lexicon import CONTAINER_START, CONTAINER_WORD, UPPER, YEAR
from checker.references.locators import Locator, Range
from checker.references.places import is_place, place_at_end
from checker.references.publishers import find_edition, find_place_publisher, find_publisher, read_publisher

_YEAR_BETWEEN = re.compile(
    rf"(?<! the)(?<! of)(?<! in) (?P<year>{YEAR}) (?=(?P<name>[{UPPER}](?:[^.]{{1,60}}|[^\d]{{1,80}}))$)"
)
_SERIES_LETTER = re.compile(r"[A-HJ](?=\d)")
#: The end of a journal's name printed behind its subject (`Med Imaging, IEEE Trans`).
_INVERTED = re.compile(r"\bTrans(?:actions)?(?: on)?[\s.,]*$")
#: What stands between a quoted title and its journal: a translator, or the work under review.
_STATEMENT = re.compile(
    rf"(?:(?:Trans\.|Transl\.|Translated by|Edited by) [^.,\d]{{3,40}}"
    rf"|Rev(?:iew|\.) of .{{3,150}}?, (?:by|dir\.|ed\.) [^.\d]{{3,60}})\. (?=[{UPPER}])"
)
_SPECIAL_ISSUE = re.compile(r"[,:;.(]\s(?:a |the )?[Ss]pecial (?:[Ii]ssue|[Ss]ection|[Nn]umber)\b")
_MEETING = re.compile(rf"{CONTAINER_WORD.pattern}|\b(?:Conf|Symp)\b")
_COMMA = re.compile(r",\s")
_COLON = re.compile(rf":\s(?P<container>[{UPPER}][^:.]{{3,90}}?)[\s,]*$")
_PARTED = re.compile(r"[.,:;]\s")
_JOURNAL_EDITION = re.compile(r"(?:Int|Engl|Ger)\. Ed\b")
_PAGES_BEHIND = re.compile(r"\b[Pp]{1,2}\.\s?\d")
_PUBLISHER_AND_PLACE = re.compile(rf"[.?!]\s(?P<publisher>[^.,;:\d]{{2,50}}), (?P<place>[{UPPER}][^.,:\d]{{2,40}}?)[ ,(]*$")
_PLACE_AND_PUBLISHER = re.compile(rf"[.,]\s(?P<place>[{UPPER}][^.,:\d]{{2,40}}), (?P<publisher>[{UPPER}][^.,;:\d]{{2,50}}),\s$")
#: Words of a title from which on it is not taken for the name of a journal.
_FEWEST_TITLE_WORDS = 5
_LONGEST_CITY = 3


def is_article(draft: Draft, at: int, main: Locator) -> bool:
    """Whether a locator belongs to a periodical: a volume, pages without "Place: Publisher", or a year before a DOI alone."""
    if (main.volume or main.page) and find_bracketed_imprint(draft.body, at, len(draft.body)):
        return False
    if main.volume:
        if draft.body.endswith((" ed. ", " Ed. "), 0, main.start) and not _JOURNAL_EDITION.search(
            draft.body, main.start - len("Engl. Ed. "), main.start
        ):
            return False
        return draft.quoted or not _is_volume_of_book(draft, at, main)
    if main.page:
        if main.issue is None and _imprint_ends_at(draft.body, at, main.start):
            return False
        return draft.quoted or find_place_publisher(draft.body, at + 1, len(draft.body)) is None
    online_first = any(item.kind in ("DOI", "PMID", "PMCID") for item in draft.identifiers)
    return (
        online_first
        and find_publisher(draft.body, at, main.start) is None
        and ":" not in draft.body[main.start - 3 : main.start]
    )


def _imprint_ends_at(body: str, at: int, stop: int) -> bool:
    """Whether an imprint stands before a year and pages (`Titel. Nest, Berlin 2009, S. 12`, `…, Torino, Nido, 1999, p. 7`)."""
    turned = _PLACE_AND_PUBLISHER.search(body[:stop], at)
    if turned and is_place(turned["place"]) and not container_score(turned["publisher"]):
        return True
    imprint = _PUBLISHER_AND_PLACE.search(body[:stop], at)
    return imprint is not None and is_place(imprint.group("place")) and not container_score(imprint.group("publisher"))


def read_article(draft: Draft, at: int, main: Locator, found: list[Locator]) -> None:
    """Fill title, container and locator of an article whose text begins at `at` and whose locator is `main`."""
    if draft.quoted:
        container = _container_behind_quotation(draft, at, main, found)
        contributor = find_contributor(draft.body, container[0] + 3, container[1])
        container = (container[0], contributor[0]) if contributor else container
        draft.put("container-title", trim_title(draft.body, *_without_special_issue(draft.body, container)))
    else:
        title, container = _divide(draft, at, main.start)
        if title[0] == title[1] and _is_title_alone(draft.body[container[0] : container[1]], main):
            title, container = container, title
        draft.put("title", trim_title(draft.body, *title))
        container = trim_title(draft.body, *_without_special_issue(draft.body, container))
        draft.put("container-title", _without_place(draft, container, main))
    draft.take([main, *(item for item in found if item.start > main.start)])
    _give_letter_to_container(draft)
    if draft.quoted and main.volume is None and "container-title" in draft.fields:
        behind = draft.fields["container-title"][1]
        behind = draft.editors.end if draft.editors and draft.editors.start >= behind else behind
        read_publisher(draft, behind, main.start)
    read_publisher(draft, main.end, len(draft.body))


def _is_title_alone(text: str, main: Locator) -> bool:
    """Whether the only text of an entry is its title: no sign of a journal, volume or page."""
    return not (main.volume or main.issue or main.page or container_score(text)) and len(text.split()) >= _FEWEST_TITLE_WORDS


def _without_special_issue(body: str, container: Range) -> Range:
    """A container without the theme of its issue (`Computer, Special Issue on Fault-Tolerant Systems`)."""
    special = _SPECIAL_ISSUE.search(body, container[0] + 3, container[1])
    return (container[0], special.start()) if special else container


def _without_place(draft: Draft, container: Range, main: Locator) -> Range:
    """A periodical without the city behind its comma, as Brazilian lists print it (`Novos Estudos, São Paulo, n. 79`).

    Families in capitals and a volume or issue marked in Portuguese tell such a list, whatever the city.
    """
    body = draft.body
    city = body.rfind(", ", *container)
    if city < 0 or body[container[1] - 1] == ")":
        return container
    name = body[city + 2 : container[1]]
    brazilian = (
        draft.names is not None and draft.names.names[0].family.isupper() and body.startswith(("v. ", "n. "), main.start)
    )
    parted = ", " in body[container[0] : city] or not is_capitalised(name) or len(name.split()) > _LONGEST_CITY
    return (container[0], city) if is_place(name) or (brazilian and not parted) else container


def _is_volume_of_book(draft: Draft, at: int, main: Locator) -> bool:
    """Whether a locator is the volume of a book with its publisher behind (`Selected Writings, vol. 2. Academic Press`)."""
    if main.page or main.issue or draft.body[main.start] not in "vV":
        return False
    name = draft.body[at : main.start].rstrip(" .,;:(")
    imprint = find_place_publisher(draft.body, main.end, len(draft.body))
    paged = _PAGES_BEHIND.search(draft.body, main.end)
    if imprint and not paged and not container_score(name) and is_place(draft.body[slice(*imprint[0])].split(",")[0]):
        return True
    if ". " in name or ", " in name or container_score(name):
        return False
    if find_edition(draft.body, main.end, main.end + len(", fourth edition")) == main.end and not paged:
        return True
    return find_publisher(draft.body, main.end, len(draft.body)) is not None


def _container_behind_quotation(draft: Draft, at: int, main: Locator, found: list[Locator]) -> Range:
    body = draft.body
    statement = _STATEMENT.match(body, at)
    start = opening_in(body, statement.end() if statement else at)
    behind = editors_behind_quotation(draft, start)
    if main.volume is None:
        return trim_title(body, behind, container_end(draft, behind, found, len(body), edited=behind > start))
    return trim_title(body, behind, main.start)


def _divide(draft: Draft, at: int, end: int) -> tuple[Range, Range]:
    """Title and container between names and locator."""
    body = draft.body
    opening = find_opening(body, at + 8, end)
    if opening and not _INVERTED.search(body, opening.end(), end):
        name = opening.end()
        stop = place_at_end(body, name, trim(body, name, end)[1]) if _MEETING.search(body, name, end) else end
        return (at, opening.start() + (body[opening.start()] in "?!")), (name, stop)
    middle = _YEAR_BETWEEN.search(body[:end], at) if draft.year is None else None
    if middle and ("." not in middle["name"] or container_score(middle["name"])):
        draft.year = draft.date = middle.span("year")
        return (at, middle.start()), (middle.end(), end)
    colon = _COLON.search(body[:end], at + 8) if draft.separator == "," and body.startswith("v. ", end) else None
    if colon and is_capitalised(colon["container"]):
        return (at, colon.start()), colon.span("container")  # `Title in sentence case: Journal of Storks, v. 12, p. 3–9`
    if draft.separator == ",":
        title, container = split_at_comma(body, at, end)
        if _JOURNAL_EDITION.match(body, container[0]) and looks_like_container(body[slice(*title)]):
            return (at, at), (title[0], container[1])  # `Angew. Chem., Int. Ed.`
        return title, container
    title, container = split_at_stop(body, at, end)
    return (title, container) if title[0] < title[1] else _divide_unmarked(body, at, end)


def _divide_unmarked(body: str, start: int, end: int) -> tuple[Range, Range]:
    """Title and container where no full stop divides them: a journal alone, a title run into its journal, or a comma."""
    inner = trim(body, start, end)
    text = body[inner[0] : inner[1]]
    if looks_like_container(text) or (CONTAINER_START.match(text) and is_capitalised(text) and not _PARTED.search(text)):
        return (start, start), inner
    behind_comma = text.rsplit(", ", 1)[-1]
    if behind_comma != text and container_score(behind_comma) > 1:
        return split_at_comma(body, start, end)
    comma = inner[0] + len(text) - len(behind_comma)
    if (
        behind_comma != text
        and is_capitalised(behind_comma)
        and not is_capitalised(body[inner[0] : comma])
        and not is_place(behind_comma)
    ):
        return split_at_comma(body, start, end)
    begin = trailing_name(body, *inner)
    if begin is not None and begin > inner[0] and len(text.split()) > 5 and not body[inner[0] : begin].rstrip().endswith(","):
        return (inner[0], begin), (begin, inner[1])
    if _COMMA.search(text):
        return split_at_comma(body, start, end)
    return (start, start), inner


def _give_letter_to_container(draft: Draft) -> None:
    """The section letter of a journal printed at its volume (`Phys. Rev. D49`) goes with the name."""
    container, volume = draft.fields.get("container-title"), draft.fields.get("volume")
    if not (container and volume and _SERIES_LETTER.match(draft.body, volume[0])):
        return
    if volume[0] - container[1] <= 3 and looks_like_container(draft.value("container-title")):
        draft.fields["container-title"] = (container[0], volume[0] + 1)
        draft.fields["volume"] = (volume[0] + 1, volume[1])

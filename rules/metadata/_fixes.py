"""The recorded value in the place of the printed one, and when that needs no person's look."""

import re
from collections.abc import Sequence

from checker.matching.normalize import first_page
from checker.model.finding import Edit, Safety
from checker.model.match import Agreement, Match
from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.rule import Context, Fix
from rules.metadata._record import SURE, by_identifier

_AGREES, _TOLERATED = frozenset({Agreement.AGREE}), frozenset({Agreement.AGREE, Agreement.PARTIAL})
_MISSING = Agreement.MISSING
#: What else may show which work an entry means.
_PLACES = ("issued", "container-title", "volume", "page")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)|['’](\d\d)(?!\d)")
#: Years between an article's first appearance and its printed issue.
_NEAR = 2
#: What a number replaces; names of journals have too many forms.
_NUMBERED = ("volume", "issue", "page")
_PLAIN = re.compile(r"\w{1,12}(?:\s?[-‐‑‒–—−]{1,3}\s?\w{1,12})?")
#: Where an entry may give its year once more: a conference's name, a DOI made of year and number, a key.
_DATED = ("container-title", "event-title", "DOI", "URL", "note")


def safety(entry: ReferenceEntry, match: Match, variable: str, recorded: str) -> Safety:
    """Whether a value is certainly the work's: the entry's own identifier names the work, or every other field agrees.

    Its title has to agree in both cases, and its authors must not differ. What another version of the work (its preprint, a
    second record) has otherwise, or a year that the entry contradicts in another place, is for a person to decide.
    """
    if entry.confidence < SURE or match.work is None or _agreement(match, "title") not in _AGREES:
        return Safety.UNSAFE
    if _agreement(match, variable) is Agreement.PARTIAL:
        return Safety.UNSAFE
    others = [_agreement(match, name) for name in (*_PLACES, "issue") if name != variable]
    certain = by_identifier(match) and (variable == "author" or _agreement(match, "author") is not Agreement.DISAGREE)
    if not certain and not _all_agree(match, variable):
        return Safety.UNSAFE
    if others.count(Agreement.DISAGREE) > 1:  # so much is different that the identifier may be another edition's
        return Safety.UNSAFE
    if any(_value(version, variable) not in ("", _value(match.work, variable)) for version in match.versions):
        return Safety.UNSAFE
    if variable == "issued":
        return _safety_of_year(entry, recorded)
    plain = variable in _NUMBERED and _PLAIN.fullmatch(recorded)
    return Safety.SAFE if plain or variable in ("DOI", "author") else Safety.UNSAFE


def replacement(
    entry: ReferenceEntry, match: Match, context: Context, variable: str, printed: str, recorded: str
) -> tuple[Fix, ...]:
    """The fix that puts the recorded value where exactly the other one is printed; none where more than that stands there."""
    from checker.edits.values import replaced  # most runs have no use for it

    edits = replaced(entry, context, variable, printed, recorded)
    if not edits:
        return ()
    certain = Safety.UNSAFE if _in_prose(edits, entry) else safety(entry, match, variable, recorded)
    return (Fix(f"change `{printed}` to `{recorded}`", edits, certain),)


def addition(entry: ReferenceEntry, match: Match, context: Context, doi: str) -> tuple[Fix, ...]:
    """The fix that adds the DOI of the work."""
    from checker.edits.doi import added  # as above

    edits = added(entry, context, doi)
    return (Fix(f"add `doi:{doi}`", edits, safety(entry, match, "DOI", doi)),) if edits else ()


def _in_prose(edits: Sequence[Edit], entry: ReferenceEntry) -> bool:
    """Whether edits change the text too, not the entry alone."""
    return any(edit.path != entry.path or not entry.span.covers(edit.span) for edit in edits)


def _agreement(match: Match, variable: str) -> Agreement:
    item = match.field(variable)
    return item.agreement if item else _MISSING


def _all_agree(match: Match, variable: str) -> bool:
    """Whether title, authors and at least one further field agree, and none that can be compared differs."""
    places = [(name, _agreement(match, name)) for name in _PLACES if name != variable]
    differs = any(
        agreement is Agreement.DISAGREE or (agreement is Agreement.PARTIAL and name != "container-title")
        for name, agreement in places
    )
    authors = variable == "author" or _agreement(match, "author") in _AGREES
    return authors and not differs and any(agreement in _AGREES for _, agreement in places)


def _value(work: Work, variable: str) -> str:
    """A work's value for a variable, for comparing it with another version's."""
    if variable == "page":
        return first_page(work.first_page)
    return {"issued": str(work.year or ""), "volume": work.volume, "issue": work.issue, "DOI": work.doi}.get(variable, "")


def _safety_of_year(entry: ReferenceEntry, recorded: str) -> Safety:
    """Safe where the entry gives the recorded year in another place, or none there and the years are far apart.

    Records date a work by its first appearance, which the printed issue follows by a year or two.
    """
    texts = [entry.get(name) for name in _DATED] + [entry.key or ""]
    years = {match[1] or recorded[:2] + match[2] for text in texts for match in _YEAR.finditer(text)}
    far = abs((entry.year or 0) - int(recorded)) > _NEAR
    return Safety.SAFE if recorded in years or (far and not years) else Safety.UNSAFE

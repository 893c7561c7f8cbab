"""MET304: a title that differs from the record's."""

from collections.abc import Iterator
from dataclasses import replace

from checker.matching.normalize import strip_markup
from checker.matching.titles import compare_titles
from checker.matching.wording import Difference, differences
from checker.model.finding import Edit
from checker.model.match import Agreement, FieldEvidence, Match, Skipped
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, Span
from checker.rule import Bad, Confidence, Context, Finding, Fix, Good, Severity, work
from rules.metadata._field import FieldRule
from rules.metadata._record import brief, shown

#: Notes of titles that have nothing in common though the authors agree (see `checker.matching.decide`).
_RECORD_IN_DOUBT = frozenset({"record-suspect", "record-corrupt"})
_UNLIKE = _RECORD_IN_DOUBT | {"title-of-another"}


class TitleMismatch(FieldRule):
    """The printed title has other words than the title of the identified work.

    What it checks: the words of both titles, without case, punctuation, markup, diacritics, spacing, British or American
    spelling, and the notation of nuclides (`90Y`, `Y-90`). A misprint or a small word more or less is an info.

    Why it matters: a wrong word in a title keeps the work from being found, and may stand for another work.

    When it stays silent: for a subtitle that one side leaves out, a translated title, the title of another version of the work,
    and when the identifier is to blame (MET302, MET303) or the record is a notice (MET311). Where the record's title has
    nothing in common with the printed one though identifier and authors agree, the record may be the corrupt side: confidence
    is lower then, and where another work has that title, it is an info.
    """

    code = "MET304"
    name = "title-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    variables = ("title",)
    remarkable = frozenset({"spelling", "wording"})
    examples = (
        Bad(
            "References\n\n1. Ellis L, Shale MJ. Trends in the ⟦mortality⟧ of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumors",
                    ("Lena Ellis", "M. J. Shale"),
                    2010,
                    "Annals of Surgery",
                    "1-9",
                ),
            ),
        ),
        Good(
            "References\n\n1. Ellis L, Shale MJ. Efficacy of 177Lu therapy in carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work("Efficacy of<sup>177</sup>Lu Therapy in Carcinoid Tumors: A Trial", ("Lena Ellis", "M. J. Shale"), 2010),
            ),
            note="Markup, spacing, spelling and a subtitle make no difference.",
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        kind = match.field("type")
        if kind is None or kind.note != "notice":
            yield from super().check(entry, match, context)

    def location(self, entry: ReferenceEntry, item: FieldEvidence) -> Location:
        """The words that differ, from the first to the last; the title where its words don't stand there as they are read."""
        whole, places = super().location(entry, item), _places(item)
        start = whole.span.start - entry.span.start
        verbatim = entry.raw[start : start + len(item.printed)] == item.printed
        if not places or not verbatim or not all(place.printed for place in places):
            return whole
        return replace(whole, span=Span(whole.span.start + places[0].start, whole.span.start + places[-1].end))

    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """The words that differ with those around them, or the beginnings of titles that have little in common."""
        places = _places(item)
        if not places:
            return f"title is `{brief(item.printed)}`, OpenAlex has `{brief(item.recorded)}`"
        ours = " and ".join(f"`{place.printed_around}`" for place in places)
        theirs = " and ".join(f"`{place.recorded_around}`" for place in places)
        return f"title has {ours}, OpenAlex has {theirs}"

    def advice(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> str:
        """What to do about it."""
        if item.note in _RECORD_IN_DOUBT:
            return "compare the title with the work itself"
        changes = " and ".join(_change(place) for place in _places(item))
        if item.agreement is Agreement.PARTIAL:
            return changes
        return f"{changes or 'correct the title'}, or cite the work that was meant"

    def remarks(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> tuple[str, ...]:
        """Which side is doubtful where the titles are unlike though the authors agree; else the whole recorded title."""
        if item.note == "title-of-another":
            return _bearer_of_the_title(item, context.matches[entry.id])
        if item.note == "record-corrupt":
            return ("the authors agree, and another work has the title in OpenAlex: the record is probably wrong",)
        if item.note == "record-suspect":
            return ("the authors agree, so the title in OpenAlex may be that of another work",)
        title = " ".join(strip_markup(item.recorded).split())
        return () if _places(item) or title == brief(item.recorded) else (f"the title in OpenAlex is `{title}`",)

    def fixes(self, item: FieldEvidence, entry: ReferenceEntry, match: Match, context: Context) -> tuple[Fix, ...]:
        """The recorded words in the place of the printed ones."""
        span = entry.field_spans.get("title")
        places = _places(item)
        if not span or not places or context.text(entry.path, span) != item.printed:
            return ()
        if not all(place.printed and place.recorded for place in places):
            return ()
        edits = tuple(
            Edit(entry.path, Span(span.start + place.start, span.start + place.end), place.recorded) for place in places
        )
        return (Fix(" and ".join(_change(place) for place in places), edits),)

    def level(self, item: FieldEvidence, match: Match) -> Severity | None:
        """An info where the record looks corrupt: the title could not be checked."""
        return Severity.INFO if item.note == "record-corrupt" else super().level(item, match)

    def sureness(self, entry: ReferenceEntry, match: Match, item: FieldEvidence) -> Confidence:
        """Lower where the record itself may be corrupt."""
        usual = super().sureness(entry, match, item)
        return min(usual, Confidence.MEDIUM, key=lambda level: level.rank) if item.note in _RECORD_IN_DOUBT else usual


def _bearer_of_the_title(item: FieldEvidence, match: Match | Skipped) -> tuple[str, ...]:
    """The work by others that has the printed title."""
    rivals = match.runners_up if isinstance(match, Match) else ()
    found = next((rival.work for rival in rivals if compare_titles(item.printed, rival.work.title).agrees), None)
    return (f"the printed title is that of {shown(found)}, {found.url}",) if found else ()


def _places(item: FieldEvidence) -> tuple[Difference, ...]:
    return differences(item.printed, item.recorded) if item.note not in _UNLIKE else ()


def _change(place: Difference) -> str:
    if place.printed and place.recorded:
        return f"change `{place.printed}` to `{place.recorded}`"
    return f"change `{place.printed_around}` to `{place.recorded_around}`"

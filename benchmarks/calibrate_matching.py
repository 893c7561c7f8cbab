"""Measures how thresholds and weights of the matching decide, on references made from works.

    python benchmarks/calibrate_matching.py WORKS.jsonl[.gz] [--references 1000] [--seed 1]

References are rendered from works in three styles, damaged in one of several ways, and parsed again. Half of them are looked
for among works that lack the right one, so that a match is wrong. Candidates come from the store as in a run, identifiers are
left out. Precision is right matches among all matches; recall is right matches among the references whose work is there. Each
is given for the half that settings may be chosen by and for the half held out.
"""
# ruff: noqa: SLF001 (the settings are nobody else's to change)

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker import references
from checker.matching import compare, decide
from checker.matching.normalize import title_key
from checker.model.match import Agreement
from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.model.work import Work
from checker.works.files import read_works
from checker.works.record import work_from_json
from checker.works.source import StoreSource
from checker.works.store import Store

THRESHOLDS, MARGINS = (3.0, 4.0, 5.0, 6.0, 7.0), (1.0, 2.0, 3.0)
SCALES = (0.75, 1.25)
WEIGHTS = ("_DISTINCTIVE", "_SAME_TITLE", "_SHORT_TITLE", "_FIRST_AUTHOR", "_OTHER_FIRST_AUTHOR", "_MANY_AUTHORS")
FIELDS = ("issued", "volume", "page", "container-title")


@dataclass(slots=True)
class Printed:
    """What a reference prints of a work."""

    authors: list[str]
    title: str
    journal: str
    year: int
    volume: str
    pages: str


@dataclass(frozen=True, slots=True)
class Case:
    """A parsed reference, its candidates, and the title key of its work (null: the work is not among them)."""

    entry: ReferenceEntry
    candidates: tuple[Work, ...]
    right: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, both 0 to 1."""

    precision: float
    recall: float

    def __str__(self) -> str:
        return f"{self.precision:.4f}  {self.recall:.4f}"


def vancouver(ref: Printed) -> str:
    """As in `Ellis L, Shale M. Title. Journal. 2010;12:1-9`."""
    place = ";" + ref.volume if ref.volume else ""
    pages = f":{ref.pages}" if ref.pages else ""
    return (
        f"{', '.join(_initials_last(name, ' ') for name in ref.authors)}. {ref.title}. {ref.journal}. {ref.year}{place}{pages}."
    )


def apa(ref: Printed) -> str:
    """As in `Ellis, L., & Shale, M. (2010). Title. Journal, 12, 1-9`."""
    names = [_initials_last(name, ", ") + "." for name in ref.authors]
    authors = ", ".join(names[:-1]) + (", & " if len(names) > 1 else "") + names[-1]
    return f"{authors} ({ref.year}). {ref.title}. {', '.join(part for part in (ref.journal, ref.volume, ref.pages) if part)}."


def ieee(ref: Printed) -> str:
    """As in `L. Ellis and M. Shale, "Title," Journal, vol. 12, pp. 1-9, 2010`."""
    names = [f"{name[:1]}. {name.split()[-1]}" for name in ref.authors]
    authors = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    volume = f", vol. {ref.volume}" if ref.volume else ""
    pages = f", pp. {ref.pages}" if ref.pages else ""
    return f'{authors}, "{ref.title}," {ref.journal}{volume}{pages}, {ref.year}.'


def _initials_last(name: str, gap: str) -> str:
    *given, family = name.split()
    return family + (gap + "".join(part[0] for part in given) if given else "")


def _keep(_: Printed, __: random.Random) -> None:
    """No damage."""


def _drop_subtitle(ref: Printed, _: random.Random) -> None:
    ref.title = ref.title.split(": ")[0]


def _misspell(ref: Printed, chance: random.Random) -> None:
    at = chance.randrange(len(ref.title))
    ref.title = ref.title[:at] + ref.title[at + 1 :]


def _exchange_word(ref: Printed, chance: random.Random) -> None:
    words = ref.title.split()
    words[chance.randrange(len(words))] = "provisional"
    ref.title = " ".join(words)


def _drop_place(ref: Printed, _: random.Random) -> None:
    ref.volume = ref.pages = ""


def _shift_year(ref: Printed, chance: random.Random) -> None:
    ref.year += chance.choice((-1, 1, 4))


def _cut_authors(ref: Printed, _: random.Random) -> None:
    ref.authors = ref.authors[:1]


def _other_author(ref: Printed, _: random.Random) -> None:
    ref.authors = ["Quentin Zwart", *ref.authors[1:]]


STYLES: tuple[Callable[[Printed], str], ...] = (vancouver, apa, ieee)
DAMAGES: tuple[Callable[[Printed, random.Random], None], ...] = (
    _keep,
    _drop_subtitle,
    _misspell,
    _exchange_word,
    _drop_place,
    _shift_year,
    _cut_authors,
    _other_author,
)


def cases(path: Path, count: int, seed: int) -> list[Case]:
    """Parsed references with their candidates; every second one without its own work among them."""
    chance = random.Random(seed)
    records = list(read_works(path, print))
    store = Store()
    store.add(records)
    works = [work for record in records if (work := work_from_json(record)) and work.title and work.authors and work.year]
    chosen = chance.sample(works, min(count, len(works)))
    lines = [_line(work, number, chance) for number, work in enumerate(chosen)]
    entries = references.parse_text(SourceFile("references.txt", "".join(lines)))
    if len(entries) != len(chosen):
        raise SystemExit(f"{len(chosen)} references were written and {len(entries)} read")
    return list(_with_candidates(StoreSource(store), chosen, entries))


def _line(work: Work, number: int, chance: random.Random) -> str:
    pages = "-".join(dict.fromkeys(page for page in (work.first_page, work.last_page) if page))
    authors = [" ".join(reversed(author.raw_name.split(", ", 1))) for author in work.authors[:20]]
    journal = work.container_title or "Unnamed Journal"
    ref = Printed(authors, " ".join(work.title.split()), journal, work.year or 0, work.volume, pages)
    DAMAGES[number % len(DAMAGES)](ref, chance)
    return f"{number + 1}. {chance.choice(STYLES)(ref)}\n"


def _with_candidates(source: StoreSource, works: Sequence[Work], entries: Sequence[ReferenceEntry]) -> Iterator[Case]:
    answers = zip(works, entries, source.exact(entries), source.search(entries), strict=True)
    for number, (work, entry, exact, searched) in enumerate(answers):
        absent = number // len(DAMAGES) % 2 == 1
        key = title_key(work.title)
        found = {hit.work.id: hit.work for hit in (*exact.hits, *searched.hits)}
        others = tuple(item for item in found.values() if not absent or title_key(item.title) != key)
        yield Case(entry, others, None if absent else key)


def score(tried: Sequence[Case]) -> Score:
    """How the present settings decide."""
    right = wrong = 0
    for case in tried:
        work = decide.decide(case.entry, case.candidates).work
        if work is not None:
            hit = title_key(work.title) == case.right
            right, wrong = right + hit, wrong + (not hit)
    return Score(right / max(1, right + wrong), right / max(1, sum(case.right is not None for case in tried)))


def halves(tried: Sequence[Case]) -> str:
    """Precision and recall on the half to choose by and on the half held out."""
    size = 2 * len(DAMAGES)  # one round of damages, with and without the work
    rounds = [tried[at : at + size] for at in range(0, len(tried), size)]
    return "    ".join(str(score([case for part in rounds[side::2] for case in part])) for side in (0, 1))


def table(tried: Sequence[Case]) -> Iterator[str]:
    """The lines of the table: threshold and margin, then each weight by itself, a quarter less and more."""
    yield f"{'':<28}chosen by         held out"
    yield f"{'':<28}precision recall  precision recall"
    usual = decide._ENOUGH, decide._MARGIN
    for decide._ENOUGH in THRESHOLDS:
        for decide._MARGIN in MARGINS:
            yield f"{f'enough {decide._ENOUGH:g}, margin {decide._MARGIN:g}':<28}{halves(tried)}"
    decide._ENOUGH, decide._MARGIN = usual
    for name in WEIGHTS:
        weight = getattr(compare, name)
        for scale in SCALES:
            setattr(compare, name, weight * scale)
            yield f"{f'{name[1:].lower()} x {scale:g}':<28}{halves(tried)}"
        setattr(compare, name, weight)
    for name in FIELDS:
        points: dict[Agreement, float] = compare._POINTS[name]
        for scale in SCALES:
            compare._POINTS[name] = {agreement: value * scale for agreement, value in points.items()}
            yield f"{f'{name} x {scale:g}':<28}{halves(tried)}"
        compare._POINTS[name] = points


def main() -> None:
    """Make the references and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("works", type=Path)
    parser.add_argument("--references", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for line in table(cases(options.works, options.references, options.seed)):
        print(line, flush=True)


if __name__ == "__main__":
    main()

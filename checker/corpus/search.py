"""The blocked fuzzy join: titles that no exact key found, against the works that share rare words with them.

As `works.store.Store.search` does it for one title: its rarest words select works, one by one where few titles have them, else
two together; the share of common words ranks them. A block that holds very many works is none (`works.prepare`), so the number
of candidates of a title is bounded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import accumulate, combinations
from math import log
from typing import TYPE_CHECKING, Any

from checker.corpus.joined import SEARCH
from checker.corpus.tables import Row, mapped
from checker.corpus.works import Works
from checker.matching.normalize import title_words
from checker.works import search_bounds as bounds

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_LIMIT = 10

_ASKED = "question string, word string"
_BLOCKS = "question string, block string, few double, many double"
_CANDIDATES = "question string, id string, few boolean, many boolean, paired boolean"
_BEST = "question string, id string, rank int"


def search(questions: "DataFrame", works: Works) -> "DataFrame":
    """The best works for each `question` (`search:` and a title): question, id, rank."""
    from pyspark.sql import functions as f

    def gathered(table: "DataFrame", *columns: str) -> "DataFrame":
        return table.groupBy("question").agg(f.collect_list(f.struct(*columns)).alias("rows"))

    asked = questions.mapInArrow(mapped(_asked, _ASKED), _ASKED)
    counted = gathered(asked.join(works.frequencies, "word"), "works", "word")
    rarest = counted.select("question", f.slice(f.sort_array("rows"), 1, bounds.RAREST).alias("rows"))
    blocks = rarest.mapInArrow(mapped(_blocks, _BLOCKS), _BLOCKS)
    hits = gathered(blocks.join(works.blocks, "block"), "block", "few", "many", "ids")
    candidates = hits.mapInArrow(mapped(_candidates, _CANDIDATES), _CANDIDATES)
    titled = gathered(candidates.join(works.works.select("id", "words"), "id"), "id", "few", "many", "paired", "words")
    return titled.mapInArrow(mapped(_best, _BEST), _BEST)


def _asked(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        words = {word for word in title_words(row["question"].removeprefix(SEARCH)) if len(word) > 1}
        for word in sorted(words)[:100]:
            yield {"question": row["question"], "word": word}


def _blocks(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The blocks that a title with its rarest words belongs to, and what a work in one weighs.

    Words weigh nothing where they select only in a wider search, pairs of words weigh never.
    """
    for row in rows:
        question, rarest = row["question"], row["rows"]
        totals = accumulate(word["works"] for word in rarest)
        for word, total in zip(rarest, totals, strict=True):
            weight = 1 / log(word["works"] + 2)
            few, many = (weight if total <= most else 0.0 for most in (bounds.FEW, bounds.MOST_WEIGHED))
            if many:
                yield {"question": question, "block": word["word"], "few": few, "many": many}
        for pair in combinations(sorted(word["word"] for word in rarest[: bounds.PAIRED]), 2):
            yield {"question": question, "block": " ".join(pair), "few": 0.0, "many": 0.0}


def _candidates(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The works whose titles are to be compared with that asked for: the heaviest of each search, and those in pairs."""
    for row in rows:
        weights: dict[str, dict[str, float]] = {"few": {}, "many": {}}
        paired: set[str] = set()
        for block in sorted(row["rows"], key=lambda block: str(block["block"])):
            if not block["many"]:
                paired.update(block["ids"])
            for kind, heavy in weights.items():
                if block[kind]:
                    heavy.update({work: heavy.get(work, 0.0) + block[kind] for work in block["ids"]})
        few, many = (_heaviest(heavy) for heavy in weights.values())
        pairs = set(sorted(paired)[: bounds.MOST_COMMON])
        for work in sorted(few | many | pairs):
            yield {"question": row["question"], "id": work, "few": work in few, "many": work in many, "paired": work in pairs}


def _heaviest(weights: Mapping[str, float]) -> set[str]:
    return set(nlargest(bounds.RANKED, sorted(weights), key=weights.__getitem__))


def _best(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The works that have most words in common with a title, by the narrowest search that comes close."""
    for row in rows:
        words = frozenset(title_words(row["question"].removeprefix(SEARCH)))
        ranked = _ranked(words, (work for work in row["rows"] if work["few"]))
        if not _comes_close(ranked, bounds.VERY_CLOSE):
            ranked = _ranked(words, (work for work in row["rows"] if work["many"]))
        if not _comes_close(ranked, bounds.CLOSE):
            ranked = _ranked(words, (work for work in row["rows"] if work["many"] or work["paired"]))
        least = max(bounds.FAR, bounds.OF_BEST * ranked[0][0]) if ranked else bounds.FAR
        for rank, (_, identifier) in enumerate([hit for hit in ranked if hit[0] >= least][:_LIMIT]):
            yield {"question": row["question"], "id": identifier, "rank": rank}


def _comes_close(ranked: Sequence[tuple[float, str]], share: float) -> bool:
    return bool(ranked) and ranked[0][0] >= share


def _ranked(words: frozenset[str], rows: Iterable[Row]) -> list[tuple[float, str]]:
    shares = ((2 * len(words.intersection(row["words"])) / (len(words) + len(row["words"])), row["id"]) for row in rows)
    return sorted(shares, key=lambda hit: (-hit[0], hit[1]))

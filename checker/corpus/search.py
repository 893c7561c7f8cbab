"""The blocked fuzzy join: titles that no exact key found, against the works that share rare words with them.

As `works.store.Store.search` does it for one title: the rarest words of a title select works, the share of common words
ranks them. A word that stands in very many titles is no block, so the number of candidates of a title is bounded.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, Any

from checker.corpus.joined import SEARCH
from checker.corpus.tables import Row, grouped, mapped
from checker.corpus.works import Works
from checker.matching.normalize import title_words
from checker.works import search_bounds as bounds

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_LIMIT = 10

_ASKED = "question string, word string"
_CHOSEN = "question string, word string, few double, many double, paired int"
_BEST = "question string, id string, rank int"


def search(questions: "DataFrame", works: Works) -> "DataFrame":
    """The best works for each `question` (`search:` and a title): question, id, rank."""
    from pyspark.sql import functions as f

    asked = questions.mapInArrow(mapped(_asked, _ASKED), _ASKED)
    counted = asked.join(works.frequencies, "word")
    chosen = counted.groupBy("question").applyInArrow(grouped(_chosen, _CHOSEN), _CHOSEN)
    hits = chosen.join(works.postings, "word").groupBy("question", "id")
    hits = hits.agg(f.sum("few").alias("few"), f.sum("many").alias("many"), f.sum("paired").alias("common"))
    hits = hits.where("many > 0 or common > 1").join(works.works.select("id", "words"), "id")
    return hits.groupBy("question").applyInArrow(grouped(_best, _BEST), _BEST)


def _asked(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        words = {word for word in title_words(row["question"].removeprefix(SEARCH)) if len(word) > 1}
        for word in sorted(words)[:100]:
            yield {"question": row["question"], "word": word}


def _chosen(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """The rarest words of a title with their weights: 0 for what selects only in a wider search, or together with another."""
    rarest = sorted((row["works"], row["word"]) for row in rows)[: bounds.RAREST]
    totals = accumulate(count for count, _ in rarest)
    for place, ((count, word), total) in enumerate(zip(rarest, totals, strict=True)):
        weight = 1 / log(count + 2)
        few, many = (weight if total <= most else 0.0 for most in (bounds.FEW, bounds.MOST_WEIGHED))
        yield {"question": rows[0]["question"], "word": word, "few": few, "many": many, "paired": int(place < bounds.PAIRED)}


def _best(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """The works that have most words in common with a title."""
    question = rows[0]["question"]
    words = frozenset(title_words(question.removeprefix(SEARCH)))
    rows = sorted(rows, key=lambda row: str(row["id"]))
    ranked = _ranked(words, _heaviest(rows, "few"))
    if not _comes_close(ranked, bounds.VERY_CLOSE):
        ranked = _ranked(words, _heaviest(rows, "many"))
    if not _comes_close(ranked, bounds.CLOSE):
        pairs = [row for row in rows if row["common"] > 1][: bounds.MOST_COMMON]
        ranked = _ranked(words, [*_heaviest(rows, "many"), *pairs])
    least = max(bounds.FAR, bounds.OF_BEST * ranked[0][0]) if ranked else bounds.FAR
    for rank, (_, identifier) in enumerate([hit for hit in ranked if hit[0] >= least][:_LIMIT]):
        yield {"question": question, "id": identifier, "rank": rank}


def _heaviest(rows: Iterable[Row], weight: str) -> list[Row]:
    return nlargest(bounds.RANKED, (row for row in rows if row[weight] > 0), key=lambda row: float(row[weight]))


def _comes_close(ranked: Sequence[tuple[float, str]], share: float) -> bool:
    return bool(ranked) and ranked[0][0] >= share


def _ranked(words: frozenset[str], rows: Iterable[Row]) -> list[tuple[float, str]]:
    shares = {row["id"]: 2 * len(words.intersection(row["words"])) / (len(words) + len(row["words"])) for row in rows}
    return sorted(((share, identifier) for identifier, share in shares.items()), key=lambda hit: (-hit[0], hit[1]))

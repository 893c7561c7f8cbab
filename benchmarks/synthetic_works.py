"""Writes synthetic works in OpenAlex's shape as a data snapshot: `synthetic_works.py FOLDER [--works 1000000] [--seed 1]`.

The words of titles follow Zipf's law, as those of real ones do: a few stand in most titles, most in hardly any, so that the
full-text search meets long lists of works. Titles, names, journals and identifiers are made up.
"""

import argparse
import gzip
import itertools
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

VOCABULARY = 60_000
PER_PART = 100_000
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru stra the pho qua sch".split()
SMALL_WORDS = "the of in and a for on with to by from an at is as using".split()


def words(count: int, source: random.Random) -> list[str]:
    """`count` different made-up words after the small words of English, in the order of their frequency."""
    found = dict.fromkeys(SMALL_WORDS)
    while len(found) < count:
        found["".join(source.choices(SYLLABLES, k=source.choice((2, 3, 3, 4))))] = None
    return list(found)


def works(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` Work objects; the same ones for the same seed."""
    source = random.Random(seed)
    vocabulary = words(VOCABULARY, source)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    names = [word.title() for word in vocabulary[100:20_100]]
    journals = [" ".join(source.choices(names, k=3)) for _ in range(5000)]
    for number in range(1, count + 1):
        title = " ".join(source.choices(vocabulary, cum_weights=weights, k=source.randint(5, 16))).capitalize()
        authors = [f"{source.choice(names)} {source.choice(names)}" for _ in range(source.randint(1, 6))]
        yield work(number, title, authors, source.choice(journals), source)


def work(number: int, title: str, authors: list[str], journal: str, source: random.Random) -> dict[str, Any]:
    """One Work object with the fields that OpenAlex gives, an inverted abstract in every third."""
    doi = f"https://doi.org/10.5555/synthetic.{number}"
    page = source.randint(1, 2000)
    place = {
        "source": {"display_name": journal, "type": "journal", "issn_l": f"{number % 10_000:04}-0000"},
        "version": "publishedVersion",
    }
    abstract = {word: [at] for at, word in enumerate(dict.fromkeys(title.lower().split() * 2))} if number % 3 == 0 else None
    return {
        "id": f"https://openalex.org/W{4_000_000_000 + number}",
        "doi": doi if number % 5 else None,
        "title": title,
        "display_name": title,
        "publication_year": source.randint(1980, 2025),
        "ids": {"openalex": f"https://openalex.org/W{4_000_000_000 + number}", "doi": doi if number % 5 else None},
        "language": "en",
        "type": "article",
        "authorships": [{"raw_author_name": name, "author": {"display_name": name}, "institutions": []} for name in authors],
        "primary_location": {**place, "landing_page_url": doi},
        "locations": [{**place, "landing_page_url": doi}],
        "biblio": {"volume": str(number % 90 + 1), "issue": "1", "first_page": str(page), "last_page": str(page + 9)},
        "is_retracted": False,
        "cited_by_count": number % 100,
        "abstract_inverted_index": abstract,
    }


def write(folder: Path, count: int, seed: int) -> None:
    """Write works as `FOLDER/data/works/updated_date=.../part_0000.gz`."""
    records = works(count, seed)
    for number, start in enumerate(range(0, count, PER_PART)):
        day = (date(2025, 1, 1) + timedelta(number)).isoformat()
        path = folder / "data" / "works" / f"updated_date={day}" / "part_0000.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", compresslevel=3, encoding="utf-8") as stream:
            for record in itertools.islice(records, min(PER_PART, count - start)):
                stream.write(json.dumps({**record, "updated_date": day}) + "\n")


def main() -> None:
    """Read the options and write the snapshot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--works", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.works, options.seed)


if __name__ == "__main__":
    main()

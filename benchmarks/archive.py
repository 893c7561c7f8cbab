"""Writes made-up manuscripts that cite synthetic works: `archive.py FOLDER --manuscripts 200 --references 50 --works 1000`.

FOLDER/papers gets the manuscripts, FOLDER/works.jsonl the works. Of the references a tenth lacks a word of the title, a
twentieth each has another year or another title, and half of those with a DOI print it.
"""

import argparse
import json
import random
from pathlib import Path
from typing import Any

from synthetic_works import works

SENTENCES = (
    "The yield of the fields was measured over many seasons, with results that differ between the regions [{0}].",
    "Several studies have shown that slow growth goes with cold springs [{0}, {1}].",
    "In a randomised trial of {2} plots, the treated ones gave {3}% more than the others [{1}].",
)


def printed(work: dict[str, Any], number: int, source: random.Random) -> str:
    """A reference to a work as a list prints it."""
    names = [item["raw_author_name"].split() for item in work["authorships"]]
    title, year, biblio = work["title"], work["publication_year"], work["biblio"]
    kind = source.random()
    if kind < 0.1:
        words = title.split()
        words.pop(source.randrange(1, len(words)))
        title = " ".join(words)
    elif kind < 0.15:
        year += 2
    elif kind < 0.2:
        title = f"Nothing {' '.join(reversed(title.lower().split()[:5]))} that anybody knows"
    authors = ", ".join(f"{family} {given[0]}" for given, family in names)
    journal = work["primary_location"]["source"]["display_name"]
    doi = f" doi:{work['doi'].partition('.org/')[2]}" if work["doi"] and kind > 0.2 and source.random() < 0.5 else ""
    place = f"{year};{biblio['volume']}:{biblio['first_page']}-{biblio['last_page']}"
    return f"{number}. {authors}. {title}. {journal}. {place}.{doi}"


def manuscript(number: int, cited: list[dict[str, Any]], source: random.Random) -> str:
    """A manuscript: a sentence for each reference, then the list."""
    sentences = [
        SENTENCES[place % len(SENTENCES)].format(place, max(1, place - 1), source.randrange(20, 400), source.randrange(1, 60))
        for place in range(1, len(cited) + 1)
    ]
    paragraphs = "\n\n".join(" ".join(sentences[start : start + 5]) for start in range(0, len(sentences), 5))
    entries = "\n".join(printed(work, place, source) for place, work in enumerate(cited, 1))
    return f"A review of the fields, number {number}\n\n{paragraphs}\n\nReferences\n\n{entries}\n"


def write(folder: Path, manuscripts: int, references: int, count: int, seed: int = 1) -> None:
    """Write the archive; the same one for the same numbers."""
    source = random.Random(seed)
    made = list(works(count, seed))
    papers = folder / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    with (folder / "works.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(work) + "\n" for work in made)
    for number in range(manuscripts):
        text = manuscript(number, source.choices(made, k=references), source)
        (papers / f"{number:06}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the options and write the archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--manuscripts", type=int, default=200)
    parser.add_argument("--references", type=int, default=50)
    parser.add_argument("--works", type=int, default=1000)
    options = parser.parse_args()
    write(options.folder, options.manuscripts, options.references, options.works)


if __name__ == "__main__":
    main()

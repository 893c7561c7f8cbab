"""One set of works printed in many styles gives the same CSL variables in each, for what the style prints."""

import pytest

from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.references import parse_text
from tests.references.rendering import ARTICLES, STYLES, UNTITLED, Article, rendered_list


def parse(text: str) -> tuple[ReferenceEntry, ...]:
    return parse_text(SourceFile("list.txt", text))


def squeeze(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def expected(work: Article, text: str, titled: bool = True) -> dict[str, str]:
    """What `text` prints of a work, by CSL variable, without case and punctuation."""
    journal = work.journal if work.journal in text else work.short
    values = {
        "author": " ".join(family for family, _ in work.authors),
        "container-title": journal,
        "issued": str(work.year),
        "volume": work.volume,
        "page": work.first + (work.last if work.last in text else ""),
    }
    if titled:
        values["title"] = work.title
    if work.doi in text:
        values["DOI"] = work.doi
    return {name: squeeze(value) for name, value in values.items()}


def read(entry: ReferenceEntry, names: dict[str, str]) -> dict[str, str]:
    values = {
        "author": " ".join(name.full_family for name in entry.author),
        "issued": str(entry.year),
        **{name: entry.get(name) for name in names if name not in ("author", "issued")},
    }
    return {name: squeeze(value) for name, value in values.items()}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_the_same_variables(style: str) -> None:
    texts = [STYLES[style](work) for work in ARTICLES]
    entries = parse("".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1)))
    assert len(entries) == len(ARTICLES)
    for work, text, entry in zip(ARTICLES, texts, entries, strict=True):
        wanted = expected(work, text)
        assert read(entry, wanted) == wanted
        assert entry.type == "article-journal"
        assert entry.confidence >= 0.8


@pytest.mark.parametrize("style", UNTITLED)
def test_styles_without_titles(style: str) -> None:
    texts = [UNTITLED[style](work) for work in ARTICLES]
    entries = parse("".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1)))
    for work, text, entry in zip(ARTICLES, texts, entries, strict=True):
        wanted = expected(work, text, titled=False)
        assert read(entry, wanted) == wanted
        assert not entry.title


@pytest.mark.parametrize("style", ["vancouver", "apa", "nature", "chicago-notes"])
@pytest.mark.parametrize("numbered", [True, False])
def test_as_many_entries_as_were_printed(style: str, numbered: bool) -> None:
    for count in (1, 2, 17, 400):
        assert len(parse("\n".join(rendered_list(count, style, numbered)) + "\n")) == count


def test_five_thousand_entries() -> None:
    entries = parse("\n\n".join(rendered_list(5000, "ama")) + "\n")
    assert [entry.number for entry in entries] == list(range(1, 5001))

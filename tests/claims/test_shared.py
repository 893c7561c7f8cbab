"""One reader for the manuscripts of a process."""

from pathlib import Path

import pytest

from checker.claims import shared
from checker.claims.reading import Reader


@pytest.fixture(autouse=True)
def _no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_readers", {})


def lexicon(folder: Path, name: str, word: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(f'[terms.g]\n{word} = ["{word}"]\n', encoding="utf-8")
    return path


def names(reader: Reader) -> list[str]:
    return [term.name for term in reader.read("red green blue").terms]


def test_a_reader_serves_until_another_lexicon_is_asked_for(tmp_path: Path) -> None:
    colours, others = lexicon(tmp_path, "colours", "red"), lexicon(tmp_path, "others", "green")
    first = shared.reader({colours: ()})
    assert shared.reader({colours: ()}) is first
    both = shared.reader({others: ()})
    assert names(both) == ["red", "green"]
    assert shared.reader({colours: ()}) is both
    assert shared.reader({}) is both


def test_a_lexicon_with_other_additions_is_not_mixed_with_the_last_ones(tmp_path: Path) -> None:
    colours, more = lexicon(tmp_path, "colours", "red"), lexicon(tmp_path, "more", "blue")
    assert names(shared.reader({colours: (more,)})) == ["red", "blue"]
    assert names(shared.reader({colours: ()})) == ["red"]


def test_two_lexicons_of_one_name_stay_apart(tmp_path: Path) -> None:
    ours, theirs = lexicon(tmp_path / "ours", "colours", "red"), lexicon(tmp_path / "theirs", "colours", "blue")
    assert names(shared.reader({ours: (), theirs: ()})) == ["red", "blue"]
    assert names(shared.reader({theirs: ()})) == ["blue"]
    assert names(shared.reader({ours: ()})) == ["red"]


def test_the_words_of_a_manuscript_are_forgotten_behind_it(tmp_path: Path) -> None:
    reader = shared.reader({lexicon(tmp_path, "colours", "red"): ()})
    strings = reader._nlp.vocab.strings
    with reader.forgetting():
        passage = reader.read("Unheardofness is red.")
        assert "Unheardofness" in strings
    assert "Unheardofness" not in strings
    assert [word.key for word in passage.words] == [word.key for word in reader.read("Unheardofness is red.").words]
    assert [term.name for term in passage.terms] == ["red"]

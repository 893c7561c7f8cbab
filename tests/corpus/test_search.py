"""The steps of the fuzzy join that are Python's: what selects works for a title, and which of them come close."""

from typing import Any

from checker.corpus import search
from checker.works import search_bounds as bounds


def rare(*words: tuple[str, int]) -> dict[str, Any]:
    """A title with its rarest words."""
    return {"question": "search:a title", "rows": [{"word": word, "works": works} for word, works in words]}


def test_rare_words_select_alone_and_common_ones_in_pairs() -> None:
    few, many = bounds.FEW, bounds.MOST_WEIGHED
    row = rare(("yarrow", few), ("moss", many - few), ("birds", many), ("maps", many), ("tides", many))
    blocks = {block["block"]: (block["few"] > 0, block["many"] > 0) for block in search._blocks([row])}
    alone = {block: kinds for block, kinds in blocks.items() if " " not in block}
    assert alone == {"yarrow": (True, True), "moss": (False, True)}
    pairs = blocks.keys() - alone.keys()
    assert pairs == {"birds moss", "birds yarrow", "maps yarrow", "maps moss", "birds maps", "moss yarrow"}
    assert not any(any(blocks[pair]) for pair in pairs)


def test_the_number_of_candidates_is_bounded() -> None:
    alone = [{"block": "a", "few": 0.0, "many": 0.2, "ids": [f"W{number}" for number in range(2000)]}]
    pairs = [{"block": f"a {at}", "few": 0.0, "many": 0.0, "ids": [f"X{at}-{n}" for n in range(300)]} for at in range(6)]
    candidates = [*search._candidates([{"question": "search:a", "rows": alone + pairs}])]
    assert sum(row["many"] for row in candidates) == bounds.RANKED
    assert sum(row["paired"] for row in candidates) == bounds.MOST_COMMON
    assert not any(row["few"] for row in candidates)


def test_the_narrowest_search_that_comes_close_has_the_last_word() -> None:
    works = [
        {"id": "W3", "few": False, "many": False, "paired": True, "words": ["moss", "of", "birds"]},
        {"id": "W1", "few": False, "many": True, "paired": True, "words": ["moss", "of", "yarrow"]},
        {"id": "W2", "few": True, "many": True, "paired": False, "words": ["yarrow", "tides", "maps", "bones", "seeds"]},
    ]

    def best(title: str) -> list[str]:
        return [row["id"] for row in search._best([{"question": f"search:{title}", "rows": works}])]

    assert best("Yarrow, tides, maps, bones") == ["W2"]  # found among the very rare
    assert best("Moss of yarrow") == ["W1"]
    assert best("Moss of the birds") == ["W3", "W1"]  # in pairs only
    assert best("Clouds, lakes and coasts") == []

"""What comparing remembers is bounded behind each manuscript."""

from checker.matching import memory, normalize, titles


def test_many_folded_forms_are_forgotten_behind_a_manuscript() -> None:
    for number in range(memory._MOST_KEPT + 1):
        normalize.title_key(f"The yield of field {number}")
    titles.compare_titles("The yield of fields", "The yields of fields")

    memory.make_room()

    assert normalize.fold.cache_info().currsize == 0
    assert titles.compare_titles.cache_info().currsize == 0


def test_the_folded_forms_of_a_few_manuscripts_are_kept() -> None:
    normalize.fold.cache_clear()
    normalize.fold("The yield of fields")

    memory.make_room()

    assert normalize.fold.cache_info().currsize == 1

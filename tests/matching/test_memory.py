"""What comparing remembers is bounded behind each manuscript."""

from checker.citations import fold as citations_fold
from checker.matching import containers, memory, normalize, titles


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


def test_names_and_journals_count_as_titles_do() -> None:
    memory.make_room()
    for number in range(memory._MOST_KEPT + 1):
        containers.is_preprint_server(f"Annals of field {number}")

    memory.make_room()

    assert containers.is_preprint_server.cache_info().currsize == 0
    assert citations_fold.fold.cache_info().currsize == 0

"""What comparing remembers from manuscript to manuscript, and its bound."""

from checker.matching import normalize, titles

#: Folded texts that are kept for the next manuscript: as many as a hundred short ones have. With the forms made of them that is
#: 2 MB; without a bound, thousands of manuscripts filled 20 MB with titles that no other one has.
_MOST_KEPT = 1 << 12
_REMEMBERING = (
    normalize.fold,
    normalize.title_words,
    normalize.title_key,
    normalize.family_key,
    normalize.fold_name,
    titles.compare_titles,
    titles.words_of,
)


def make_room() -> None:
    """Forget the folded forms of earlier manuscripts where there are many; within one, however long, all are kept."""
    if normalize.fold.cache_info().currsize > _MOST_KEPT:
        for remembering in _REMEMBERING:
            remembering.cache_clear()

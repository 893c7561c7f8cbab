"""From settings to rules that run: what each process makes for itself, without the command line."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from checker import config, engine, registry
from checker.errors import UsageError
from checker.model.notice import Notice

if TYPE_CHECKING:
    from checker.jobs import Judge


def judges(settings: Sequence[config.Settings], *, suppressions: bool, incremental: bool) -> "list[Judge]":
    """What runs the rules of each project; `incremental`: not on manuscripts about which they would say the same as before."""
    rules = [setup(each, suppressions=suppressions) for each in settings]
    if not incremental:
        return [partial(engine.judge, setup=each) for each in rules]
    from checker import results

    return [results.Results(results_path(), each).judge for each in rules]


def setup(settings: config.Settings, *, suppressions: bool = True) -> engine.Setup:
    """The rules as the settings select them, with their options; without works. Raises UsageError for what there is not."""
    if settings.spacy_model:
        _check_model(settings.spacy_model)
    known = registry.load(settings.rule_dirs)
    config.check_rules(settings, known)
    additions = config.lexicons(settings, known)
    if any(additions.values()):
        from checker.claims import lexicon

        for path in (path for paths in additions.values() for path in paths):
            lexicon.load(path)  # what is wrong with it is said before any manuscript is read
    return engine.Setup(
        rules=known.select(settings.select, settings.ignore, settings.extend_select),
        options=settings.rules,
        severities=settings.severity,
        min_confidence=settings.min_confidence,
        notices=_retractions(settings.retractions) if settings.retractions else {},
        suppressions=suppressions,
        ignores=config.ignores(settings, known),
        known_codes=frozenset(known.codes),
        lexicons=additions,
        spacy_model=settings.spacy_model or "",
    )


def _retractions(path: Path) -> Mapping[str, tuple[Notice, ...]]:
    from checker.works.retractions import read_retractions

    return read_retractions(path)


def _check_model(name: str) -> None:
    """Raise UsageError for a spaCy model that is neither installed nor a folder: most runs would not come to load it."""
    if not (Path(name).is_dir() or (name.isidentifier() and find_spec(name))):
        raise UsageError(f"--spacy-model {name}: no such model or folder; install the model, or name none")


def results_path() -> Path:
    """Where results are kept: beside the user's cache of answers."""
    from checker import results
    from checker.works.cache import cache_path

    return cache_path().with_name(results.FILE_NAME)

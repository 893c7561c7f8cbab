"""Lexicons: TOML files with the terms that rules look for.

    [terms.somatostatin-analogues]                 # a group
    octreotide = ["octreotide", "Sandostatin"]     # a name and the forms it takes in text
    plural = ["several|many studies|trials have?"] # alternatives, an optional word
    recent = ["recent ... study"]                  # up to three words between
    [words]
    studies = "studies|trials|reports"             # alternatives that forms call `$studies`

Case does not matter. Other tables of a file belong to the rule that reads them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.errors import UsageError

#: How many words `...` may stand for.
GAP = 3
_NAMED = re.compile(r"\$([a-z]+)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The terms of one file: group → name → forms. `tables` holds the other tables of the file."""

    name: str
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    tables: Mapping[str, Any] = field(default_factory=dict)

    def forms(self) -> Iterator[tuple[str, str, str]]:
        """Every form as (group, name, form)."""
        for group, names in self.terms.items():
            for name, forms in names.items():
                for form in forms:
                    yield group, name, form


def load(path: Path) -> Lexicon:
    """The lexicon in a TOML file, named after the file. Raises UsageError for a file that is none."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UsageError(f"{path}: can't be read as a lexicon: {problem}") from problem
    terms = tables.pop("terms", None)
    if not isinstance(terms, dict) or not all(_is_group(group) for group in terms.values()):
        raise UsageError(f"{path}: a lexicon has tables `[terms.GROUP]` with lists of forms")
    words = tables.pop("words", {})
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        raise UsageError(f"{path}: `[words]` gives names to alternatives, each a string")
    try:
        groups = {
            group: {name: tuple(_filled(form, words) for form in forms) for name, forms in names.items()}
            for group, names in terms.items()
        }
    except KeyError as problem:
        raise UsageError(f"{path}: `[words]` has no `{problem.args[0]}`") from problem
    return Lexicon(path.stem, groups, tables)


def _filled(form: str, words: Mapping[str, str]) -> str:
    """A form with the alternatives that it calls by name. Raises KeyError for a name that is not there."""
    return _NAMED.sub(lambda match: words[match[1]], form)


def _is_group(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(forms, list) and all(isinstance(form, str) and form.strip() for form in forms) for forms in value.values()
    )

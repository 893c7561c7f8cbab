"""Lexicons: TOML files with the terms that rules look for.

    [terms.somatostatin-analogues]                 # a group
    octreotide = ["octreotide", "Sandostatin"]     # a name and the forms it takes in text
    plural = ["several|many studies|trials have?"] # alternatives, an optional word
    recent = ["recent ... study"]                  # up to three words between
    statin = ["*vastatin"]                         # words with an ending; each is a name of its own
    yttrium-90 = ["@90 Y yttrium"]                 # a nuclide in all notations: 90Y, Y-90, yttrium 90 ...
    met = ["=MET", "=MET-amplified"]               # in these letters: not `met`
    [words]
    studies = "studies|trials|reports"             # alternatives that forms call `$studies`

Else case does not matter. Other tables of a file belong to the rule that reads them.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
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
            group: {name: tuple(full for form in forms for full in _full(form, words)) for name, forms in names.items()}
            for group, names in terms.items()
        }
    except KeyError as problem:
        raise UsageError(f"{path}: `[words]` has no `{problem.args[0]}`") from problem
    except ValueError as problem:
        raise UsageError(f"{path}: `@` is followed by mass number, symbol and element: `@90 Y yttrium`") from problem
    return Lexicon(path.stem, groups, tables)


def joined(lexicon: Lexicon, others: Iterable[Lexicon]) -> Lexicon:
    """A lexicon with the terms of others: new forms of its names, new names in its groups, new groups."""
    terms = {group: dict(names) for group, names in lexicon.terms.items()}
    for other in others:
        for group, names in other.terms.items():
            mine = terms.setdefault(group, {})
            mine.update({name: (*mine.get(name, ()), *forms) for name, forms in names.items()})
    return Lexicon(lexicon.name, terms, lexicon.tables)


def _full(form: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """What a form stands for. Raises KeyError for alternatives without a name, ValueError for half a nuclide."""
    if form.startswith("@"):
        mass, symbol, element = form[1:].split()
        ways = (
            "{0}{1}", "{0}-{1}", "{0} {1}", "{1}-{0}", "{1}{0}", "^{0}^{1}", "[{0}{1}", "{0}{1}]{1}",
            "{2}-{0}", "{2} {0}", "{0}-{2}", "{0} {2}", "{2} {1} {0}", "{2} ({0}{1})",
        )  # fmt: skip
        return tuple(way.format(mass, symbol, element) for way in ways)
    return (_NAMED.sub(lambda match: words[match[1]], form),)


def _is_group(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(forms, list) and all(isinstance(form, str) and form.strip() for form in forms) for forms in value.values()
    )

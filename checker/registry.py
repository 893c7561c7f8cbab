"""Which rules exist and which of them are selected."""

import difflib
import importlib
import importlib.util
import inspect
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from checker.errors import UsageError
from checker.rule import Rule

#: Entry-point group under which packages of rules are found; each entry names a package whose modules hold one rule each.
ENTRY_POINT_GROUP = "citeproof.rules"


#: Letters that are typed or read for digits (`CIT1O1`).
_DIGITS = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Registry:
    """All known rules, ordered by code."""

    rules: tuple[type[Rule], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all rules, in order."""
        return tuple(rule.code for rule in self.rules)

    def get(self, code_or_name: str) -> type[Rule]:
        """A rule by its code or name. Raises UsageError with a suggestion where there is none."""
        wanted = code_or_name.strip()
        for rule in self.rules:
            if wanted.upper() == rule.code or wanted.lower() == rule.name:
                return rule
        raise UsageError(f"unknown rule `{wanted}`{self._did_you_mean(wanted)}")

    def expand(self, selector: str) -> frozenset[str]:
        """The codes that a selector means: a code, a prefix (`MET`, `CIT1`), a name, or `ALL`."""
        wanted = selector.strip()
        if wanted.upper() == "ALL":
            return frozenset(self.codes)
        found = frozenset(
            rule.code for rule in self.rules if rule.name == wanted.lower() or rule.code.startswith(wanted.upper())
        )
        if not wanted or not found:
            raise UsageError(f"unknown rule selector `{wanted}`{self._did_you_mean(wanted)}")
        return found

    def select(
        self, select: Sequence[str] = (), ignore: Sequence[str] = (), extend: Sequence[str] = ()
    ) -> tuple[type[Rule], ...]:
        """The rules to run. The longest matching selector wins, `ignore` over `select` at equal length (as in ruff)."""
        rank: dict[str, tuple[int, bool]] = {}
        base = [(text, True) for text in (*select, *extend)] + [(text, False) for text in ignore]
        if not select:
            rank = {rule.code: (0, not rule.opt_in) for rule in self.rules}
        for selector, wanted in base:
            weight = self._weight(selector)
            for code in self.expand(selector):
                known = rank.get(code)
                if known is None or weight > known[0] or (weight == known[0] and not wanted):
                    rank[code] = (weight, wanted and self._may_select(code, weight))
        return tuple(rule for rule in self.rules if rank.get(rule.code, (0, False))[1])

    def _weight(self, selector: str) -> int:
        """How specific a selector is: its length as a prefix; a name counts as a full code."""
        text = selector.strip()
        if text.upper() == "ALL":
            return 1
        return len(text) + 1 if any(code.startswith(text.upper()) for code in self.codes) else 100

    def _may_select(self, code: str, weight: int) -> bool:
        """Opt-in rules are selected by family or code, not by ALL."""
        return weight > 1 or not next(rule for rule in self.rules if rule.code == code).opt_in

    def _did_you_mean(self, wanted: str) -> str:
        known = [*self.codes, *(rule.name for rule in self.rules)]
        meant = wanted[:3].upper() + wanted[3:].upper().translate(_DIGITS)
        if meant in self.codes:
            return f", did you mean `{meant}`?"
        close = difflib.get_close_matches(wanted.upper(), known, 1) or difflib.get_close_matches(wanted.lower(), known, 1)
        return f", did you mean `{close[0]}`?" if close else "; `citeproof rules` lists them"


def load(directories: Iterable[Path] = ()) -> Registry:
    """All rules of the installed rule packages and of directories of house rules.

    Raises UsageError for a directory that is missing, a file that can't be imported, or a code that is taken.
    """
    rules: dict[str, type[Rule]] = {}
    for rule in (*_installed(), *(rule for path in directories for rule in _house_rules(path))):
        taken = rules.get(rule.code)
        if taken is not None and taken is not rule:
            raise UsageError(f"rule code `{rule.code}` of `{rule.__module__}` is taken by `{taken.__module__}`")
        rules[rule.code] = rule
    return Registry(tuple(rules[code] for code in sorted(rules)))


def house_rules(registry: Registry, directory: Path) -> tuple[type[Rule], ...]:
    """The rules of a registry that were loaded from a directory."""
    folder = directory.resolve()
    return tuple(rule for rule in registry.rules if Path(inspect.getfile(rule)).resolve().parent == folder)


@cache
def _installed() -> tuple[type[Rule], ...]:
    """The rules of the installed packages, which stay the same for a process."""
    rules: list[type[Rule]] = []
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name):
        package = importlib.import_module(point.value)
        for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
            rules += _rules_of(importlib.import_module(f"{point.value}.{module}"))
    return tuple(rules)


def _house_rules(directory: Path) -> Iterator[type[Rule]]:
    if not directory.is_dir():
        raise UsageError(f"{directory}: no such directory of rules")
    for path in sorted(directory.glob("*.py")):
        name = f"citeproof_house_rules_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise UsageError(f"{path}: can't be imported as a rule")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except Exception as problem:  # whatever a house rule raises is its author's to mend
            raise UsageError(f"{path}: {type(problem).__name__}: {problem}") from problem
        yield from _rules_of(module)


def _rules_of(module: ModuleType) -> Iterator[type[Rule]]:
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Rule)
            and value.__module__ == module.__name__
            and hasattr(value, "code")
        ):
            yield value

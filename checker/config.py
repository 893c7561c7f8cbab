"""Settings: defaults, a profile, the nearest configuration file, the command line; each with where it came from."""

import difflib
import glob
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from checker import profiles
from checker.errors import UsageError
from checker.ignores import Ignores
from checker.model.finding import Confidence, Severity
from checker.registry import Registry

#: Names looked for beside a manuscript and in the folders above it, in this order.
FILE_NAMES = ("citeproof.toml", ".citeproof.toml", "pyproject.toml")
#: The value of `fail-on` that never fails.
NEVER = "never"
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told, file and command line merged. Names are those of the configuration with `_` for `-`.

    Relative paths of a configuration file are resolved against its folder. `origin` maps a setting to where it came from.
    """

    #: The name of a shipped profile or the path of a file, whose settings these extend.
    profile: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence = Confidence.MEDIUM
    fail_on: str = Severity.ERROR.value
    works: tuple[Path, ...] = ()
    retractions: Path | None = None
    bibliography: tuple[Path, ...] = ()
    offline: bool = False
    rule_dirs: tuple[Path, ...] = ()
    #: Files whose terms are added to a lexicon, by its name (`agents`).
    lexicons: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    spacy_model: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Selectors of rules by the glob of a file, an absolute path.
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Selectors of rules by the key or the DOI of a reference.
    per_reference_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The folder of the configuration file.
    folder: Path | None = field(default=None, compare=False)
    origin: Mapping[str, str] = field(default_factory=dict, compare=False)

    def override(self, origin: str, **values: Any) -> "Settings":
        """The settings with the given values that are neither None nor an empty list.

        They replace the old ones, but tables are merged, and what selects rules besides adds to them.
        """
        given: dict[str, Any] = {
            name: (*self.extend_select, *value) if name == "extend_select" else _merged(getattr(self, name), value)
            for name, value in values.items()
            if value is not None and value != () and value != []
        }
        return replace(self, **given, origin={**self.origin, **dict.fromkeys(given, origin)})

    def under(self, more: "Settings") -> "Settings":
        """These settings with what `more` sets in its place."""
        found = self
        for name, origin in more.origin.items():
            found = found.override(origin, **{name: getattr(more, name)})
        return replace(found, folder=more.folder or self.folder)


def settings(folder: Path, given: Sequence[str] = (), *, isolated: bool = False, profile: str | None = None) -> Settings:
    """The settings for manuscripts in `folder`: those of the nearest configuration file, of a profile, then the given ones.

    `given` are `KEY=VALUE` settings, and at most one file to use instead of the nearest. `isolated`: no file is looked for.
    Raises UsageError for what `load` refuses, for a second file, and for a profile that there isn't.
    """
    inline = [text for text in given if "=" in text and not os.path.isfile(text)]  # noqa: PTH113 - any text may be asked about
    named = [Path(text) for text in given if text not in inline]
    if len(named) > 1:
        raise UsageError(f"--config {named[1]}: there can be only one configuration file, and {named[0]} is given too")
    path = named[0] if named else None if isolated else find(folder.resolve())
    merged = load(path) if path else Settings()
    if profile:
        chosen = load(profiles.find(profile, Path(), "--profile"))
        merged = replace(merged.under(chosen), folder=merged.folder).override("command line", profile=profile)
    for text in inline:
        merged = _with_inline(merged, text)
    return merged


def find(start: Path) -> Path | None:
    """The nearest configuration file at or above the folder `start`, not beyond a repository's root."""
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            if has_settings(folder / name):
                return folder / name
        if (folder / ".git").exists():
            return None
    return None


def has_settings(path: Path) -> bool:
    """Whether a file with one of `FILE_NAMES` is a configuration: a pyproject.toml needs a table of ours."""
    return path.is_file() and (path.name != "pyproject.toml" or _table(path) is not None)


def load(path: Path, within: tuple[Path, ...] = ()) -> Settings:
    """The settings of one file, on those of the profile that it names; `within` are the files that lead here.

    Raises UsageError, with file and line, for bad TOML, an unknown key or a wrong value, and for profiles that go in a circle.
    """
    table = _table(path)
    if table is None:
        raise UsageError(f"{path}: no [tool.citeproof] table; add one or name another file with --config")
    found = Settings(folder=path.parent)
    for key, value in table.items():
        place = _place(path, key)
        found = found.override(place, **_read(key, value, path.parent, place))
    if found.profile is None:
        return found
    place = found.origin["profile"]
    base = profiles.find(found.profile, path.parent, place)
    if base in within or base == path:
        raise UsageError(f"{place}: the profile `{found.profile}` leads back to itself")
    return load(base, (*within, path)).under(found)


def show(settings: Settings) -> str:
    """The effective settings as TOML, each with where it came from in a comment."""
    lines, tables = [], []
    for key in KEYS:
        name = key.replace("-", "_")
        value, origin = getattr(settings, name), settings.origin.get(name, "default")
        if isinstance(value, Mapping):
            tables += _shown_table(key, value, origin)
        else:
            lines.append(f"# {key} is not set" if value is None else f"{key} = {_toml(value)}  # {origin}")
    return "\n".join([*lines, *tables]) + "\n"


def _shown_table(key: str, table: Mapping[str, Any], origin: str) -> list[str]:
    lines = ["", f"[{key}]  # {origin}"]
    for name, value in table.items():
        if isinstance(value, Mapping):
            lines += [f"{name}.{option.replace('_', '-')} = {_toml(item)}" for option, item in value.items()]
        else:
            lines.append(f"{name if _BARE.fullmatch(name) else _toml(name)} = {_toml(value)}")
    return lines


def _toml(value: Any) -> str:
    """A value as TOML: JSON writes strings, numbers, booleans and lists in the same way."""
    return json.dumps(value, ensure_ascii=False, default=str)


def ignores(settings: Settings, registry: Registry) -> Ignores:
    """The `per-file-ignores` and `per-reference-ignores`, their selectors resolved; `check_rules` has accepted them."""

    def expanded(table: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
        return {name: frozenset().union(*map(registry.expand, codes)) for name, codes in table.items()}

    return Ignores(expanded(settings.per_file_ignores), expanded(settings.per_reference_ignores))


def _with_inline(settings: Settings, text: str) -> Settings:
    """The settings with one `KEY=VALUE`: TOML, or a plain word as the value. Paths are relative to the current folder."""
    key, _, value = text.partition("=")
    origin = f"--config {text}"
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        try:
            table = tomllib.loads(f"{key} = {json.dumps(value.strip())}")
        except tomllib.TOMLDecodeError as problem:
            raise UsageError(f"{origin}: not KEY=VALUE: {problem}") from problem
    for name, item in table.items():
        settings = settings.override(origin, **_read(name, item, Path.cwd(), origin))
    return settings


def _read(key: str, value: Any, folder: Path, place: str) -> dict[str, Any]:
    """One key of a configuration, with its value as `Settings` has it. Raises UsageError naming the place."""
    name = key.replace("-", "_")
    reader = _READERS.get(name)
    if reader is None:
        raise UsageError(f"{place}: unknown key `{key}`{_did_you_mean(key, _READERS)}")
    try:
        return {name: reader(value, folder)}
    except (TypeError, ValueError) as problem:
        raise UsageError(f"{place}: `{key}`: {problem}") from problem


def _merged(old: Any, new: Any) -> Any:
    """The new value; where both are tables, the old one with the new one's items."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return new
    return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}


def check_rules(settings: Settings, registry: Registry) -> None:
    """Raise UsageError for a rule, selector or rule option that doesn't exist, naming where it was given."""
    try:
        for name in ("select", "extend_select", "ignore"):
            for selector in getattr(settings, name):
                registry.expand(selector)
        for name in ("per_file_ignores", "per_reference_ignores"):
            for selector in (selector for codes in getattr(settings, name).values() for selector in codes):
                registry.expand(selector)
        for name, codes in (("severity", settings.severity), ("rules", settings.rules)):
            for code in codes:
                _check_options(registry.get(code), settings.rules.get(code, {}) if name == "rules" else {})
    except UsageError as problem:
        origin = settings.origin.get(name, "command line")
        raise UsageError(f"{origin}: {problem}") from problem


def lexicons(settings: Settings, registry: Registry) -> dict[Path, tuple[Path, ...]]:
    """The files that add terms to each lexicon, by its path. Raises UsageError for a name that no lexicon has."""
    known = {path.stem: path for rule in registry.rules for path in rule.lexicons}
    for name in settings.lexicons:
        if name not in known:
            origin = settings.origin.get("lexicons", "command line")
            raise UsageError(f"{origin}: no lexicon is called `{name}`{_did_you_mean(name, known)}")
    return {known[name]: paths for name, paths in settings.lexicons.items()}


def _check_options(rule: Any, options: Mapping[str, Any]) -> None:
    known = {option.name: option for option in rule.options}
    for name, value in options.items():
        if name not in known:
            raise UsageError(f"rule {rule.code} has no option `{name}`{_did_you_mean(name, known)}")
        wanted = type(known[name].default)
        if not isinstance(value, wanted) and not (wanted is float and isinstance(value, int)):
            raise UsageError(f"rule {rule.code}, option `{name}`: expected {wanted.__name__}, found {value!r}")


def _table(path: Path) -> dict[str, Any] | None:
    """The table of citeproof's settings in a file; null for a pyproject.toml without one."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise UsageError(f"{path}: {problem.strerror}; name another file with --config") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path}: not valid TOML: {problem}") from problem
    if path.name != "pyproject.toml":
        return data
    table = data.get("tool", {}).get("citeproof")
    return table if isinstance(table, dict) else None


def _place(path: Path, key: str) -> str:
    """`file:line` of the line that sets `key` or opens its table."""
    pattern = re.compile(rf'^\s*(?:\[+(?:tool\.citeproof\.)?)?"?{re.escape(key)}"?\s*[\]=.]')
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if pattern.match(line):
            return f"{path}:{number}"
    return str(path)


def _did_you_mean(wanted: str, known: Mapping[str, Any]) -> str:
    names = [name.replace("_", "-") for name in known]
    close = difflib.get_close_matches(wanted.replace("_", "-"), names, 1)
    return f", did you mean `{close[0]}`?" if close else f"; known are {', '.join(f'`{name}`' for name in sorted(names))}"


def _texts(value: Any, _folder: Path) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"expected a list of strings, found {value!r}")
    return tuple(value)


def _paths(value: Any, folder: Path) -> tuple[Path, ...]:
    return tuple(folder / item for item in _texts(value, folder))


def _lexicons(value: Any, folder: Path) -> dict[str, tuple[Path, ...]]:
    return {name: _paths(files, folder) for name, files in _tables(value).items()}


def _path(value: Any, folder: Path) -> Path:
    return folder / _text(value, folder)


def _text(value: Any, _folder: Path) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a string, found {value!r}")
    return value


def _flag(value: Any, _folder: Path) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"expected true or false, found {value!r}")
    return value


def _confidence(value: Any, _folder: Path) -> Confidence:
    return Confidence(_one_of(value, [level.value for level in Confidence]))


def _fail_on(value: Any, _folder: Path) -> str:
    return _one_of(value, [*(level.value for level in Severity), NEVER])


def _one_of(value: Any, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"expected {', '.join(f'`{name}`' for name in allowed)}, found {value!r}")
    return str(value)


def _severities(value: Any, _folder: Path) -> dict[str, Severity]:
    return {code: Severity(_one_of(level, [item.value for item in Severity])) for code, level in _tables(value).items()}


def _options(value: Any, _folder: Path) -> dict[str, dict[str, Any]]:
    return {
        code: {name.replace("-", "_"): item for name, item in _tables(part).items()} for code, part in _tables(value).items()
    }


def _file_ignores(value: Any, folder: Path) -> dict[str, tuple[str, ...]]:
    """Globs are relative to the folder, in which no character is special."""
    root = f"{glob.escape(folder.resolve().as_posix())}/"
    return {name if Path(name).is_absolute() else root + name: codes for name, codes in _ignores(value, folder).items()}


def _ignores(value: Any, folder: Path) -> dict[str, tuple[str, ...]]:
    return {name: _texts(codes, folder) for name, codes in _tables(value).items()}


def _tables(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"expected a table, found {value!r}")
    return value


_READERS: Mapping[str, Callable[[Any, Path], Any]] = {
    "profile": _text,
    "select": _texts,
    "extend_select": _texts,
    "ignore": _texts,
    "min_confidence": _confidence,
    "fail_on": _fail_on,
    "works": _paths,
    "retractions": _path,
    "bibliography": _paths,
    "offline": _flag,
    "rule_dirs": _paths,
    "lexicons": _lexicons,
    "spacy_model": _text,
    "severity": _severities,
    "rules": _options,
    "per_file_ignores": _file_ignores,
    "per_reference_ignores": _ignores,
}
#: All keys of a configuration, as a file spells them.
KEYS = tuple(name.replace("_", "-") for name in _READERS)

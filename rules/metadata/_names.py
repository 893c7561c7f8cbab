"""Recorded names as the list would print them."""

from checker.model.reference import PARTICLES, Name, ReferenceEntry
from checker.rule import Context

_LONGEST_INITIALS = 4


def in_form(recorded: str, entry: ReferenceEntry, context: Context, but: int | None = None) -> str:
    """A recorded name (`Arthur J. A. T. Braat`) as the entry prints its names: `Braat AJAT`, `Braat, A. J. A. T.` ...

    `but` is the 0-based place of a name that is no model: it may be the wrong one.
    """
    family, given = _parts(recorded)
    models = [name for at, name in enumerate(entry.author) if at != but and name.family and name.given and name.span]
    if not models or not given:
        return recorded
    model = models[0]
    printed = context.text(entry.path, model.span) if model.span else ""
    given = _given_like(given, model)
    if not printed.startswith((model.family, model.full_family)):
        return f"{given} {family}"
    return f"{family}, {given}" if "," in printed else f"{family} {given}"


def _parts(recorded: str) -> tuple[str, str]:
    """Family and given names of `Braat, Arthur`, `Braat AJAT` or `Arthur van den Braat`."""
    family, comma, given = recorded.partition(",")
    words = family.split()
    if comma or len(words) < 2:
        return family, given.strip()
    if _are_initials(words[-1]) and not _are_initials(words[0]):
        return " ".join(words[:-1]), words[-1]
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _are_initials(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) <= _LONGEST_INITIALS


def _given_like(given: str, model: Name) -> str:
    """Given names as initials with or without stops where the model has such, else as they are."""
    words = given.replace(".", " ").split()
    letters = "".join(word if _are_initials(word) else word[0] for word in words)
    if _are_initials(model.given.replace("-", "").replace(" ", "")):
        return letters
    bare = model.given.replace(".", " ").split()
    return " ".join(f"{letter}." for letter in letters) if all(len(word) == 1 for word in bare) else given

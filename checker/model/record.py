"""The classes of the data model: dataclasses that type checkers hold to be frozen."""

import copyreg
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A slotted, hashable dataclass of which nothing may be set once it is made; mypy sees to that, not the interpreter.

    `dataclass(frozen=True)` would take four to seven times as long to make one, and a large bibliography has a million.
    """
    made = dataclass(slots=True, unsafe_hash=True)(cls)
    pickled_by_values(made)
    return made


def pickled_by_values(cls: type) -> None:
    """Have a dataclass pickled as a call with the values of its fields: processes send each other many; names take longer."""
    names = [each.name for each in fields(cls)]
    if len(names) > 1:  # of one name, `attrgetter` gives no tuple
        values = attrgetter(*names)
        copyreg.pickle(cls, lambda item: (cls, values(item)))

"""What becomes of each manuscript of a run."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checker import engine
from checker.errors import CiteproofError
from checker.manuscripts import Manuscript
from checker.model.document import Document
from checker.model.finding import DocumentReport
from checker.model.match import Match, Skipped
from checker.model.reference import ReferenceEntry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A manuscript that could not be checked: a line that says why, and the traceback where citeproof itself is to blame."""

    manuscript: Manuscript
    problem: str
    traceback: str = ""


#: Runs the rules of a project on a manuscript whose entries have been resolved.
Judge = Callable[[Document, Mapping[str, Match | Skipped]], DocumentReport]
#: Makes the rules and settings of each project, in each process anew: those of house rules can't be handed over.
Prepare = Callable[[], Sequence[Judge]]
Outcome = DocumentReport | Failure


def check_all(manuscripts: Iterable[Manuscript], prepare: Prepare, resolvers: Sequence[engine.Resolver]) -> Iterator[Outcome]:
    """The report of each manuscript, or why there is none, one after another.

    `resolvers` has one for each project; their problems end the run. `checker.processes` does the same in several processes.
    """
    judges = prepare()
    return (_checked(manuscript, judges[manuscript.project], resolvers[manuscript.project]) for manuscript in manuscripts)


def _checked(manuscript: Manuscript, judge: Judge, resolver: engine.Resolver) -> Outcome:
    document = tried(manuscript, manuscript.read)
    if isinstance(document, Failure):
        return document
    matches = resolved(manuscript, document.references, resolver)
    return matches if isinstance(matches, Failure) else tried(manuscript, lambda: judge(document, matches))


def tried(manuscript: Manuscript, call: Callable[[], T]) -> T | Failure:
    """What a call gives, or why a manuscript can't be checked: the others still are."""
    try:
        return call()
    except CiteproofError as problem:
        return Failure(manuscript, str(problem))
    except Exception as problem:
        return _defect(manuscript, problem)


def resolved(
    manuscript: Manuscript, entries: Sequence[ReferenceEntry], resolver: engine.Resolver
) -> Mapping[str, Match | Skipped] | Failure:
    """The outcomes of the entries. What stops the resolver (a refused key, a damaged index) is no matter of a manuscript."""
    try:
        return resolver.resolve(entries)
    except CiteproofError:
        raise
    except Exception as problem:
        return _defect(manuscript, problem)


def _defect(manuscript: Manuscript, problem: Exception) -> Failure:
    text = f"{manuscript.path}: internal error: {type(problem).__name__}: {problem}; please report it"
    return Failure(manuscript, text, "".join(traceback.format_exception(problem)))

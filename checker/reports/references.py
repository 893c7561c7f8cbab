"""The JSON Lines of `citeproof references`."""

from typing import Any

from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile


def reference_line(entry: ReferenceEntry, source: SourceFile) -> dict[str, Any]:
    """One entry as an object of `references.schema.json`. `source` is the file that holds it; lines are 1-based."""
    last = max(entry.span.start, entry.span.end - 1)
    return {
        "id": entry.id,
        "number": entry.number,
        "raw": entry.raw,
        "line": source.position(entry.span.start).line,
        "end_line": source.position(last).line,
        "csl": entry.csl(),
        "confidence": round(entry.confidence, 4),
    }

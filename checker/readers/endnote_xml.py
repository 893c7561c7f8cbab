"""EndNote's XML export → `Document`: a library's records, each with its place in the file."""

from checker.model.document import Document
from checker.model.text import SourceFile
from checker.readers import csl_json, endnote_record
from checker.readers.entries import Entries
from checker.readers.json_scan import RawItem, Value
from checker.readers.xml_places import Places


def read(source: SourceFile, taken: frozenset[str] = frozenset()) -> Document:
    """Read a bibliography: one list with all records. `taken` are ids that other files of the manuscript have.

    Raises InputError where the file is not well-formed.
    """
    places = Places(source)
    entries = Entries(source, "endnote-xml", taken)
    for record in places.root.iter("record"):
        whole = places.outer(record)
        raw, values = RawItem(whole.start, whole.end), dict[str, object]()
        for name, value, path in endnote_record.variables(record):
            if name in values:
                continue
            parts = [places.inner(element) for element in record.findall(path)]
            values[name] = value
            raw.values[name] = Value(parts[0] if parts else whole, tuple(parts))
        key = str(values.pop("id", ""))
        entries.add(whole, csl_json.item(values, raw), key, raw.values["id"].span if key else None, ())
    return entries.document()

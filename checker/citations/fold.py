"""Names as comparison keys: case, accents, spaces and punctuation taken away."""

import unicodedata

from checker.matching.memory import remembered

#: Letters without a canonical decomposition, and what printers without them write.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@remembered(1 << 12)  # the names and words of one long manuscript
def fold(text: str) -> str:
    """`text` reduced to its letters and digits: `Van den Bosch-O’Neil` and `van Den Bosch O'Neil` give the same key."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return "".join(char for char in decomposed if char.isalnum())


def fold_umlauts(text: str) -> str:
    """Like `fold`, but with umlauts written out (`Müller` → `mueller`)."""
    return fold(text if text.isascii() else unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS))

"""Statements of editors, translators and other contributors behind the title of a work."""

import re

from checker.references.lexicon import UPPER
from checker.references.locators import Range
from checker.references.names import read_names

_VERB = (
    r"[Tt]ranslated by|[Ee]dited (?:and translated )?by|[Dd]irected by|[Ii]llustrated by|[Cc]ompiled by|[Ii]ntroduction by"
    r"|[Tt]ransl?\.(?: by)?|[Tt]r\.(?: by)?|[Ee]ds?\.(?: and trans\.)?(?: by)?|[Dd]ir[.,]|[Üü]bers(?:etzt|\.) von|Ubersetzt von"
    r"|[Hh]rsg\.(?: von)?|[Hh]g\. von|[Hh]erausgegeben von|[Tt]rad(?:uit|\.) (?:par|de|por)|sous la direction de|[Aa] cura di"
    r"|[Pp]rzeł\.|[Rr]ed\.(?: nauk\.)?|[Oo]prac\.|[Pp]řel\.|[Çç]ev\.|[Hh]az\.|[Ff]ord\."
    r"|[Öö]vers\.(?: av)?|[Oo]versat af|[Vv]ert\."
    r"|[Tt]raducción de|[Ee]dición de|(?:[Cc]ompilado|[Cc]oordinado|[Ee]ditado|[Oo]rganizado|[Dd]irigido) por"
)
#: A verb and the name behind it, opened by punctuation (`…, trans. John Gledson`, `… (tr. David Smith)`).
_BY = re.compile(rf"(?:[,.;?!”\"]|(?=\s?[(\[]))\s*[(\[]?(?:{_VERB})\s(?=[{UPPER}])")
#: A role in brackets behind the name (`…, Eike Middell (ed.)`).
_ROLE = re.compile(
    r",?\s\((?:[Ee]ds?|[Tt]rans|[Tt]ransl|[Tt]r|[Hh]rsg|[Hh]g|[Dd]ir|[Ee]d\. and trans)\.?(?:\sand trans)?\.?\)"
    r"|,?\s[Ee]ds?\.(?=,|$|\s\()|,\s[Ee]ds?\.(?=\s$|\s[A-Z])"
)
#: Names and their role in one bracket (`(H. Roe & C. Poe, Trans.; 2nd ed.)`).
_IN_BRACKETS = re.compile(
    rf"\s?[(\[][{UPPER}][^()\[\]]{{3,120}}, "
    rf"(?:Trans|Eds?|Ed\. & Trans|Eds\. & Trans|Illus|Director)s?\.?(?:[;,] [^()]{{2,40}})?[)\]]"
)
_LONGEST = 120


def find_contributor(text: str, start: int, end: int) -> Range | None:
    """The statement of a contributor in `text[start:end]`, from the punctuation before it to the name behind; or None."""
    bracket = _IN_BRACKETS.search(text, start, end)
    if bracket:
        return bracket.span()
    by = _BY.search(text, start, end)
    role = _ROLE.search(text, start, end)
    if role and (by is None or role.start() <= by.start()):
        begin = begin_of_names(text, start, role.start())
        if begin is not None:
            return begin, role.end()
    if by is None:
        return None
    names = read_names(text, by.end())
    return by.start(), names.end if names else by.end()


def begin_of_names(text: str, start: int, stop: int) -> int | None:
    """The punctuation before the names that end at `stop` in `text[start:]`, or None where no names do."""
    low = max(start, stop - _LONGEST)
    window = text[low : stop + len(" (eds)")]
    for mark in re.finditer(r"[,.;?!]\s", text[low:stop]):
        names = read_names(window, mark.end())
        if names is not None and low + names.names[-1].end == stop:
            return low + mark.start()
    return None

"""Where the title ends and the container begins, in the text before a locator."""

import re

from checker.references.lexicon import ABBREVIATIONS, CONTAINER_START, CONTAINER_WORD, LETTER, UNENDED, UPPER, WHOLE_WORDS
from checker.references.locators import Range
from checker.references.places import is_region

_STOP = re.compile(r"(?:(?<=[^\s.])\.|[?!]|\.\.)[\"”’']?(?:\s+|(?=[A-Z][a-z]+\b))")
_COMMA = re.compile(r"[,;](?:\s+|(?=[A-Z]))")
#: A separator and words that open the name of a meeting or journal, and hardly ever stand there in a title.
_OPENING = re.compile(
    r"[.,?!][”\"’]?\s(?=(?:in )?(?:the )?(?:Proc\b\.?|Proceedings|Conf\.|Conference [Rr]ec|Int(?:ernational"
    r"|['’]?l?\.)? (?:\w+\.? )?(?:Conf|Symp|Workshop)"
    r"|(?:IEEE|ACM|SIAM|AMS|IFIP|IFAC|USENIX|AAAI)\b[^.,]{0,40}?\b(?:Trans|Conf|Symp|Int|J\b|Proc|Workshop|Comp)"
    r"|Journal of|Transactions o[fn]|Annals of"
    r"|Annual (?:Conf|Symp|Meeting)|Lecture Notes in|Symposium on|Workshop on|\d{1,3}(?:st|nd|rd"
    r"|th) [^.,]{0,50}?\b(?:Conf|Symp|Workshop|Meeting|Congress)))"
)
#: What a title is printed on, or the series behind it, in brackets at its end.
_MEDIUM = re.compile(
    r"(?:\s\([Vv]ersion [\d.]{1,12}\))?\s*\[(?:[A-Z]{1,2}(?:/OL)?|Internet|[Oo]nline|[Ee]n l[ií]gne|[Ee]n línea|[Ww]eb(?:site)?"
    r"|Speech|Lecture|Interview|Press release|Fact sheet"
    r"|Video file|Tweet|Song|Unpublished [a-z ]{5,30}|Manuscript (?:submitted|in preparation)[a-z ]{0,20}"
    r"|(?:Conference|Paper|Poster) (?:session|presentation)|[A-Z]?[a-z ]*(?:thesis|dissertation)"
    r"|Motion picture|DVD|CD|Film|Video|Audio [a-z]+|(?:[Cc]omputer )?(?:software|program)|[Dd]ata ?set|letter"
    r"|[Aa]bstract|editorial|Brochure|Podcast|Preprint|[Bb]log post)\]$"
    r"|\s*\((?:Report|[Bb]log post|[^()]{3,60}\bSeries\b[^()]{0,12}"
    r"|(?:[A-Z][\w.&/-]*,? (?:of |and |for )?){0,8}(?:[a-z]+ )?(?:[Rr]eport|Brief|Paper|Bulletin|Publication)"
    r"(?: (?:No\. ?)?[\w./-]{1,20})?"
    r"|(?=[^()]{1,20}/)[A-Z][A-Z\d/. -]{2,30}\d)\)$"
)
#: A note on a later publication, in brackets behind a title (`[published erratum appears in …]`).
_ERRATUM = re.compile(
    r"\s*[(\[](?:(?:[Pp]ublished|[Ss]ee) )?(?:[Ee]rrat|[Cc]orrect|[Cc]orrigend|[Rr]etract|[Cc]omment)[a-z]{0,8}"
    r"(?: and [a-z]{3,12})? (?:appears? |published |printed )?(?:in|on)\b[^()\[\]]{2,120}[)\]]$"
)
#: Who is responsible for a work, behind a slash as library catalogues print it (`Title / A. N. Author, B. C. Other`).
_RESPONSIBLE = re.compile(rf"\s/\s(?:[{UPPER}]\. ?){{1,2}}[{UPPER}][^/]{{2,200}}$")
_EDGE = " \t.,;:–—-/"
_WORDS = re.compile(r"\S+")
_CONTINUES = re.compile(r"(?:Section|Sect|Series|Ser|Part|Pt|Supplement|Suppl|[A-H])\b")
#: The number of a part at the end of a title (`Fourier integral operators. I.`).
_PART = re.compile(r"I{1,3}|IV|VI{0,3}")
_ONLY_ABBREVIATED = ABBREVIATIONS - WHOLE_WORDS
_LAST_WORD = re.compile(rf"[{LETTER}'’]+$")


def trim(text: str, start: int, end: int, edge: str = _EDGE) -> Range:
    """The range without white space and separators at its edges."""
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def trim_title(text: str, start: int, end: int) -> Range:
    """The range of a title: without separators, quotes, a medium mark such as `[Internet]` and other notes around it."""
    start, end = trim(text, start, end)
    if start < end and text[start] in "“„\"‘«'`「『" and text[end - 1] in "”\"’»'」』":
        start, end = trim(text, start + 1, end - 1)
    for closing, note, longest in ((")]", _MEDIUM, 80), (")]", _ERRATUM, 160), ("", _RESPONSIBLE, 220)):
        if start == end or (closing and text[end - 1] not in closing):
            continue
        found = note.search(text, max(start, end - longest), end)
        end = trim(text, start, found.start())[1] if found else end
    return start, end


def is_capitalised(segment: str) -> bool:
    """Whether every word of a text that can bear a capital does: so are names printed, not titles in sentence case."""
    words = [word for word in re.findall(rf"[{LETTER}’'-]+", segment) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)


def is_abbreviated(segment: str) -> bool:
    """Whether the text between two full stops is a piece of an abbreviated journal name (`Phys`, `Am J`, `Natl Acad`)."""
    words = segment.split()
    if not words or len(words) > 4:
        return False
    for word in words:
        if not word[:1].isupper() and word not in ("of", "and", "&", "the", "für", "de", "et", "in", "y"):
            return False
    last = words[-1].strip("()").lower()
    if last in WHOLE_WORDS or (len(words) == 2 and _PART.fullmatch(words[1]) and words[0].lower() not in ABBREVIATIONS):
        return False
    return last in ABBREVIATIONS or len(last) <= 2 or (len(words) == 1 and len(last) <= 4)


def _ends_abbreviated(text: str) -> bool:
    """Whether the last word of `text`, which a full stop follows, is an abbreviation inside a name (`…, J`, `Duke Math`)."""
    match = _LAST_WORD.search(text[-24:])
    if match is None or not match.group()[:1].isupper():
        return False
    word = match.group().lower()
    if is_region(match.group()):
        return False
    return (word in ABBREVIATIONS and word not in WHOLE_WORDS and len(word) > 2) or word == "j"


def looks_like_container(text: str) -> bool:
    """Whether a whole text is the name of a journal, all of it abbreviated or opened by a journal's first word."""
    pieces = [piece for piece in re.split(r"\.\s*|\s+", text) if piece]
    if not pieces or len(pieces) > 10:
        return False
    known = sum(piece.strip("(),&").lower() in ABBREVIATIONS or (len(piece) <= 2 and not piece.islower()) for piece in pieces)
    return known * 2 > len(pieces) or (len(pieces) <= 6 and known >= 1 and CONTAINER_START.match(text) is not None)


def split_at_stop(text: str, start: int, end: int) -> tuple[Range, Range]:
    """Title and container of `text[start:end]` divided by a full stop; the container reaches back over abbreviations."""
    inner = trim(text, start, end)
    stops = [match for match in _STOP.finditer(text, inner[0], inner[1]) if match.end() < inner[1]]
    if not stops:
        return (start, start), inner
    index = len(stops) - 1
    while index >= 0:
        stop = stops[index]
        before = stops[index - 1].end() if index else inner[0]
        segment = text[before : stop.start()].strip()
        if is_region(segment) or (index and _PART.fullmatch(segment)):
            break
        glued = stop.end() == stop.start() + 1 and segment.isalpha() and segment[:1].isupper()
        short = glued or is_abbreviated(segment) or _CONTINUES.match(text, stop.end())
        if text[stop.start()] in "?!" or not (short or (index and _opens_name(segment, text[stop.end() : inner[1]]))):
            break
        index -= 1
    if index < 0:
        return (start, start), inner
    index = _whole_segment(text, stops, index, inner)
    index = _cut_name(text, stops, index, inner)
    if text[stops[index].start()] == "." and _ends_abbreviated(text[inner[0] : stops[index].start()]):
        begin = _run_back(text, stops[index - 1].end() if index else inner[0], stops[index].start())
        if begin is not None:
            return (inner[0], begin), (begin, inner[1])
    return (inner[0], stops[index].start() + (text[stops[index].start()] in "?!")), (stops[index].end(), inner[1])


def _opens_name(segment: str, rest: str) -> bool:
    """Whether a whole word that also abbreviates journals opens or goes on one (`Class. Quantum Grav`, `Int. J. Mod. Phys`)."""
    last = rest.rsplit(maxsplit=1)[-1].strip("()").lower()
    return segment.istitle() and segment.lower() in ABBREVIATIONS and (looks_like_container(rest) or last in _ONLY_ABBREVIATED)


def _run_back(text: str, start: int, end: int) -> int | None:
    """Where the name that ends at `end` begins: behind the last comma, or where its words become capitalised."""
    comma = max(text.rfind(", ", start, end), text.rfind("; ", start, end))
    if comma >= 0:
        return comma + 2
    return trailing_name(text, start, end)


def trailing_name(text: str, start: int, end: int) -> int | None:
    """The start of the capitalised words that end `text[start:end]` (`…in Canada N Engl J Med`), or None where none do.

    Words that abbreviate journals are taken first; without any, the last capitalised word alone.
    """
    words = [match.span() for match in _WORDS.finditer(text, start, end)]
    begin: int | None = None
    known = False
    for first, last in reversed(words[1:]):
        word = text[first:last].rstrip(".,")
        folded = word.lower()
        if (word[:1].isupper() and (folded in ABBREVIATIONS or len(word) == 1 or text[last - 1] == ".")) or (
            begin is None and word[:1].isupper()
        ):
            begin = first
            known = known or folded in ABBREVIATIONS or text[last - 1] == "."
        elif folded not in ("of", "and", "&", "the", "for", "de", "et", "la", "der", "für"):
            in_title_case = not known and word[:1].isupper() and word[1:].islower()
            return None if in_title_case and not CONTAINER_START.match(text, begin or 0) else begin
    return begin


def _cut_name(text: str, stops: list[re.Match[str]], index: int, inner: Range) -> int:
    """The stop before which an abbreviated name begins whose middle words are in no list (`Harvard Pap. Bot`)."""
    if index < 1 or text[stops[index].end() : inner[1]].lower() not in ABBREVIATIONS:
        return index
    words = text[stops[index - 1].end() : stops[index].start()].split()
    short = 0 < len(words) <= 2 and all(word[:1].isupper() and word.isalpha() for word in words) and len(words[-1]) <= 6
    if not short or is_region(words[-1]):
        return index
    while index > 1 and is_abbreviated(text[stops[index - 2].end() : stops[index - 1].start()].strip()):
        index -= 1
    return index - 1


def _whole_segment(text: str, stops: list[re.Match[str]], index: int, inner: Range) -> int:
    """The stop before which the container begins: one piece further left where the last piece alone is no name."""
    piece = text[stops[index].end() : inner[1]]
    if index and re.match(rf"[a-z]|[^{LETTER}]*$", piece) and not re.match(r"(?:e|i|m)[A-Z]", piece):
        return index - 1
    return index


#: What stands behind a comma within brackets (`Thyroid (Oxford, England)`).
_IN_BRACKETS = re.compile(r"[^()]{1,60}\)")


def split_at_comma(text: str, start: int, end: int) -> tuple[Range, Range]:
    """Title and container of `text[start:end]` where a comma divides them (`Title, J. Phys. A`)."""
    inner = trim(text, start, end)
    commas = [comma for comma in _COMMA.finditer(text, *inner) if not _IN_BRACKETS.match(text, comma.end(), inner[1])]
    if not commas:
        if looks_like_container(text[inner[0] : inner[1]]):
            return (start, start), inner
        return split_at_stop(text, start, end)
    chosen = commas[-1]
    for comma in reversed(commas[:-1]):
        if (
            CONTAINER_START.match(text, comma.end())
            and chosen.start() - comma.end() < 90
            and _joins(text, chosen.end(), inner[1])
        ):
            chosen = comma
    if not looks_like_container(text[chosen.end() : inner[1]]):
        stop_title, stop_container = split_at_stop(text, start, end)
        if (
            stop_title[0] < stop_title[1]
            and stop_container[0] > chosen.end()
            and text[stop_title[1] : stop_container[0]].strip(".?! ") == ""
        ):
            return stop_title, stop_container
    return (inner[0], chosen.start()), (chosen.end(), inner[1])


def _joins(text: str, start: int, end: int) -> bool:
    """Whether the words behind a comma continue a journal's name (`Speech and Signal Processing`) instead of being one."""
    piece = text[start:end]
    return not CONTAINER_START.match(piece) and (
        not looks_like_container(piece)
        or re.search(
            r"\band\b"
            r"|&",
            piece,
        )
        is not None
    )


def find_opening(text: str, start: int, end: int) -> re.Match[str] | None:
    """The stop or comma in `text[start:end]` behind which words open that begin a meeting's or journal's name and no title."""
    return next((match for match in _OPENING.finditer(text, start, end) if not stop_is_inner(text, match.start())), None)


def container_score(text: str) -> int:
    """How much a text looks like the name of a periodical: words that open or mark such names, abbreviations."""
    return 2 * bool(CONTAINER_START.match(text)) + 2 * bool(CONTAINER_WORD.search(text)) + looks_like_container(text)


#: Words that join parts of a name, and open no sentence.
_JOINING = re.compile(r"\s(?:of|on|for|and|in|to|de|der|für|und|et)\s")


def stop_is_inner(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation in the name of a book or meeting (`Proc. Intern. Conf.`)."""
    if word_before_is(text, stop, UNENDED):
        return True
    match = _LAST_WORD.search(text[max(0, stop - 24) : stop])
    word = match.group() if match else ""
    if word[:1].isupper() and text[stop] == "." and _JOINING.match(text, stop + 1):
        return True
    return word[:1].isupper() and word.lower() in _ONLY_ABBREVIATED


def word_before_is(text: str, stop: int, words: frozenset[str]) -> bool:
    """Whether the word before a full stop at `stop` is one of `words` or a single letter."""
    match = _LAST_WORD.search(text[max(0, stop - 24) : stop])
    return match is not None and (match.group().lower() in words or len(match.group()) == 1)

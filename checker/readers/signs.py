"""What a line of a manuscript looks like: a heading, page furniture, a caption, a printed reference.

All patterns are bounded or anchored, and look at the first few hundred characters of a line only.
"""

import re

#: How much of a line or paragraph is looked at, in characters.
_LOOK = 600
_LONGEST_HEADING = 100

_LIST_NAMES = r"""
    (?:(?:selected|key|main|additional|supplement(?:ary|al)|supporting|methods|online|primary|annotated|cited|full|general)\s)?
        references?(?:\s(?:list|section|cited|(?:and|&)\s(?:(?:foot|end)?notes|bibliography|(?:further|recommended)\sreadings?)))?
    | (?:list\sof|notes\sand)\sreferences
    | literature(?:\s(?:cited|references|list))? | (?:works?|sources)\scited | cited\s(?:literature|works)
    | (?:selected\s|annotated\s)?bibliograph(?:y|ie)
    | (?:further|recommended|suggested|additional)\sreadings? | citations | endnotes | sources
    | literatur(?:verzeichnis|angaben|nachweise?|hinweise)? | quellen(?:verzeichnis|angaben)? | referenzen
    | références?(?:\sbibliographiques)? | referencias(?:\sbibliográficas)? | referências(?:\sbibliográficas)? | bibliograf[ií]a
    | riferimenti(?:\sbibliografici)? | letteratura | literatuur(?:lijst|verwijzingen)? | referenties | bronnen
    | referenser | källor | litteratur(?:förteckning|liste|henvisninger)? | referanser | referencer | lähteet | kirjallisuus
    | piśmiennictwo | literatura(?:\s(?:citada|cytowana))? | bibliografie | reference\slist | kaynak(?:lar|ça)
    | (?:список\s)?(?:литератур[аы]|источник(?:и|ов)) | bibliografi | kilder | kildeliste | viitteet
    | 参考文献 | 参考资料 | 참고문헌
"""
_REFERENCE_HEADING = re.compile(
    r"""(?:\#{1,6}\s+|\*\*|__|<h[1-6][^<>]{0,80}>)?                          # Markdown, bold, HTML
        (?:(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z][.)])\s+)?     # 5.  IV.  B)
        (?:"""
    + _LIST_NAMES
    + r""")
        (?:\s\([^()]{1,40}\))?[ ]?[:.]?(?:\*\*|__|</h[1-6]>)?[:.]?(?:\s*\{[^{}]{0,60}\})?(?:\s+\#{1,6})?""",
    re.VERBOSE | re.IGNORECASE,
)
_SPACED = re.compile(r"(?:\w ){5,24}\w")
_END_HEADING = re.compile(
    r"""(?:\#{1,6}\s+|\*\*|__)?(?:(?:\d{1,2}\.?|[A-Z]\.)\s+)?(?:
        acknowledge?ments?
        | (?:about\sthe\s)?authors?(?:['’]s?)?
            (?:\s(?:contributions?|information|details|notes?|affiliations|biograph(?:y|ies)))?
        | contributions | funding(?:\s(?:information|statement|sources))? | financial\s(?:support|disclosures?) | disclosures?
        | (?:declaration\sof\s|statement\sof\s)?(?:competing|conflicts?\sof|conflicting)\sinterests?(?:\sstatement)?
        | (?:supporting|supplement(?:ary|al)|additional|electronic\ssupplementary)
            \s(?:information|materials?|data|files?|figures?|tables?)
        | (?:data|code|materials?)(?:\sand\s(?:data|code|materials?))?\savailability(?:\sstatement)?
        | appendi(?:x|ces)(?:\s[A-Z0-9]{1,3})?[:.]?(?:\s.{0,60})?
        | (?:figures?|tables?)(?:\s(?:and\s(?:figures|tables)(?:\slegends)?|legends?|captions?|titles))?
        | legends? | abbreviations | footnotes | glossary | index | (?:author|subject)\sindex | keywords | navigation
        | (?:download|view)\s(?:all\s)?(?:references|citation) | rights\sand\spermissions
        | (?:about|cite)\sthis\s(?:article|chapter|paper) | how\sto\scite(?:\sthis\sarticle)?
        | ethic(?:s|al)(?:\s(?:declarations|statement|approval))?
        | publisher['’]s\snote | peer\sreview(?:\sinformation)?
        | (?:extended|supplementary)\sdata(?:\sfigures)? | methods | online\smethods
        | related\s(?:articles|content) | corresponding\sauthor | copyright(?:\snotice)? | licen[cs]e
        | comments | share\sthis\sarticle
    )[ ]?[:.]?(?:\*\*|__)?""",
    re.VERBOSE | re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:\*\*|__|\*|_)?(?:(?:Supplement(?:ary|al)|Extended Data|Appendix|Online)\s)?"
    r"(?:Fig(?:ure|\.)?|Table|Box|Scheme|Chart|Plate|Video|Movie|Abb(?:ildung|\.)|Tabelle|Tableau|Tabla|Figura)\s?[SA]?\d{1,3}[A-Za-z]?\b"
)
_FURNITURE_WORD = (
    r"(?:Article|PubMed(?:\sCentral)?|Google\sScholar|CAS|MathSciNet|ADS|Cross[Rr]ef|Crossref|Web\sof\sScience|Scopus|Full\sText|View\sArticle|View"
    r"|Abstract|PDF|Find\sIt|ISI|Medline|Link|Open\sURL|Free\sPMC\sarticle|Download|DOI|Export\sCitation)"
)
_FURNITURE = re.compile(
    r"\[?" + _FURNITURE_WORD + r"(?:[\s,;|/·•\[\]]{1,8}" + _FURNITURE_WORD + r"){0,12}\]?\.?"
    r"|(?:Page\s)?\d{1,5}(?:\s?(?:of|/)\s?\d{1,5})?|[-–—]\s?\d{1,4}\s?[-–—]"  # page numbers
    r"|[=\-_*~•·.]{1,80}"
    r"|(?:skip\sto\s(?:main\s)?content|advertisement|log\s?in|sign\s?in|menu|search|cart|download\s(?:pdf|references)|back\sto\stop|access\sthis\sarticle)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:[•*]{0,3}\s?)?(?:papers?|references?|articles|recommended|publications|works|entries|studies|of\s)[^\n]{0,200}?"
    r"(?:interest|importance|highlighted|marked|asterisk|included in|cited)|[^\n]{1,120}:$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"[^\W\d_a-z][^().:;!?\d\n]{2,80}[.,] \((?:1[6-9]|20)\d\d[a-z]?\)")
_READER = re.compile(r"\byour?\b", re.IGNORECASE)
_CITING = re.compile(r"\bcit(?:e[ds]?|ing|ations?)\b", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•●▪◦‣*+·–-]\s+)+")
_LABEL = re.compile(
    r"(?:\[(\d{1,4})\]|\((\d{1,4})\)|\^?(\d{1,4})(?:\\?[.)]|\^|\]))(?=[\s•*\"“'‘.A-ZÀ-Þ<]|$)|(\d{1,4})(?=\t|\s{2,}\S)"
)

_PARTICLE = (
    r"(?:(?:[Vv][ao]n|[Dd]e[rnls]?|[Dd]el|[Dd]ella|[Dd][iau]|[Dd]os|[Ll][ae]|[Tt]e[nr]|[Ee]l|[Aa]l|[Bb]in|d['’]|O['’]|[Ss]t\.?)"
    r"\s?){0,3}"
)
_FAMILY = r"[A-ZÀ-ÞĀ-Ž][\w'’‐-]{1,40}"
_AUTHOR = re.compile(
    r"(?:[.*•\"“<]\s?){0,3}" + _PARTICLE + "(?:"
    + _FAMILY + r"(?:[ -]" + _FAMILY + r"){0,3},?\s(?:[A-ZÀ-ÞĀ-Ž][.‐-]?\s?){1,5}(?=[\s.,:;&(]|$)"  # Smith AB  Smith, A. B.
    r"|" + _FAMILY + r"(?:[ -]" + _FAMILY + r"){0,2},\s" + _FAMILY  # Smith, Anna
    + r"|(?:[A-ZÀ-ÞĀ-Ž]\.[\s-]?){1,4}" + _PARTICLE + _FAMILY  # A. B. Smith
    + r")"
)  # fmt: skip
_YEAR = re.compile(r"(?<![\d.])(?:1[6-9]|20)\d\d[a-z]?(?![\d.]\d)|\bin press\b|\bforthcoming\b|\bn\.\s?d\.", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\b10\.\d{4,9}/\S|\bPMID\b|\bPMC\d|\barXiv\b|\bISBN\b|https?://|\bwww\.", re.IGNORECASE)
_LOCATOR = re.compile(
    r"\b\d{1,4}\s?(?:\([\w .,–/-]{1,20}\)\s?)?[:;,]\s?[A-Za-z]{0,2}\d{1,6}\s?[-–‐]\s?[A-Za-z]{0,2}\d"  # 12(3): 455-61
    r"|\b\d{1,4}\s?(?:\([\w .,–/-]{1,20}\)\s?)?[:]\s?[eE]?\d{2,}"  # 103: 1335
    r"|\bpp?\.\s?\d"
)
_ATX = re.compile(r"(#{1,6})\s")


def is_reference_heading(line: str) -> bool:
    """Whether a line (white space stripped) is the heading of a reference list, in any usual wording and markup."""
    if len(line) > _LONGEST_HEADING:
        return False
    if _SPACED.fullmatch(line):
        line = line.replace(" ", "")
    return _REFERENCE_HEADING.fullmatch(line) is not None


def is_evident(text: str) -> bool:
    """Whether a paragraph has a sign of a reference: a year, an identifier, or an author's name at its start."""
    return bool(_YEAR.search(text) or _IDENTIFIER.search(text) or begins_with_author(text))


def heading_level(line: str) -> int:
    """The level of a Markdown heading (1 to 6), 0 for another line."""
    match = _ATX.match(line)
    return len(match[1]) if match else 0


def ends_list(line: str, level: int = 0) -> bool:
    """Whether a line can only stand behind a reference list; `level` is that of the list's own Markdown heading."""
    other = heading_level(line)
    if level and 0 < other <= level:
        return True
    return (len(line) <= _LONGEST_HEADING and _END_HEADING.fullmatch(line) is not None) or is_caption(line)


def is_caption(line: str) -> bool:
    """Whether a line begins as the caption of a figure, table or box."""
    return _CAPTION.match(line) is not None


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture: link labels, a page number, a rule, a navigation word."""
    return len(line) <= 2 * _LONGEST_HEADING and _FURNITURE.fullmatch(line) is not None


def is_note(line: str) -> bool:
    """Whether a line is a note in front of the entries (`Papers of particular interest have been highlighted as:`)."""
    return _NOTE.match(line[:400]) is not None


def asks_to_cite(text: str) -> bool:
    """Whether a paragraph asks its readers to cite something: `If you use this program, please cite:`."""
    text = text[:_LOOK]
    return label(text) is None and bool(_READER.search(text) and _CITING.search(text))


def label(line: str) -> int | None:
    """The number that a line begins with as the label of an entry (`12.`, `[12]`, `(12)`, `^12^`)."""
    line = line[:40]
    bullet = _BULLET.match(line)
    match = _LABEL.match(line, bullet.end() if bullet else 0)
    return int(next(filter(None, match.groups()))) if match else None


def begins_with_author(line: str) -> bool:
    """Whether a line begins with a person's name as reference lists print it, after its label."""
    return _AUTHOR.match(_bare(line)) is not None


def begins_with_group(line: str) -> bool:
    """Whether a line begins with the name of a group and a year in brackets: `World Health Organization. (2018)`."""
    return _GROUP.match(line[:_LOOK]) is not None


def is_reference_like(text: str) -> bool:
    """Whether a text looks like one printed reference: an author in front, a year, a locator, an identifier."""
    text = _bare(text)
    author, year = _AUTHOR.match(text) is not None, _YEAR.search(text) is not None
    where = _LOCATOR.search(text) is not None or _IDENTIFIER.search(text) is not None
    return (author and (year or where)) or (year and where)


def _bare(text: str) -> str:
    """The first characters of a text without bullet and label."""
    text = text[:_LOOK]
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    match = _LABEL.match(text, start)
    return text[match.end() if match else start :].lstrip()

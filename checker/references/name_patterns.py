"""The forms in which single names, and what stands between and behind them, are printed."""

import re

from checker.references.lexicon import LETTER, UPPER

#: Accents printed beside their letter (`Arbel´aez`), as text taken from a PDF has them, and ligatures.
LOOSE = "´¨ˆ˜ˇ˘˝¸ﬀ-ﬆ"
WORD = (
    rf"(?:[dDlLO]['’ʼ]|(?:d[aeiu]|l[ae]|van|von|mac)(?=[{UPPER}]))?"
    rf"[´¨ˇ]?[{UPPER}][{LETTER}'’ʼ{LOOSE}]*(?:[-‐‑–][{LETTER}][{LETTER}'’ʼ{LOOSE}]*){{0,4}}"
)
LONG_WORD = rf"(?=[^ ]*[{LETTER}'’.´¨ˇ][{LETTER}]){WORD}"
PARTICLE = (
    r"(?:van|von|vom|zu|zum|zur|der|den|de|del|della|dello|dei|degli|di|da|do|dos|das|du|des|la|las|le|les|los|el|al"
    r"|bin|ibn|ben|ter|ten"
    r"|te|op|af|av|auf|ap|ul|ud|y|e"
    r"|[’'][tT]|d[’'])"
)
CAPITAL_PARTICLE = r"(?:Van|Von|De|Du|La|Le|Di|Da|Del|Della|Dos|El|Al|Den|Der|Ter|Ten|St)\b"
#: What opens a family though it is an initial or an abbreviation by its form: `Ó Cofaigh`, `St. John`.
OPENING = r"(?:Ó |Ui |Uí |St\. )"
FAMILY = (
    rf"(?P<family>(?:{PARTICLE} ){{0,3}}(?:al-|el-|[’']t |{OPENING})?{LONG_WORD}"
    rf"(?: (?:(?:{PARTICLE}|im) ){{0,2}}{WORD}){{0,3}}?)"
)
DOTTED = (
    rf"(?:[{UPPER}][{LETTER}]?|Chr|Wm|Geo|Chas|Jos|Thos)\.(?: ?(?:[-‐–] ?)?[{UPPER}][{LETTER}]?\.|[-‐][a-z]\.){{0,6}}"
    rf"(?:[-‐]?[{UPPER}](?![{LETTER}.])|[ -][{UPPER}](?=,))?"
)
GLUED = rf"[{UPPER}](?:[-‐]?[{UPPER}]){{0,4}}(?: d[aeo]s? [{UPPER}](?=,|$))?"
SPACED = rf"[{UPPER}](?: [{UPPER}]){{1,3}}"
SUFFIXES = r"(?:J[nN]?[rR]|Sn?r|SR|III|II|IV|2nd|3rd)\b"
SUFFIX = rf"(?P<suffix>,? ?{SUFFIXES}\.?)?"
END = rf"(?:(?![{LETTER}\d])|(?=(?:Jn?r|Sn?r|3rd|2nd)\b))"
#: "And" in further languages, where a name follows: alone, some of these words are no conjunctions.
_AND_NAME = rf"(?:i|u\.?|en|og|och|ja|oraz|ve|dan|és|и|та|й)(?= (?:(?:de|van|von|af|av) )?[{UPPER}])"
#: What may stand behind a name.
AFTER = (
    r"(?=\s*[*†‡§]{0,3}(?:[,;:(\[&“\"‘…]|/\s?[A-ZÀ-Þ][a-zß-ÿ’']|\.(?![a-z])|\d{4}|$)|\s+"
    rf"(?:and|et|e|y|und|in|u(?=\.\s?a\.)|a(?= kol| [{UPPER}])|i(?= in\.)|ve(?= ark)|m(?=\.\s?fl))\b"
    rf"|\s+{_AND_NAME}| [–—] ?(?=(?:[A-Z]\.[ -]?){{1,3}}[A-Z]))"
)

FAMILY_INITIALS = re.compile(
    rf"{FAMILY}(?:,? (?P<early>{SUFFIXES})\.?)? (?!(?:III?|IV|Jn?r|Sn?r)\b)"
    rf"(?P<given>{SPACED}{END}|{DOTTED}|{GLUED}{END}(?:\.(?=[,;]))?){SUFFIX}"
    rf"(?:{AFTER}|(?<=\.)(?=\s+[{UPPER}\d]))"
)
BRACKETED_GIVEN = re.compile(
    rf"(?P<family>{WORD}(?: (?:{PARTICLE} )?{WORD}){{0,2}}) \((?P<given>{DOTTED}"
    rf"|(?P<full>{WORD}(?:[ -]{WORD})?)(?=\)(?:,\s[“\"«„‘]| (?:et|and|und|y|e) {WORD} \()))\){AFTER}"
)
#: Initials that fit no pattern (`Sy`, `R.r R`, a family of one letter): a name where another one follows its comma.
ODD_NAME = re.compile(
    rf"(?P<family>[{UPPER}][{LETTER}'’ʼ-]{{0,40}}(?: {PARTICLE}){{0,2}}) "
    rf"(?P<given>[{UPPER}][{LETTER}]?(?:\.[{LETTER}])?(?: [{UPPER}])?)(?=, )"
)
#: A date behind an initial and a given name that is written out (`Roe, M. Anna (1973): …`), and no journal's.
DATE_AND_TITLE = rf" \((?:1[5-9]|20)\d\d[a-z]?\)[.:,]? [{UPPER}“\"]"
FULL_GIVEN = (
    rf"(?:[{UPPER}]\. {WORD}(?={DATE_AND_TITLE})"
    rf"|{WORD}(?:[ -](?![{UPPER}](?![{LETTER}’'-])){WORD}){{0,2}}(?:[ -][{UPPER}](?:\.|(?![{LETTER}]))){{0,3}}\.?"
    rf"|{WORD} (?:d[aeo]s?|von|van) {WORD}(?=[.,;(]|\s\()"
    rf"|[{UPPER}]\. ?{WORD}(?:(?= and\b| &)|(?=, {WORD}, )))"
)
FAMILY_COMMA = re.compile(
    rf"{FAMILY}(?:,? (?P<early>{SUFFIXES})\.?)?,\s?"
    rf"(?P<given>(?![{UPPER}]\. {WORD}{DATE_AND_TITLE})(?:{DOTTED}(?: (?:d[aeo]s?|e) {DOTTED})?"
    rf"|{SPACED}{END}(?:\.(?=[,;]| and\b| &))?"
    rf"|{GLUED}{END}\.?)|(?P<full>{FULL_GIVEN}))"
    rf"(?: (?P<particle>(?:{PARTICLE} ?){{1,3}})(?=[,;.(]))?{SUFFIX}(?:{AFTER}|(?<=\.)(?=\s+\S))"
)
#: A given name of two letters (`Li, Bo`), which is no initial.
SHORT_GIVEN = re.compile(rf"[{UPPER}][aeiouy]")
FAMILY_COMMA_INITIALS = re.compile(rf"{FAMILY},\s?(?P<given>{DOTTED}){SUFFIX}(?=\s*[,;(]| and\b| &|\s+[A-Z])")
GIVEN_INITIALS = re.compile(
    rf"(?!{OPENING}{WORD},? {DOTTED})(?P<given>(?:{DOTTED}|{GLUED}(?= )|{SPACED}(?= ))"
    rf"(?: ?(?!{CAPITAL_PARTICLE}){WORD}(?= (?!{SUFFIXES}){WORD}[,; ]))?)\s?"
    rf"{FAMILY}{SUFFIX}{AFTER}"
)
GIVEN_FULL = re.compile(
    rf"(?P<given>(?P<full>{WORD})(?:[ -](?:{WORD}|[{UPPER}]\.(?:-?[{UPPER}]\.)?|[{UPPER}](?![{LETTER}]))){{0,3}}?) "
    rf"(?P<family>(?:{PARTICLE} ){{1,3}}{LONG_WORD} {LONG_WORD}(?=[,.]| and\b| &)"
    rf"|(?:{PARTICLE} ){{0,3}}(?:al-|el-|{OPENING})?(?:{CAPITAL_PARTICLE} )?{LONG_WORD}){SUFFIX}"
    rf"(?!:)(?!\s+in\b){AFTER}"
)
#: A family in capitals before its given name (`RAHNER Karl`, `AYKUT Stefan C.`).
CAPITALS_FIRST = re.compile(
    rf"(?P<family>(?:(?:DE|VAN|VON|DU|LA|LE|DI) )?(?=[{UPPER}'’-]{{3}})(?![B-DF-HJ-NP-TV-XZ]{{3}} )[{UPPER}'’-]+(?![{LETTER}])"
    rf"(?:[ -][{UPPER}]{{3,}}(?![{LETTER}]))?) "
    rf"(?P<given>(?P<full>[{UPPER}](?![{UPPER}])[{LETTER}]+(?:-[{LETTER}]+)?(?:[ -][{UPPER}](?:\.|[{LETTER}]+))?)){AFTER}"
)
ET_AL = re.compile(
    r"[,;]?\s*(?:(?:\band|&)\s+)?(?:\bet\.?\s?als?\b\.?|\b(?:and|&) (?:others|coworkers|colleagues|al\.)|\bothers\b"
    r"|\bu\.\s?a\.|\by (?:cols?\b\.?|otros\b)|\be outros\b|\be altri\b|\bet coll\.|\ba kol\.|\bi in\.|\bve ark\.|\bm\.\s?fl\."
    r"|\bи др\.|等(?=[.．。,，])|…|\.\s?\.\s?\.)",
    re.IGNORECASE,
)
SEPARATOR = re.compile(
    r"(?:\(\d{1,2}\)){0,4}\s*[*†‡§]{0,3}(?:(?:[,;]{1,2}|/| [–—] ?(?=(?:[A-Z]\.[ -]?){1,3}[A-Z]))"
    r"(?:\s*(?:&|(?:[Aa]nd|AND|und|et|y|e)(?=[\s.])))?|(?:[·․・]\s?|\.(?:\s(?=[\uac00-\ud7af]{2,4},))?)(?=[\u4e00-\u9fff\uac00-\ud7af])|[、，]\s?"
    rf"|(?:&|\b[Aa]nd\b|\bAND\b|\bund\b|\bet\b|\by\b|\be\b|\ba\b(?= [{UPPER}])"
    rf"|\b{_AND_NAME}))\s*\*?"
)
FAMILY_ALONE = re.compile(rf"{FAMILY}(?P<given>)(?=,?\s+et\.?\s?al\b)")
#: A name of one word: before a title, or before its date and a title (`Suharto, 2003. Economic …`, `UNHCR, 2014. “Report …`).
MONONYM = re.compile(
    rf"[{UPPER}][{LETTER}]{{3,}}(?=\. [{UPPER}][\w’'-]*,? |\. [{UPPER}][{LETTER}]{{4,}}\.\s)"
    rf"|[{UPPER}][{LETTER}]{{2,}}(?:/[{UPPER}][{LETTER}]{{2,}}){{0,3}}(?!\s(?:1[5-9]|20)\d\d [{UPPER}])"
    rf"(?=[,.]?\s\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]?\s+(?!Vol|No\b|Nr|pp)(?:[“\"‘«„]|[{UPPER}][{LETTER}’']*,?\s))"
)
LIST_GOES_ON = re.compile(rf"\s*(?:[,;:&…]|(?:and|et|und|y|e)\b|{_AND_NAME})")
BETWEEN = re.compile(r"[\s,&]*")
INITIALS_FOLLOW = re.compile(rf",\s?[{UPPER}](?:\.|[{LETTER}]*[a-zà-ÿ])")
BEFORE_DIGIT = re.compile(r"[^\d]{3,60}(?=\d)")
JOURNAL_IN_INITIALS = re.compile(r"(?<=\.) J\.(?: [A-Z][a-z]{1,5}\.)?$")
ABBREVIATED = re.compile(r" ?(?P<word>[A-Z][a-z]+)\. ")
#: A date that more follows: it stands behind the names, not at the end of an entry.
YEAR_THEN_TITLE = re.compile(r",?\s\(?(?:1[89]|20)\d\d[a-z]?\)?[,.]\s+[“\"‘«]?[A-Z].{15}")
DATE_FOLLOWS = re.compile(r",?\s\(?(?:1[89]|20)\d\d")
YEAR_BRACKET = re.compile(r"[(\[]?\d{4}")
CJK = re.compile(
    r"(?P<family>[\u3005\u4e00-\u9fff\u3040-\u30fa\u30fc-\u30ff\uac00-\ud7af]{2,6})(?P<given>)(?=\s*[,(;·․・.、，:：]|\s+\d{4})"
)
FULL_STOP_SEPARATOR = re.compile(
    rf"\.?\s+(?={WORD}(?: {WORD}){{0,2}}, (?:[{UPPER}]{{1,3}}\.))|\.\s+(?=[{UPPER}][{UPPER}-]+, [{UPPER}][{LETTER}-]+\. )"
)
CAPITAL_PARTICLES = frozenset(
    {"van", "von", "de", "du", "la", "le", "di", "da", "el", "al", "del", "della", "der", "den", "st", "st.", "san", "ó"}
    | {"ben", "abu", "bin", "dos", "das", "mc", "ter", "ten", "lo"}
)
#: An experiment's collaboration: its initials are no person's (`S.T.O.R.K. collaboration`).
COLLABORATION = re.compile(r"(?:[A-Z]\.?){2,10} [Cc]ollaborations?\b")
#: What closes the name of a national organisation, hardly ever a person's initials.
COUNTRIES = frozenset({"UK", "USA"})
#: What closes the name of a publishing house.
PUBLISHERS = frozenset({"Press", "Books", "Verlag", "Publishers", "Publishing", "Publications", "Editions", "Éditions"})
#: The kinds of work that an abbreviated degree stands before (`Ph.D. Thesis`).
THESES = frozenset({"Thesis", "Dissertation", "Diss"})
#: Words that open a title, hardly ever a given name.
ARTICLES = frozenset({"the", "la", "les", "der", "die", "das", "los", "las", "gli", "eine", "una", "une"})
FAMILY_FOLLOWS = re.compile(rf"(?:(?<=\.)|\.) {WORD}(?: (?:Jr|Sr)\.?)?(?:[,.]| and(?= [{UPPER}])| &)")
#: A title of several words behind the full stop of a name.
TITLE_FOLLOWS = re.compile(rf"\. [{UPPER}][{LETTER}'’]+ [^.,]{{8,200}}\. ")
#: A date in brackets and a quoted title (`Pérez Ledesma, Manuel (1987): "La formación …`).
DATED_QUOTATION_FOLLOWS = re.compile(r",?\s\((?:1[5-9]|20)\d\d[a-z]?\)[.:,]?\s[“\"«‘']")
LAST = re.compile(r"&|[Aa]nd|AND|und|\b(?:et|y|e|a|i|u|en|og|och|ja|oraz|ve|dan|és|и|та|й)\b")
EDITORS = re.compile(
    r"(?:\.(?=\s\())?[\s,(\[]{0,4}\b(?:[Ee]ds?\b|[Ee]ditors?\b|EDS?\b|Hrsg|Hgg?\b|[Dd]irs?\b|[Cc]oords?\b"
    r"|[Oo]rgs?(?=\.?\))|[Rr]eds?(?=\.?\))|toim(?=\.?\))|[Aa] cura di(?=\))|comps?\b)[\s.,]{0,3}[)\]]?[.,]?"
)
#: An organisation of any name before the mark of editors and a title (`Naturschutzamt (Hrsg.): Bericht`).
GROUP_EDITOR = re.compile(
    rf"(?P<group>[{UPPER}][^.,;:()\[\]“”\"]{{2,90}})\s\((?:[Ee]ds?|Hrsg|Hg|[Éé]ds?|[Oo]rgs?|[Cc]oords?)\.?\)[.:,]?(?=\s)"
)
#: What a name did for a work that is no text: it is named as an author would be.
ROLE = re.compile(
    r"\s?\((?:[A-Z][a-z]+[/ ])?(?:Producer|Director|Writer|Composer|Host|Performer|Artist|Author"
    r"|Translator|Illustrator)s?\)[.,]?"
    r"|,\s(?:directors?|producers?|translators?|composers?|illustrators?)(?=\.)"
    r"|,\s?inventors?\b(?:;[^;]{2,80}?, assignees?)?"
)
GROUP_BEHIND = re.compile(
    rf"(?:\s\((?=[^()\d]{{3,110}}\))|(?<=et al); |(?<=et al\.); )"
    rf"(?P<group>(?:(?:on behalf of|for) )?(?:the )?[{UPPER}][^().;:]{{2,90}})(?:\)|(?=\.\s))"
)
#: Numbers of affiliations behind a name, as PubMed prints them (`Lee KH(1)(2)`).
AFFILIATIONS = re.compile(r"(?:\(\d{1,2}\)){1,4}(?=\.)")
AMPERSAND_FOLLOWS = re.compile(r",? (?:&|and) ")
#: Another form of the name before it (`Esty, Joshua (Jed).`, `Gorky, Maxim (Alexei Peshkov), et al.`).
ALIAS = re.compile(rf" \((?!Eds?\b|Hrsg|Hg|In\b|Dir\b|Trans)[{UPPER}][{LETTER}'’. -]{{1,50}}\)(?=[.,])")
GROUP = re.compile(
    r"[A-Z]{2,10} \([A-Z][^().]{5,90}\)(?=[,.]? )"
    r"|(?:[A-Z]\.){2,8} [Cc]ollaborations?\b"
    rf"|(?:(?:on behalf of|for) )?(?:the |The )?(?:(?:[{UPPER}]\.){{2,4}} )?"
    rf"[{UPPER}][^.,;:()\[\]“”\"]{{2,90}}?(?: \([A-Z][A-Za-z&/-]{{1,14}}\))?(?=\s*(?:[,;:(\[]|\.(?:\s|$)|$))"
)

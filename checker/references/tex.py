"""LaTeX in BibTeX fields and printed lists → plain text: accents, special letters, quotes, dashes, braces, simple maths."""

import re
import unicodedata

from checker.references.journal_macros import JOURNALS

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "-",
]
_GREEK += ["sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"]
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "ldots": "…", "dots": "…", "textellipsis": "…", "textregistered": "®", "texttrademark": "™",
    "copyright": "©", "textcopyright": "©", "pounds": "£", "S": "§", "P": "¶", "textdegree": "°", "degree": "°",
    "textbackslash": "\\", "textasciitilde": "~", "textunderscore": "_", "textless": "<", "textgreater": ">", "textbar": "|",
    "times": "×", "pm": "±", "cdot": "·", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "rightarrow": "→", "to": "→",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX",
    "infty": "∞", "sim": "~", "approx": "≈", "textmu": "µ", "textsc": "", "epsilon": "ε", "varepsilon": "ε", "varphi": "φ",
    **JOURNALS,
    **{name: chr(0x3B1 + place) for place, name in enumerate(_GREEK) if name != "-"},
    **{name.capitalize(): chr(0x391 + place) for place, name in enumerate(_GREEK) if name != "-"},
}  # fmt: skip
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}
_MARKED = re.compile(r"[\\{}~$]|--|``|''|\s\s|[\t\r\n]")
_TOKEN = re.compile(
    r"\\(?P<accent>[`'^~=.\"]|[uvHcdbkr](?![A-Za-z]))\s{0,3}"
    r"(?:\{\s{0,3}(?P<braced>\\?[A-Za-zÀ-ž]?)\s{0,3}\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"|\\(?P<name>[A-Za-z]{1,30})\*?(?:\s{1,4}(?=[A-Za-z0-9{])|\{\})?"
    r"|\\(?P<char>.)"
    r"|\$(?P<maths>[^$]{1,500})\$"
    r"|---?|``|''|[~{}]",
    re.DOTALL,
)
#: What is no text of its own in a LaTeX text, white space and comments apart (a pattern).
MARKUP = (
    r"\\[`'^~=.\"]\s{0,3}(?:\{[^{}\n]{0,4}\}|\\[ij](?![A-Za-z])|[A-Za-z])"
    r"|\\[uvHcdbkr](?![A-Za-z])\s{0,3}(?:\{[^{}\n]{0,4}\}|\\[ij](?![A-Za-z])|[A-Za-z])"
    r"|\\(?:href|bibinfo|bibfield|Eprint|bibnamedelim)\s{0,3}\{[^{}]{0,2000}\}"
    r"|\\(?:doi|DOI)\s{0,3}(?=\{)"
    r"|\\penalty\s{0,3}-?\d{0,6}"
    r"|\\[A-Za-z@]{1,60}\*?[ \t]{0,5}"
    r"|\\.|---?|``|''|[{}~]"
)
_SPACES = frozenset({"newblock", "quad", "qquad", " "})
#: Signs of LaTeX that hardly any other text has: a brace before or behind a command, an accent within a word.
_EVIDENCE = re.compile(r"\{\\[`'^~=.\"A-Za-z]|\\(?:[`'^~=.\"]|[A-Za-z]{1,20})\{|(?<=[A-Za-z])\\[\"^~][aeiouynAEIOUYN](?=[a-z])")
_RAISING = re.compile(r"[\^_](?=[\w{\\+-])")


def plain(value: str) -> str:
    """The text that a BibTeX value prints, white space collapsed. Unknown commands are dropped, their arguments kept."""
    if not is_marked(value):
        return value.strip()
    decoded = unicodedata.normalize("NFC", _TOKEN.sub(_decoded, value))
    return " ".join(decoded.split())


def is_marked(value: str) -> bool:
    """Whether a BibTeX value prints something else than itself: a command, a ligature, white space to be collapsed."""
    if value.isalnum() or not value:
        return False
    if value.isprintable() and "\\" not in value and "{" not in value and "  " not in value:  # as most are
        return "~" in value or "--" in value or "$" in value or "}" in value or "``" in value or "''" in value
    return _MARKED.search(value) is not None


def is_latex(text: str) -> bool:
    r"""Whether a text is written with commands of LaTeX (`M{\"u}ller`, `\emph{Title}`); an escape such as `\_` is no sign."""
    return "\\" in text and _EVIDENCE.search(text) is not None


def shown(sign: str) -> str:
    """What one piece of `MARKUP` prints."""
    if sign == "~":
        return " "
    if sign.startswith(("\\href", "\\bibinfo", "\\bibfield", "\\Eprint", "\\penalty")):
        return ""
    if sign.lower().startswith("\\doi"):
        return "doi:"
    if sign[0] == "\\" and sign[1:].strip().rstrip("*") in _SPACES:
        return " "
    return plain(sign.strip() + "{}" if sign[0] == "\\" and sign[1:2].isalpha() and "{" not in sign else sign)


def _decoded(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("braced", "bare"):
        letter = (match["braced"] or match["bare"] or "").removeprefix("\\")
        return letter + _COMBINING[match["accent"]] if letter else ""
    if kind == "name":
        return _LETTERS.get(match["name"], "")
    if kind == "char":
        return "" if match["char"] in "-/" else match["char"].replace(",", " ")
    if kind == "maths":
        return plain(_RAISING.sub("", match["maths"]))
    return _SIGNS[match[0]]

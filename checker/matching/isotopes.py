"""One form for the ways to write a nuclide: `90Y`, `Y-90`, `yttrium-90`, `(90)Y`, `99mTc`, `technetium 99m`."""

#: Element, its symbol, and the mass numbers of the nuclides that titles name: those of nuclear medicine, tracers, dating and
#: magnetic resonance (common knowledge of these fields). Without the numbers `111 in 90 patients` would hold two nuclides.
_NUCLIDES = """hydrogen h 1 2 3|carbon c 11 13 14|nitrogen n 13 15|oxygen o 15 17 18|fluorine f 18 19|sodium na 22 23 24
    |phosphorus p 31 32 33|sulfur s 35|potassium k 40|calcium ca 45|scandium sc 44 47|chromium cr 51|iron fe 52 57 59
    |cobalt co 55 57 60|copper cu 60 61 62 64 67|gallium ga 66 67 68|germanium ge 68|bromine br 76 77|krypton kr 81m
    |rubidium rb 82 87|strontium sr 87 89 90|yttrium y 86 90|zirconium zr 89|technetium tc 94m 99 99m|palladium pd 103
    |indium in 111 113m|iodine i 123 124 125 131|xenon xe 127 129 133|cesium cs 131 137|samarium sm 153|gadolinium gd 153
    |terbium tb 149 152 155 161|holmium ho 166|erbium er 169|lutetium lu 176 177 177m|rhenium re 186 188|iridium ir 192
    |gold au 198|thallium tl 201|lead pb 203 210 212|bismuth bi 212 213|astatine at 211|radium ra 223 224 226
    |actinium ac 225|thorium th 227 232|uranium u 235 238|plutonium pu 238 239"""


def _nuclides() -> dict[str, str]:
    """Every way to write a nuclide, folded, and its symbol behind the number, as most records have it."""
    forms = {}
    for line in _NUCLIDES.split("|"):
        element, symbol, *numbers = line.split()
        for number in numbers:
            for name in (element, symbol):
                for form in (f"{name} {number}", f"{name}{number}", f"{number} {name}", f"{number}{name}"):
                    forms[form] = number + symbol
    return forms


_FORMS = _nuclides()


def with_nuclides_in_one_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """Folded words with each nuclide as one word, its number and symbol (`90y`); the first reading from the left counts."""
    kept = []
    at = 0
    while at < len(words):
        pair = _FORMS.get(" ".join(words[at : at + 2]))
        kept.append(pair or _FORMS.get(words[at], words[at]))
        at += 2 if pair and at + 1 < len(words) else 1
    return tuple(kept)

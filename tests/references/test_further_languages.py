"""Marks of volumes, issues, pages, editors and places in lists of further languages and alphabets."""

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text

FRENCH = "DOE-ROE, Hélène, « Les cigognes du Bas-Rhin », Annales des nids, t. 112, n° 230, 2000, p. 181-199."
FRENCH_TOME = "Doe (Jeanne) et Roe (Marc), « Les nids de Beaucaire », Provence des nids, t. XLII, fasc. 168, 1992, p. 203-222."
FRENCH_PLACE = "Doe, A. (2005). La métropole des nids. La Tour d'Aigues : Éditions de l'Aile."
SPANISH_CHAPTER = (
    "DOE DÍAZ, Lucía, «Arrieros y nidos», en Juan Luis Roe (coord.), Caminos y nidos, Madrid, Nido, 1997, págs. 201-229."
)
TURKISH_ARTICLE = "Doe, Ali, “Köy Yuvaları”, Leylek İncelemeleri Dergisi, Cilt: 21, Sayı: 2, 2006, s. 45-70."
CZECH_BOOK = "DOE, Karel. Dějiny hnízd v Olomouci. 2. vyd. Praha: Academia, 1987. 245 s."
GERMAN_CENTURIES = "Doe, Ueli (1992): Die Zürcher Nester. Wachstum vom 16. zum 18. Jahrhundert. Zürich: Nest."
FRENCH_ROMAN = "Doe (Yves), « La forêt des cigognes », Revue des nids et des arbres, XXXIV, avril-juin 1987, p. 211-240."
FRENCH_BOOK = (
    "Pierre Doe, Les oiseaux des années troubles. De la guerre des nids à la paix, Paris, Nid de Brouwer, 2001, 268 p."
)
FRENCH_CHAPTER = "DOE J. et ROE A. (2008). « Gouverner le nid », in Poe L. (dir.), Nids et pouvoirs, Paris, Nid, pp. 55-80."
ITALIAN = "Di Doe A., De Roe-Poe M., Il nido di lavoro, in «Rivista dei nidi», CXI (1999), fasc. 2, pp. 440-472."
ITALIAN_BOOK = "Doe S. (a cura di), 2004, Paesaggi del nido, Franco Nidi, Milano."
POLISH = "Doe-Roe M., Przemiany gniazd na Podhalu, „Gniazda Polskie”, t. 42, 1998, z. 1–2, s. 67–90."
CZECH = "DOEOVÁ, Jana a Petr ROE. Obraz hnízda v české próze. Česká hnízda, 2010, roč. 58, č. 4, s. 411–436. ISSN 0000-0000."
TURKISH = "Doe, Ş. ve Öztürk-Roe, G. (2016). Leyleklerin çevre okuryazarlığı. Leylek ve Bilim, 41(185), 211-228."
INDONESIAN = "Doe, S. dan Roe, A. (2016). Bangau dan sarang. Jurnal Sarang, 4(1), 2-8."
DUTCH = (
    "Doe, P.J. & Ter Roe, W. (1992). De mondige ooievaar. In J. van den Poe (red.), Nesten in beweging (pp. 41-63). "
    "Assen: Van Nest."
)
SPANISH = (
    'Doe, Marta. 1983. "La invención del nido". En Buenos Aires: historia de los nidos, compilado por José Luis Roe, 145-162. '
    "Buenos Aires: Nido."
)
MEXICAN = "Doe, M. (2010). Censo de Cigüeñas y Nidos 2010. Aguascalientes, México: Nidos Press."
BRAZILIAN = "DOE, M. do R. Trabalho e ninho no Recôncavo. Cadernos Ninho, Campinas, n. 29, p. 133-160, jul./dez. 2007."
BRAZILIAN_THESIS = (
    "DOE NETO, A. A. de. Modelagem dos ninhos do alto rio. 2011. 134 f. Dissertação (Mestrado em Ninhos) – Universidade de "
    "Exemplo, Belo Horizonte, 2011."
)
RUSSIAN = "Доу А. И. Основы теории гнёзд : учебник / А. И. Доу, Б. В. Роу. – 2-е изд. – Москва : Наука, 1988. – 317 с."
RUSSIAN_ARTICLE = "Роу, В.П. Гнёзда Сибири в ХХ веке / В.П. Роу // Вопросы гнёзд. – 2001. – № 7. – С. 88-97."
UKRAINIAN_THESIS = "Доу О. П. Формування гнізда: дис. ... канд. політ. наук: 23.00.02. Київ, 2009. 190 с."
SWEDISH = "Doe, Å., Roe, N. och Poe, I. (2004) Storkens ägare. Bon i Norrland 1900–1950. Umeå: Umeå universitet."
AUSTRALIAN = (
    "Doe K, Roe SM (2000) Reserve nests. In 'Temperate nests in Australia'. (Eds RJ Poe, CJ Loe) pp. 351–358. "
    "(Nest Press & Sons: Chipping Norton, NSW)"
)
GEOLOGICAL = "Doe, A. P., and Roe, J., 1969, Nests in the lower beds of the coast: Stork Society Quarterly, v. 125, p. 305–330."


@pytest.mark.parametrize(
    ("printed", "families", "expected"),
    [
        (FRENCH, ["DOE-ROE"], {"container-title": "Annales des nids", "volume": "112", "issue": "230", "page": "181-199"}),
        (FRENCH_TOME, ["Doe", "Roe"], {"container-title": "Provence des nids", "volume": "XLII", "issue": "168"}),
        (FRENCH_PLACE, ["Doe"], {"title": "La métropole des nids", "publisher": "Éditions de l'Aile"}),
        (SPANISH_CHAPTER, ["DOE DÍAZ"], {"container-title": "Caminos y nidos", "publisher": "Nido", "page": "201-229"}),
        (TURKISH_ARTICLE, ["Doe"], {"container-title": "Leylek İncelemeleri Dergisi", "volume": "21", "issue": "2"}),
        (CZECH_BOOK, ["DOE"], {"title": "Dějiny hnízd v Olomouci", "publisher": "Academia"}),
        (GERMAN_CENTURIES, ["Doe"], {"title": "Die Zürcher Nester. Wachstum vom 16. zum 18. Jahrhundert", "publisher": "Nest"}),
        (FRENCH_ROMAN, ["Doe"], {"title": "La forêt des cigognes", "volume": "XXXIV", "page": "211-240"}),
        (
            FRENCH_BOOK,
            ["Doe"],
            {"title": "Les oiseaux des années troubles. De la guerre des nids à la paix", "publisher": "Nid de Brouwer"},
        ),
        (FRENCH_CHAPTER, ["DOE", "ROE"], {"container-title": "Nids et pouvoirs", "publisher": "Nid", "page": "55-80"}),
        (ITALIAN, ["Di Doe", "De Roe-Poe"], {"container-title": "Rivista dei nidi", "volume": "CXI", "issue": "2"}),
        (ITALIAN_BOOK, [], {"title": "Paesaggi del nido", "publisher": "Franco Nidi"}),
        (POLISH, ["Doe-Roe"], {"container-title": "Gniazda Polskie", "volume": "42", "issue": "1–2", "page": "67-90"}),
        (CZECH, ["DOEOVÁ", "ROE"], {"container-title": "Česká hnízda", "volume": "58", "issue": "4", "page": "411-436"}),
        (TURKISH, ["Doe", "Öztürk-Roe"], {"container-title": "Leylek ve Bilim", "volume": "41", "issue": "185"}),
        (INDONESIAN, ["Doe", "Roe"], {"title": "Bangau dan sarang", "container-title": "Jurnal Sarang"}),
        (DUTCH, ["Doe", "Ter Roe"], {"container-title": "Nesten in beweging", "publisher": "Van Nest"}),
        (SPANISH, ["Doe"], {"container-title": "Buenos Aires: historia de los nidos", "page": "145-162", "publisher": "Nido"}),
        (MEXICAN, ["Doe"], {"title": "Censo de Cigüeñas y Nidos 2010", "publisher": "Nidos Press"}),
        (BRAZILIAN, ["DOE"], {"container-title": "Cadernos Ninho", "issue": "29", "page": "133-160"}),
        (BRAZILIAN_THESIS, ["DOE NETO"], {"title": "Modelagem dos ninhos do alto rio", "publisher": "Universidade de Exemplo"}),
        (RUSSIAN, ["Доу"], {"title": "Основы теории гнёзд: учебник", "publisher": "Наука"}),
        (RUSSIAN_ARTICLE, ["Роу"], {"title": "Гнёзда Сибири в ХХ веке", "container-title": "Вопросы гнёзд", "issue": "7"}),
        (UKRAINIAN_THESIS, ["Доу"], {"title": "Формування гнізда"}),
        (
            SWEDISH,
            ["Doe", "Roe", "Poe"],
            {"title": "Storkens ägare. Bon i Norrland 1900–1950", "publisher": "Umeå universitet"},
        ),
        (AUSTRALIAN, ["Doe", "Roe"], {"container-title": "Temperate nests in Australia", "publisher": "Nest Press & Sons"}),
        (
            GEOLOGICAL,
            ["Doe", "Roe"],
            {"title": "Nests in the lower beds of the coast", "container-title": "Stork Society Quarterly", "volume": "125"},
        ),
    ],
)
def test_fields_of_further_languages(printed: str, families: list[str], expected: dict[str, str]) -> None:
    (entry,) = parse_text(SourceFile("list.txt", printed))
    assert [name.family for name in entry.author] == families
    assert {name: entry.get(name) for name in expected} == expected
    assert not entry.get("volume") or "volume" in expected or entry.type != "thesis"


@pytest.mark.parametrize(
    ("printed", "families", "expected"),
    [
        (
            "刘晓，陈明．图书馆的鸟［M］．北京：高等教育出版社，1957：15-18．",
            ["刘晓", "陈明"],
            {"title": "图书馆的鸟", "publisher": "高等教育出版社", "page": "15-18"},
        ),
        (
            "山田太郎・鈴木花子(2010)「地方の鳥の巣」『鳥の論文集』第45巻3号，pp.121-126．",
            ["山田太郎", "鈴木花子"],
            {"title": "地方の鳥の巣", "container-title": "鳥の論文集", "volume": "45", "issue": "3", "page": "121-126"},
        ),
        ("佐藤健一：近世農村の鳥，吉川弘文館，1987．", ["佐藤健一"], {"title": "近世農村の鳥", "publisher": "吉川弘文館"}),
        (
            "김황새, 이둥지, '황새와 둥지의 관계', 둥지 연구, 제8권, 제1호, 2015, pp. 47-65.",
            ["김황새", "이둥지"],
            {"container-title": "둥지 연구", "volume": "8", "issue": "1", "page": "47-65"},
        ),
    ],
)
def test_full_width_punctuation_and_counted_numbers(printed: str, families: list[str], expected: dict[str, str]) -> None:
    source = SourceFile("list.txt", printed)
    (entry,) = parse_text(source)
    assert [name.family for name in entry.author] == families
    assert {name: entry.get(name) for name in expected} == expected
    for name in ("title", "publisher", "container-title"):
        if name in expected:
            assert entry.field_spans[name].of(source.text) == expected[name]

"""Works that stand alone: where their titles end, and who publishes them where."""

import pytest

from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.references import parse_text


def read(text: str) -> ReferenceEntry:
    (entry,) = parse_text(SourceFile("refs.txt", text))
    return entry


@pytest.mark.parametrize(
    ("text", "title", "publisher", "place"),
    [
        ("Doe, J. (2004). Hands. The work of years. New York: Wiley.", "Hands. The work of years", "Wiley", "New York"),
        ("Doe, Jane. Hands. Revised ed. London: Example House, 1999.", "Hands", "Example House", "London"),
        ("Doe, Jane. Hands. Cambridge, Mass.: Example House, 1999.", "Hands", "Example House", "Cambridge, Mass."),
        ("Doe, Jane. Hands and Feet. Indianapolis: Frank S. Roe, 2009.", "Hands and Feet", "Frank S. Roe", "Indianapolis"),
        (
            "Doe, J., Hands, Feet and Knees, New Haven: Yale University Press, 1997.",
            "Hands, Feet and Knees",
            "Yale University Press",
            "New Haven",
        ),
        (
            "Doe, Jane. Hands: An Essay (Cambridge, MA: Example House, 2000)",
            "Hands: An Essay",
            "Example House",
            "Cambridge, MA",
        ),
        (
            "Doe, J. (1994). Hands. Ph.D. thesis, School of Hands, Example University, Netherlands.",
            "Hands",
            "School of Hands, Example University",
            "",
        ),
        (
            "J. Doe. Hands. Technical Report 12, Department of Hands, Example University, 1995.",
            "Hands",
            "Department of Hands, Example University",
            "",
        ),
    ],
)
def test_imprints(text: str, title: str, publisher: str, place: str) -> None:
    entry = read(text)
    assert (entry.title, entry.get("publisher"), entry.get("publisher-place")) == (title, publisher, place)


@pytest.mark.parametrize(
    ("text", "title", "container"),
    [
        ("Jane Doe and Carl Roe. Hands and feet. JOHF, 2013.", "Hands and feet", "JOHF"),
        (
            "Doe, J. (2010, January 28). Hope for hands. The Daily Example. Retrieved from http://example.org/a",
            "Hope for hands",
            "The Daily Example",
        ),
        (
            "J. Doe, C. Roe, A model of hands, Proc. of HAND Conf., Tokyo, October, 1994.",
            "A model of hands",
            "Proc. of HAND Conf",
        ),
        ("J. Doe and C. Roe. Hands of men. To appear in Journal of Hands, 1994.", "Hands of men", "Journal of Hands"),
        (
            "Doe, J. (1991). Hands. In Proc. Intern. Conf. on Hands, Portland, OR, pp. 7-12.",
            "Hands",
            "Proc. Intern. Conf. on Hands",
        ),
        ("J. Doe. “Hands,” Hand Review, XLIII (January-February, 1965), pp. 49-62.", "Hands", "Hand Review"),
    ],
)
def test_containers_without_a_volume(text: str, title: str, container: str) -> None:
    entry = read(text)
    assert (entry.title, entry.container_title) == (title, container)


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        ("J. Doe, Hands of Years, Manus, Paris, 1988", "Hands of Years", "Manus"),
        ("DOE J., Les mains, Paris, l’Atelier, 2001 [1996].", "Les mains", "l’Atelier"),
        ("Jane Doe: Hände und Füße. 3. Auflage. Springer, Berlin 2009, S. 12.", "Hände und Füße", "Springer"),
        (
            "Doe, J. (1985). Hands. Tech. rep. EX/TR-340, Dept. of Hands, Example University.",
            "Hands",
            "Dept. of Hands, Example University",
        ),
        ("J. Doe. Hands in motion. Technical report, HANDLAB, July 2007.", "Hands in motion", "HANDLAB"),
        ("Doe, J. (1968). Hands. Roe and Co. Ltd.", "Hands", "Roe and Co. Ltd"),
        ("Doe, J. Hands. Cambridge: Roe Press of Example Univ. Press, 1996.", "Hands", "Roe Press of Example Univ. Press"),
        (
            "Doe, J. (2019). Hands (EX Publication No. 18-2059). Department of Hands, Institute of Feet. https://example.org/a",
            "Hands",
            "Department of Hands, Institute of Feet",
        ),
        (
            "Doe, J. (2017). Hands (Publication No. 102) [Doctoral dissertation, University of Leiden]. Database.",
            "Hands",
            "University of Leiden",
        ),
    ],
)
def test_publishers_without_colon(text: str, title: str, publisher: str) -> None:
    entry = read(text)
    assert (entry.title, entry.get("publisher")) == (title, publisher)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Doe, Jane. Hands. Leiden: Brill, 2004. Reprint, London: Example House, 2008.", 2004),
        ("Doe, Jane. Hands. Leiden: Brill, 2004. [See also: second printing 2010].", 2004),
        ("Doe J. Hands and feet. J Hands 2019;39:151. Erratum for: J Hands 2018;38:99-107.", 2019),
        ('Doe, Jane. "Hands." The Hand Blog, 2 Aug. 2006, Web. 29 Sept. 2016.', 2006),
        ('Example Nations. "Human Hands." Accessed May 29, 2013. http://example.org/hands/.', None),
    ],
)
def test_later_dates_are_not_the_year(text: str, year: int | None) -> None:
    assert (read(text).issued or (None,))[0] == year


def test_film_or_anthology_without_author() -> None:
    entry = read("Hand Stories. Ed. Jane Doe. London: Example House, 2008.")
    assert (entry.title, entry.author) == ("Hand Stories", ())


def test_pages_behind_a_bracketed_imprint() -> None:
    entry = read("Jane Doe, Hands and Feet, 1832–1858, ed. Carl Roe (Leiden: Brill, 1989), 28, 29.")
    assert (entry.title, entry.get("volume"), entry.get("page")) == ("Hands and Feet, 1832–1858", "", "28, 29")


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Pérez, M. (2003). Las manos y los pies (Tesis doctoral). Universidad de Ejemplo.", "Universidad de Ejemplo"),
        ("DOE Jane, Les mains et les pieds, thèse de doctorat, Université d’Exemple, 2011.", "Université d’Exemple"),
        ("DOE, J. Mãos e pés. Dissertação (Mestrado em Educação) – Universidade de Exemplo, 2010.", "Universidade de Exemplo"),
        ("Roe, Eva: Hände und Füße. Masterarbeit, Universität Beispiel, 2009.", "Universität Beispiel"),
    ],
)
def test_theses_of_further_languages(text: str, publisher: str) -> None:
    entry = read(text)
    assert (entry.type, entry.get("publisher")) == ("thesis", publisher)
    assert "(" not in entry.title
    assert "," not in entry.title


def test_an_edition_is_no_publisher() -> None:
    assert read("Doe, J.; Roe, C.: Hände und Füße. 16. Aufl., Beuth, Berlin 2015, Kap. 11.").get("publisher") == "Beuth"


def test_an_organisation_before_the_mark_of_editors_is_the_editor() -> None:
    entry = read("Naturschutzamt (Hrsg.): Hände und Füße. Dessau, Oktober 2021.")
    assert ([name.literal for name in entry.editor], entry.title) == (["Naturschutzamt"], "Hände und Füße")


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (
            "Doe, Jane. Logic of Storks. An Account of Nests, Nestbau, London, 1992.",
            "Logic of Storks. An Account of Nests",
            "Nestbau",
        ),
        ("Doe, J., Le cigogne. Il nido del ’500, Nestbau, Torino 1976.", "Le cigogne. Il nido del ’500", "Nestbau"),
        (
            "Doe, Jane: Storchkunde. Grundlagen und Technik, 11. Aufl., Weinheim: Nest, 2010.",
            "Storchkunde. Grundlagen und Technik",
            "Nest",
        ),
        (
            "Doe, J. 1982. The estimation of storks. Charles Roe, London, United Kingdom.",
            "The estimation of storks",
            "Charles Roe",
        ),
        (
            "Doe, J. (2014). Leading storks [Unpublished doctoral dissertation]. Nest University.",
            "Leading storks",
            "Nest University",
        ),
        ("Doe, J. (2010). Kept by storks (NEST/TM-2010-2161). Stork Institute.", "Kept by storks", "Stork Institute"),
        (
            "Nest (2019), Storks 2018 (Volume I): What They Do, Nest Publishing, Paris.",
            "Storks 2018 (Volume I): What They Do",
            "Nest Publishing",
        ),
        ("Doe Z., Bociany nowe, Wydawnictwo Gniazdo, Kraków 2006.", "Bociany nowe", "Wydawnictwo Gniazdo"),
        (
            "Doe, Ulrich (1939): Vom Nest. Untersuchungen am Kamin. 2 Bde. Basel: Haus zum Nest.",
            "Vom Nest. Untersuchungen am Kamin",
            "Haus zum Nest",
        ),
        ("Doe, Jane: Die neuen Nester. Zum Wandel am Kamin, Berlin 2017.", "Die neuen Nester. Zum Wandel am Kamin", ""),
        ("Doe, J. De los nidos. Cultura y hogar. 5ª ed. Bogotá: Nido; 2003.", "De los nidos. Cultura y hogar", "Nido"),
        ("J.D. Doe, R.L. Roe, The Stork Method, vol. 1, fifth ed., Nest-Roe, Oxford, 2000.", "The Stork Method", "Nest-Roe"),
        ("Jane Doe, Teoria generale, a cura di Carlo Roe, Torino, Nido, 1999, pp. 100-112.", "Teoria generale", "Nido"),
        ("Doe, G. M. STORX-97; University of Nests: Berlin, Germany, 1997.", "STORX-97", "University of Nests"),
        ("刘华. 水稻抗病基因研究[D]. 武汉: 华中农业大学, 2015.", "水稻抗病基因研究", "华中农业大学"),
        (
            "Doe, Max: Nest und Haus. Grundriß der Vogelkunde, 5., rev. Aufl., Tübingen: Nest 1980.",
            "Nest und Haus. Grundriß der Vogelkunde",
            "Nest",
        ),
        (
            "Doe F., La Cigogne et le monde du nid, 2e éd., Paris, Armand Nid, 1966, 2 vol.",
            "La Cigogne et le monde du nid",
            "Armand Nid",
        ),
        ("Doe, A. C. [1920] 1932. The Storks of Welfare. 4th ed. London: Nest.", "The Storks of Welfare", "Nest"),
    ],
)
def test_titles_of_two_sentences_and_with_brackets(text: str, title: str, publisher: str) -> None:
    entry = read(text)
    assert (entry.title, entry.get("publisher")) == (title, publisher)


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (
            "Stork Organization. Guidelines on nests. Module 4: treatment of storks. Geneva: Nest; 2020.",
            "Guidelines on nests. Module 4: treatment of storks",
            "Nest",
        ),
        (
            "J. Doe, Hands and Science: An Introduction, eighth ed., John Roe & Sons, Hoboken, 2010.",
            "Hands and Science: An Introduction",
            "John Roe & Sons",
        ),
        ("Doe, Eleni. Hymns to a Hand. Translated by Karen Roe, Hand Books, 2012.", "Hymns to a Hand", "Hand Books"),
        ("Doe, Jane (2007): Hand und Stadt. Bielefeld: handwerk.", "Hand und Stadt", "handwerk"),
        ("Doe, H.: Das Ende der Hände, Diss. phil. Marburg 1974.", "Das Ende der Hände", ""),
        (
            "Doe, H. & W. R. Roe. 1942. Hands of the west. University of Hands, Lexington, 494 p., 22 pls.",
            "Hands of the west",
            "University of Hands",
        ),
    ],
)
def test_titles_and_publishers_of_more_styles(text: str, title: str, publisher: str) -> None:
    entry = read(text)
    assert (entry.title, entry.get("publisher"), entry.get("volume")) == (title, publisher, "")

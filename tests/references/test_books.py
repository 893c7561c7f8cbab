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

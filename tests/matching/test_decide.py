from hypothesis import given
from hypothesis import strategies as st

from checker.matching.decide import decide
from checker.model.match import Agreement, IdentifierCheck, IdentifierOutcome, MatchStatus
from tests.matching.builders import entry, record

TITLE = "Trends in the incidence of carcinoid tumours"
AUTHORS = ("Lena Ellis", "Mo Shale")
ENTRY = entry(TITLE, ("Ellis L", "Shale M"), 2010, container_title="Ann Surg", volume="12", page="1-9", DOI="10.1/a")
WORK = record(TITLE, AUTHORS, 2010, journal="Annals of Surgery", volume="12", first_page="1", last_page="9", doi="10.1/a")
OTHER = record("Sleep of captive otters", ("Maria Braun", "K. Ito"), 2003, doi="10.1/b", id="W2")


def bears(work, kind="DOI", value="10.1/a"):
    outcome = IdentifierOutcome.AGREES if work else IdentifierOutcome.ABSENT
    return (IdentifierCheck(kind, value, outcome, work),)


def test_the_bearer_of_the_identifier_is_the_work() -> None:
    match = decide(ENTRY, (), bears(WORK), ("title",), "works file")
    assert (match.status, match.work, match.method, match.source) == (MatchStatus.MATCHED, WORK, "doi", "works file")
    assert all(item.agreement in (Agreement.AGREE, Agreement.MISSING) for item in match.evidence)


def test_title_authors_and_year_identify_a_work() -> None:
    match = decide(ENTRY, (OTHER, WORK))
    assert (match.status, match.work, match.method) == (MatchStatus.MATCHED, WORK, "title")


def test_an_identifier_of_another_work_yields_to_the_one_that_fits() -> None:
    match = decide(ENTRY, (WORK,), bears(OTHER))
    assert match.work is WORK
    assert match.identifiers[0].outcome is IdentifierOutcome.OTHER_WORK


def test_an_identifier_of_another_work_and_nothing_else() -> None:
    match = decide(ENTRY, (), bears(OTHER))
    assert match.status is MatchStatus.NOT_FOUND
    assert match.identifiers[0].outcome is IdentifierOutcome.OTHER_WORK


def test_the_mark_of_a_footnote_in_a_record_takes_no_identifier_from_it() -> None:
    marked = record(f"{TITLE} 1", AUTHORS, 2010, journal="Annals of Surgery", doi="10.1/a", id="W3")
    match = decide(ENTRY, (WORK,), bears(marked))
    assert match.work is marked
    assert match.identifiers[0].outcome is IdentifierOutcome.AGREES
    part = entry(f"{TITLE} 2", ("Ellis L", "Shale M"), 2010, DOI="10.1/a")
    other = record(f"{TITLE} 1", ("Maria Braun",), 1990, doi="10.1/a", id="W3")
    assert decide(part, (), bears(other)).status is MatchStatus.NOT_FOUND


def test_an_absent_identifier_stays_absent() -> None:
    match = decide(ENTRY, (WORK,), bears(None))
    assert match.work is WORK
    assert match.identifiers[0].outcome is IdentifierOutcome.ABSENT


def test_a_likeness_of_titles_decides_nothing() -> None:
    for title in ("Trends in the incidence of carcinoid tumours, part 2", "Trends in the incidence of lung tumours"):
        assert decide(ENTRY, (record(title, ("Maria Braun",), 1990),)).status is MatchStatus.NOT_FOUND


def test_another_work_of_the_same_authors_is_not_it() -> None:
    other = record("Survival after resection of carcinoid tumours", AUTHORS, 2010, journal="Annals of Surgery")
    assert decide(ENTRY, (other,)).status is MatchStatus.NOT_FOUND


def test_equal_title_and_authors_but_a_phase_apart() -> None:
    printed = entry("Drug X in liver cancer: a phase 1 study", ("Ellis L",), 2010)
    other = record("Drug X in liver cancer: a phase 2 study", ("Lena Ellis",), 2010)
    assert decide(printed, (other,)).status is MatchStatus.NOT_FOUND


def test_authors_swapped_for_others_still_identify_by_a_long_title() -> None:
    match = decide(entry(TITLE, ("Otter K", "Ito S"), 2010), (WORK,))
    assert match.status is MatchStatus.MATCHED
    found = match.field("author")
    assert found is not None
    assert found.note == "all-different"


def test_two_works_that_fit_equally_are_ambiguous() -> None:
    one = record("Editorial", ("Lena Ellis",), 2010, id="W1", doi="10.1/x")
    two = record("Editorial", ("Karl Roe",), 2010, id="W2", doi="10.1/y")
    match = decide(entry("Editorial", (), 2010, container_title="Ann Surg"), (one, two))
    assert match.status in (MatchStatus.AMBIGUOUS, MatchStatus.NOT_FOUND)
    long = [record(TITLE, (author,), 2010, id=author) for author in ("Lena Ellis", "Karl Roe")]
    match = decide(entry(TITLE, (), 2010), long)
    assert match.status is MatchStatus.AMBIGUOUS
    assert len(match.runners_up) == 2


def test_a_preprint_and_its_publication_are_one_work() -> None:
    preprint = record(TITLE, AUTHORS, 2008, journal="medRxiv", source_type="repository", type="preprint", id="W0")
    published = record(TITLE, AUTHORS, 2010, journal="Annals of Surgery", volume="12", id="W9")
    assert decide(ENTRY, (preprint, published)).work is published
    cited = entry(TITLE, ("Ellis L", "Shale M"), 2008, container_title="medRxiv")
    assert decide(cited, (published, preprint)).work is preprint


def test_the_value_of_another_version_is_no_disagreement() -> None:
    preprint = record(TITLE, AUTHORS, 2007, type="preprint", id="W0")
    match = decide(entry(TITLE, ("Ellis L", "Shale M"), 2007, DOI="10.1/a"), (preprint,), bears(WORK))
    year = match.field("issued")
    assert year is not None
    assert (year.agreement, year.note) == (Agreement.PARTIAL, "other-version")


def test_a_record_with_an_unrelated_title_is_suspect() -> None:
    corrupt = record("Sleep of captive otters", AUTHORS, 2010, doi="10.1/a")
    title = decide(ENTRY, (), bears(corrupt)).field("title")
    assert title is not None
    assert (title.agreement, title.note) == (Agreement.DISAGREE, "record-suspect")
    title = decide(ENTRY, (OTHER,), bears(corrupt)).field("title")
    assert title is not None
    assert title.note == "record-corrupt"


def test_a_chapter_may_print_the_doi_of_its_book() -> None:
    book = record("Handbook of Carcinoid Disease", ("Maria Braun",), 2010, type="book", doi="10.1/a")
    chapter = entry("Epidemiology", ("Ellis L",), 2010, container_title="Handbook of Carcinoid Disease", DOI="10.1/a")
    assert decide(chapter, (), bears(book)).identifiers[0].outcome is IdentifierOutcome.AGREES


def test_no_title_identifies_by_author_year_and_page() -> None:
    printed = entry("", ("Ellis L", "Shale M"), 2010, container_title="Ann Surg", volume="12", page="1")
    match = decide(printed, (OTHER, WORK))
    assert (match.work, match.method) == (WORK, "author-year-page")


def test_a_title_read_short_is_compared_whole() -> None:
    printed = entry(TITLE[:-8], ("Ellis L", "Shale M"), 2010, raw=f"Ellis L, Shale M. {TITLE}. 2010")
    title = decide(printed, (WORK,)).field("title")
    assert title is not None
    assert title.agreement is Agreement.AGREE


def test_a_title_behind_names_that_were_taken_for_it_is_compared() -> None:
    raw = f"Ellis, Lena, M. Shale, and K. Roe. 2010. “{TITLE}.” Ann Surg 12: 1–9."
    read = entry("M. Shale, and K. Roe", ("Ellis L",), 2010, raw=raw, volume="12", page="1-9", DOI="10.1/a")
    match = decide(read, (), bears(record(f"RETRACTED: {TITLE}", (*AUTHORS, "K. Roe"), 2010, doi="10.1/a")))
    assert match.work is not None
    assert not any(item.agreement is Agreement.DISAGREE for item in match.evidence)


def test_names_before_a_title_that_the_record_has_cut_are_left_out() -> None:
    raw = f"Ellis L, ap Shale M (2010) {TITLE}: a cohort study. Ann Surg 12: 1–9."
    read = entry(f"ap Shale M (2010) {TITLE}: a cohort study", ("Ellis L",), 2010, raw=raw, DOI="10.1/a")
    match = decide(read, (), bears(record(TITLE, ("Lena Ellis", "Mo ap Shale"), 2010, doi="10.1/a")))
    assert not any(item.agreement is Agreement.DISAGREE for item in match.evidence)


def test_a_title_whose_beginning_was_taken_for_a_name_is_compared() -> None:
    raw = "L. Ellis, AI Chatbots and carcinoid tumours of otters. Ann Surg 12, 1–9 (2010)."
    read = entry("and carcinoid tumours of otters", ("Ellis L", "Chatbots AI"), 2010, raw=raw, DOI="10.1/a")
    match = decide(read, (), bears(record("AI Chatbots and carcinoid tumours of otters", AUTHORS[:1], 2010, doi="10.1/a")))
    assert not any(item.agreement is Agreement.DISAGREE for item in match.evidence)


def test_a_digit_behind_the_recorded_title_is_a_mark_where_all_else_agrees() -> None:
    marked = record(f"{TITLE} 1", AUTHORS, 2010, journal="Annals of Surgery")
    printed = entry(TITLE, ("Ellis L", "Shale M"), 2010, container_title="Ann Surg")
    assert decide(printed, (marked,)).work is marked
    assert decide(entry(TITLE, ("Ellis L", "Shale M"), 2015, container_title="Ann Surg"), (marked,)).work is None
    assert decide(entry(TITLE, ("Ellis L", "Otter M"), 2010, container_title="Ann Surg"), (marked,)).work is None


def test_fields_behind_a_title_read_short_prove_nothing() -> None:
    raw = f"Ellis L, Shale M. {TITLE}. Ann Surg. 2010"
    printed = entry(TITLE[:20], ("Ellis L", "Shale M"), 2010, container_title="of carcinoid", volume="99", raw=raw)
    match = decide(printed, (WORK,))
    for field in ("container-title", "volume"):
        found = match.field(field)
        assert found is not None
        assert (found.agreement, found.note) == (Agreement.MISSING, "misread")


def test_numbers_behind_a_journal_that_begins_with_the_end_of_the_title_count() -> None:
    title, _, word = TITLE.rpartition(" ")
    printed = entry(title, ("Ellis L",), 2010, container_title=f"{word}. Ann Surg", volume="99", raw=f"{TITLE}. Ann Surg 99")
    match = decide(printed, (record(TITLE, AUTHORS[:1], 2010, journal="Annals of Surgery", volume="12", doi="10.1/a"),))
    agreements = {item.field: item.agreement for item in match.evidence}
    assert agreements["volume"] is Agreement.DISAGREE
    assert agreements["container-title"] is Agreement.MISSING


def test_the_version_of_the_printed_kind_is_preferred_though_it_disagrees() -> None:
    preprint = record(TITLE, AUTHORS, 2010, journal="medRxiv", source_type="repository", type="preprint", id="W0")
    printed = entry(TITLE, ("Ellis L", "Shale M"), 2010, container_title="Ecology Letters", page="77")
    match = decide(printed, (preprint, WORK))
    assert match.work is WORK
    container = match.field("container-title")
    assert container is not None
    assert container.agreement is Agreement.DISAGREE


def test_everything_but_the_title_identifies_a_corrupt_record() -> None:
    printed = entry(TITLE, ("Ellis L",), 2010, container_title="Annals of Surgery", page="77-90")
    fields = {"journal": "Annals of Surgery", "first_page": "77"}
    match = decide(printed, (record("Sleep of captive otters", ("Lena Ellis",), 2010, **fields),))
    assert (match.status, match.method) == (MatchStatus.MATCHED, "author-year-page")
    later = record("Sleep of captive otters", ("Lena Ellis",), 2013, **fields)
    assert decide(printed, (later,)).status is MatchStatus.NOT_FOUND


WORKS = st.lists(
    st.builds(
        lambda number, title, author, year: record(title, (author,), year, id=f"W{number}"),
        st.integers(1, 30),
        st.sampled_from([TITLE, TITLE + ": a review", "Editorial", ""]) | st.text(max_size=40),
        st.sampled_from(["Lena Ellis", "Ellis, L", ""]) | st.text(max_size=20),
        st.none() | st.integers(1900, 2030),
    ),
    max_size=6,
    unique_by=lambda work: work.id,
)


@given(WORKS, st.randoms())
def test_the_order_of_candidates_does_not_matter(works, random) -> None:
    shuffled = list(works)
    random.shuffle(shuffled)
    assert decide(ENTRY, works) == decide(ENTRY, shuffled)


def test_authors_and_pages_of_one_work_under_the_title_of_another() -> None:
    stolen = record("Sleep and wakefulness of captive otters", ("Maria Braun", "K. Ito"), 2010, id="W2")
    mixed = entry(stolen.title, ("Ellis L", "Shale M"), 2010, container_title="Ann Surg", volume="12", page="1-9")
    match = decide(mixed, (WORK, stolen))
    title = match.field("title")
    assert match.work is WORK
    assert title is not None
    assert (title.agreement, title.note) == (Agreement.DISAGREE, "title-of-another")
    assert stolen in [rival.work for rival in match.runners_up]


def test_a_digit_behind_the_title_of_the_bearer_takes_no_identifier_from_it() -> None:
    marked = record(f"{TITLE} 1", AUTHORS, 2010, first_page="1", doi="10.1/a")
    wrong = entry(TITLE, ("Braun M", "Ito K"), 2010, page="1-9", DOI="10.1/a")
    assert decide(wrong, (), bears(marked)).work is marked


def test_a_protocol_under_the_title_of_its_trial_is_told() -> None:
    match = decide(ENTRY, (), bears(record(f"{TITLE}: a study protocol", AUTHORS, 2010, doi="10.1/a")))
    kind = match.field("type")
    assert kind is not None
    assert (kind.agreement, kind.note) == (Agreement.PARTIAL, "protocol")

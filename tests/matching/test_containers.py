import pytest

from checker.matching.containers import container_evidence, is_preprint_server, same_container
from checker.model.match import Agreement
from checker.model.work import Work, WorkLocation
from tests.matching.builders import entry, record


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N Engl J Med", "The New England Journal of Medicine"),
        ("Acta Crystallogr D Biol Crystallogr", "Acta Crystallographica Section D Biological Crystallography"),
        ("Nucl Instrum Methods Phys Res A", "Nuclear Instruments and Methods in Physics Research Section A: Accelerators"),
        ("HPB (Oxford)", "HPB"),
        ("Proc Natl Acad Sci U S A", "Proceedings of the National Academy of Sciences"),
        ("AJR Am J Roentgenol", "American Journal of Roentgenology"),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international"),
        ("Clin Cancer Res", "Clinical cancer research : an official journal of the American Association for Cancer Research"),
        ("Int J Radiat Oncol Biol Phys", "International Journal of Radiation Oncology*Biology*Physics"),
        ("NeurIPS", "Neural Information Processing Systems"),
        ("COLING", "International Conference on Computational Linguistics"),
        ("NAACL", "North American Chapter of the Association for Computational Linguistics"),
        ("LREC", "Language Resources and Evaluation"),
        ("JNCI", "JNCI: Journal of the National Cancer Institute"),
        ("BJA", "BJA British Journal of Anaesthesia"),
        ("BJOG", "BJOG: An International Journal of Obstetrics & Gynaecology"),
        ("CHEST Journal", "Chest"),
        ("BMJ", "BMJ (Clinical research ed.)"),
        ("Phys. Rev. A", "Physical Review A"),
        ("Proc. Natl. Acad. Sci. U. S. A", "PNAS"),
        ("Proc. Natl. Acad. Sci. U. S. A.", "Proceedings of the National Academy of Sciences"),
        ("Nucl Instrum Methods Phys Res A", "Nuclear Instruments and Methods in Physics Research Section A"),
        ("Ned Tijdschr Geneeskd", "Nederlands Tijdschrift voor Geneeskunde"),
        ("Nihon Rinsho", "Nihon rinsho. Japanese journal of clinical medicine"),
        ("Rinsho Ketsueki", "[Rinsho ketsueki] The Japanese journal of clinical hematology"),
        ("Phys Rev E 217", "Physical Review E"),
        ("Proceedings of Coling", "Proceedings of the 22nd International Conference on Linguistics (Coling 2008)"),
        ("Proceedings of GL", "Proceedings of the 6th Conference on Generative Approaches to the Lexicon (GL2013)"),
        ("WWW", "The Web Conference"),
        (
            "Computer Vision and Pattern Recognition",
            "Proceedings of the 2020 IEEE/CVF Conference on Computer Vision and Pattern Recognition",
        ),
        (
            "Empirical Methods in Natural Language Processing",
            "Proceedings of the Conference on Empirical Methods in Natural Language Processing and the 9th IR Conference",
        ),
    ],
)
def test_one_container(one: str, other: str) -> None:
    assert same_container(one, other)
    assert same_container(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cancer", "Cancer Research"),
        ("Cancer", "Cancers"),
        ("BMJ", "BMJ Open"),
        ("JAMA", "JAMA Oncology"),
        ("JAMA Surgery", "JAMA"),
        ("Phys. Rev. A", "Physical Review E"),
        ("Nature", "Nature Medicine"),
        ("Ann Surg", "Annals of Surgical Oncology"),
        ("ICML", "International Conference on Learning Representations"),
        ("AAAI", "International Joint Conference on Artificial Intelligence"),
        ("European Conference on Computer Vision", "International Conference on Computer Vision"),
        ("Conference on Quantum Machine Learning", "International Conference on Machine Learning"),
        ("Acta Crystallogr D", "Acta Crystallographica Section B"),
    ],
)
def test_two_containers(one: str, other: str) -> None:
    assert not same_container(one, other)
    assert not same_container(other, one)


@pytest.mark.parametrize(
    ("printed", "journal", "agreement"),
    [
        ("Ann Surg", "Annals of Surgery", Agreement.AGREE),
        ("Ann Surg", "The Lancet", Agreement.DISAGREE),
        ("Ann Surg", "", Agreement.MISSING),
        ("arXiv preprint arXiv:1706.03762", "The Lancet", Agreement.PARTIAL),
        ("Ann Surg", "bioRxiv (Cold Spring Harbor Laboratory)", Agreement.PARTIAL),
        ("Proceedings of the", "The Lancet", Agreement.MISSING),
    ],
)
def test_evidence(printed: str, journal: str, agreement: Agreement) -> None:
    assert container_evidence(entry(container_title=printed), record(journal=journal)).agreement is agreement


def test_a_name_read_short_is_compared_whole() -> None:
    printed = entry(container_title="Mach", raw="Roe K. Title. Mach. Learn; 2020")
    assert container_evidence(printed, record(journal="Mach. Learn.")).agreement is Agreement.AGREE


def test_preprint_servers() -> None:
    assert is_preprint_server("arXiv (Cornell University)")
    assert not is_preprint_server("Archives of Surgery")


@pytest.mark.parametrize(
    ("issn", "agreement"),
    [("1234-567x", Agreement.AGREE), ("0000-0000 1234-567X", Agreement.AGREE), ("", Agreement.DISAGREE)],
)
def test_a_renamed_journal_is_known_by_its_issn(issn: str, agreement: Agreement) -> None:
    spots = (WorkLocation("Tumour Biology and Medicine", "journal", ("9999-9999", "1234-567X")),)
    printed = entry("T", container_title="Archives of Oncological Practice", ISSN=issn)
    assert container_evidence(printed, Work("W1", locations=spots)).agreement is agreement


@pytest.mark.parametrize(
    ("printed", "recorded", "agreement"),
    [
        ("Biochim Biophys Acta Mol Cell Res", "Biochimica et Biophysica Acta", Agreement.PARTIAL),
        ("Zhonghua Zhong Liu Za Zhi", "Chinese Journal of Oncology", Agreement.PARTIAL),
        ("Am J Clin Oncol", "Journal of Clinical Oncology", Agreement.DISAGREE),
        ("Ann Surg Oncol", "Annals of Surgery", Agreement.DISAGREE),
        ("Demonstrations, Online", "Demonstrations", Agreement.MISSING),
    ],
)
def test_names_that_are_not_the_same(printed: str, recorded: str, agreement: Agreement) -> None:
    assert container_evidence(entry(container_title=printed), record(journal=recorded)).agreement is agreement


def test_a_name_of_which_a_piece_was_read_is_no_disagreement() -> None:
    raw = "A warm welcome. Cardiovasc. Intervent. Radiol., 235(16), 7490–7499."
    read = entry("A warm welcome. Cardiovasc. Intervent", container_title="Radiol", raw=raw)
    evidence = container_evidence(read, record(journal="Cardiovascular and Interventional Radiology"))
    assert (evidence.agreement, evidence.note) == (Agreement.MISSING, "misread")
    over = container_evidence(
        entry("A comparison", container_title="Ways. Nature"), record("A comparison of Ways", journal="Nature")
    )
    assert (over.agreement, over.note) == (Agreement.MISSING, "misread")
    assert container_evidence(read, record(journal="Annals of Nuclear Medicine")).agreement is Agreement.DISAGREE

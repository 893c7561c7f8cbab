"""Journals that are known by several names which no rule leads from one to the other: acronyms, renamed and translated ones."""

from functools import lru_cache

from checker.matching.normalize import fold

#: A line a journal, its names between strokes (common knowledge of the fields; renamed ones under both names).
_NAMES = """
Proceedings of the National Academy of Sciences|PNAS
Proceedings of the Royal Society B|Proc Biol Sci|Proceedings of the Royal Society of London Series B
Proceedings of the Royal Society A|Proc Math Phys Eng Sci|Proceedings of the Royal Society of London Series A
Philosophical Transactions of the Royal Society B|Philos Trans R Soc Lond B Biol Sci
Philosophical Transactions of the Royal Society A|Philos Trans A Math Phys Eng Sci
The New England Journal of Medicine|NEJM
Journal of the American Medical Association|JAMA
British Medical Journal|BMJ
Canadian Medical Association Journal|CMAJ
Medical Journal of Australia|MJA
British Journal of Surgery|BJS
Journal of the National Cancer Institute|JNCI
Journal of Clinical Oncology|JCO
Journal of Vascular and Interventional Radiology|JVIR
Cardiovascular and Interventional Radiology|CVIR
American Journal of Roentgenology|AJR
American Journal of Neuroradiology|AJNR
European Journal of Nuclear Medicine and Molecular Imaging|EJNMMI|European Journal of Nuclear Medicine
International Journal of Radiation Oncology Biology Physics|IJROBP
Journal of the American College of Cardiology|JACC
American Journal of Respiratory and Critical Care Medicine|AJRCCM|American Review of Respiratory Disease
Journal of Clinical Endocrinology and Metabolism|JCEM
Journal of Clinical Investigation|JCI
Journal of Biological Chemistry|JBC
Journal of Experimental Medicine|JEM
Nucleic Acids Research|NAR
Journal of Medical Internet Research|JMIR
Morbidity and Mortality Weekly Report|MMWR
Archives of Internal Medicine|JAMA Internal Medicine
Archives of Surgery|JAMA Surgery
Archives of General Psychiatry|JAMA Psychiatry
Archives of Neurology|JAMA Neurology
Archives of Ophthalmology|JAMA Ophthalmology
Archives of Dermatology|JAMA Dermatology
Archives of Pediatrics and Adolescent Medicine|JAMA Pediatrics
Journal of Bone and Joint Surgery British Volume|Bone and Joint Journal
Klinische Wochenschrift|Journal of Molecular Medicine
Acta Physiologica Scandinavica|Acta Physiologica
Angewandte Chemie International Edition|Angew Chem Int Ed Engl|Angewandte Chemie International ed in English
Chemistry A European Journal|Chemistry|Chem Eur J
Journal of the American Chemical Society|JACS
Physical Review Letters|PRL
Monthly Notices of the Royal Astronomical Society|MNRAS
Astrophysical Journal|ApJ
Astronomical Journal|AJ
Astronomy and Astrophysics|A&A
IEEE Transactions on Pattern Analysis and Machine Intelligence|TPAMI|PAMI|T-PAMI
IEEE Transactions on Medical Imaging|TMI
IEEE Transactions on Image Processing|TIP
IEEE Transactions on Knowledge and Data Engineering|TKDE
IEEE Transactions on Neural Networks and Learning Systems|TNNLS|IEEE Transactions on Neural Networks
ACM Transactions on Graphics|TOG
Transactions of the Association for Computational Linguistics|TACL
Transactions on Machine Learning Research|TMLR
Journal of Machine Learning Research|JMLR
Journal of Artificial Intelligence Research|JAIR
International Journal of Computer Vision|IJCV
Communications of the ACM|CACM
Journal of the ACM|JACM
"""


@lru_cache(1)
def _others() -> dict[str, tuple[str, ...]]:
    """The other names of a journal under each folded name."""
    others: dict[str, tuple[str, ...]] = {}
    for line in _NAMES.split("\n"):
        names = line.split("|")
        for name in names:
            others[_key(name)] = tuple(other for other in names if other != name)
    return others


def other_names(name: str) -> tuple[str, ...]:
    """The other names of a journal, if it is known by several."""
    return _others().get(_key(name), ())


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")

"""Words of the trade: what containers, publishers, organisations and function words look like in a printed reference.

Long lists of words are the files beside this module in `words/`, one entry a line.
"""

import re
from pathlib import Path

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚΑ-ΩА-ЯЁІЇЄ"
LETTER = "A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036fͰ-ϿЀ-ӿḀ-ỿ"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"

_WORDS = Path(__file__).with_name("words")


def _words(name: str) -> frozenset[str]:
    lines = (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


#: Abbreviated words of journal names; those of them that are whole words too, and may end a sentence.
ABBREVIATIONS = _words("abbreviations")
WHOLE_WORDS = _words("whole_words")
#: Words that never stand in a person's name.
FUNCTION_WORDS = _words("function_words")
#: Words whose full stop does not end the name of a book or meeting.
UNENDED = _words("unended")
#: Cities where books are published, for imprints without a colon.
CITIES = _words("cities")
#: Countries, states and provinces, with their postal codes.
REGIONS = _words("regions")

#: The months of the languages that references are printed in, by their first letters and in full.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero",
            "feb february februar février fevrier febrero",
            "mar march märz marz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août aout agosto",
            "sep sept september septembre septiembre",
            "oct october oktober okt octobre octubre",
            "nov november novembre noviembre",
            "dec december dezember dez décembre decembre diciembre",
        ),
        1,
    )
    for name in names.split()
}

ORGANISATION = re.compile(
    r"\b(?:Nations|Bundes[a-z]{2,20}|Verband|Ministerio|Ministero|Agencia|Comisión|Consejo|Universidad|Asociación|Sociedad|Fundación"
    r"|Ministério|Secretaria|Secretaría|Instituto|Conselho|Universidade|Associação|Sociedade|Fundação|Agência"
    r"|Banco|Observatoire|Fédération|Academ(?:y|ies)|Administration|Agency|Agence|Alliance|Assembly|Associat(?:es|ion)|Authority|Bank|Board"
    r"|Bureau|Cent(?:er|re)s?"
    r"|Coalition|Collaborat(?:ion|ive|ors)|(?:(?<=[A-Z] )|(?<=[A-Z]\. ))collaborations?"
    r"|Collective|Collectif|College|Comité|Commission|Committee|Company"
    r"|Confederation|Conference"
    r"|Congress|Consortium|Convention|Corporation|Corps|Council|Department|Dept|Directorate|Division|Federation|Forum"
    r"|Foundation|Fund"
    r"|Government|Group|Inc|Initiative|Institut(?:e|es|o|ion)?|Investigators|Laborator(?:y|ies)|League|Library"
    r"|Ministry|Ministère"
    r"|Museum|Network|OECD|Observatory|Office|Organi[sz]ation|Panel|Parliament|Party|Program(?:me)?|Project|Registry"
    r"|School|Secretariat"
    r"|Service|Society|Study|Survey|Task Force|Team|Trialists|Trust|UK|Union|University|Universität|WHO|Workshop)\b"
)

#: Words that open or mark the name of a journal or of proceedings.
CONTAINER_START = re.compile(
    r"(?:The )?(?:J\b|Journal|Jour\b|Proc\b|Proceedings|Trans\b|Transactions|Ann\b|Annals|Annual|Annales|Arch\b"
    r"|Archives|Archiv"
    r"|Acta\b|Adv\b|Advances|Am\b|American|Appl\b|Applied|Br\b|British|Brit\b|Bull\b|Bulletin|Can\b|Canadian|Clin\b"
    r"|Chem\b|Comm\b|Commun"
    r"|Comput|Curr\b|Current|Eur\b|European|Exp\b|IEEE|ACM\b|Int\b|International Journal|Intl\b|Lecture Notes|Lect\b|Lancet"
    r"|Math\b|Med\b|Mol\b|Nat\b|Nature\b|Nucl\b|Phys\b|Physica|Physical|PNAS|Prog\b|Progress|Quart|Rep\b"
    r"|Rev\b|Reviews?|Revue"
    r"|Revista|Riv\b|SIAM|Science\b|Sci\b|Soc\b|Sov\b|Stud\b|Studies|Theor\b|Trends|Z\b|Zeitschrift|Zh\b|Cell\b|arXiv|(?:bio|med|[Cc]hem|Psy|Soc|Earth|Eco)(?:R|Ar)[Xx]iv|CoRR)"
)
CONTAINER_WORD = re.compile(
    r"\b(?:Journal|Proceedings|Transactions|Annals|Archives|Bulletin|Letters|Reviews?|Magazine|Quarterly|Zeitschrift"
    r"|Revue|Revista"
    r"|Conference|Symposium|Workshop|Communications|Notices|Gazette|Newsletter|Acta|Advances|Congress|Lecture Notes"
    r"|Monographs|[Ee]ncyclop(?:a?edia|édie|ädie))\b"
)

#: Words of publishers' names, and houses that print none of these words.
PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Presses|Publish(?:ers?|ing)|Publications?|Publ|Verlag|Verlagsgesellschaft|Books?|Éditions?|Editions?"
    r"|Éditeurs?|Editora?|Wydawnictwo|Yayın(?:ları|cılık|evi|lar)|Kitabevi|Nakladatelství|Kiadó|Izdatel[’']?stvo|Издательство"
    r"|Editorial|Edizioni|Springer|Elsevier|Wiley|McGraw|Academic|Pergamon|Kluwer|Birkh(?:ä|a|ae)user|Addison"
    r"|Prentice|Routledge"
    r"|Oxford University|Cambridge University|MIT\b(?!/)|UP\b|U\.? of"
    r"|Macmillan|Penguin|Blackwell|Sage|SAGE|Harper|Norton|Chapman|CRC"
    r"|Dover|Freeman"
    r"|Morgan Kaufmann|North[- ]Holland|Lippincott|Saunders|Mosby|Thieme|Karger|Teubner|Vieweg|Suhrkamp|Gallimard|PUF"
    r"|Hachette"
    r"|De Gruyter|Brill|Lang|Palgrave|Benjamins|Plenum|Marcel Dekker|Taylor|Francis|World Scientific|Wadsworth"
    r"|Houghton|Mifflin"
    r"|Random House|Basic Books|Erlbaum|Brooks|P$|Benjamin(?= Cummings|$)|Cummings|Masson|Dunod|Seuil|(?:IEEE|ACM|AAAI"
    r"|SIAM)(?!/| (?!Press|Computer Society|Publ)[A-Z])|Ltd|Inc|Corp|GmbH|Co\.|& Sons"
    r"|and Sons|& Co|House|Foundation|Verl"
    r"|[\u4e00-\u9fff\u3040-\u30ff]{2,14}(?:出版社|出版会|書店|書房|書院|新社|館|堂)|Universi[td]\w*|Univ|Institute|Society)\b"
)

"""LaTeX manuscripts: citation commands, what is left alone, the printed list, files of a project."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import citations, engine, registry
from checker.model.document import BlockKind, Citation, Document
from checker.model.text import SourceFile
from checker.readers import discovery, latex


def read(text: str, path: str = "paper.tex") -> Document:
    return latex.read(SourceFile(path, text))


def only(text: str) -> Citation:
    (citation,) = read(text).citations
    return citation


def keys(text: str) -> list[list[str]]:
    return [[item.label for item in citation.items] for citation in read(text).citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"A \cite{a}.", ["a"]),
        (r"A \cite{a, b,c}.", ["a", "b", "c"]),
        (r"A \citet*[see][p.~3]{a}.", ["a"]),
        (r"A \Citeauthor{a}.", ["a"]),
        (r"A \autocite[12]{a}.", ["a"]),
        (r"A \parencites(see)(x)[1]{a}[][2]{b}.", ["a", "b"]),
        (r"A \textcites{a}{b}.", ["a", "b"]),
        (r"A \citeA<e.g.>[p.~2]{a}.", ["a"]),
        (r"A \pvolcite{2}[34]{a}.", ["a"]),
        ("A \\cite{a,% why\n  b}.", ["a", "b"]),
        ("A \\cite\n  {a}.", ["a"]),
    ],
)
def test_citation_commands(text: str, expected: list[str]) -> None:
    citation = only(text)
    assert [item.label for item in citation.items] == expected
    assert [item.span.of(text) for item in citation.items] == expected
    assert citation.text == citation.span.of(text)
    assert citation.text.startswith("\\")
    assert citation.text.endswith("}")


def test_notes_are_prefix_and_locator() -> None:
    item = only(r"\citep[see][p.~3]{a}").items[0]
    assert (item.prefix, item.locator) == ("see", "p. 3")
    assert only(r"\citep[p.~3]{a}").items[0].prefix == ""


def test_narrative_and_year_alone() -> None:
    assert only(r"\textcite{a}").narrative
    assert not only(r"\citep{a}").narrative
    assert only(r"\citeyear{a}").items[0].suppress_author


@pytest.mark.parametrize(
    "text",
    [
        "% \\cite{a}\n",
        r"\verb|\cite{a}|",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        "\\begin{comment}\n\\cite{a}\n\\end{comment}",
        "\\iffalse \\ifx a b \\fi \\cite{a} \\fi",
        r"\newcommand{\x}[1]{\cite{#1}}",
        "\\begin{document}x\\end{document}\\cite{a}",
        r"\cite{a",
        r"\citestyle{apa}",
    ],
)
def test_no_citations(text: str) -> None:
    assert keys(text) == []


def test_percent_in_an_address_begins_no_comment() -> None:
    assert keys("\\url{http://example.org/a%20b} and \\cite{a}.") == [["a"]]


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\mycite}[1]{\small\citep{#1}}",
        r"\def\mycite#1{(\cite{#1})}",
        r"\let\mycite\cite",
        r"\let\mycite=\cite",
        r"\DeclareCiteCommand{\mycite}{}{}{}{}",
        r"\NewDocumentCommand{\mycite}{O{} m}{\autocite[#1]{#2}}",
        r"\NewDocumentCommand\mycite{s o m}{\parencite{#3}}",
    ],
)
def test_macros_that_wrap_a_citation(definition: str) -> None:
    assert keys(f"{definition}\n\\mycite{{a,b}}") == [["a", "b"]]


def test_macro_with_the_key_as_second_argument() -> None:
    assert keys("\\newcommand{\\who}[2]{#1 \\cite{#2}}\\who{Smith}{a}") == [["a"]]


def test_macros_of_several_arguments() -> None:
    assert keys("\\newcommand{\\two}[2]{\\cite{#1, #2}}\\two{a}{b}") == [["a", "b"]]
    assert keys("\\NewDocumentCommand{\\who}{m O{x} m}{#1 \\cite{#3}}\\who{Smith}[y]{a}") == [["a"]]


def test_metadata() -> None:
    text = "\\title{On \\emph{things}}\\author{Anna Smith\\thanks{x} \\and Jan Roe}\\date{12 March 2019}"
    text += "\\nocite{*}\\bibliography{a,b}"
    found = read(text).metadata
    assert found.title == "On things"
    assert [name.family for name in found.author] == ["Smith", "Roe"]
    assert found.date == (2019, 3, 12)
    assert found.nocite == ("*",)
    assert found.bibliography == ("a.bib", "b.bib")
    assert [span.of(text) for span in found.bibliography_spans] == ["a", "b"]


def test_blocks_leave_preamble_and_maths_out() -> None:
    text = "\\usepackage{x}\n\\begin{document}\n\\section{One}\nText $x_1$ here.\n\nMore\\footnote{note}.\n\\end{document}\n"
    document = read(text)
    assert [(block.kind, block.span.of(text)) for block in document.blocks] == [
        (BlockKind.HEADING, "\\section{One}"),
        (BlockKind.PARAGRAPH, "Text $x_1$ here."),
        (BlockKind.PARAGRAPH, "More\\footnote{note}."),
    ]
    assert [span.of(text) for span in document.blocks[1].excluded] == ["$x_1$"]


def test_printed_list() -> None:
    text = (
        "\\cite{a}\n\\begin{thebibliography}{9}\n"
        "\\bibitem[Smith(2019)]{a} A. Sm\\'ith, B. Roe, \\emph{A title of it}, Ann. Surg. \\textbf{12} (2019), 34--39.\n\n"
        "\\bibitem{b}\nC. Doe. Another title. \\newblock J. Ex. 2001;3:4-9. \\href{x}{doi:10.1000/abc}\n"
        "\\end{thebibliography}\n"
    )
    one, two = read(text).references
    assert (one.id, one.key, two.key) == ("a", "a", "b")
    assert one.issued == (2019,)
    assert one.author[0].family == "Smíth"
    assert one.raw.startswith("A. Sm")
    assert one.field_spans["issued"].of(text) == "2019"
    assert two.doi == "10.1000/abc"
    linked = engine.read(SourceFile("paper.tex", text), "latex")
    assert [item.reference for citation in linked.citations for item in citation.items] == ["a"]


def test_included_files_stand_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text("First line.\nHere \\cite{b}.\n", encoding="utf-8")
    text = "\\cite{a}\n\\input{parts/one}\n\\cite{c}\n"
    document = read(text, str(tmp_path / "paper.tex"))
    places = [document.source.origin(citation.span) for citation in document.citations]
    assert [span.of(file.text) for file, span in places] == ["\\cite{a}", "\\cite{b}", "\\cite{c}"]
    assert [Path(file.path).name for file, _ in places] == ["paper.tex", "one.tex", "paper.tex"]
    assert [document.source.position(citation.span.start).line for citation in document.citations] == [1, 2, 3]


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "a/../../secret", "link", "missing", "\x00"])
def test_nothing_is_read_outside_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("\\cite{secret}", encoding="utf-8")
    folder = tmp_path / "project"
    (folder / "a").mkdir(parents=True)
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    document = read(f"\\cite{{a}} \\input{{{name}}}", str(folder / "paper.tex"))
    assert [item.label for citation in document.citations for item in citation.items] == ["a"]
    assert len(document.notices) == 1
    assert "was not read" in document.notices[0]


def test_recursion_of_inputs_ends(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text("\\input{b}\\input{b}", encoding="utf-8")
    (tmp_path / "b.tex").write_text("\\input{a}\\cite{x}", encoding="utf-8")
    document = read("\\input{a}", str(tmp_path / "paper.tex"))
    assert len(document.citations) == 2
    assert all("includes itself" in notice for notice in document.notices)


def test_bbl_stands_for_a_missing_bibliography(tmp_path: Path) -> None:
    bbl = "\\begin{thebibliography}{1}\n\\bibitem{a} A. Smith. A title of it. Ann Surg 2019;1:2-3.\n\\end{thebibliography}\n"
    (tmp_path / "paper.bbl").write_text(bbl, encoding="utf-8")
    document = read("\\cite{a}\n\\bibliography{refs}\n", str(tmp_path / "paper.tex"))
    assert [entry.key for entry in document.references] == ["a"]
    assert document.metadata.bibliography == ()


@pytest.mark.parametrize(
    "text", ["{" * 100_000, "\\cite{" * 20_000, "\\cite[" * 20_000, "[" * 50_000 + "]" * 50_000, "\\begin{figure}" * 20_000]
)
def test_unbalanced_text_is_survived(text: str) -> None:
    assert read(text).citations == ()


_PIECES = st.sampled_from([
    "\\cite", "{", "}", "[", "]", "a,b", "%", "\n", "\n\n", "$", "\\begin{verbatim}", "\\end{verbatim}", "\\verb|", "\\item",
    "\\begin{thebibliography}", "\\end{thebibliography}", "\\bibitem{k}", "\\newcommand", "\\x", "#1", "\\section{T}", "text ",
    "\\iffalse", "\\fi", "\\begin{document}", "\\end{document}", "\\'e", "(", ")",
])  # fmt: skip


def test_notes_of_revtex_stand_before_the_key() -> None:
    text = "See \\cite{a,*b,[see ]c,*[The relativistic case, in ][ is a classic]d}."
    assert keys(text) == [["a", "b", "c", "d"]]
    assert [item.span.of(text) for item in only(text).items] == ["a", "b", "c", "d"]


def test_a_bibliography_in_the_text_is_read_in_its_place() -> None:
    text = (
        "\\begin{filecontents*}[overwrite]{\\jobname.bib}\n@book{weeds, author={Anna Smith}, title={Weeds}, year=2019}\n"
        "\\end{filecontents*}\n\\documentclass{article}\\addbibresource{\\jobname.bib}\n\\begin{document}\nSee \\cite{weeds}.\n"
        "\\end{document}\n"
    )
    document = engine.read(SourceFile("paper.tex", text), "latex")
    [entry] = document.references
    assert (entry.key, entry.title, entry.span_of("title").of(text)) == ("weeds", "Weeds", "Weeds")
    assert document.citations[0].items[0].reference == "weeds"
    assert document.metadata.bibliography == ()


def test_abbreviations_that_come_with_tex_need_not_be_there() -> None:
    document = read("\\begin{document}\n\\bibliography{IEEEabrv,refs}\n\\end{document}\n")
    assert document.metadata.bibliography == ("refs.bib",)


def test_names_of_programs_in_entries_are_words() -> None:
    text = (
        "\\begin{document}\n\\begin{thebibliography}{9}\n\\bibitem{a} Smith, A. \\emph{\\LaTeX: A Document System}. "
        "Addison, 1994.\n\\end{thebibliography}\n\\end{document}\n"
    )
    assert engine.read(SourceFile("paper.tex", text), "latex").references[0].title == "LaTeX: A Document System"


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_is_read_with_true_places(text: str) -> None:
    document = read(text)
    for citation in document.citations:
        assert citation.span.of(text) == citation.text
        assert all(item.span.of(text) == item.label for item in citation.items)
    ends = [block.span.end for block in document.blocks]
    assert all(end <= block.span.start for end, block in zip(ends, document.blocks[1:], strict=False))
    assert all(entry.span.of(text) == entry.raw for entry in document.references)


def test_findings_and_suppressions_in_included_files(tmp_path: Path) -> None:
    (tmp_path / "one.tex").write_text("% citeproof: ignore[CIT101] why\nSee \\cite{x}.\n\nSee \\cite{y}.\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{a, title={A}, author={Smith, A}, year={2019}}\n", encoding="utf-8")
    text = "Text \\cite{a}.\n\n\\input{one}\n\\bibliography{refs}\n"
    rules = tuple(rule for rule in registry.load(()).rules if rule.code == "CIT101")
    setup = engine.Setup(rules=rules)
    report = engine.check_source(SourceFile(str(tmp_path / "paper.tex"), text), "latex", (), setup)
    (finding,) = report.findings
    file = report.document.sources[finding.location.path]
    assert (Path(file.path).name, finding.location.span.of(file.text)) == ("one.tex", "y")
    assert len(report.suppressed) == 1


def test_labels_of_printed_entries_may_stand_apart() -> None:
    text = "\\begin{thebibliography}{9}\n\\bibitem [Doe99] {doe1999}\nJ. Doe, On weeds, 1999.\n\\end{thebibliography}"
    assert [(entry.key, entry.raw) for entry in read(text).references] == [("doe1999", "J. Doe, On weeds, 1999.")]


def test_numbers_typed_by_hand_mean_printed_entries_by_place() -> None:
    text = (
        "Weeds grow~[2], or not~[1].\n\\begin{thebibliography}{9}\n\\bibitem{doe}\nJ. Doe, On weeds, 1999.\n"
        "\\bibitem{roe}\nA. Roe, On moss, 2001.\n\\end{thebibliography}"
    )
    linked = citations.link(read(text))
    assert [item.reference for citation in linked.citations for item in citation.items] == ["roe", "doe"]
    beside_commands = citations.link(read(f"\\cite{{doe}} [9]. {text}"))
    assert [citation.text for citation in beside_commands.citations] == ["\\cite{doe}"]


SWEAVE = r"""\documentclass{article}
\SweaveOpts{echo=FALSE}
\begin{document}
Weeds grow \cite{doe}, \Sexpr{x["[3]"]} of them.

<<plot, fig=TRUE>>=
cat("\\cite{code}") # {
x <- 5 %in% y
@
More \cite{roe}.
<<>>=
[9]
@ % the end
\bibliography{refs}
\end{document}
"""


def test_chunks_of_code_are_left_alone() -> None:
    found = read(SWEAVE, "paper.Rnw")
    assert [[item.label for item in citation.items] for citation in found.citations] == [["doe"], ["roe"]]
    assert [citation.span.of(SWEAVE) for citation in found.citations] == [r"\cite{doe}", r"\cite{roe}"]
    assert found.metadata.bibliography == ("refs.bib",)
    assert discovery.format_of("paper.Rnw") == "latex"


def test_a_bibliography_on_the_web_is_said_and_no_key_is_judged(tmp_path: Path) -> None:
    bibliography = r"\addbibresource[location=remote]{https://example.org/refs.bib}\addbibresource{own.bib}"
    (tmp_path / "own.bib").write_text("@article{a, author={Doe, A}, title={On weeds}, journal={J}, year=2001}", "utf-8")
    setup = engine.Setup(rules=(registry.load().get("CIT101"),), resolver=engine.NoWorks())
    report = engine.check_source(SourceFile(str(tmp_path / "p.tex"), rf"{bibliography}\cite{{a,b}}"), "latex", (), setup)
    assert report.findings == ()
    assert report.notices == ("bibliography `https://example.org/refs.bib` is an address and was not read",)


def test_further_lists_of_a_manuscript_have_commands_of_their_own() -> None:
    text = r"\newcites{web,data}{Web,Data}\citeweb{a} \citepdata[p.~2]{b}\nocitedata{c}\bibliographyweb{w}\bibliographydata{d}"
    found = read(text)
    assert keys(text) == [["a"], ["b"]]
    assert (found.metadata.bibliography, found.metadata.nocite) == (("w.bib", "d.bib"), ("c",))
    assert read(r"\defaultbibliography{a}\putbib\putbib[b,c]").metadata.bibliography == ("a.bib", "b.bib", "c.bib")

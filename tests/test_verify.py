"""`qamtu verify`: facts against the bytes they were read from."""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.build import Graph, build
from graph.corpus.corpus import Order, build_corpus
from graph.corpus.holding import leaves_in
from graph.corpus.shelf import open_shelf
from graph.corpus.texts import FILES
from graph.diagnostic import Diagnostic
from graph.fact import Basis, Fact, Quote
from graph.facts.verify import Pin, Verification, verify
from graph.iri import DEFAULT_BASE
from graph.source import Source, decode
from graph.vocabulary import TERMS
from server.cli import main
from tests.seed_acts import LIST, SEEDS, TARIFFS, text_of

Output = pytest.CaptureFixture[str]

FILE = "https://example.org/act/txt"
SOURCE = decode("1 33.5 Өкпе\n".encode(), "act.txt")


def hashed(source: Source = SOURCE) -> Fact:
    return Fact(FILE, TERMS["sha256"], source.sha256, FILE, basis=Basis.INFERRED)


def quoting(start: int, end: int, text: str) -> Fact:
    quote = Quote(FILE, start, end, text, "row 1")
    return Fact("https://example.org/row", TERMS["code"], "33.5", FILE, quotes=(quote,))


def verified(*facts: Fact) -> Verification:
    return verify(iter(facts), {FILE: SOURCE})


def codes(found: Iterable[Diagnostic]) -> list[str]:
    return [each.problem.code for each in found]


def test_a_quote_that_stands() -> None:
    assert verified(hashed(), quoting(2, 6, "33.5")) == Verification(2, 1, 1, ())


def test_the_order_of_facts_is_free() -> None:
    assert verified(quoting(2, 6, "33.5"), hashed()).diagnostics == ()


@pytest.mark.parametrize(
    ("start", "end", "text", "found"),
    [
        (2, 6, "33.6", "33.5"),
        (3, 7, "33.5", "3.5 "),
        (2, 6, "33.5 ", "33.5"),
        (8, 20, "кпе\n", "кпе\n"),
        (-9, -6, "3.5", ""),
        (6, 2, "", ""),
        (99, 103, "", ""),
    ],
)
def test_a_quote_that_does_not_stand(start: int, end: int, text: str, found: str) -> None:
    (each,) = verified(hashed(), quoting(start, end, text)).diagnostics
    assert each.problem.code == "KZ-VER-001"
    assert (each.problem.found, each.problem.expected, each.problem.where) == (found, text, "row 1")
    assert 0 <= each.start <= each.end <= len(SOURCE.text)
    assert (each.line, each.column) == SOURCE.place(each.start)
    assert each.sha256 == SOURCE.sha256


def test_a_broken_quote_is_told_once_for_all_its_facts() -> None:
    wrong = quoting(2, 6, "33.6")
    others = [replace(wrong, subject="https://example.org/other"), quoting(3, 6, "33.6")]
    assert codes(verified(hashed(), wrong, *others).diagnostics) == ["KZ-VER-001", "KZ-VER-001"]


def test_another_hash() -> None:
    (each,) = verified(hashed(decode(b"other", "act.txt"))).diagnostics
    assert (each.problem.code, each.problem.found) == ("KZ-VER-002", SOURCE.sha256)


def test_a_quoted_file_that_no_fact_pins() -> None:
    assert codes(verified(quoting(2, 6, "33.5")).diagnostics) == ["KZ-VER-002"]


def test_a_file_that_nobody_has() -> None:
    found = verify([hashed(), quoting(2, 6, "33.5")], {})
    assert codes(found.diagnostics) == ["KZ-VER-003"]


def test_a_printed_fact_without_a_quote() -> None:
    bare = replace(quoting(2, 6, "33.5"), quotes=())
    inferred = replace(bare, basis=Basis.INFERRED)
    assert codes(verified(hashed(), bare, inferred, quoting(2, 6, "33.5")).diagnostics) == ["KZ-VER-004"]


def test_a_curated_table_quotes_nothing() -> None:
    bare = replace(quoting(2, 6, "33.5"), quotes=())
    assert verified(hashed(), bare).diagnostics == ()


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(SEEDS)


def test_every_quote_of_the_seeds_stands(graph: Graph, capsys: Output) -> None:
    assert main(["verify", "--shapes"]) == 0
    out = capsys.readouterr().out
    quotes = sum(len(each.quotes) for each in graph.facts)
    assert quotes > 2000
    files = sum(each.term.name == "sha256" for each in graph.facts)
    assert f"\n{len(graph.facts)} facts, {quotes} quotes, {files} files: " in f"\n{out}"
    assert "error[" not in out


def test_a_moved_offset_of_any_act_is_found(graph: Graph) -> None:
    sources = {
        each.subject: act.source
        for each in graph.facts
        for act in graph.acts
        if each.term.name == "sha256" and each.value == act.source.sha256
    }
    assert len(sources) == 2
    facts = [each for each in graph.facts if each.source in sources]
    assert [each for each in verify(facts, sources).diagnostics if each.problem.code != "KZ-VER-004"] == []
    for iri, source in sources.items():
        moved = {**sources, iri: replace(source, text=f"\n{source.text}")}
        broken = codes(verify(facts, moved).diagnostics).count("KZ-VER-001")
        assert broken == len({quote for each in facts for quote in each.quotes if quote.file == iri})


def test_a_file_that_changes_under_the_graph_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    """The command reads the files again after it has built the graph."""
    seeds = shutil.copytree(SEEDS, tmp_path / "seeds")

    def build_and_edit(folder: Path, base: str) -> Graph:
        graph = build(folder, base)
        path = seeds / "acts" / TARIFFS / "act.txt"
        path.write_bytes(path.read_bytes().replace(b"63 112,54", b"63 112,55"))
        (seeds / "acts" / LIST / "act.txt").unlink()
        return graph

    monkeypatch.setattr("server.verify_command.load_graph", build_and_edit)
    assert main(["verify", "--seeds", str(seeds)]) == 2
    out = capsys.readouterr().out
    assert "error[KZ-VER-002]: the file is not the one that" in out
    assert "error[KZ-VER-001]: the quote behind the " in out
    assert f"--> acts/{TARIFFS}/act.txt:27:1" in out
    assert out.count("error[KZ-VER-003]") == 1


def test_a_file_that_is_known_to_be_another_is_told_once() -> None:
    wrong = [quoting(2, 6, "33.6"), quoting(3, 6, "33.5"), hashed(decode(b"other", "act.txt"))]
    found = verify(wrong, {FILE: SOURCE}, {FILE: Pin("act.txt", "another")})
    assert codes(found.diagnostics) == ["KZ-VER-002"]
    assert codes(verify(wrong, {FILE: SOURCE}, {FILE: Pin("act.txt", "")}).diagnostics).count("KZ-VER-001") == 2

    (gone,) = verify(wrong, {}, {FILE: Pin("texts/act.txt", "another")}).diagnostics
    assert (gone.problem.code, gone.file) == ("KZ-VER-003", "texts/act.txt")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder that a build wrote, of two texts beside it."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for slug in (LIST, TARIFFS):
        (texts / f"{slug}.txt").write_text(text_of(slug), encoding="utf-8")
    build_corpus(Order(tuple(leaves_in([texts])), SEEDS, DEFAULT_BASE, tmp_path / "built", None, 1))
    return tmp_path / "built"


def test_every_quote_of_a_built_folder_stands(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.chdir(built)
    assert main(["verify", "--seeds", str(built)]) == 0
    out = capsys.readouterr().out
    facts = list(open_shelf(built).facts())
    quotes = sum(len(each.quotes) for each in facts)
    assert quotes > 2000
    assert f"{len(facts)} facts, {quotes} quotes, " in out
    assert "no error" in out or "error[" not in out


def test_shapes_of_a_built_folder_are_refused_with_a_reason(built: Path, capsys: Output) -> None:
    assert main(["verify", "--shapes", "--seeds", str(built)]) == 2
    assert "--shapes checks the RDF of seeds" in capsys.readouterr().err


def test_a_built_folder_and_its_texts_can_be_moved_together(built: Path, capsys: Output) -> None:
    moved = built.parent.rename(built.parent.with_name("moved"))
    assert main(["verify", "--seeds", str(moved / "built")]) == 0
    assert "error[" not in capsys.readouterr().out


def test_files_that_were_changed_and_moved_after_the_build_are_named(built: Path, capsys: Output) -> None:
    texts = built.parent / "texts"
    path = texts / f"{TARIFFS}.txt"
    path.write_bytes(path.read_bytes().replace(b"63 112,54", b"63 112,55"))
    (texts / f"{LIST}.txt").rename(texts / "elsewhere.txt")
    (built / "codes" / "mkb9.tsv").write_bytes(b"another table")

    assert main(["verify", "--seeds", str(built)]) == 2
    out = capsys.readouterr().out
    assert out.count("error[KZ-VER-002]: the file is not the one that") == 2
    assert f"{TARIFFS}.txt:1:1" in out
    assert out.count("error[KZ-VER-003]") == 1
    assert f"{LIST}.txt" in out
    assert "KZ-VER-001" not in out


def test_a_changed_quote_in_a_shard_is_found(built: Path) -> None:
    shelf = open_shelf(built)
    texts = shelf.texts()
    facts = [each for each in shelf.facts() if each.source.endswith("/made/kaz/txt")]
    at = next(at for at, each in enumerate(facts) if each.term.name == "price")
    (quote, *others) = facts[at].quotes
    facts[at] = replace(facts[at], quotes=(replace(quote, start=quote.start + 1), *others))
    pins = {iri: Pin(each.name, each.sha256) for iri, each in texts.files.items()}
    (found,) = verify(facts, texts, pins).diagnostics
    assert (found.problem.code, found.problem.expected) == ("KZ-VER-001", quote.text)


def test_texts_are_not_all_kept(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.corpus.texts._HELD", 1)
    texts = open_shelf(built).texts()
    assert all(len(texts[iri].text) > 1 for iri in texts)
    assert len(texts.kept) == 1


def test_a_build_without_its_list_of_files_is_refused(built: Path, capsys: Output) -> None:
    (built / FILES).unlink()
    assert main(["verify", "--seeds", str(built)]) != 0
    assert "Build the folder again" in capsys.readouterr().err

"""Many texts to one graph on disk: the same files whatever the processes, and no text stops the others."""

import contextlib
import gzip
import json
import re
from pathlib import Path

import pytest

from graph.act import Act
from graph.build import build
from graph.corpus.block import DamagedBlockError, decode, encode, pack, unpack
from graph.corpus.corpus import BuildError, Built, Order, build_corpus
from graph.corpus.entry import read_entry
from graph.corpus.holding import Leaf, Memory, leaves_in, read_leaf, seed_leaves
from graph.corpus.patience import seconds_for
from graph.corpus.pool import Pool
from graph.corpus.shelf import ShelfError, open_graph, open_shelf
from graph.facts.wanted import wanted
from graph.iri import DEFAULT_BASE
from graph.reading.lexicon import Lexicon
from tests.pool_tasks import double, impatient, nothing, stuck
from tests.seed_acts import LIST, SEEDS, TARIFFS, text_of

OTHERS = 5
"""Copies of the seed acts under other numbers."""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Acts that change one target, and acts that change others, with one text that is none."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(OTHERS):
        text = text_of(LIST).replace("ҚР ДСМ -141", f"ҚР ДСМ -{300 + number}").replace("26398", f"{30000 + number}")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "prices.txt").write_text(text_of(TARIFFS), encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\xff\xfe\x00broken")
    return folder


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> None:
    """One program for all builds of a test, whoever edits it meanwhile."""
    monkeypatch.setattr("graph.corpus.corpus.program_of", lambda _seeds: "program")


def made(texts: Path, into: Path, cache: Path | None = None, workers: int = 1) -> Built:
    return build_corpus(Order(tuple(leaves_in([texts])), SEEDS, DEFAULT_BASE, into, cache, workers))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_graph_on_disk_is_the_graph_in_memory(tmp_path: Path) -> None:
    on_disk = build_corpus(Order(tuple(seed_leaves(SEEDS)), SEEDS, DEFAULT_BASE, tmp_path, None, 1))
    in_memory = build(SEEDS)

    assert on_disk.data_version == in_memory.data_version
    assert on_disk.counts == in_memory.counts
    assert sorted(map(repr, open_shelf(tmp_path).facts())) == sorted(map(repr, in_memory.facts))
    opened = open_graph(tmp_path, DEFAULT_BASE)
    assert opened.data_version == in_memory.data_version
    assert [each.problem.code for each in opened.diagnostics] == [each.problem.code for each in on_disk.diagnostics]


def test_the_number_of_processes_changes_nothing(texts: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(12):
        text = text_of(TARIFFS).replace("№ 524", f"№ {600 + number}")
        (many / f"{number:02}.txt").write_text(text, encoding="utf-8")
    one = build_corpus(Order(tuple(leaves_in([texts, many])), SEEDS, DEFAULT_BASE, tmp_path / "one", None, 1))
    two = build_corpus(Order(tuple(leaves_in([texts, many])), SEEDS, DEFAULT_BASE, tmp_path / "two", None, 2))

    assert one.data_version == two.data_version
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_one_broken_file_is_named_and_the_others_are_built(texts: Path, tmp_path: Path) -> None:
    built = made(texts, tmp_path)

    assert built.counts["Listing"] == 109 * OTHERS
    assert built.counts["TariffLine"] == 3
    (refused,) = [each for each in built.diagnostics if each.problem.code.startswith("KZ-SRC")]
    assert refused.file.endswith("broken.txt")


def test_a_defect_of_the_reader_is_named_and_the_others_are_built(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(leaf: Leaf, lexicon: Lexicon, memory: Memory) -> Act:
        if leaf.name.endswith("/0.txt"):
            raise ZeroDivisionError("a defect")
        return read_leaf(leaf, lexicon, memory)

    monkeypatch.setattr("graph.corpus.reading.read_leaf", fail)
    built = made(texts, tmp_path)

    assert built.counts["Listing"] == 109 * (OTHERS - 1)
    (problem,) = [each for each in built.diagnostics if each.problem.code == "KZ-BLD-002"]
    assert problem.file.endswith("/0.txt")
    assert "ZeroDivisionError: a defect" in problem.problem.message


def test_a_file_that_is_never_read_to_the_end_is_named_and_the_others_are_built(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(leaf: Leaf, lexicon: Lexicon, memory: Memory) -> Act:
        while leaf.name.endswith("/0.txt"):
            with contextlib.suppress(Exception):
                re.fullmatch(r"(?:a|aa)+", "a" * 60 + "b")
        return read_leaf(leaf, lexicon, memory)

    monkeypatch.setattr("graph.corpus.reading.read_leaf", hang)
    monkeypatch.setattr("graph.corpus.reading.seconds_for", lambda files: 3.0 if files[0].name == "0.txt" else 60.0)
    cache = tmp_path / "cache"
    built = made(texts, tmp_path / "built", cache)

    assert built.counts["Listing"] == 109 * (OTHERS - 1)
    (problem,) = [each for each in built.diagnostics if each.problem.code == "KZ-BLD-001"]
    assert problem.file.endswith("/0.txt")
    assert problem.problem.message == "the file could not be read within 3 seconds"
    assert len(list(cache.rglob("*.entry"))) == built.texts - 1


def test_a_process_that_cannot_be_interrupted_is_replaced() -> None:
    pool = Pool(stuck, impatient, (), 2, lambda number: -number)

    assert list(pool.results(range(8), 2)) == [0, 2, 4, -3, 8, 10, 12, 14]


def test_a_larger_file_has_more_time(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b" " * 2_500_000)

    assert seconds_for([path]) == 150
    assert seconds_for([tmp_path / "none.txt"]) == 60


def test_a_task_that_ends_its_process_is_left_out_and_all_others_are_done() -> None:
    pool = Pool(double, nothing, (), 2, lambda number: -number)

    assert list(pool.results(range(40), 4)) == [-each if each == 13 else 2 * each for each in range(40)]


@pytest.mark.usefixtures("program")
def test_what_was_read_before_is_not_read_again(texts: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = made(texts, tmp_path / "first", cache)
    second = made(texts, tmp_path / "second", cache)

    assert (first.cached, second.cached) == (0, first.texts)
    assert bytes_of(tmp_path / "first") == bytes_of(tmp_path / "second")
    assert not [path for path in cache.rglob("*") if path.is_file() and path.suffix != ".entry"]


@pytest.mark.usefixtures("program")
def test_a_damaged_entry_is_read_again(texts: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made(texts, tmp_path / "first", cache)
    for number, path in enumerate(sorted(cache.rglob("*.entry"))):
        data = path.read_bytes()
        path.write_bytes((data[:-1], b"", data[: len(data) // 2], data.replace(b"mkb9", b"mkb8", 1) + b"x")[number % 4])
    second = made(texts, tmp_path / "second", cache)

    assert second.cached == 0
    assert bytes_of(tmp_path / "first") == bytes_of(tmp_path / "second")
    for path in cache.rglob("*.entry"):
        read_entry(path)


@pytest.mark.usefixtures("program")
def test_a_text_that_was_changed_is_read_again(tmp_path: Path) -> None:
    folder, cache = tmp_path / "texts", tmp_path / "cache"
    folder.mkdir()
    (folder / "a.txt").write_text(text_of(TARIFFS), encoding="utf-8")
    made(folder, tmp_path / "first", cache)
    (folder / "a.txt").write_text(text_of(TARIFFS).replace("63 112,54", "63 112,55"), encoding="utf-8")
    built = made(folder, tmp_path / "second", cache)

    assert built.cached == 0
    assert "63112.55" in {fact.value for fact in open_shelf(tmp_path / "second").facts() if fact.term.name == "price"}


def test_a_folder_with_other_things_is_not_written_to(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.doc").write_text("mine", encoding="utf-8")

    with pytest.raises(BuildError, match="something else"):
        made(texts, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.doc"]


def test_a_second_build_into_a_folder_leaves_nothing_of_the_first(texts: Path, tmp_path: Path) -> None:
    made(texts, tmp_path / "again")
    build_corpus(Order(tuple(seed_leaves(SEEDS)), SEEDS, DEFAULT_BASE, tmp_path / "again", None, 1))
    build_corpus(Order(tuple(seed_leaves(SEEDS)), SEEDS, DEFAULT_BASE, tmp_path / "fresh", None, 1))

    assert bytes_of(tmp_path / "again") == bytes_of(tmp_path / "fresh")


def test_a_damaged_build_is_told_from_a_whole_one(tmp_path: Path) -> None:
    build_corpus(Order(tuple(seed_leaves(SEEDS)), SEEDS, DEFAULT_BASE, tmp_path, None, 1))
    (shard,) = (tmp_path / "facts").glob("law-*.gz")
    shard.write_bytes(shard.read_bytes()[:-100])

    with pytest.raises(ShelfError, match=r"law-00000\.jsonl\.gz is damaged"):
        open_graph(tmp_path, DEFAULT_BASE)
    with pytest.raises(ShelfError, match="base"):
        open_graph(tmp_path, "https://example.org/")


def test_facts_come_back_from_bytes_as_they_were() -> None:
    facts = build(SEEDS).facts
    line = encode("home", facts)

    assert decode(line) == ("home", list(facts))
    assert unpack(pack(line)) == ("home", list(facts))
    assert json.loads(gzip.decompress(pack(line)))["home"] == "home"


@pytest.mark.parametrize("data", [b"", b"x", pack(b"[]"), pack(b"{}"), pack(b'{"home":"x"}'), pack(b"not json")])
def test_bytes_that_hold_no_facts_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedBlockError):
        unpack(data)


def test_the_act_on_which_most_hangs_is_wanted_first(texts: Path, tmp_path: Path) -> None:
    made(texts, tmp_path)
    first, second = wanted(open_shelf(tmp_path).facts())

    assert first.iri.endswith("/2020/10/16/qr-dsm-134-2020")
    assert (first.effects, first.versions, first.rows, first.citing) == (OTHERS, OTHERS, 109 * OTHERS, OTHERS)
    assert (first.registration, first.adilet) == ("21471", "V2000021471")
    assert second.iri.endswith("/2020/10/30/qr-dsm-170-2020")
    assert (second.effects, second.versions, second.rows) == (1, 1, 3)

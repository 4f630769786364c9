"""A folder that `qamtu build --into` wrote, asked, dumped and served: synthetic acts in two languages."""

import hashlib
import json
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib

from server.cli import main
from tests.test_cli_serve import QAMTU, ROOT, run
from tests.writing.corpus import Order, write_corpus

QUESTION = """{
  acts(where: {held: true}) { nodes { iri expressions { language title { value language } } } }
  listings(first: 100) {
    totalCount
    nodes { iri labels { value language } evidence { quote start end sha256 } }
  }
}"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    list(write_corpus(Order(3, 10, 1, ("kk", "ru"), "markdown"), folder))
    return folder


@pytest.fixture(scope="module")
def built(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "graph"
    assert main(["build", str(texts), "--into", str(folder), "--no-cache"]) == 0
    return folder


@pytest.fixture(scope="module")
def answer(built: Path) -> dict[str, Any]:
    done = run("query", "-", "--seeds", built, given=QUESTION)
    assert done.returncode == 0, done.stdout
    found: dict[str, Any] = json.loads(done.stdout)["data"]
    return found


def test_each_act_has_its_title_in_both_languages(answer: dict[str, Any], texts: Path) -> None:
    acts = answer["acts"]["nodes"]

    assert len(acts) == 3
    for act in acts:
        titles = {each["title"]["language"]: each["title"]["value"] for each in act["expressions"]}
        assert set(titles) == {"kk", "ru"}
        for language, file in (("kk", "kaz.md"), ("ru", "rus.md")):
            heads = [path.read_text(encoding="utf-8") for path in texts.rglob(file)]
            assert sum(titles[language] in re.sub(r"\s+", " ", each) for each in heads) >= 1


def test_each_row_has_the_words_of_both_texts_behind_it(answer: dict[str, Any], texts: Path) -> None:
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in texts.rglob("*.md")}
    listings = answer["listings"]

    assert listings["totalCount"] == len(listings["nodes"]) > 10
    for each in listings["nodes"]:
        for quote in each["evidence"]:
            text = files[quote["sha256"]].read_text(encoding="utf-8")
            assert text[quote["start"] : quote["end"]] == quote["quote"]
        assert {files[quote["sha256"]].name for quote in each["evidence"]} == {"kaz.md", "rus.md"}
        assert {"kk", "ru"} <= {label["language"] for label in each["labels"]}


def test_a_dump_has_the_rows_that_are_asked_for(answer: dict[str, Any], built: Path, tmp_path: Path) -> None:
    assert main(["dump", "--seeds", str(built), "--format", "ntriples", "-o", str(tmp_path / "dump.nt")]) == 0
    graph = rdflib.Graph().parse(tmp_path / "dump.nt", format="nt")

    for each in answer["listings"]["nodes"]:
        said = set(graph.objects(rdflib.URIRef(each["iri"])))
        assert {rdflib.Literal(label["value"], label["language"]) for label in each["labels"]} <= said


def test_a_server_answers_the_same(answer: dict[str, Any], built: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [*QAMTU, "serve", "--port", "0", "--seeds", str(built)]
    with log.open("wb") as stream, subprocess.Popen(command, stderr=stream, cwd=ROOT) as process:
        try:
            while not (found := re.search(r"http://\S+?/", log.read_text(encoding="utf-8"))):
                assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.02)
            response = httpx.post(f"{found[0]}graphql", json={"query": QUESTION}, timeout=30)
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(30) in {0, 130}
    assert response.json()["data"] == answer


def test_every_quote_of_it_stands(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--seeds", str(built)]) == 0
    assert "nothing to report" in capsys.readouterr().out

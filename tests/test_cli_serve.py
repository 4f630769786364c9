"""The command `qamtu`, run as a person runs it: output, exit codes, and no stack trace.

A process of its own is started where it can make a difference; the other tests call what such a process calls.
"""

import io
import json
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import httpx
import pytest

from graph.iri import DEFAULT_BASE
from server.cli import main
from server.defaults import BASE

ROOT = Path(__file__).parent.parent
QAMTU = (sys.executable, "-m", "server.cli")


def run(*words: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Runs `qamtu` and waits; whatever happens, nobody gets to see a stack trace."""
    done = subprocess.run(
        [*QAMTU, *map(str, words)],
        input=given,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


class Called:
    """`qamtu`, called in this process, with what it printed."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capture = capture
        self._patch = patch

    def __call__(self, *words: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
        """What a process of its own would leave. Whatever `qamtu` does not catch fails the test."""
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        arguments = [*map(str, words)]
        try:
            code = main(arguments)
        except SystemExit as left:  # as argparse leaves
            code = int(left.code or 0)
        printed = self._capture.readouterr()
        return subprocess.CompletedProcess(arguments, code, printed.out, printed.err)

    def refuses(self, *words: str | Path, given: str = "") -> str:
        """What `qamtu` says when it cannot do what was asked."""
        return refusal(self(*words, given=given))


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Called:
    return Called(capsys, monkeypatch)


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """What a command says that cannot do what was asked."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(("qamtu: ", "usage: qamtu"))
    return done.stderr


def test_query_from_standard_input() -> None:
    done = run("query", "-", given="{ __typename }")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["data"] == {"__typename": "Query"}


def test_query_from_a_file_with_variables(call: Called, tmp_path: Path) -> None:
    file = tmp_path / "asked.graphql"
    file.write_text("query A { __typename } query B($c: String!) { procedure(code: $c) { code } }", encoding="utf-8")
    done = call("query", file, "--variables", '{"c": "37.51"}', "--operation", "B")
    assert (done.returncode, json.loads(done.stdout)["data"]) == (0, {"procedure": {"code": "37.51"}})


@pytest.mark.parametrize("document", ["{ procedures(", "{ nothingLikeThis }", ""])
def test_errors_of_a_query_are_printed_and_counted(call: Called, document: str) -> None:
    done = call("query", "-", given=document)
    assert done.returncode == 1
    (error,) = json.loads(done.stdout)["errors"]
    assert error["extensions"]["code"].startswith("GRAPHQL_")


def test_a_program_learns_of_errors_by_the_exit_code() -> None:
    assert run("query", "-", given="{ nothingLikeThis }").returncode == 1
    assert "no folder of seeds" in refusal(run("query", "-", "--seeds", "nowhere", given="{ __typename }"))


def test_unusable_input_of_a_query(call: Called, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.graphql"
    damaged.write_bytes(b"{ caf\xe9 }")
    assert "No such file" in call.refuses("query", tmp_path / "nowhere.graphql")
    assert "Is a directory" in call.refuses("query", tmp_path)
    assert "not UTF-8 at byte 5" in call.refuses("query", damaged)
    assert "not valid JSON" in call.refuses("query", "-", "--variables", "{", given="{ __typename }")
    assert "must be a JSON object" in call.refuses("query", "-", "--variables", "[1]", given="{ __typename }")
    assert "no folder of seeds" in call.refuses("query", "-", "--seeds", tmp_path / "nowhere", given="{ __typename }")


@pytest.mark.parametrize(
    "words", [[], ["nothing"], ["serve", "--port", "70000"], ["serve", "--workers", "0"], ["query"]]
)
def test_wrong_words(call: Called, words: list[str]) -> None:
    assert "usage: qamtu" in call.refuses(*words)


def test_help_loads_nothing() -> None:
    program = "import sys; from server.cli import make_parser; make_parser(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not {"strawberry", "rdflib", "starlette", "graph", "schema"} & set(loaded.stdout.split())


def test_the_default_base_is_the_graphs() -> None:
    assert BASE == DEFAULT_BASE


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from graphql import build_schema

    assert main(["schema"]) == 0
    assert build_schema(capsys.readouterr().out).query_type


def test_dump_to_standard_output_and_to_files(tmp_path: Path) -> None:
    assert main(["dump", "--all", str(tmp_path / "all")]) == 0
    listed = {each["file"] for each in json.loads((tmp_path / "all" / "manifest.json").read_bytes())["files"]}
    found = {path.relative_to(tmp_path / "all").as_posix() for path in (tmp_path / "all").rglob("*") if path.is_file()}
    assert found == listed | {"manifest.json"}
    assert main(["dump", "--format", "ntriples", "-o", str(tmp_path / "one.nt")]) == 0
    written = (tmp_path / "one.nt").read_text(encoding="utf-8")
    assert written == (tmp_path / "all" / "qamtu.nt").read_text(encoding="utf-8")
    assert run("dump", "--format", "ntriples").stdout == written


def test_unusable_input_of_a_dump(call: Called, tmp_path: Path) -> None:
    assert "there is no format excel. There are: turtle" in call.refuses("dump", "--format", "excel")
    assert "cannot write" in call.refuses("dump", "-o", tmp_path / "nowhere" / "file.ttl")
    (tmp_path / "taken").touch()
    assert "cannot make the folder" in call.refuses("dump", "--all", tmp_path / "taken")


def test_a_reader_that_leaves_is_no_error() -> None:
    with subprocess.Popen([*QAMTU, "dump"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, b"")


def test_a_port_that_is_taken(call: Called) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = call.refuses("serve", "--port", port)
    assert f"cannot listen on 127.0.0.1, port {port}: Address already in use" in told


def test_an_address_that_is_not_ours(call: Called) -> None:
    assert "cannot listen on 192.0.2.1" in call.refuses("serve", "--host", "192.0.2.1", "--port", "0")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_serve_until_interrupted(workers: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [*QAMTU, "serve", "--port", "0", "--workers", workers]
    with log.open("wb") as stream, subprocess.Popen(command, stderr=stream, cwd=ROOT) as process:
        try:
            while not (found := re.search(r"http://\S+?/", log.read_text(encoding="utf-8"))):
                assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.02)
            # The socket listens already: a request made now waits until it can be answered.
            assert httpx.get(f"{found[0]}health", timeout=30).json()["status"] == "ok"
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(30) in {0, 130}
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_constraints_are_complete() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._]+", line)] == []
    pinned = {name(line) for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {name(each) for each in [*project["dependencies"], *project["optional-dependencies"]["dev"]]}
    assert wanted - pinned == set()


def name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")

"""The processes that run queries: killed at their limits, replaced at once, gone with their server."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import BinaryIO

import anyio
import pyoxigraph as ox
import pytest

from server.sparql.pool import BusyError, OvertimeError, Pool, StoppedError
from server.sparql.wire import Allowance, Kind, Question
from server.sparql.worker import Worker, hire
from tests.sparql_server import children, is_alive, nurseries

ROOT = Path(__file__).parent.parent
ALLOWANCE = Allowance(seconds=0.5, memory=64 << 20, result=1 << 20, rows=3)
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
GONE_AFTER = 2.0
"""Seconds in which what must end has ended, on a busy machine."""


def doubling(times: int) -> str:
    """The length of ten letters that are doubled so often."""
    steps = "".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND ('aaaaaaaaaa' AS ?x0) {steps} }}"


def feed(stream: BinaryIO) -> None:
    stream.writelines(f'<a:{n}> <a:p> "{n}" <a:g{n % 2}> .\n'.encode() for n in range(100))


def within(body: Callable[[Pool], Awaitable[None]], allowance: Allowance = ALLOWANCE, slots: int = 1) -> None:
    """Run a test in a pool; afterwards nothing of it is left."""

    async def run() -> list[int]:
        async with Pool(feed, allowance, slots=slots, waiting=2, patience=5) as pool:
            await pool.ask(Question("ASK {}"))
            (nursery,) = nurseries()
            await body(pool)
            return [nursery, *children(nursery)]

    started = anyio.run(run)
    await_end(started)


def await_end(processes: list[int]) -> None:
    deadline = time.monotonic() + GONE_AFTER
    while any(map(is_alive, processes)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [pid for pid in processes if is_alive(pid)] == []


async def number(pool: Pool, query: str = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") -> str:
    answer = await pool.ask(Question(query))
    assert answer.kind is Kind.SOLUTIONS
    value: str = json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]
    return value


def test_a_query_that_takes_too_long_is_killed_and_the_next_one_answered() -> None:
    async def body(pool: Pool) -> None:
        (before,) = children(nurseries()[0])
        started = time.monotonic()
        with pytest.raises(OvertimeError):
            await pool.ask(Question(SLOW))
        killed = time.monotonic()
        assert 0.5 <= killed - started < 1
        assert await number(pool) == "100"
        assert time.monotonic() - killed < 0.3
        await_end([before])

    within(body)


def test_memory_has_a_limit() -> None:
    async def body(pool: Pool) -> None:
        with pytest.raises(StoppedError):
            await pool.ask(Question(doubling(30)))
        assert await number(pool) == "100"

    within(body, Allowance(seconds=20, memory=64 << 20, result=1 << 20, rows=3))


def test_a_worker_that_grew_retires_after_its_answer() -> None:
    async def body(pool: Pool) -> None:
        (before,) = children(nurseries()[0])
        assert await number(pool, doubling(23)) == str(10 * 2**23)
        await_end([before])
        assert await number(pool) == "100"

    within(body, Allowance(seconds=20, memory=2 << 30, result=1 << 20, rows=3))


@pytest.mark.parametrize("busy", [False, True])
def test_a_worker_that_somebody_kills_is_replaced_at_once(busy: bool) -> None:
    async def body(pool: Pool) -> None:
        waits = []
        for _ in range(5):
            (worker,) = children(nurseries()[0])
            async with anyio.create_task_group() as tasks:
                if busy:
                    tasks.start_soon(expect_stop, pool)
                    await anyio.sleep(0.15)  # longer than what counts as dead before it was asked
                os.kill(worker, signal.SIGKILL)
                started = time.monotonic()
            assert await number(pool) == "100"
            waits.append(time.monotonic() - started)
        assert sorted(waits)[2] < 0.1

    async def expect_stop(pool: Pool) -> None:
        with pytest.raises(StoppedError):
            await pool.ask(Question(SLOW))

    within(body, Allowance(seconds=5, memory=64 << 20, result=1 << 20, rows=3))


def test_a_nursery_that_somebody_kills_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.sparql.pool._PAUSE", 0.01)

    async def body(pool: Pool) -> None:
        (nursery,) = nurseries()
        workers = children(nursery)
        os.kill(nursery, signal.SIGKILL)
        await anyio.sleep(0.1)
        assert await number(pool) == "100"
        await_end([nursery, *workers])

    within(body, slots=2)


def test_where_no_descriptor_is_left_a_worker_is_hired_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.sparql.pool._PAUSE", 0.01)
    failures = iter([OSError(24, "Too many open files")] * 3)

    def fail_at_first(slot: int, nursery: socket.socket) -> Worker:
        if error := next(failures, None):
            raise error
        return hire(slot, nursery)

    async def body(pool: Pool) -> None:
        monkeypatch.setattr("server.sparql.pool.hire", fail_at_first)
        with pytest.raises(OvertimeError):
            await pool.ask(Question(SLOW))
        assert await number(pool) == "100"

    within(body)


def test_data_that_cannot_be_loaded_leave_no_process_and_no_stack_trace(capfd: pytest.CaptureFixture[str]) -> None:
    async def run() -> None:
        async with Pool(lambda stream: stream.writelines([b"nonsense\n"]), ALLOWANCE, patience=0.5) as pool:
            with pytest.raises(BusyError):
                await pool.ask(Question("ASK {}"))

    anyio.run(run)
    assert nurseries() == []
    said = capfd.readouterr().err
    assert "The data for SPARQL cannot be loaded" in said
    assert "Traceback" not in said


def test_a_server_that_ends_while_it_loads_ends_at_once() -> None:
    def slowly(stream: BinaryIO) -> None:
        for _ in range(20):
            feed(stream)
            stream.flush()
            time.sleep(0.01)

    async def run() -> None:
        async with Pool(slowly, ALLOWANCE):
            await anyio.sleep(0.05)

    started = time.monotonic()
    anyio.run(run)
    assert time.monotonic() - started < 4
    assert nurseries() == []


def test_results_have_a_limit() -> None:
    async def body(pool: Pool) -> None:
        answer = await pool.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
        assert (answer.kind, answer.body) == (Kind.TOO_LARGE, b"")
        whole = await pool.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f }", solutions="csv"))
        assert len(whole.body.splitlines()) == 10_001

    within(body)


def test_a_queue_has_an_end() -> None:
    async def body(pool: Pool) -> None:
        refused = []

        async def one(query: str) -> None:
            try:
                await pool.ask(Question(query))
            except (BusyError, OvertimeError) as error:
                refused.append(type(error))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one, SLOW)
            await anyio.sleep(0.05)
            for _ in range(5):
                tasks.start_soon(one, "ASK {}")
        assert sorted(refused, key=repr) == [BusyError] * 3 + [OvertimeError]

    within(body)


def test_whoever_stops_waiting_leaves_a_fresh_worker() -> None:
    async def body(pool: Pool) -> None:
        with anyio.move_on_after(0.05):
            await pool.ask(Question(SLOW))
        assert await number(pool) == "100"

    within(body, Allowance(seconds=20, memory=64 << 20, result=1 << 20, rows=3))


def test_many_questions_at_once_get_each_its_own_answer() -> None:
    async def body(pool: Pool) -> None:
        async def one(wanted: int) -> None:
            assert await number(pool, f"SELECT ({wanted} AS ?n) {{}}") == str(wanted)

        for start in range(0, 100, 2):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(one, start)
                tasks.start_soon(one, start + 1)

    within(body, slots=2)


def test_a_worker_can_open_nothing() -> None:
    """No network but an empty one, where the system allows that, and no descriptor in any case."""
    looked = []

    async def body(_pool: Pool) -> None:
        (worker,) = children(nurseries()[0])
        looked.append((confinement(worker), network(worker)))

    within(body)
    ((limits, net),) = looked
    assert re.search(r"Max open files +0 +0 ", limits)
    assert re.search(r"Max core file size +0 +0 ", limits)
    assert not re.search(r"Max address space +unlimited", limits)
    if subprocess.run(["unshare", "-Un", "true"], check=False, capture_output=True).returncode == 0:
        assert net != network(os.getpid())


def confinement(pid: int) -> str:
    return Path(f"/proc/{pid}/limits").read_text(encoding="ascii")


def network(pid: int) -> Path:
    return Path(f"/proc/{pid}/ns/net").readlink()


def test_a_store_on_disk(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), ox.Literal(str(n)), ox.NamedNode("a:g"))
        for n in range(1000)
    )
    store.flush()
    del store

    async def run() -> None:
        async with Pool(tmp_path / "store", ALLOWANCE, slots=2) as pool:
            with pytest.raises(OvertimeError):
                await pool.ask(Question(SLOW))
            for _ in range(3):
                assert await number(pool) == "1000"
                found = await pool.ask(Question("SELECT ?s { GRAPH <a:g> { ?s <a:p> '77' } }"))
                assert b"a:77" in found.body

    anyio.run(run)


def test_the_dataset_of_a_question() -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    async def body(pool: Pool) -> None:
        async def total(query: str, **dataset: object) -> str:
            answer = await pool.ask(Question(query, **dataset))  # type: ignore[arg-type]
            value: str = json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]
            return value

        assert await total(count) == "100"
        assert await total(count, union=False) == "0"
        assert await total(count.replace("{", "FROM <a:g1> {", 1), union=False) == "50"
        assert await total(count, union=False, default_graphs=["a:g0"], named_graphs=[]) == "50"
        assert await total(count, union=False, default_graphs=["a:g0", "a:g1"], named_graphs=[]) == "100"
        assert await total(named, union=False, default_graphs=["a:g0"], named_graphs=[]) == "0"
        assert await total(named, union=False, default_graphs=[], named_graphs=["a:g1"]) == "50"
        assert await total(count, union=False, default_graphs=["a:elsewhere"], named_graphs=[]) == "0"

    within(body)


def test_a_graph_is_written_with_the_prefixes_of_its_query() -> None:
    query = """# PREFIX broken: <a b> PREFIX also: <a:%zz>
        prefix p:<a:> PREFIX e: <http://example.org/> PREFIX : <urn:x>
        CONSTRUCT { ?s ?p ?o . e:a e:b 'PREFIX x: <y:>' . e:c.d e:%41 <http://example.org/a/b#c>, :y } { ?s ?p ?o }"""

    async def body(pool: Pool) -> None:
        turtle, triples = [(await pool.ask(Question(query, graph=name))).body for name in ("turtle", "ntriples")]
        assert b"\n@prefix p: <a:> .\n" in b"\n" + turtle
        assert b"e:a e:b " in turtle
        read = [
            set(ox.parse(text, form))
            for text, form in ((turtle, ox.RdfFormat.TURTLE), (triples, ox.RdfFormat.N_TRIPLES))
        ]
        assert read[0] == read[1]
        assert len(read[0]) == 103

    within(body)


def test_a_table_for_people() -> None:
    async def body(pool: Pool) -> None:
        async def table(query: str) -> object:
            answer = await pool.ask(Question(query, solutions="table", graph="table"))
            return json.loads(answer.body)

        values = "VALUES (?a ?b) { (<a:a> 'x'@kk) (UNDEF 1) (<a:b> 'y') }"
        assert await table(f"SELECT ?a ?b {{ {values} }}") == {
            "columns": ["a", "b"],
            "rows": [
                [["iri", "a:a", ""], ["literal", "x", "kk"]],
                [None, ["literal", "1", "http://www.w3.org/2001/XMLSchema#integer"]],
                [["iri", "a:b", ""], ["literal", "y", "http://www.w3.org/2001/XMLSchema#string"]],
            ],
            "more": False,
        }
        found = await table("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        assert isinstance(found, dict)
        assert (found["columns"], len(found["rows"]), found["more"]) == (["subject", "predicate", "object"], 3, True)
        assert await table("ASK {}") == {"boolean": True}

    within(body)


def test_no_process_outlives_a_server_that_is_killed() -> None:
    command = [sys.executable, "-m", "server.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT, text=True) as server:
        try:
            assert server.stderr
            found = re.search(r"http://([0-9.]+):(\d+)/", server.stderr.readline())
            assert found
            request = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            with socket.create_connection((found[1], int(found[2])), timeout=20) as connection:
                connection.sendall(request + b"Content-Length: 6\r\n\r\nASK {}")
                assert b" 200 " in connection.recv(1000)
                connection.sendall(request + f"Content-Length: {len(SLOW)}\r\n\r\n{SLOW}".encode())
                time.sleep(0.1)
                (nursery,) = nurseries(server.pid)
                started = [nursery, *children(nursery)]
                assert len(started) > 4
        finally:
            server.kill()
    await_end(started)

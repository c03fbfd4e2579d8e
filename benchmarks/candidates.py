"""P4: the candidates of a need over HTTP, authenticated, among 100,000 experts, beside FastAPI's hello world."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.children import Child
from benchmarks.first_request import asked, wait_until_up
from benchmarks.goals import Bound, Goal, Measured
from benchmarks.house import House
from benchmarks.load import Answered, Asked, Loader
from ressurspool.ops.addresses import LOOPBACK, free_ports
from ressurspool.ops.processes import TERM_SECONDS, Process
from services.kit.data.database import engine_for
from vocabulary import load

EXPERTS, COUNTIES, BODIES = 100_000, 15, 400
ROUNDS, ROUND_SECONDS, WARM_UP_SECONDS = 5, 1.0, 3.0
SHOWN = 20
QUESTIONS = 100
CROWD = 16  # connections, of one person: three of them have a place at a time
COMMITS, COMMITS_AN_ANSWER = 200, 2  # what is shown is logged before it is shown
FOLLOW_SECONDS = 120

LATENCY = Goal(
    id="P4",
    what="candidates among 100k, asked again, p50; hello world + best + counts + 2 commits",
    unit="ms",
    bound=Bound.AT_MOST,
    limit=1,
)
RATE = Goal(
    id="P4",
    what="candidates of 100k, asked again, 16 connections; hello world `def`",
    unit="/s",
    bound=Bound.AT_LEAST,
    limit=0.2,
)
GOALS = (LATENCY, RATE)

_FILL = """
    WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < :size)
    INSERT INTO state_feed (id, n, state)
    SELECT printf('%08x-0000-4000-8000-000000000000', n), n + (SELECT states FROM feed_head), json_set(:one,
        '$.id', printf('%08x-0000-4000-8000-000000000000', n),
        '$.home', printf('%09d', n % :bodies),
        '$.county', 'county-' || (n % :counties),
        '$.remote', json(CASE WHEN n % 4 THEN 'false' ELSE 'true' END),
        '$.fields', json_array(json_object(
            'field', (SELECT slug FROM slugs WHERE place = n % :slugs), 'level', 1 + n % 3)))
    FROM k
"""


def measure(house: House, folder: Path, *, list_ms: float) -> list[Measured]:
    """The same experts stand in every answer; all are variations of the one who signed up.

    `list_ms` is what finding the list and counting takes, as the ranking's benchmark measured it.
    """
    need_id, expert_id = house.posted().id, house.employee.client.pool.mine().id
    house.coordinator.client.pool.endorse(expert_id, house.endorsement())
    with ExitStack() as opened:
        port = opened.enter_context(_grown(house, folder))
        hello = free_ports(["hello"])["hello"]
        opened.enter_context(Child("benchmarks.hello", str(hello)))
        wait_until_up(hello, "/def")
        loader = Loader(opened.enter_context(Child("benchmarks.load")))
        listed = _listed(port, need_id, house.requester.token)
        compared = {"ours": listed, "hello": asked(hello, "/def")}
        for one in compared.values():
            loader.round(one, WARM_UP_SECONDS, connections=CROWD)
        new = _new_questions(loader, listed)
        one_by_one, crowded = _rounds(loader, compared, connections=1), _rounds(loader, compared, connections=CROWD)
    print(f"candidates among 100k that nobody asked for before, each on a connection of its own: {new:.1f} ms, p50")
    least = list_ms + COMMITS_AN_ANSWER * _commit_ms(folder)
    return [
        Measured(goal=LATENCY, rounds=[(ours.p50_ms, hello.p50_ms + least) for ours, hello in one_by_one]),
        Measured(goal=RATE, rounds=[(ours.per_second, hello.per_second) for ours, hello in crowded]),
    ]


def _commit_ms(folder: Path) -> float:
    """The median of a commit of one small row, on a database as our services open it."""
    engine, millis = engine_for(f"sqlite:///{folder / 'commits.db'}"), []
    with engine.connect() as opened:
        connection = opened.connection.driver_connection
        assert connection is not None
        connection.execute("CREATE TABLE lines (text)")
        for _ in range(COMMITS):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO lines VALUES (hex(randomblob(1000)))")
            began = time.perf_counter()
            connection.execute("COMMIT")
            millis.append((time.perf_counter() - began) * 1e3)
    engine.dispose()
    return median(millis)


def _new_questions(loader: Loader, listed: Asked) -> float:
    """The median milliseconds of lists with weights that nobody had before: each is searched for, and logged anew."""
    millis = []
    for number in range(QUESTIONS):
        weights = f"field:0.3{number // 40},slack:0.0{1 + number % 8},learning:0.0{1 + number // 8 % 5}"
        new = replace(listed, path=f"{listed.path}?weights={weights}", body='"candidates":[{', whole=False)
        millis.append(loader.round(new, 0, connections=1).p50_ms)
    return median(millis)


def _rounds(loader: Loader, compared: dict[str, Asked], *, connections: int) -> list[tuple[Answered, Answered]]:
    return [
        (
            loader.round(compared["ours"], ROUND_SECONDS, connections=connections),
            loader.round(compared["hello"], ROUND_SECONDS, connections=connections),
        )
        for _ in range(ROUNDS)
    ]


def _listed(port: int, need_id: str, token: str) -> Asked:
    """The request, and the candidates that every answer must have; the rest of it says when it was made."""
    path = f"/v1/needs/{need_id}/candidates"
    wait_until_up(port, path, token=token, seconds=FOLLOW_SECONDS)  # 503 until the index has everybody
    whole = asked(port, path, token=token)
    listed = json.loads(whole.body)["candidates"]
    assert len(listed) == SHOWN, "a full list"
    part = whole.body[whole.body.index('"candidates":[') : whole.body.index(listed[-1]["expert_id"])]
    return replace(whole, body=part, whole=False)


@contextmanager
def _grown(house: House, folder: Path) -> Iterator[int]:
    """The port of another matching, which follows a pool with that many experts."""
    file = folder / "candidates.db"
    grow(Path(house.stack.databases["pool"].removeprefix("sqlite:///")), file)
    ports = free_ports(["pool", "matching"])
    environment = house.stack.environment | {
        "POOL_DATABASE_URL": f"sqlite:///{file}",
        "MATCHING_DATABASE_URL": house.stack.databases["matching"],
        "MATCHING_POOL_URL": f"http://{LOOPBACK}:{ports['pool']}",
    }
    with ExitStack() as running:
        for name, port in ports.items():
            log = folder / f"candidates-{name}.log"
            command = ["serve", name, "--port", str(port)]
            process = Process(name, command, environment=environment, log=log, forks=house.stack.forks)
            running.enter_context(served(process, port))
        yield ports["matching"]


@contextmanager
def served(process: Process, port: int) -> Iterator[None]:
    process.start()
    try:
        wait_until_up(port, "/health/ready")
        yield
    finally:
        process.ask_to_end()
        process.wait_for_end(TERM_SECONDS)


def grow(own: Path, file: Path) -> None:
    """Copy a pool's database, and fill the copy's state feed with variations of its first expert."""
    with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(file, isolation_level=None)) as grown:
        source.backup(grown)
        (one,) = grown.execute("SELECT state FROM state_feed WHERE state IS NOT NULL LIMIT 1").fetchone()
        grown.execute("BEGIN")
        grown.execute("CREATE TEMP TABLE slugs (place INTEGER PRIMARY KEY, slug TEXT)")
        grown.executemany("INSERT INTO slugs VALUES (?, ?)", enumerate(load().concepts))
        values = {"one": one, "size": EXPERTS, "counties": COUNTIES, "bodies": BODIES, "slugs": len(load().concepts)}
        grown.execute(_FILL, values)
        grown.execute("UPDATE feed_head SET states = (SELECT max(n) FROM state_feed)")
        grown.execute("COMMIT")

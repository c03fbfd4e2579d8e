"""P7: a candidacy read with names against the same without, in one run, and with a sibling that does not answer."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.candidates import served
from benchmarks.children import Child
from benchmarks.first_request import asked
from benchmarks.goals import NAMED_AWAY, NAMED_READ, Measured
from benchmarks.house import House, empty_folder, house
from benchmarks.load import Loader
from ressurspool.ops.addresses import LOOPBACK, free_ports
from ressurspool.ops.processes import Process

ROUNDS, ROUND_SECONDS, WARM_UP_SECONDS = 5, 0.8, 0.5
AWAY_ROUNDS, AWAY_SECONDS, ANSWER_SECONDS = 3, 2.5, 10.0
NAMED = "?include=names"
WAITING = 16  # connections that the silent sibling lets wait


def measure() -> list[Measured]:
    """On services of their own. Every named answer logs a reading in pool; that is part of it."""
    with empty_folder() as folder, house(folder) as ours:
        path = f"/v1/candidacies/{_applied(ours)}"
        return [_compared(ours, path), _away(ours, folder, path)]


def _applied(house: House) -> str:
    expert = house.signed_up()
    house.coordinator.client.pool.endorse(expert.id, house.endorsement())
    return house.employee.client.placements.apply(expert.id, house.posted().id).id


def _compared(house: House, path: str) -> Measured:
    port, token = house.stack.ports["placements"], house.requester.token
    with Child("benchmarks.load") as process:
        loader, requests = Loader(process), [asked(port, path + query, token=token) for query in (NAMED, "")]
        assert _names(json.loads(requests[0].body)) == ("Tjenestedesigner, Bærum kommune", [])
        for one in requests:
            loader.round(one, WARM_UP_SECONDS, connections=1)
        rounds = [[loader.round(one, ROUND_SECONDS, connections=1).p50_ms for one in requests] for _ in range(ROUNDS)]
    return Measured(goal=NAMED_READ, rounds=[(named, plain) for named, plain in rounds])


def _away(house: House, folder: Path, path: str) -> Measured:
    """By another placements, whose pool takes connections and says nothing: null, named, and in bounded time."""
    port, rounds = free_ports(["placements"])["placements"], []
    headers = {"Authorization": f"Bearer {house.requester.token}"}
    with _silent() as pool:
        environment = house.stack.environment | {
            "PLACEMENTS_DATABASE_URL": house.stack.databases["placements"],
            "PLACEMENTS_POOL_URL": f"http://{LOOPBACK}:{pool}",
        }
        command, log = ["serve", "placements", "--port", str(port)], folder / "away.log"
        process = Process("placements", command, environment=environment, log=log, forks=house.stack.forks)
        with served(process, port):
            for _ in range(AWAY_ROUNDS):
                began = time.perf_counter()
                address = f"http://{LOOPBACK}:{port}{path}{NAMED}"
                answer = httpx.get(address, headers=headers, trust_env=False, timeout=ANSWER_SECONDS)
                rounds.append((time.perf_counter() - began, AWAY_SECONDS))
                assert answer.status_code == 200, answer.text
                assert _names(answer.json()) == (None, ["pool"]), "pool's part is null, and named"
    return Measured(goal=NAMED_AWAY, rounds=rounds)


def _names(shown: dict[str, Any]) -> tuple[str | None, list[str]]:
    return shown["names"]["expert"], shown["names"]["unavailable"]


@contextmanager
def _silent() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        listener.listen(WAITING)
        yield listener.getsockname()[1]

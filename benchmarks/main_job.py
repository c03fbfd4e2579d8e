"""P11: what a main job costs all services together, from the sign-up to the last message, and how many a second."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import uvloop

from benchmarks.acts import Connections
from benchmarks.cast import Cast, cast_of
from benchmarks.engines import databases
from benchmarks.goals import JOB_CPU, JOB_RATE, Measured
from benchmarks.house import empty_folder
from benchmarks.journeys import FinishedJob, Job, main_job
from benchmarks.processes import cpu_seconds
from ressurspool.ops.addresses import LOOPBACK
from ressurspool.ops.stack import Stack

AT_ONCE, WARM_UP, JOBS = 4, 4, 16
GOAL_MS, GOAL_RATE = 300.0, 5.0
FOLLOWED_SECONDS = 60.0
LOOK_SECONDS = 0.25
PAUSE_SECONDS = 0.2  # after a refusal


@dataclass(kw_only=True)
class Run:
    """The jobs that are still to do, those that are done, and what was refused."""

    jobs: Iterator[Job]
    done: list[FinishedJob] = field(default_factory=list)
    unrefused: int = 0


def measure(engine: str) -> list[Measured]:
    """Each answer is checked. A job that a service refused a write of, or was too busy for, does not count."""
    with empty_folder() as folder, databases(engine) as urls, Stack(folder, urls or "sqlite") as stack:
        cast = cast_of(stack, employees=48)
        jobs = _jobs(cast)
        _all_followed(uvloop.run(_at_once(jobs, WARM_UP)).done, cast)
        before, began = cpu_seconds(stack), time.perf_counter()
        run = uvloop.run(_at_once(jobs, JOBS))
        seconds = time.perf_counter() - began
        _all_followed(run.done, cast)
        millis = (cpu_seconds(stack) - before) / JOBS * 1e3
    return [
        Measured(goal=JOB_CPU[engine], rounds=[(millis, GOAL_MS)]),
        Measured(goal=JOB_RATE[engine], rounds=[(run.unrefused / seconds, GOAL_RATE)]),
    ]


def _jobs(cast: Cast) -> Iterator[Job]:
    for number, (home, employee, host) in enumerate(cast.newcomers(), start=100_000):
        yield main_job(cast, home, employee, host, number=number)


async def _at_once(jobs: Iterator[Job], count: int) -> Run:
    """Do so many jobs, four at once."""
    run = Run(jobs=iter([next(jobs) for _ in range(count)]))
    connections = Connections()
    try:
        await asyncio.gather(*(_work(run, connections) for _ in range(AT_ONCE)))
    finally:
        connections.close()
    return run


async def _work(run: Run, connections: Connections) -> None:
    for job in run.jobs:
        refused = 0
        act = next(job)
        while True:
            answer = await connections.send(act)
            if answer.refusal:
                refused += 1
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if wrong := act.fault_of(answer):
                raise RuntimeError(wrong)
            try:
                act = job.send(answer.body)
            except StopIteration as ended:
                run.done.append(ended.value)
                break
        run.unrefused += refused == 0


def _all_followed(done: list[FinishedJob], cast: Cast) -> None:
    """Wait until each need has heard that it is filled, and each employee that all agreed. Raises RuntimeError."""
    ends = time.monotonic() + FOLLOWED_SECONDS
    needs, notify = (f"http://{LOOPBACK}:{cast.ports[service]}" for service in ("needs", "notify"))
    with httpx.Client(trust_env=False) as http:
        for one in done:
            need, inbox = f"{needs}/v1/needs/{one.need_id}", f"{notify}/v1/inbox"
            while not (
                _says(http, need, one.host.requester, '"state":"filled"')
                and _says(http, inbox, one.employee, '"placement_agreed"')
            ):
                if time.monotonic() > ends:
                    raise RuntimeError("not all heard of a placement in time")
                time.sleep(LOOK_SECONDS)


def _says(http: httpx.Client, address: str, token: str, words: str) -> bool:
    return words in http.get(address, headers={"Authorization": f"Bearer {token}"}).text

"""A day's mix of requests: what people look at, drawn at random, and the main jobs that their writes belong to."""

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from benchmarks.acts import Act, Connections
from benchmarks.cast import Body, Cast
from benchmarks.journeys import FinishedJob, Job, available, main_job, posted
from benchmarks.open_loop import Draw

Made = TypeVar("Made")

EXPERTS, NEEDS, JOBS = 64, 32, 16  # there are so many when the day begins
EMPLOYEES = 384  # those who do not stand in the pool then sign up during the day
LISTS, BROWSE, READS, WRITES = 60, 10, 20, 10  # per cent


@dataclass(kw_only=True)
class Scene:
    """What people look at: profiles, needs, placements."""

    experts: list[tuple[Body, str, str]] = field(default_factory=list)  # home, the employee's token, the profile's id
    needs: list[tuple[Body, str]] = field(default_factory=list)  # host, the need's id
    placed: list[FinishedJob] = field(default_factory=list)


class Day:
    """The acts of a day, by a seed."""

    def __init__(self, cast: Cast, *, seed: int) -> None:
        self._cast, self._random = cast, Random(seed)  # noqa: S311 -- the same draws in every run
        self._newcomers = enumerate(cast.newcomers(), start=100_000)
        self._ready: deque[Draw] = deque()
        self._scene = Scene()
        self._lists = (self._profiles, self._own_needs, self._placements, self._tasks, self._inbox, self._candidates)
        self._things = (self._own_profile, self._need, self._placement)

    async def begin(self, connections: Connections) -> None:
        """Fill the pool: profiles, needs, and placements that all three agreed to."""
        for _ in range(EXPERTS):
            number, (home, employee, _host) = self._newcomer()
            expert_id = await finish(available(self._cast, home, employee, number=number), connections)
            self._scene.experts.append((home, employee, expert_id))
        for number in range(NEEDS):
            host = self._cast.bodies[number % len(self._cast.bodies)]
            self._scene.needs.append((host, await finish(posted(self._cast, host, number=number), connections)))
        for _ in range(JOBS):
            self._scene.placed.append(await finish(self._new_job(), connections))

    def draw(self) -> Draw:
        """The next act: a read, or the next write of a main job whose writes before it are answered."""
        (kinds,) = self._random.choices(
            (self._lists, (self._browse,), self._things, None), weights=(LISTS, BROWSE, READS, WRITES)
        )
        if kinds is not None:
            return Draw(act=self._random.choice(kinds)())
        if self._ready:
            return self._ready.popleft()
        job = self._new_job()
        return Draw(act=next(job), job=job)

    def answered(self, draw: Draw, body: str) -> None:
        """Go on with the job that a write belongs to."""
        if draw.job is None:
            return
        try:
            self._ready.append(Draw(act=draw.job.send(body), job=draw.job))
        except StopIteration as ended:
            self._scene.placed.append(ended.value)

    def refused(self, draw: Draw) -> None:
        """A write that was refused is made again, under the same key; a read is not."""
        if draw.job is not None:
            self._ready.append(draw)

    def _new_job(self) -> Job:
        number, (home, employee, host) = self._newcomer()
        return main_job(self._cast, home, employee, host, number=number)

    def _newcomer(self) -> tuple[int, tuple[Body, str, Body]]:
        """Raises RuntimeError where nobody is left: a StopIteration would look like the end of a job."""
        found = next(self._newcomers, None)
        if found is None:
            raise RuntimeError("nobody is left who could sign up")
        return found

    def _read(self, name: str, path: str, token: str, about: str) -> Act:
        service, _, rest = path.partition("/")
        return Act(name=name, port=self._cast.ports[service], path=f"/{rest}", token=token, about=about)

    def _profiles(self) -> Act:
        home, _, expert_id = self._random.choice(self._scene.experts[: len(self._cast.bodies)])
        return self._read("an agency's profiles", "pool/v1/home/experts", home.coordinator, expert_id)

    def _own_needs(self) -> Act:
        host, _ = self._random.choice(self._scene.needs)
        return self._read("an agency's needs", "needs/v1/needs?mine=true", host.requester, f'"host_org":"{host.orgnr}"')

    def _placements(self) -> Act:
        body = self._random.choice(self._scene.placed).home
        return self._read("placements", "placements/v1/placements", body.coordinator, f'"{body.orgnr}"')

    def _tasks(self) -> Act:
        body = self._random.choice(self._cast.bodies)
        return self._read("tasks", "notify/v1/tasks", body.coordinator, '{"items":[')

    def _inbox(self) -> Act:
        done = self._random.choice(self._scene.placed)
        return self._read("inbox", "notify/v1/inbox", done.employee, done.expert_id)

    def _candidates(self) -> Act:
        host, need_id = self._random.choice(self._scene.needs)
        return self._read("candidates", f"matching/v1/needs/{need_id}/candidates", host.requester, need_id)

    def _browse(self) -> Act:
        body = self._random.choice(self._cast.bodies)
        return self._read("browse", "pool/v1/experts", body.requester, '"shown_as":"pseudonymous"')

    def _own_profile(self) -> Act:
        _, employee, expert_id = self._random.choice(self._scene.experts)
        return self._read("own profile", "pool/v1/me/expert", employee, expert_id)

    def _need(self) -> Act:
        host, need_id = self._random.choice(self._scene.needs)
        return self._read("a need", f"needs/v1/needs/{need_id}", host.requester, need_id)

    def _placement(self) -> Act:
        done = self._random.choice(self._scene.placed)
        path = f"placements/v1/placements/{done.placement_id}"
        return self._read("a placement", path, done.employee, done.placement_id)


async def finish(job: Generator[Act, str, Made], connections: Connections) -> Made:
    """Do all of a job's writes, one after the other. Raises RuntimeError for a wrong answer."""
    act = next(job)
    while True:
        answer = await connections.send(act)
        if wrong := act.fault_of(answer):
            raise RuntimeError(wrong)
        try:
            act = job.send(answer.body)
        except StopIteration as ended:
            made: Made = ended.value
            return made

"""P7: an authenticated read of one object against FastAPI's hello world, in requests per second."""

from collections.abc import Mapping, Sequence
from statistics import median
from uuid import UUID

from benchmarks.children import Child
from benchmarks.engines import POSTGRESQL, databases
from benchmarks.first_request import asked, wait_until_up
from benchmarks.goals import NEED_TO_ASYNC, NEED_TO_DEF, PROFILE_TO_ASYNC, PROFILE_TO_DEF, Goal, Measured
from benchmarks.house import House, empty_folder, house
from benchmarks.load import Asked, Loader
from ressurspool.ops.addresses import free_ports

ROUNDS = 5
ROUND_SECONDS = 0.8
WARM_UP_SECONDS = 0.5

Compared = tuple[Mapping[str, Goal], str, str]
COMPARED: tuple[Compared, ...] = (
    (PROFILE_TO_DEF, "profile", "def"),
    (PROFILE_TO_ASYNC, "profile", "async"),
    (NEED_TO_DEF, "need", "def"),
    (NEED_TO_ASYNC, "need", "async"),
)


def measure(house: House, engine: str) -> list[Measured]:
    """Rounds of all after each other, so that the numbers of a ratio are close in time. Prints the limit as well."""
    ports = free_ports(["hello", "bare"])
    bare = Child("benchmarks.bare_read", str(ports["bare"]), house.stack.databases["pool"])
    with Child("benchmarks.hello", str(ports["hello"])), bare, Child("benchmarks.load") as process:
        requests = {"profile": _profile(house), "need": _need(house), **_hello(ports["hello"])}
        requests["bare"] = _bare(house, ports["bare"])
        loader = Loader(process)
        for one in requests.values():
            loader.round(one, WARM_UP_SECONDS)
        rounds = [
            {name: loader.round(one, ROUND_SECONDS).per_second for name, one in requests.items()} for _ in range(ROUNDS)
        ]
    print(_limit(rounds, engine), flush=True)
    return [
        Measured(goal=goals[engine], rounds=[(one[ours], one[peer]) for one in rounds])
        for goals, ours, peer in COMPARED
    ]


def _limit(rounds: Sequence[Mapping[str, float]], engine: str) -> str:
    """What FastAPI and the driver leave to whoever reads in a thread."""
    per_second = median(one["bare"] for one in rounds)
    to_def, to_async = (median(one["bare"] / one[peer] for one in rounds) for peer in ("def", "async"))
    found = f"{per_second:.0f} /s, {to_def:.2f} of hello-world `def`, {to_async:.2f} of `async def`"
    return f"limit of P7, {engine}: a sync dependency and one statement by the driver, without a token: {found}"


def measure_postgresql() -> list[Measured]:
    """The same on services of their own, whose databases are PostgreSQL's."""
    with empty_folder() as folder, databases(POSTGRESQL) as urls, house(folder, urls) as ours:
        return measure(ours, POSTGRESQL)


def _profile(house: House) -> Asked:
    """The employee's own profile."""
    made = house.signed_up()
    read = house.employee.client.pool.mine()
    moving = {"waiting_for"}  # whose move it is follows the coordinators by feed, so it may change
    assert read.model_dump(exclude=moving) == made.model_dump(exclude=moving), "not the profile that was made"
    return asked(house.stack.ports["pool"], "/v1/me/expert", token=house.employee.token)


def _need(house: House) -> Asked:
    made = house.posted()
    assert house.requester.client.needs.need(made.id) == made, "not the need that was made"
    return asked(house.stack.ports["needs"], f"/v1/needs/{made.id}", token=house.requester.token)


def _bare(house: House, port: int) -> Asked:
    path = f"/read/{UUID(house.employee.client.pool.mine().id).hex}"  # as both databases take it
    wait_until_up(port, path)
    return asked(port, path)


def _hello(port: int) -> dict[str, Asked]:
    wait_until_up(port, "/async")
    return {path: asked(port, f"/{path}") for path in ("def", "async")}

"""P10: what a request costs in a pool of a million experts, compared with a pool of a thousand."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from benchmarks.children import Child
from benchmarks.first_request import asked, wait_until_up
from benchmarks.goals import BROWSE_GROWN, HOME_LIST_GROWN, PROFILE_GROWN, Measured
from benchmarks.house import HOME, House
from benchmarks.load import Asked, Loader
from ressurspool.ops.addresses import free_ports
from ressurspool.ops.processes import TERM_SECONDS, Process
from vocabulary import load

SIZES = {"small": 1_000, "large": 1_000_000}
COUNTIES, BODIES = 15, 400  # of the synthetic pool that the goals were set on
A_PAGE = 20  # of the home agency's in both, so that both answer alike
ROUNDS = 5
ROUND_SECONDS = 0.5

_NUMBERS = "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < :size) "
_FIELD = "(SELECT slug FROM slugs WHERE place = n % (SELECT count(*) FROM slugs))"
_VARIED = {
    "id": "printf('%032x', n)",
    "person_id": "printf('%036x', n)",
    "home_org": f"CASE WHEN n <= {A_PAGE} OR n % {BODIES} = 0 THEN '{HOME}' ELSE printf('%09d', n % {BODIES}) END",
    "created_at": "datetime(one.created_at, printf('+%d seconds', n)) || '.000000'",
    "state": "'available'",
    "county": f"'county-' || (n % {COUNTIES})",
    "fields": f"json_array(json_object('field', {_FIELD}, 'level', 2))",
}


def measure(house: House, folder: Path) -> list[Measured]:
    """Two more pools, alike but for their size. The employee's profile is in both."""
    with ExitStack() as stack:
        ports = {name: stack.enter_context(_pool(house, folder / f"{name}.db", size)) for name, size in SIZES.items()}
        loader = Loader(stack.enter_context(Child("benchmarks.load")))
        return [
            Measured(goal=PROFILE_GROWN, rounds=_rounds(loader, ports, "/v1/me/expert", house.employee.token)),
            Measured(goal=BROWSE_GROWN, rounds=_rounds(loader, ports, "/v1/experts", house.requester.token)),
            Measured(goal=HOME_LIST_GROWN, rounds=_rounds(loader, ports, "/v1/home/experts", house.coordinator.token)),
        ]


def _rounds(loader: Loader, ports: dict[str, int], path: str, token: str) -> list[tuple[float, float]]:
    large, small = (asked(ports[name], path, token=token) for name in ("large", "small"))
    assert large.ids == small.ids, f"{path} shows the same experts in both"
    _millis(loader, large), _millis(loader, small)  # the first round is not counted
    return [(_millis(loader, large), _millis(loader, small)) for _ in range(ROUNDS)]


def _millis(loader: Loader, one: Asked) -> float:
    """One request after the other: this measures their cost, not how they wait for each other."""
    return loader.round(one, ROUND_SECONDS, connections=1).p50_ms


@contextmanager
def _pool(house: House, file: Path, size: int) -> Iterator[int]:
    """The port of another pool service, with that many experts more."""
    own = Path(house.stack.databases["pool"].removeprefix("sqlite:///"))
    grow(own, file, size)
    port = free_ports(["pool"])["pool"]
    environment = house.stack.environment | {"POOL_DATABASE_URL": f"sqlite:///{file}"}
    command, log = ["serve", "pool", "--port", str(port)], file.with_suffix(".log")
    process = Process("pool", command, environment=environment, log=log, forks=house.stack.forks)
    process.start()
    try:
        wait_until_up(port, "/health/ready")
        yield port
    finally:
        process.ask_to_end()
        process.wait_for_end(TERM_SECONDS)


def grow(own: Path, file: Path, size: int) -> None:
    """Copy a pool's database, and fill the copy with variations of its first expert."""
    with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(file, isolation_level=None)) as grown:
        source.backup(grown)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "PRAGMA cache_size = -200000",
            "BEGIN",
        ):
            grown.execute(statement)
        grown.execute("CREATE TEMP TABLE slugs (place INTEGER PRIMARY KEY, slug TEXT)")
        grown.executemany("INSERT INTO slugs VALUES (?, ?)", enumerate(load().concepts))
        for statement in _statements([row[1] for row in grown.execute("PRAGMA table_info(experts)")]):
            grown.execute(statement, {"size": size})
        grown.execute("COMMIT")


def _statements(columns: Sequence[str]) -> tuple[str, str]:
    """The SQL that inserts the experts, and their fields once more with a row for each."""
    values = ", ".join(_VARIED.get(column, f"one.{column}") for column in columns)
    source = f"{_NUMBERS} SELECT {values} FROM k, (SELECT * FROM experts LIMIT 1) AS one"  # noqa: S608 -- of our own names only
    fields = f"{_NUMBERS} SELECT {_VARIED['id']}, {_FIELD}, {_VARIED['county']}, {_VARIED['home_org']} FROM k"  # noqa: S608 -- as above
    return (
        f"INSERT INTO experts ({', '.join(columns)}) {source}",
        f"INSERT INTO expert_fields (expert_id, field, available_in, home_org) {fields}",
    )

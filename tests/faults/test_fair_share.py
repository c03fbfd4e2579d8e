"""One caller keeps no other out (I30): 40 connections for dear lists, and 300 polls that wait."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert, select
from sqlmodel import SQLModel

from ressurspool.client.programs import ApiClientDraft
from ressurspool.ops.stack import Stack
from services.auth.bodies.models import Organisation
from services.kit.data.database import Database
from services.kit.ids import new_id
from services.kit.settings import DEVELOPMENT_SECRET
from services.pool.models import Expert
from tests.faults.scenes.crowd import Asked, cores_of, crowd, noticed
from tests.journeys.cast import HOME, HOST, Cast, a_sign_up, endorsed, published, until
from tests.support.api import assert_problem
from tests.support.counts import FULL, Measured, count
from tests.support.databases import ENGINES, postgres_database

SERVICES = ("auth", "pool", "needs", "matching")
CONNECTIONS, SLOWER = 40, 5
ROUNDS = 3  # a busy machine may spoil one
REQUESTS = max(count(1_000), 50)
POLLS, MOST_CORES = 300, 0.1
WATCHED_SECONDS = 4 if FULL else 2
COPIES = 100

pytestmark = pytest.mark.xdist_group("busy")  # one set-up for each engine


@pytest.fixture(scope="module", params=ENGINES)
def busy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """Services of their own, with lists that are dear: a hundred experts on a page, a hundred bodies."""
    folder: Path = tmp_path_factory.mktemp(f"busy_{request.param}")
    with ExitStack() as made:
        if request.param == "sqlite":
            stack = made.enter_context(Stack(folder, services=SERVICES))
        else:
            urls = {name: made.enter_context(postgres_database(f"ressurspool_busy_{name}")) for name in SERVICES}
            stack = made.enter_context(Stack(folder, urls, services=SERVICES))
        cast = Cast(stack)
        made.callback(cast.close)
        endorsed(cast, cast.new("employee", HOME))
        published(cast)
        multiply(stack.databases["pool"], Expert, lambda n: {"person_id": str(new_id())})
        multiply(stack.databases["auth"], Organisation, lambda n: {"orgnr": f"8{n:08d}"})
        yield cast


def multiply(url: str, model: type[SQLModel], varied: Callable[[int], dict[str, str]]) -> None:
    """Copy one row a hundred times, each with an id of its own."""
    database, table = Database(url, model.metadata, connections=1), model.metadata.tables[str(model.__tablename__)]
    with database.write() as session:
        row = dict(session.execute(select(table).limit(1)).mappings().one())
        session.execute(insert(table), [row | {"id": new_id()} | varied(n) for n in range(COPIES)])
    database.close()


class TestDearLists:
    def test_of_experts_keep_nobody_out(self, busy: Cast, measured: Measured) -> None:
        reader, other = busy.new("requester", HOST), busy.new("employee", HOME)
        other.client.pool.sign_up(a_sign_up())
        dear = asked(busy, "pool", "/v1/experts?limit=100", reader.token())
        hold(busy, measured, "pool's list", dear, asked(busy, "pool", "/v1/me/expert", other.token()))

    def test_of_bodies_read_without_a_token_keep_nobody_out(self, busy: Cast, measured: Measured) -> None:
        dear = asked(busy, "auth", "/v1/organisations?limit=100")
        other = asked(busy, "auth", "/v1/me", busy.new("employee", HOME).token())
        hold(busy, measured, "auth's bodies", dear, other)

    def test_of_coverage_keep_nobody_out(self, busy: Cast, measured: Measured) -> None:
        dear = asked(busy, "matching", "/v1/coverage?months=12", busy.coordinator(HOST).token())
        other = asked(busy, "matching", "/v1/scoring", busy.new("employee", HOME).token())
        hold(busy, measured, "matching's coverage", dear, other)


def asked(cast: Cast, service: str, path: str, token: str | None = None) -> Asked:
    return Asked(port=cast.stack.ports[service], path=path, token=token)


def hold(cast: Cast, measured: Measured, what: str, dear: Asked, other: Asked) -> None:
    """Every request of the other is 2xx while one caller has 40 connections busy.

    That its median is at most so much slower is asserted by `make faults`, on a machine that does nothing else.
    """
    for _ in range(ROUNDS):
        noticed(other, requests=10)
        before = noticed(other, requests=REQUESTS)
        with crowd(dear, CONNECTIONS) as crowded:
            during = noticed(other, requests=REQUESTS)
        assert set(before.statuses) == set(during.statuses) == {200}, during.statuses
        assert crowded.statuses[200] > 0, "the crowd has its turns too"
        assert set(crowded.statuses) <= {200, 429, 503}
        slower = during.ms / before.ms
        if slower <= SLOWER or not FULL:
            break
    engine = engine_of(cast)
    answered = ", ".join(f"{count} × {status}" for status, count in sorted(crowded.statuses.items()))
    measured(
        f"I30 {engine}: {what} on {CONNECTIONS} connections ({answered}): another's request "
        f"{before.ms:.1f} ms before, {during.ms:.1f} ms during, {slower:.1f} ×, all 2xx"
    )
    assert slower <= SLOWER or not FULL


class TestIdlePolls:
    def test_cost_less_than_a_tenth_of_a_processor(self, busy: Cast, measured: Measured) -> None:
        pid = busy.stack.pid("pool")
        assert pid is not None
        poll = asked(busy, "pool", "/v1/events?after=now&wait=25", sibling_token(busy, "notify", of="pool"))
        used = {0: cores_of(pid, seconds=WATCHED_SECONDS)}
        for polls in (100, POLLS) if FULL else (POLLS,):
            with crowd(poll, polls):
                until(lambda: cores_of(pid, seconds=0.5) < MOST_CORES, what="all polls to wait")
                used[polls] = cores_of(pid, seconds=WATCHED_SECONDS)
        figures = ", ".join(f"{polls}: {cores:.3f}" for polls, cores in used.items())
        measured(f"I30 {engine_of(busy)}: processors that waiting polls keep busy, {figures}")
        assert used[POLLS] < MOST_CORES

    def test_are_a_few_for_one_client(self, busy: Cast) -> None:
        """Beyond them it is refused, and others are not."""
        hr, other = (machine_of(busy, name) for name in ("HR-systemet", "Fagsystemet"))
        with crowd(asked(busy, "pool", "/v1/events?after=now&wait=25", hr), 4):
            until(lambda: is_refused(get(busy, hr, wait=1)), what="all four to wait")
            assert get(busy, other, wait=1).status_code == 200


def is_refused(answer: httpx.Response) -> bool:
    if answer.status_code == 200:
        return False
    assert_problem(answer, 429, "too-many-requests")
    assert answer.headers["RateLimit-Policy"] == '"polls";q=4;qu="concurrent-requests"'
    return answer.headers["Retry-After"] == "10"


def get(cast: Cast, token: str, *, wait: int) -> httpx.Response:
    url = f"{cast.stack.address('pool')}/v1/events"
    params: dict[str, str | int] = {"after": "now", "wait": wait}
    return httpx.get(url, params=params, headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=30)


def sibling_token(cast: Cast, name: str, *, of: str) -> str:
    return token_of(cast, (name, DEVELOPMENT_SECRET), resource=of)


def machine_of(cast: Cast, name: str) -> str:
    """A token of an agency's own system, which follows events."""
    made = cast.coordinator(HOST).client.auth.register_client(ApiClientDraft(name=name, scopes=["events:read"]))
    return token_of(cast, (made.client_id, made.secret or ""))


def token_of(cast: Cast, credentials: tuple[str, str], **form: str) -> str:
    url = f"{cast.stack.address('auth')}/oauth/token"
    answer = httpx.post(url, data={"grant_type": "client_credentials", **form}, auth=credentials, trust_env=False)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def engine_of(cast: Cast) -> str:
    return cast.stack.databases["pool"].partition(":")[0].partition("+")[0]

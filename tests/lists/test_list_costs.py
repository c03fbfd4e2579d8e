"""A page costs what it shows, however many rows there are, and wherever in the list it is (P10)."""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from functools import partial
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from fastapi.dependencies.utils import get_flat_params
from sqlalchemy import Connection, insert, text

from services.kit.data.database import Database
from services.kit.web.application import Overrides
from services.kit.web.responses import key_of_list
from tests.access.scenes import SCENES
from tests.architecture.rooms import metadata_of, routes_of
from tests.lists.case import ME, Batch, Case
from tests.lists.cases import CASES
from tests.lists.rows import moment
from tests.matching.scenes.states import filled
from tests.support.api import Api
from tests.support.callers import StaticKeys, person
from tests.support.costs import connection_of, cost_of
from tests.support.counts import FULL
from tests.support.databases import ENGINES, migrated_database, rolled_back

FEW, MANY = 1_000, 100_000 if FULL else 5_000
FLAT = 1.2
A_STEP = 100  # an index of more rows is a little deeper, and rows that are as one lie on more pages


@pytest.fixture(scope="module", params=ENGINES)
def urls(request: pytest.FixtureRequest) -> Iterator[Mapping[str, str]]:
    with ExitStack() as opened:
        yield {name: opened.enter_context(migrated_database(request.param, name)) for name in SCENES}


def put(connection: Connection, batches: Iterator[Batch]) -> None:
    for model, rows in batches:
        connection.execute(insert(model), list(rows))


def halfway(path: str, number: int) -> str:
    """The path of the page that begins in the middle of so many rows."""
    place, _, query = path.partition("?")
    key = key_of_list(place, parse_qsl(query))
    middle: list[object] = [moment(number // 2).isoformat(), str(ME)]
    if "order=soonest" in path and place != "/v1/tasks":
        middle = [date(2028, 1, 1).isoformat(), str(ME)]
    if path.startswith("/v1/experts"):
        middle = [str(UUID(int=1 << 127))]
    if path.startswith("/v1/audit?subject"):
        middle = [number]  # of twice as many rows
    cursor = base64.urlsafe_b64encode(json.dumps([key, *middle]).encode()).decode().rstrip("=")
    return f"{path}{'&' if '?' in path else '?'}cursor={cursor}"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_page_costs_no_more_among_more_rows(urls: Mapping[str, str], case: Case) -> None:
    with rolled_back(urls[case.service], metadata_of(case.service)) as database:
        assert grown(database, case) == {}


def grown(database: Database, case: Case) -> Mapping[str, tuple[int, int]]:
    """The pages that cost more among many rows, with what they cost among few and many."""
    connection = connection_of(database)
    api = Api(SCENES[case.service].create_app(overrides=Overrides(keys=StaticKeys(), database=database)))
    if case.service == "matching":
        filled(api, experts=[], needs=[])
    put(connection, case.before())
    put(connection, case.fill(range(FEW)))
    few = costs(api, connection, case, rows=FEW)
    put(connection, case.fill(range(FEW, MANY)))
    many = costs(api, connection, case, rows=MANY)
    return {path: (few[path], many[path]) for path in many if many[path] > FLAT * few[path] + A_STEP}


def analyse(connection: Connection, case: Case) -> None:
    """Let the planner of PostgreSQL know what is there, as its autovacuum does. Nobody analyses an SQLite file."""
    if connection.dialect.name == "postgresql":  # of its own tables others may analyse the same
        connection.execute(text(f"ANALYZE {', '.join(metadata_of(case.service).tables)}"))


def read(api: Api, path: str) -> None:
    answer = api.get(path, person("coordinator", sub=str(ME)))
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"] or "cursor" in path, "nothing is listed"


def costs(api: Api, connection: Connection, case: Case, *, rows: int) -> Mapping[str, int]:
    analyse(connection, case)
    found = {}
    for path in case.paths:
        for name, asked in ((path, path), (f"{path}, halfway", halfway(path, rows))):
            found[name] = cost_of(connection, partial(read, api, asked))
    return found


def test_every_list_has_a_case() -> None:
    lists = {
        (service, route.path)
        for service in SCENES
        for route in routes_of(service)
        if any(parameter.alias == "cursor" for parameter in get_flat_params(route.dependant))
    }
    assert {case.list_of(path) for case in CASES for path in case.paths} == lists


def test_negative_control_a_missing_index_is_noticed(urls: Mapping[str, str]) -> None:
    (inbox,) = (case for case in CASES if "/v1/inbox?unread=true" in case.paths)
    with rolled_back(urls["notify"], metadata_of("notify")) as database:
        connection_of(database).execute(text("DROP INDEX ix_messages_unread"))
        assert "/v1/inbox?unread=true" in grown(database, inbox)

"""The calls to pool and needs, over HTTP."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import httpx
import pytest

from services.kit.calls.peer import NetworkInsideTransaction
from services.kit.data.database import Database
from services.kit.errors import PeerUnavailable
from services.kit.web.application import Overrides
from services.placements.main import create_app
from services.placements.peers import Peers
from tests.placements.factories import terms
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, person

EXPERT, NEED = uuid4(), uuid4()
STANDINGS = {
    f"/v1/experts/{EXPERT}/standing": {
        "expert_id": str(EXPERT),
        "person_id": "somebody",
        "home_org": BAERUM,
        "state": "available",
        "version": 3,
        "windows": [{"start": "2027-01-01", "end": "2099-01-01"}],
        "percentage": 80,
        "endorsed_until": "2099-01-01",
        "max_months": 3,
        "max_percentage": 80,
    },
    f"/v1/needs/{NEED}/standing": {
        "need_id": str(NEED),
        "host_org": HUSBANKEN,
        "state": "open",
        "version": 2,
        "places": 2,
        "earliest_start": "2027-01-01",
        "latest_start": "2027-03-01",
        "months": 2,
        "percentage": 80,
        "county": "oslo",
        "remote": False,
    },
}
Answer = Callable[[httpx.Request], httpx.Response]


def siblings(request: httpx.Request) -> httpx.Response:
    """auth, pool and needs in one."""
    if request.url.path == "/oauth/token":
        return httpx.Response(200, json={"access_token": "ours", "expires_in": 300})
    assert request.headers["Authorization"] == "Bearer ours"
    found = STANDINGS.get(request.url.path)
    return httpx.Response(200, json=found) if found else httpx.Response(404)


def down(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("down", request=request)


def app_with(answer: Answer, database: Database) -> Api:
    client = httpx.Client(transport=httpx.MockTransport(answer))
    return Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database, client=client)))


def test_facts_come_from_the_owners(database: Database) -> None:
    peers: Peers = app_with(siblings, database).app.state.peers
    expert, need = peers.find_expert(EXPERT), peers.find_need(NEED)
    assert expert is not None
    assert expert.endorsement is not None
    assert (expert.home_org, expert.endorsement.until) == (BAERUM, date(2099, 1, 1))
    assert need is not None
    assert (need.host_org, need.places) == (HUSBANKEN, 2)


def test_an_absent_one_is_none(database: Database) -> None:
    peers: Peers = app_with(siblings, database).app.state.peers
    assert peers.find_expert(UUID(int=0)) is None
    assert peers.find_need(UUID(int=0)) is None


def test_nobody_is_asked_inside_a_transaction(database: Database) -> None:
    """The routes ask before their first statement: this refusal would be a 500 otherwise."""
    api = app_with(siblings, database)
    body = {"kind": "invitation", "expert_id": str(EXPERT), "need_id": str(NEED), "offer": terms()}
    offered = api.post("/v1/candidacies", person("coordinator", HUSBANKEN), json=body)
    assert offered.status_code == 201, offered.text
    path = f"/v1/candidacies/{offered.json()['id']}/acceptance"
    accepted = api.post(path, person("employee", sub="somebody"), json={"terms_version": 1})
    assert accepted.status_code == 201, accepted.text
    path = f"/v1/placements/{accepted.json()['placement_id']}/decisions"
    agreed = api.post(path, person("coordinator"), json={"decision": "approve", "terms_version": 1})
    assert agreed.json()["state"] == "agreed", agreed.text


def test_the_refusal_is_real(database: Database) -> None:
    peers: Peers = app_with(siblings, database).app.state.peers
    with database.read() as session:
        session.connection()
        with pytest.raises(NetworkInsideTransaction):
            peers.find_expert(EXPERT)


def test_a_sibling_that_is_down_is_reported_and_nothing_changes(database: Database) -> None:
    api = app_with(down, database)
    with pytest.raises(PeerUnavailable):
        api.app.state.peers.find_expert(EXPERT)
    body = {"kind": "invitation", "expert_id": str(EXPERT), "need_id": str(NEED)}
    answer = api.post("/v1/candidacies", person("requester", HUSBANKEN), json=body)
    assert_problem(answer, 503, "peer-unavailable")
    assert answer.headers["Retry-After"] == "2"
    assert api.get("/v1/candidacies", person("requester", HUSBANKEN)).json()["items"] == []

"""Whoever lost a role, or a client its place, stops working everywhere in time (I12)."""

import time
from typing import Any
from uuid import uuid4

import httpx
import pytest

from ressurspool.client.programs import ApiClientDraft
from ressurspool.ops.stack import Stack
from services.auth.operator import accounts
from services.auth.settings import AuthSettings
from services.kit.access.revocations import Revocations
from services.kit.access.tokens import Claims
from services.kit.calls.peer import EventsPage
from services.kit.web.application import Overrides
from services.needs.main import create_app
from services.needs.models import Table
from services.scheme.services import SERVICES
from tests.faults.scenes.refusals import ELSEWHERE, PROMPT, StatusOf, stops_in_time
from tests.journeys.cast import HOST, Cast
from tests.support.api import Api
from tests.support.callers import BAERUM, StaticKeys, a_token, bearer
from tests.support.counts import Measured
from tests.support.databases import ENGINES, migrated_database, rolled_back


def test_every_service_is_asked() -> None:
    assert set(ELSEWHERE) == set(SERVICES)


def test_a_lost_role_stops_working_everywhere(cast: Cast, status_of: StatusOf, measured: Measured) -> None:
    home, leaver = cast.coordinator(HOST), cast.new("coordinator", HOST)
    token, me = leaver.token(), leaver.client.auth.me().id
    assert {status_of(token, route) for route in (*PROMPT.values(), *ELSEWHERE.values())} & {401, 503} == set()
    (membership,) = (member.id for member in home.client.auth.members(HOST) if member.person_id == me)
    home.client.auth.end_membership(membership)
    measured(f"I12: a lost role refused after {stops_in_time(status_of, token):.1f} s, everywhere")
    assert status_of(home.token(), PROMPT["pool"]) == httpx.codes.OK, "the others go on"


def test_a_removed_client_stops_working_everywhere(
    stack: Stack, cast: Cast, status_of: StatusOf, measured: Measured
) -> None:
    home = cast.coordinator(HOST)
    scopes = ["pool:read", "needs:read", "matching:read", "placements:read", "notify:read", "events:read"]
    draft = ApiClientDraft(name="HR-systemet", scopes=[*scopes, "organisation:read"])
    system = home.client.auth.register_client(draft)
    form = {"grant_type": "client_credentials"}
    secret = (system.client_id, system.secret or "")
    granted = httpx.post(f"{stack.origin}/oauth/token", data=form, auth=secret, trust_env=False).json()
    token = granted["access_token"]
    assert {status_of(token, route) for route in ELSEWHERE.values()} == {httpx.codes.OK}
    home.client.auth.remove_client(system.id)
    machines = {"pool": PROMPT["pool"]}  # the other decisions take a person
    measured(
        f"I12: a removed client refused after {stops_in_time(status_of, token, prompt=machines):.1f} s, everywhere"
    )


def test_a_disabled_person_stops_working_everywhere(
    stack: Stack, cast: Cast, status_of: StatusOf, measured: Measured
) -> None:
    somebody = cast.new("coordinator", HOST)
    token, settings = somebody.token(), AuthSettings(database_url=stack.databases["auth"])
    assert {status_of(token, route) for route in (*PROMPT.values(), *ELSEWHERE.values())} & {401, 503} == set()
    accounts.disable(settings, somebody.email)
    measured(f"I12: a disabled person refused after {stops_in_time(status_of, token):.1f} s, everywhere")


class OneEventFeed:
    """auth's feed with one event: the membership has ended."""

    def __init__(self, event: dict[str, Any]) -> None:
        self._event = event

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        return EventsPage(events=[] if after == "e1.1" else [self._event], position="e1.1")


class Unchecked(Revocations):
    """Without the guard."""

    def refuse_revoked(self, claims: Claims, kid: str) -> None:
        """Believes whatever was signed."""


@pytest.mark.parametrize(("revocations", "status"), [(Revocations, 401), (Unchecked, 200)])
@pytest.mark.parametrize("engine", ENGINES)
def test_negative_control_without_the_check_the_token_goes_on_working(
    engine: str, revocations: type[Revocations], status: int
) -> None:
    sub, event = str(uuid4()), {"id": "1", "type": "membership.ended", "subject": "m", "position": "e1.1"}
    data = {"version": 2, "orgs": [BAERUM], "persons": [sub], "codes": {"role": "employee"}}
    follower = revocations(
        OneEventFeed({**event, "time": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()), "data": data})
    )
    follower._position = "e1.0"
    with migrated_database(engine, "needs") as url, rolled_back(url, Table.metadata) as database:
        overrides = Overrides(keys=StaticKeys(), revocations=follower, database=database)
        api, headers = Api(create_app(overrides=overrides)), bearer(a_token(sub=sub))
        assert api.get("/v1/needs", headers).status_code == 200, "it works, and is remembered"
        follower.follow_once()
        assert api.get("/v1/needs", headers).status_code == status

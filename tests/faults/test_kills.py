"""SIGKILL of services in the middle of the main job: the journey ends the same, nothing lost, nothing twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from threading import Timer

import httpx
import pytest
from sqlalchemy import Delete, MetaData, delete, text
from sqlalchemy.orm import Session

from ressurspool.client.pool import EndorsementDraft
from ressurspool.ops.stack import Stack
from services.kit.data.audit_check import verify_chain
from services.kit.data.database import Database
from services.kit.data.outbox import Event, emit_event
from services.kit.settings import DEVELOPMENT_SECRET
from services.scheme.services import SERVICES
from tests.faults.scenes.audits import assert_every_event_audited_once
from tests.journeys.cast import HOME, HOST, Cast, a_need, a_sign_up, days_from_now, terms, until
from tests.journeys.scenes.outcomes import busy_days_of, is_candidate, is_notified_of_agreement, places_filled
from tests.support.counts import FULL
from tests.support.databases import ENGINES, migrated_database

DOWN_SECONDS = 1.0
TRANSITIONS = {"candidacy.accepted", "placement.proposed", "placement.agreed"}
KILLED = [(name,) for name in SERVICES] if FULL else [tuple(SERVICES)]  # in full each alone, else two at each step


@pytest.mark.counted
@pytest.mark.parametrize("victims", KILLED, ids="-".join)
def test_the_journey_ends_the_same(stack: Stack, cast: Cast, victims: tuple[str, ...]) -> None:
    employee, requester = cast.new("employee", HOME), cast.new("requester", HOST)
    home, host = cast.coordinator(HOME), cast.coordinator(HOST)
    for actor in (employee, requester, home, host):
        actor.token()  # people log in before the trouble starts

    expert = employee.client.pool.sign_up(a_sign_up())
    home.client.pool.endorse(expert.id, EndorsementDraft(valid_until=days_from_now(400)))
    need = requester.client.needs.post(a_need())
    until(lambda: is_candidate(requester, need.id, expert.id), what="the expert among the candidates")
    asked = requester.client.placements.invite(expert.id, need.id, offer=terms())

    with killed(stack, victims[0::3]):
        placement_id = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement_id is not None
    with killed(stack, victims[1::3]):
        host.client.placements.approve(placement_id, terms_version=1)
    with killed(stack, victims[2::3]):
        agreed = home.client.placements.approve(placement_id, terms_version=1)

    assert agreed.state == "agreed"
    until(lambda: places_filled(requester, need.id) == 1, what="the need to be filled")
    until(lambda: len(busy_days_of(employee)) == 1, what="the days to be taken")
    for actor in (employee, home, host):
        until(partial(is_notified_of_agreement, actor, placement_id), what="everybody to be notified")
    assert_emitted_once(stack, subjects={asked.id, placement_id})
    counts = {name: assert_every_event_audited_once(url) for name, url in stack.databases.items() if name in SERVICES}
    assert counts["placements"] >= len(TRANSITIONS)


@pytest.mark.parametrize("engine", ENGINES)
def test_negative_control_a_row_deleted_behind_the_triggers_is_noticed(engine: str) -> None:
    with migrated_database(engine, "needs") as url, closing(Database(url, MetaData())) as database:
        for version in (1, 2, 3):
            with database.write() as session:
                emit_event(session, Event(type="need.closed", subject="a", version=version))
        assert assert_every_event_audited_once(url) == 3
        with database.write() as session:
            without_triggers(session, delete(database.tables.audit_trail).where(database.tables.audit_trail.c.n == 2))
        assert verify_chain(database).broken_at == 2
        with pytest.raises(AssertionError):
            assert_every_event_audited_once(url)


def without_triggers(session: Session, change: Delete) -> None:
    of_table = " ON audit_trail" if session.connection().dialect.name == "postgresql" else "_delete"
    session.execute(text(f"DROP TRIGGER keep_audit_trail{of_table}"))
    session.execute(change)


@contextmanager
def killed(stack: Stack, victims: Sequence[str]) -> Iterator[None]:
    """Kill these for the block; they come back while it runs."""
    for victim in victims:
        stack.kill(victim)
    revivals = [Timer(DOWN_SECONDS, stack.restart, args=[victim]) for victim in victims]
    for revival in revivals:
        revival.start()
    yield
    for revival in revivals:
        revival.join()


def assert_emitted_once(stack: Stack, *, subjects: set[str]) -> None:
    """Each transition of these things has exactly one event on the feed of placements."""
    events = feed(stack, "placements")
    emitted = Counter((event["subject"], event["type"]) for event in events if event["subject"] in subjects)
    assert {kind for _, kind in emitted} >= TRANSITIONS
    assert {times for (_, kind), times in emitted.items() if kind != "placement.decided"} == {1}
    numbers = [int(event["position"].split(".")[1]) for event in events]
    assert numbers == list(range(1, len(numbers) + 1))


def feed(stack: Stack, service: str) -> list[dict[str, str]]:
    """The whole event feed, read with a sibling's own token."""
    form = {"grant_type": "client_credentials", "resource": service}
    with httpx.Client(trust_env=False, timeout=10) as http:
        token = http.post(f"{stack.address('auth')}/oauth/token", data=form, auth=("notify", DEVELOPMENT_SECRET)).json()
        headers, after = {"Authorization": f"Bearer {token['access_token']}"}, ""
        events: list[dict[str, str]] = []
        while True:
            parameters = {"after": after, "limit": "1000"}
            answer = http.get(f"{stack.address(service)}/v1/events", headers=headers, params=parameters)
            if not answer.json():
                return events
            events += answer.json()
            after = answer.headers["Feed-Position"]

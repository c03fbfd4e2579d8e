"""Amendments of a stay in the same instant: one waits at a time, no day is given away twice, none is left behind.

The placement is locked before anything about it is read, and the database refuses what slips through. The races run
over HTTP; the negative controls take lock or guard away, and the checker has to find what went wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.placements.amendments.models import Amendment
from services.placements.amendments.repository import Amendments
from services.placements.amendments.schemas import AmendmentCreate
from services.placements.decisions.domain import Verdict, all_agree
from services.placements.decisions.models import Decision
from services.placements.decisions.repository import Decisions
from services.placements.decisions.schemas import DecisionCreate
from services.placements.parties.domain import Author
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.settings import PlacementsSettings
from services.placements.stays.service.actor import Actor
from services.placements.stays.service.decisions import decide_amendment
from services.placements.stays.service.proposals import propose_amendment
from services.scheme.parties import Party
from tests.faults.scenes.bookings import bookings, drop_guards, overlaps, race, statuses
from tests.faults.scenes.placements_alone import api, database
from tests.placements.factories import Cast
from tests.placements.stays import Begun, begun
from tests.support.api import Api
from tests.support.callers import LANEKASSEN

__all__ = ["api", "database"]  # the fixtures

ROUNDS = 6
BARRIER_SECONDS = 10


@pytest.fixture
def stay(api: Api, database: Database) -> Iterator[Begun]:
    with begun(Cast(api, api.app.state.peers), database) as stay:
        yield stay


class ForgetfulAmendments(Amendments):
    """Believes that no amendment waits."""

    def find_live(self, placement_id: UUID) -> Amendment | None:
        return None


class EarlyReader(Decisions):
    """Has read the decisions before anybody decided."""

    def list_of(self, placement_ids: Sequence[UUID]) -> Sequence[Decision]:
        return []


def rows(database: Database, stay: Begun) -> tuple[Placement, list[Amendment]]:
    """The stay and its amendments as they are stored."""
    with database.read() as session:
        placement = session.get_one(Placement, UUID(stay.id)).model_copy()
        found = session.query(Amendment).filter_by(placement_id=placement.id).order_by(col(Amendment.created_at))
        return placement, [one.model_copy() for one in found.all()]


def live(database: Database, stay: Begun) -> list[Amendment]:
    return [one for one in rows(database, stay)[1] if one.state == "proposed"]


def is_stuck(database: Database, stay: Begun, amendment: dict[str, Any]) -> bool:
    """Whether all three have said yes to an amendment that is not applied."""
    with database.read() as session:
        store = PlacementStore(session)
        decisions = store.decisions.as_decided(store.decisions.list_of([UUID(stay.id)]))
        found = store.amendments.get(UUID(stay.id), UUID(amendment["id"]))
        return all_agree(decisions, terms_version=amendment["terms_version"]) and found.state != "applied"


def is_torn(database: Database, stay: Begun) -> bool:
    """Whether stay and booking end on different days though nothing waits, or the stay ends after its early end."""
    placement, _ = rows(database, stay)
    (booking,) = [one for one in bookings(database) if one.candidacy_id == placement.candidacy_id]
    early = placement.ended_on is not None and placement.ends != placement.ended_on
    return early or (booking.ends != placement.ends and not live(database, stay))


def unlocked(database: Database, stay: Begun, kind: str, all_have_read: Barrier, **asked: Any) -> Callable[[], str]:
    """A proposal that has read the stay before others changed it, and does not look for what waits."""
    sub = stay.cast.host_sub if kind == "extension" else stay.cast.home_sub
    party = Party.HOST if kind == "extension" else Party.HOME
    actor = Actor(author=Author(sub=sub, client_id="cli"), parties=frozenset({party}), decides=True)

    def propose() -> str:
        all_have_read.wait(BARRIER_SECONDS)
        with database.write() as session:
            store = PlacementStore(session)
            store.amendments = ForgetfulAmendments(session)
            placement = store.placements.get(UUID(stay.id))
            create = AmendmentCreate.model_validate({"kind": kind, **asked})
            rules = PlacementsSettings()
            return propose_amendment(store, placement, actor, create, facts=None, rules=rules).state

    return propose


class TestTwoAmendments:
    def test_wait_one_at_a_time(self, stay: Begun, database: Database) -> None:
        for _ in range(ROUNDS):
            answers = race(_extending(stay, "home"), _extending(stay, "host"))
            assert statuses(answers) == [201, 409]
            (won,) = live(database, stay)
            (refused,) = [answer.json() for answer in answers if answer.status_code == 409]
            assert refused["amendment_id"] == str(won.id)
            stay.cast.take_back(stay.sides[won.party], next(one.json() for one in answers if one.status_code == 201))
        assert not is_torn(database, stay)

    def test_wait_one_at_a_time_where_only_the_database_looks(self, stay: Begun, database: Database) -> None:
        assert len(_two_unlocked(stay, database)) == 1

    def test_without_the_guard_wait_both(self, stay: Begun, database: Database) -> None:
        """Negative control."""
        with database.write() as session:
            session.execute(text("DROP INDEX uq_amendments_live"))
        assert len(_two_unlocked(stay, database)) == 2


class TestExtensionAgainstAnotherAgreement:
    def test_one_of_the_two_has_the_days(self, stay: Begun, database: Database) -> None:
        for _ in range(ROUNDS):
            answers = _extend_and_accept(stay)
            assert statuses(answers) == [201, 409]
            assert overlaps(database) == []
            _undo(stay, *answers)
        assert not is_torn(database, stay)

    def test_without_the_guard_both_have_them(self, stay: Begun, database: Database) -> None:
        """Negative control."""
        drop_guards(database)
        assert statuses(_extend_and_accept(stay)) == [201, 201]
        assert len(overlaps(database)) == 1


class TestRecallWhileAnExtensionIsDecided:
    def test_the_stay_ends_by_the_notice_either_way(self, api: Api, stay: Begun, database: Database) -> None:
        """The recall is never refused: the last yes comes before it, or finds that nothing waits any more."""
        notice = clock.today() + timedelta(days=14)
        asked = stay.extended()
        assert stay.cast.answer(stay.employee, asked).status_code == 201
        recalled, decided = race(lambda: stay.amend(stay.home, "recall", reason="workload"), _yes(stay, "home", asked))
        assert (recalled.status_code, decided.status_code) in {(201, 201), (201, 409)}
        placement, amendments = rows(database, stay)
        assert (placement.ends, placement.ended_on) == (notice, notice)
        became = "applied" if decided.status_code == 201 else "expired"
        assert {one.kind: one.state for one in amendments} == {"extension": became, "recall": "applied"}
        assert not is_torn(database, stay)

    def test_without_the_lock_it_is_extended_all_the_same(self, stay: Begun, database: Database) -> None:
        """Negative control: a last yes that has read the stay before the recall writes over it."""
        asked = stay.extended()
        stay.cast.answer(stay.employee, asked)
        placement, (amendment,) = rows(database, stay)
        stay.amend(stay.home, "recall", reason="workload")
        with database.write() as session:
            then = session.merge(placement), session.merge(amendment)
            _say_yes(PlacementStore(session), *then, Party.HOME, stay.cast.home_sub)
        placement, _ = rows(database, stay)
        assert (placement.ends, placement.ended_on) == (date.fromisoformat(asked["end"]), None)


class TestThreeDecisions:
    def test_in_the_same_instant_apply_it(self, stay: Begun, database: Database) -> None:
        for number in range(ROUNDS):
            asked = stay.amend(stay.requester, "content", place=f"Drammen {number}").json()
            answers = race(*(_yes(stay, side, asked) for side in stay.sides))
            assert statuses(answers) == [201] * 3
            assert not is_stuck(database, stay, asked)
            assert stay.read()["terms"]["place"] == f"Drammen {number}"

    def test_without_the_lock_all_agree_and_it_is_not(self, stay: Begun, database: Database) -> None:
        """Negative control: each has read what the others said before any of them adds a yes."""
        asked = stay.amend(stay.requester, "content", place="Oslo").json()
        subs = {Party.EMPLOYEE: stay.cast.expert.person_id, Party.HOME: "home-hr", Party.HOST: "host-hr"}
        for party, sub in subs.items():
            placement, (amendment,) = rows(database, stay)
            with database.write() as session:
                store = PlacementStore(session)
                store.decisions = EarlyReader(session)
                _say_yes(store, session.merge(placement), session.merge(amendment), party, sub)
        assert is_stuck(database, stay, asked)


def _extending(stay: Begun, side: str) -> Callable[[], httpx.Response]:
    return lambda: stay.amend(stay.sides[side], "extension", end=str(stay.last + timedelta(days=9)))


def _yes(stay: Begun, side: str, asked: dict[str, Any]) -> Callable[[], httpx.Response]:
    return lambda: stay.cast.answer(stay.sides[side], asked)


def _say_yes(store: PlacementStore, placement: Placement, amendment: Amendment, party: Party, sub: str) -> None:
    actor = Actor(author=Author(sub=sub, client_id="cli"), parties=frozenset({party}), decides=True)
    asked = DecisionCreate(decision=Verdict.APPROVE, terms_version=amendment.terms_version or 0)
    decide_amendment(store, placement, amendment, actor, asked, expert=None)


def _two_unlocked(stay: Begun, database: Database) -> list[Amendment]:
    """Two proposals by code that does not look what waits. Returns what waits then."""
    barrier, end = Barrier(2), str(stay.last + timedelta(days=9))
    race(
        unlocked(database, stay, "extension", barrier, end=end),
        unlocked(database, stay, "content", barrier, place="Oslo"),
    )
    return live(database, stay)


def _extend_and_accept(stay: Begun) -> list[httpx.Response]:
    """An extension is proposed in the instant in which the person accepts another host's offer for its days."""
    other = Cast(stay.cast.api, stay.cast.peers, host=LANEKASSEN, expert=stay.cast.expert)
    offered = other.offered(start=str(stay.last + timedelta(days=2)))
    return race(_extending(stay, "host"), lambda: other.accept(offered))


def _undo(stay: Begun, extended: httpx.Response, accepted: httpx.Response) -> None:
    """What won the race is taken back, so that the next round begins as this one did."""
    if extended.status_code == 201:
        stay.cast.take_back(stay.host, extended.json())
        return
    path = f"/v1/placements/{accepted.json()['placement_id']}/cancellation"
    assert stay.cast.api.post(path, stay.employee, json={"reason": "other"}).status_code == 201

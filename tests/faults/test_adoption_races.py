"""Home and host answer the employee's terms proposal in the same instant: one answer counts, and the other is told so.

The placement is locked before the proposal is read. The races run over HTTP; in the negative controls somebody has
read both before, and the checker has to find what went wrong.
"""

from dataclasses import dataclass, replace
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.kit.data.database import Database
from services.kit.errors import Busy
from services.placements.negotiations.service.placements import adopt_in_placement, decline_for_placement
from services.placements.parties.domain import Author
from services.placements.parties.schemas import Explained
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.decisions import check_facts
from services.placements.placements.service.terms import change_terms
from services.placements.proposals.models import TermsProposal
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.scheme.months import last_day
from services.scheme.parties import Party
from services.scheme.reasons import Reason
from tests.faults.scenes.bookings import attempt, crowded_seats, race, statuses
from tests.faults.scenes.placements_alone import api, cast, database
from tests.placements.factories import Cast, an_expert, some_day
from tests.support.callers import service
from tests.support.races import race_all

__all__ = ["api", "cast", "database"]  # the fixtures

ROUNDS, BARRIER_SECONDS = 6, 10
LATER = {"start": str(some_day(75)), "end": str(last_day(some_day(75), months=2))}


@dataclass
class Proposed:
    """A placement whose employee asks for other terms."""

    cast: Cast
    of: str
    id: str
    proposal: str

    @classmethod
    def to(cls, of: str, cast: Cast, case_id: str, **asked: Any) -> "Proposed":
        version = cast.api.get(f"/v1/{of}/{case_id}", cast.employee).json()["terms_version"]
        answer = cast.propose_terms(of, case_id, terms_version=version, **asked)
        assert answer.status_code == 201, answer.text
        return cls(cast, of, case_id, answer.json()["terms_proposal"]["id"])

    def answer(self, headers: dict[str, str], verb: str = "adoption", **body: Any) -> httpx.Response:
        path = f"/v1/{self.of}/{self.id}/terms-proposals/{self.proposal}/{verb}"
        return self.cast.api.post(path, headers, **({"json": body} if body else {}))

    def events(self) -> list[str]:
        """What was told about the proposal and the terms, oldest first."""
        found = self.cast.api.get("/v1/events?limit=1000", service("placements", of="notify")).json()
        return [one["type"].partition(".")[2] for one in found if one["subject"] == self.id and "terms" in one["type"]]


@pytest.fixture
def proposed(cast: Cast) -> Proposed:
    return Proposed.to("placements", cast, cast.proposed(), percentage=80)


class TestOneProposal:
    def test_is_taken_over_once(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        for number in range(ROUNDS):
            this = Proposed.to("placements", cast, placement_id, percentage=80 - number)
            answers = race(*(partial(this.answer, who) for who in (cast.home, cast.host, cast.requester)))
            assert statuses(answers) == [201, 409, 409]
            found = cast.read(placement_id)
            assert (found["terms_version"], found["terms"]["percentage"]) == (number + 2, 80 - number)
            on_it = [one["party"] for one in found["decisions"] if one["terms_version"] == number + 2]
            assert (on_it, found["terms_proposal"]) == (["employee"], None)
        assert Proposed(cast, "placements", placement_id, "").events() == ["terms_proposed", "terms_changed"] * ROUNDS

    def test_to_an_offer_is_taken_over_once(self, cast: Cast, database: Database) -> None:
        candidacy = cast.offered()
        for number in range(ROUNDS):
            this = Proposed.to("candidacies", cast, candidacy, percentage=80 - number)
            answers = race(partial(this.answer, cast.host), partial(this.answer, cast.requester))
            assert statuses(answers) == [201, 409]
            offer = cast.api.get(f"/v1/candidacies/{candidacy}", cast.employee).json()
            assert (offer["terms_version"], offer["terms"]["percentage"]) == (number + 2, 80 - number)
        assert crowded_seats(database) == []

    def test_is_taken_over_or_declined(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        for number in range(ROUNDS):
            this, before = (
                Proposed.to("placements", cast, placement_id, percentage=80 - number),
                cast.read(placement_id),
            )
            declining = partial(this.answer, cast.home, "decline", reason="workload")
            adopted, declined = race(partial(this.answer, cast.host), declining)
            assert statuses([adopted, declined]) == [201, 409]
            assert not is_torn(this)
            more = cast.read(placement_id)["terms_version"] - before["terms_version"]
            assert more == (1 if adopted.status_code == 201 else 0)

    def test_of_before_is_refused_by_the_database_where_only_it_looks(
        self, proposed: Proposed, database: Database
    ) -> None:
        then = as_read(database, proposed)
        assert proposed.answer(proposed.cast.home).status_code == 201
        with pytest.raises(IntegrityError), database.write() as session:
            adopt_as_read(session, proposed, *then)
        assert proposed.events() == ["terms_proposed", "terms_changed"]

    def test_without_the_lock_is_taken_over_and_declined(self, proposed: Proposed, database: Database) -> None:
        """Negative control: a no by somebody who has read the proposal before it was taken over."""
        then = as_read(database, proposed)
        assert proposed.answer(proposed.cast.host).status_code == 201
        with database.write() as session:
            store = PlacementStore(session)
            _, proposal = session.merge(then[0]), session.merge(then[1])
            placement = store.placements.get(UUID(proposed.id))
            why = Explained(reason=Reason.WORKLOAD)
            decline_for_placement(store, placement, proposal.id, {Party.HOME}, why)
        assert is_torn(proposed)


class TestTwoPlacesOfOneNeed:
    def test_are_adopted_side_by_side(self, cast: Cast, database: Database) -> None:
        """Each adoption locks the bookings of both, and moves its own: in one order, so that neither waits for ever."""
        cast.peers.change_need(cast.need.need_id, places=2)
        for _ in range(ROUNDS):
            both = [moved_stay(cast) for _ in range(2)]
            answers = race_all([partial(one.answer, cast.host) for one in both])
            assert statuses(answers) == [201, 201], [answer.text for answer in answers]
            assert crowded_seats(database) == []
            for one in both:
                path = f"/v1/placements/{one.id}/cancellation"
                assert cast.api.post(path, cast.host, json={"reason": "other"}).status_code == 201

    def test_without_the_order_one_of_the_two_is_in_the_way(self, cast: Cast, database: Database) -> None:
        """Negative control: both move their own booking first, and then wait for the other's."""
        if database.engine.dialect.name == "sqlite":
            pytest.skip("writers of SQLite take turns")
        cast.peers.change_need(cast.need.need_id, places=2)
        both, moved = [moved_stay(cast) for _ in range(2)], Barrier(2)
        outcomes = race_all([partial(attempt, partial(move_first, database, one, moved)) for one in both])
        assert [type(one) for one in outcomes].count(Busy) == 1


def move_first(database: Database, proposed: Proposed, moved: Barrier) -> None:
    """Write other terms before the bookings of the need are locked."""
    with database.write() as session:
        store = PlacementStore(session)
        placement = store.placements.get_locked(UUID(proposed.id))
        facts, terms = facts_of(proposed, placement), replace(placement.current_terms, percentage=50)
        author = Author(sub=str(uuid4()), client_id="cli")
        change_terms(store, placement, author, terms, facts=facts, rules=PlacementsSettings())
        moved.wait(BARRIER_SECONDS)
        check_facts(store, placement, facts, starts=terms.start, ends=terms.end)


def facts_of(proposed: Proposed, placement: Placement) -> Facts:
    peers = proposed.cast.peers
    return Facts(expert=peers.experts[placement.expert_id], need=peers.needs[placement.need_id])


def moved_stay(cast: Cast) -> Proposed:
    """Somebody else's stay for the same need, whose employee asks for later days."""
    another = Cast(cast.api, cast.peers, expert=an_expert())
    another.need, another.host, another.requester = cast.need, cast.host, cast.requester
    return Proposed.to("placements", another, another.proposed(), **LATER)


def as_read(database: Database, proposed: Proposed) -> tuple[Placement, TermsProposal]:
    """Placement and proposal as they are now, for somebody who acts on it later."""
    with database.read() as session:
        placement = session.get_one(Placement, UUID(proposed.id)).model_copy()
        return placement, session.get_one(TermsProposal, UUID(proposed.proposal)).model_copy()


def adopt_as_read(session: Session, proposed: Proposed, placement: Placement, proposal: TermsProposal) -> None:
    store, then = PlacementStore(session), session.merge(placement)
    session.merge(proposal)
    facts, author = facts_of(proposed, then), Author(sub=str(uuid4()), client_id="cli")
    adopt_in_placement(store, then, proposal.id, author, {Party.HOST}, facts=facts, rules=PlacementsSettings())


def is_torn(proposed: Proposed) -> bool:
    """Whether the newest proposal was both taken over and declined."""
    told = proposed.events()
    last = len(told) - told[::-1].index("terms_proposed")
    return len(told[last:]) != 1

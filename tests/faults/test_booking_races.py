"""Two hosts want one person, two people want one seat, at once: exactly one of each gets it.

The code asks before it books, and the database refuses what slips through. The races below are run over HTTP; then
with code that forgets to ask, so that the database alone decides; then, as negative controls, with the database's
guards dropped as well, where the checker has to find what went wrong.
"""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import httpx

from services.kit.data.database import Database
from services.placements.bookings.errors import NoFreePlace, PersonAlreadyBooked
from services.placements.bookings.repository import Bookings
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import Candidacies, CandidacyStore
from services.placements.candidacies.schemas import OfferCreate
from services.placements.candidacies.service.offers import Situation, accept_offer, make_offer
from services.placements.parties.domain import Author
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.scheme.parties import Party
from tests.faults.scenes.bookings import bookings, crowded_seats, drop_guards, overlaps, race, statuses
from tests.faults.scenes.placements_alone import api, database
from tests.placements.factories import Cast, some_day, terms
from tests.support.api import Api
from tests.support.callers import LANEKASSEN

__all__ = ["api", "database"]  # the fixtures

ROUNDS = 8


class ForgetfulCandidacies(Candidacies):
    """Neither queues acceptances of one person nor lets the offers lapse that were overtaken."""

    def lock_offers(self, person_id: str) -> Sequence[Candidacy]:
        """Nothing is locked."""
        return []

    def list_overlapping_offers(self, candidacy: Candidacy, *, starts: date, ends: date) -> Sequence[Candidacy]:
        return []


class ForgetfulBookings(Bookings):
    """Believes that the first seat is always free."""

    def list_free_seats(self, need_id: UUID, *, places: int) -> list[int]:
        return [1]


def forgetful_change(database: Database, cast: Cast, candidacy_id: str, *, offer: bool) -> Callable[[], str]:
    """A host's offer, or the employee's acceptance, by code that does not look first."""
    parties = frozenset({Party.HOST if offer else Party.EMPLOYEE})
    sub = cast.host_sub if offer else cast.expert.person_id
    author, facts = Author(sub=sub, client_id="cli"), Facts(expert=cast.expert, need=cast.need)
    situation = Situation(author=author, parties=parties, facts=facts, rules=PlacementsSettings())

    def change() -> str:
        with database.write() as session:
            store = CandidacyStore(session, candidacies=ForgetfulCandidacies, bookings=ForgetfulBookings)
            candidacy = store.candidacies.get_locked(UUID(candidacy_id))
            if offer:
                return make_offer(store, candidacy, situation, OfferCreate.model_validate(terms())).state
            return accept_offer(store, candidacy, situation, terms_version=1).state

    return change


def two_offers_to_one_person(api: Api) -> tuple[tuple[Cast, str], tuple[Cast, str]]:
    one = Cast(api, api.app.state.peers)
    other = Cast(api, one.peers, host=LANEKASSEN, expert=one.expert)
    return (one, one.offered()), (other, other.offered())


def two_people_for_one_seat(api: Api) -> tuple[Cast, Cast]:
    one, other = (Cast(api, api.app.state.peers) for _ in range(2))
    other.need = one.need
    return one, other


class TestOnePerson:
    def test_is_bound_by_one_of_two_hosts(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            (one, first), (other, second) = two_offers_to_one_person(api)
            answers = race(_accepting(one, first), _accepting(other, second))
            assert statuses(answers) == [201, 409]
        assert overlaps(database) == []
        assert len([booking for booking in bookings(database) if booking.state == "accepted"]) == ROUNDS

    def test_is_bound_by_one_where_only_the_database_looks(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            pair = two_offers_to_one_person(api)
            outcomes = race(*(forgetful_change(database, cast, candidacy, offer=False) for cast, candidacy in pair))
            assert [type(outcome) for outcome in outcomes if outcome != "accepted"] == [PersonAlreadyBooked]
        assert overlaps(database) == []

    def test_without_the_guard_is_bound_by_both(self, api: Api, database: Database) -> None:
        """Negative control."""
        drop_guards(database)
        pair = two_offers_to_one_person(api)
        race(*(forgetful_change(database, cast, candidacy, offer=False) for cast, candidacy in pair))
        assert len(overlaps(database)) == 1

    def test_is_not_bound_by_moving_into_days_that_are_being_taken(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            assert statuses(_move_and_accept(api)) in ([200, 409], [201, 409])
        assert overlaps(database) == []

    def test_without_the_guard_is_bound_by_moving(self, api: Api, database: Database) -> None:
        """Negative control: nothing but the database stands between new dates and another acceptance."""
        drop_guards(database)
        assert statuses(_move_and_accept(api)) == [200, 201]
        assert len(overlaps(database)) == 1


class TestOneSeat:
    def test_is_held_for_one_of_two_people(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            one, other = two_people_for_one_seat(api)
            answers = race(*(_asking(cast) for cast in (one, other)))
            assert statuses(answers) == [201, 409]
            assert {answer.json().get("type") for answer in answers} == {None, "/problems/no-free-place"}
        assert crowded_seats(database) == []

    def test_two_seats_are_held_for_two_people(self, api: Api, database: Database) -> None:
        """Whoever loses the race for the first seat is given the second."""
        for _ in range(ROUNDS):
            one, other = two_people_for_one_seat(api)
            one.peers.change_need(one.need.need_id, places=2)
            answers = race(*(_asking(cast) for cast in (one, other)))
            assert sorted(answer.json()["seat_no"] for answer in answers) == [1, 2]
        assert crowded_seats(database) == []

    def test_is_held_for_one_where_only_the_database_looks(self, api: Api, database: Database) -> None:
        for _ in range(ROUNDS):
            pair = two_people_for_one_seat(api)
            outcomes = race(*(forgetful_change(database, cast, cast.applied(), offer=True) for cast in pair))
            assert [type(outcome) for outcome in outcomes if outcome != "offered"] == [NoFreePlace]
        assert crowded_seats(database) == []

    def test_without_the_guard_is_held_for_both(self, api: Api, database: Database) -> None:
        """Negative control."""
        drop_guards(database)
        pair = two_people_for_one_seat(api)
        race(*(forgetful_change(database, cast, cast.applied(), offer=True) for cast in pair))
        assert len(crowded_seats(database)) == 1


def _accepting(cast: Cast, candidacy_id: str) -> Callable[[], httpx.Response]:
    return lambda: cast.accept(candidacy_id)


def _asking(cast: Cast) -> Callable[[], httpx.Response]:
    return lambda: cast.ask(cast.requester, offer=terms())


def _move_and_accept(api: Api) -> list[httpx.Response]:
    """A placement's dates are moved to the days of an offer that is accepted in the same instant."""
    one = Cast(api, api.app.state.peers)
    other = Cast(api, one.peers, host=LANEKASSEN, expert=one.expert)
    placement_id, offered = one.proposed(), other.offered(start=str(some_day(365)))
    return race(
        lambda: one.edit(one.host, placement_id, start=str(some_day(370))),
        lambda: other.accept(offered),
    )

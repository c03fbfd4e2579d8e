"""Races of people who change one body at the same moment, each with its guard and without."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from services.auth.absences.models import Absence
from services.auth.absences.repository import Absences
from services.auth.absences.schemas import AbsenceCreate
from services.auth.absences.service import announce
from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.proposals.errors import AlreadyProposed
from services.auth.proposals.models import Proposal
from services.auth.proposals.repository import Proposals
from services.auth.proposals.service import confirm_proposal
from services.auth.roles.errors import LastCoordinator
from services.auth.roles.service import end_membership, remove_member
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from tests.auth.scenes.members import disable, leave, member
from tests.auth.scenes.register import STATE
from tests.support.callers import HUSBANKEN
from tests.support.races import RACERS, SECONDS, looked_first, race


class TestTheLastCoordinators:
    """As many coordinators as racers, each of whom leaves at the same moment."""

    @pytest.fixture
    def leaders(self, started: Database) -> list[Membership]:
        return [member(started, "coordinator") for _ in range(RACERS)]

    def test_do_not_all_leave(self, started: Database, leaders: list[Membership]) -> None:
        waiting = list(leaders)

        def leave() -> bool:
            with started.write() as session:
                Organisations(session).get_locked(HUSBANKEN)
                people = People(session)
                try:
                    remove_member(people, people.get_membership_locked(waiting.pop().id), by=OPERATOR)
                except LastCoordinator:
                    return False
                return True

        assert race(leave).count(True) == RACERS - 1
        assert self.left(started) == 1

    def test_without_the_bodys_lock_they_all_do(self, started: Database, leaders: list[Membership]) -> None:
        waiting = list(leaders)

        def leave(session: object) -> bool:
            people = People(session)  # type: ignore[arg-type]  # a session, as every act is given
            end_membership(people, people.get_membership_locked(waiting.pop().id), by=OPERATOR)
            return True

        looked_first(started, lambda session: len(People(session).list_coordinators(HUSBANKEN)) > 1, leave)
        assert self.left(started) == 0

    @staticmethod
    def left(database: Database) -> int:
        with database.read() as session:
            return len(People(session).list_coordinators(HUSBANKEN))


class TestACoordinatorAtWork:
    @pytest.mark.parametrize("leave", [leave, disable])
    def test_is_removed_when_that_is_done(
        self, started: Database, leave: Callable[[Database, Membership], str]
    ) -> None:
        """A member's act locks the membership first, a removal the body or person. The two orders must not deadlock."""
        member(started, "coordinator")
        leader, held = member(started, "coordinator"), Event()

        def work() -> bool:
            with started.write() as session:
                People(session).find_membership(leader.person_id, HUSBANKEN)
                held.set()
                sleep(0.3)  # meanwhile the other has locked body or person, and waits for the membership
                day = clock.today()
                session.add(Absence(person_id=leader.person_id, orgnr=HUSBANKEN, start=day, end=day))
            return True

        with ThreadPoolExecutor(1) as other:
            working = other.submit(work)
            held.wait(SECONDS)
            assert leave(started, leader) == "left"
            assert working.result(SECONDS)


class TestAbsencesThatOverlap:
    """The same coordinator announces several absences at the same moment."""

    @pytest.fixture
    def leader(self, started: Database) -> Membership:
        return member(started, "coordinator")

    def test_make_one(self, started: Database, leader: Membership) -> None:
        starts = list(range(1, RACERS + 1))

        def announce_one() -> bool:
            with started.write() as session:
                Organisations(session).get_locked(HUSBANKEN)
                announce(People(session), leader, self.days(starts.pop()), by=OPERATOR)
                return True

        assert race(announce_one) == [True] * RACERS
        assert self.standing(started) == 1

    def test_without_the_bodys_lock_stand_beside_each_other(self, started: Database, leader: Membership) -> None:
        def add(session: Session) -> bool:
            asked = self.days(1)
            session.add(Absence(person_id=leader.person_id, orgnr=HUSBANKEN, start=asked.start, end=asked.end))
            return True

        asked = self.days(1)
        looked_first(
            started,
            lambda session: not Absences(session).list_overlapping_locked(HUSBANKEN, start=asked.start, end=asked.end),
            add,
        )
        assert self.standing(started) > 1

    @staticmethod
    def days(start: int) -> AbsenceCreate:
        first = clock.today() + timedelta(days=start)
        return AbsenceCreate(start=first, end=first + timedelta(days=30))

    @staticmethod
    def standing(database: Database) -> int:
        with database.read() as session:
            return len(
                Absences(session).list_overlapping_locked(
                    HUSBANKEN, start=clock.today(), end=clock.today() + timedelta(days=99)
                )
            )


class TestProposalsOfOneBody:
    """As many proposals as racers, confirmed at the same moment."""

    def confirmed(self, database: Database) -> int:
        tokens = [f"hash-{n}" for n in range(RACERS)]
        with database.write() as session:
            for token in tokens:
                email = f"{token}@vegvesen.example"
                session.add(Proposal(orgnr=STATE, token_hash=token, name="HR", email=email, language="nb"))

        def confirm() -> bool:
            try:
                with database.write() as session:
                    confirm_proposal(session, tokens.pop())
            except (AlreadyProposed, Busy):
                return False
            return True

        race(confirm)
        with database.read() as session:
            return len(Proposals(session).list_waiting())

    def test_do_not_wait_beside_each_other(self, started: Database) -> None:
        assert self.confirmed(started) == 1

    def test_without_the_index_they_do(self, started: Database) -> None:
        with started.write() as session:
            session.execute(text("DROP INDEX uq_proposals_waiting"))
        assert self.confirmed(started) == RACERS

"""Bodies that several people change at the same moment; each guard with itself taken away as well."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from services.auth.domain import hashed
from services.auth.errors import AlreadyProposed, InvitationNotOpen, LastCoordinator, LinkNotOpen
from services.auth.models import Absence, Delegation, Letter, Membership, Proposal
from services.auth.repository import Absences, Delegations, Invitations, Organisations, People, Proposals
from services.auth.schemas import AbsenceCreate, AcceptanceCreate, InvitationCreate
from services.auth.service import prepare
from services.auth.service.absences import announce
from services.auth.service.audit import OPERATOR, Actor
from services.auth.service.delegations import accept
from services.auth.service.disabling import disable_person
from services.auth.service.invitations import Proof, accept_invitation, invite
from services.auth.service.joining import confirm_proposal
from services.auth.service.members import end_membership
from services.auth.service.roles import end_member
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access import Caller, Kind
from services.kit.database import Database
from services.kit.errors import Busy
from services.kit.ids import new_secret
from tests.auth.register import STATE
from tests.auth.test_roles import member
from tests.support.callers import HUSBANKEN
from tests.support.races import RACERS, SECONDS, looked_first, race


@pytest.fixture
def started(new_database: Database) -> Database:
    prepare(new_database, AuthSettings())
    return new_database


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
                    end_member(people, people.get_membership_locked(waiting.pop().id), by=OPERATOR)
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


class TestWhoLeavesWhileWhatTheyGaveIsUsed:
    def test_an_invitation_is_accepted_or_refused_and_nobody_waits(self, started: Database) -> None:
        member(started, "coordinator")
        for _ in range(5):
            giver = member(started, "coordinator")
            todo = [*(partial(self.accept, started, self.given(started, giver)) for _ in range(RACERS - 1))]
            todo.append(partial(self.leave, started, giver))
            told = race(lambda todo=todo: todo.pop()())  # type: ignore[misc]  # bound now
            with started.read() as session:
                open_still = Invitations(session).list_open_locked(
                    HUSBANKEN, at=clock.now(), invited_by=str(giver.person_id)
                )
            assert (told.count("left"), len(open_still)) == (1, 0)
            assert set(told) <= {"left", "in", "refused"}

    def test_a_link_that_decides_once_is_accepted_or_refused_and_nobody_waits(self, started: Database) -> None:
        member(started, "coordinator")
        for _ in range(5):
            giver, delegate = member(started, "coordinator"), member(started, "employee")
            tokens = [self.delegated(started, giver, delegate) for _ in range(RACERS - 1)]
            todo = [*(partial(self.decide, started, token, delegate) for token in tokens)]
            todo.append(partial(self.leave, started, giver))
            told = race(lambda todo=todo: todo.pop()())  # type: ignore[misc]  # bound now
            assert told.count("left") == 1
            assert set(told) <= {"left", "in", "refused"}
            with started.read() as session:
                lasting = Delegations(session).list_lasting_locked(HUSBANKEN, delegated_by=str(giver.person_id))
                assert list(lasting) == []

    @staticmethod
    def delegated(database: Database, giver: Membership, delegate: Membership) -> str:
        token, ends = new_secret(), clock.now() + timedelta(days=1)
        told: dict[str, Any] = {"token_hash": hashed(token), "expires_at": ends, "orgnr": HUSBANKEN}
        with database.write() as session:
            email = People(session).get(delegate.person_id).email
            session.add(Letter(purpose="decision", email=email, language="nb", **told))
            session.add(Delegation(placement_id=uuid4(), delegated_by=str(giver.person_id), **told))
        return token

    @staticmethod
    def decide(database: Database, token: str, delegate: Membership) -> str:
        by = Caller(
            kind=Kind.PERSON,
            sub=str(delegate.person_id),
            client_id="cli",
            org=HUSBANKEN,
            roles=frozenset({"employee"}),
            scopes=frozenset(),
            bearer="",
        )
        try:
            with database.write() as session:
                accept(session, token, by)
                day = clock.today()  # what follows refers to the body, as the login does that the link gives
                session.add(Absence(person_id=delegate.person_id, orgnr=HUSBANKEN, start=day, end=day))
        except LinkNotOpen:
            return "refused"
        return "in"

    @staticmethod
    def given(database: Database, giver: Membership) -> str:
        asked = InvitationCreate(email=f"{uuid4()}@privat.example", role="employee", hand_over=True)
        by = Actor(sub=str(giver.person_id))
        with database.write() as session:
            return invite(Invitations(session), asked, orgnr=HUSBANKEN, by=by, settings=AuthSettings()).token or ""

    @staticmethod
    def accept(database: Database, token: str) -> str:
        asked = AcceptanceCreate(token=token, name="Noen", password="et langt nok passord")
        proof = Proof(asked=asked, token_hash=hashed(token), person_id=None, password_hash="-")
        try:
            with database.write() as session:
                accept_invitation(session, proof)
        except InvitationNotOpen:
            return "refused"
        return "in"

    @staticmethod
    def leave(database: Database, giver: Membership) -> str:
        with database.write() as session:
            Organisations(session).get_locked(HUSBANKEN)
            people = People(session)
            end_member(people, people.get_membership_locked(giver.id), by=OPERATOR)
        return "left"


def disable(database: Database, somebody: Membership) -> str:
    with database.write() as session:
        people = People(session)
        disable_person(people, people.get_locked(somebody.person_id), by=OPERATOR)
    return "left"


class TestACoordinatorAtWork:
    @pytest.mark.parametrize("leave", [TestWhoLeavesWhileWhatTheyGaveIsUsed.leave, disable])
    def test_is_removed_when_that_is_done(
        self, started: Database, leave: Callable[[Database, Membership], str]
    ) -> None:
        """Whoever acts as a member holds the membership, and then refers to body and person; this goes otherwise."""
        member(started, "coordinator")
        leader, held = member(started, "coordinator"), Event()

        def work() -> bool:
            with started.write() as session:
                People(session).find_membership(leader.person_id, HUSBANKEN)
                held.set()
                sleep(0.3)  # in which the other has locked body or person, and waits for the membership
                day = clock.today()
                session.add(Absence(person_id=leader.person_id, orgnr=HUSBANKEN, start=day, end=day))
            return True

        with ThreadPoolExecutor(1) as other:
            working = other.submit(work)
            held.wait(SECONDS)
            assert leave(started, leader) == "left"
            assert working.result(SECONDS)


class TestAbsencesThatOverlap:
    """Somebody says several times at the same moment that they are away."""

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
            started, lambda session: not Absences(session).list_at(HUSBANKEN, start=asked.start, end=asked.end), add
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
                Absences(session).list_at(HUSBANKEN, start=clock.today(), end=clock.today() + timedelta(days=99))
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

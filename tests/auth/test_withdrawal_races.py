"""Races between coordinators who lose the role and people who use, or give, their invitations and links."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from services.auth.absences.models import Absence
from services.auth.accounts.acceptance import Proof, accept_invitation
from services.auth.accounts.schemas import AcceptanceCreate
from services.auth.audit.service import Actor
from services.auth.delegations.models import Delegation
from services.auth.delegations.repository import Delegations
from services.auth.delegations.service import accept
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.invitations.repository import Invitations
from services.auth.invitations.schemas import InvitationCreate
from services.auth.invitations.service import invite
from services.auth.letters.errors import LinkNotOpen
from services.auth.letters.models import Letter
from services.auth.people.models import Membership
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.table import Caller, CallerKind
from services.kit.data.database import Database
from services.kit.errors import NotPermitted
from services.kit.ids import hashed, new_secret
from tests.auth.scenes.members import disable, leave, member
from tests.support.callers import HUSBANKEN
from tests.support.races import RACERS, race_all


def caller_of(membership: Membership) -> Caller:
    return Caller(
        kind=CallerKind.PERSON,
        sub=str(membership.person_id),
        client_id="cli",
        org=HUSBANKEN,
        roles=frozenset({membership.role}),
        scopes=frozenset(),
        bearer="",
    )


class TestWhoLeavesWhileWhatTheyGaveIsUsed:
    def test_an_invitation_is_accepted_or_refused_and_nobody_waits(self, started: Database) -> None:
        member(started, "coordinator")
        for _ in range(5):
            giver = member(started, "coordinator")
            todo = [*(partial(self.accept, started, self.given(started, giver)) for _ in range(RACERS - 1))]
            todo.append(partial(leave, started, giver))
            outcomes = race_all(todo)
            with started.read() as session:
                open_still = Invitations(session).list_open_locked(
                    HUSBANKEN, at=clock.now(), invited_by=str(giver.person_id)
                )
            assert (outcomes.count("left"), len(open_still)) == (1, 0)
            assert set(outcomes) <= {"left", "in", "refused"}

    def test_a_link_that_decides_once_is_accepted_or_refused_and_nobody_waits(self, started: Database) -> None:
        member(started, "coordinator")
        for _ in range(5):
            giver, delegate = member(started, "coordinator"), member(started, "employee")
            tokens = [self.delegated(started, giver, delegate) for _ in range(RACERS - 1)]
            todo = [*(partial(self.decide, started, token, delegate) for token in tokens)]
            todo.append(partial(leave, started, giver))
            outcomes = race_all(todo)
            assert outcomes.count("left") == 1
            assert set(outcomes) <= {"left", "in", "refused"}
            with started.read() as session:
                lasting = Delegations(session).list_lasting_locked(HUSBANKEN, delegated_by=str(giver.person_id))
                assert list(lasting) == []

    @staticmethod
    def delegated(database: Database, giver: Membership, delegate: Membership) -> str:
        token, ends = new_secret(), clock.now() + timedelta(days=1)
        shared: dict[str, Any] = {"token_hash": hashed(token), "expires_at": ends, "orgnr": HUSBANKEN}
        with database.write() as session:
            email = People(session).get(delegate.person_id).email
            session.add(Letter(purpose="decision", email=email, language="nb", **shared))
            session.add(Delegation(placement_id=uuid4(), delegated_by=str(giver.person_id), **shared))
        return token

    @staticmethod
    def decide(database: Database, token: str, delegate: Membership) -> str:
        try:
            with database.write() as session:
                accept(session, token, caller_of(delegate))
                day = clock.today()  # a row that refers to the body, as the login does that follows
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


class TestWhoGivesWhileTheRoleIsTaken:
    """Several calls give invitations while the giver is removed or disabled: no invitation stays open."""

    @staticmethod
    def give(session: Session, giver: Membership) -> bool:
        asked = InvitationCreate(email=f"{uuid4()}@privat.example", role="employee", hand_over=True)
        invite(Invitations(session), asked, orgnr=HUSBANKEN, by=caller_of(giver), settings=AuthSettings())
        return True

    @staticmethod
    def left_open(database: Database, giver: Membership) -> int:
        with database.read() as session:
            given = Invitations(session).list_open_locked(HUSBANKEN, at=clock.now(), invited_by=str(giver.person_id))
        return len(given)

    @pytest.fixture
    def giver(self, started: Database) -> Membership:
        member(started, "coordinator")
        return member(started, "coordinator")

    @pytest.mark.parametrize("go", [leave, disable])
    def test_leaves_nothing_open(
        self, started: Database, giver: Membership, go: Callable[[Database, Membership], str]
    ) -> None:
        def give() -> str:
            try:
                with started.write() as session:
                    self.give(session, giver)
            except NotPermitted:
                return "refused"
            return "given"

        acts: list[Callable[[], str]] = [give, give, partial(go, started, giver), give, give]
        outcomes = race_all(acts)
        assert outcomes.count("left") == 1
        assert self.left_open(started, giver) == 0

    def test_without_the_guard_one_stays_open(
        self, started: Database, giver: Membership, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("services.auth.invitations.service.refuse_former_coordinator", lambda people, by: None)
        with started.read() as session:
            assert People(session).find_membership(giver.person_id, HUSBANKEN) is not None
        disable(started, giver)
        with started.write() as session:
            self.give(session, giver)
        assert self.left_open(started, giver) == 1

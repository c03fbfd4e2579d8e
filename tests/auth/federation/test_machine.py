"""The login's table: each field posted in each state has one outcome, and each row is needed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from services.auth.federation.identity import FederatedIdentity
from services.auth.login.authorization import read_authorization_request
from services.auth.login.context import LoginContext
from services.auth.login.machine import ANYTHING, ARRIVALS, FIELDS, INPUTS, act_on, resume, take
from services.auth.login.states import (
    IdentityKnown,
    LinkingProven,
    NotReturned,
    Proven,
    Returned,
    Started,
    State,
    opened,
    sealed,
)
from services.auth.login.steps import EXPIRED, AskAccount, AskLogin, AskSecondFactor, GoBack, GoToIssuer, Step
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.logins import a_request
from tests.auth.scenes.members import a_member
from tests.auth.scenes.tokens import PASSWORD_AND_CODE, a_login
from tests.support.callers import HUSBANKEN, ISSUER

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
POSTED = {
    "email": "hr@husbanken.example",
    "password": "not the password",
    "org": HUSBANKEN,
    "answer": "yes",
    "language": "nn",
    "issuer": "entra",
    "code": "000000",
    "token": "dead",
    "name": "HR-koordinator",
}
Outcome = tuple[type[Step], str | None]

OUTCOMES: Mapping[str, Mapping[str, Outcome]] = {
    "started": {
        "issuer": (GoToIssuer, None),
        "language": (AskLogin, None),
        ANYTHING: (AskLogin, "wrong-password"),
    },
    "identity known": {
        "language": (AskAccount, None),
        "token": (AskAccount, "name-missing"),
        ANYTHING: (AskAccount, "wrong-password"),
    },
    "linking, proven by password alone": {
        "code": (AskSecondFactor, "wrong-code"),
        ANYTHING: (AskSecondFactor, None),
    },
    "linking, proven": {ANYTHING: (GoBack, None)},
    "proven by password alone": {
        "code": (AskSecondFactor, "wrong-code"),
        ANYTHING: (AskSecondFactor, None),
    },
    "proven": {ANYTHING: (GoBack, None)},
    "returned": {ANYTHING: (AskLogin, "form-expired")},
    "not returned": {ANYTHING: (AskLogin, "form-expired")},
}


@pytest.fixture
def me(database: Database) -> UUID:
    """A coordinator, who must have a second factor and has none yet."""
    return a_member(database)


@pytest.fixture
def states(me: UUID, issuer: LoopbackIssuer) -> Mapping[str, State]:
    """One state of each kind, by name."""
    identity = FederatedIdentity(
        profile="entra", issuer=issuer.address, subject="somebody", at=NOON, acr=None, bodies=(HUSBANKEN,)
    )
    proven = Proven(person_id=me, at=NOON, methods=("pwd",), version=1)
    linking = LinkingProven(person_id=me, at=NOON, methods=("pwd",), version=1, identity=identity)
    return {
        "started": Started(),
        "identity known": IdentityKnown(identity=identity),
        "linking, proven by password alone": linking,
        "linking, proven": replace(linking, methods=PASSWORD_AND_CODE),
        "proven by password alone": proven,
        "proven": replace(proven, methods=PASSWORD_AND_CODE),
        "returned": Returned(identity=identity, person_id=me),
        "not returned": NotReturned(fault="issuer-refused"),
    }


@pytest.fixture
def login(database: Database, with_issuers: WithIssuers, issuer: LoopbackIssuer) -> LoginContext:
    wanted = read_authorization_request(database, a_request(), issuer=ISSUER)
    issuers = with_issuers(entra(issuer)).app.state.issuers
    return replace(a_login(database, wanted), issuers=issuers, settings=AuthSettings(second_factor="required"))


class TestStates:
    def test_are_read_back_as_what_they_were_sealed_as(self, login: LoginContext, states: Mapping[str, State]) -> None:
        assert {type(state) for state in states.values()} == set(get_args(State))
        for state in states.values():
            assert opened(login.browser.seal, sealed(login.browser.seal, state)) == state

    @pytest.mark.parametrize("subject", ["x", "{}", '{"kind":"king"}', '{"kind":"proven"}'])
    def test_are_nothing_else(self, login: LoginContext, subject: str) -> None:
        assert opened(login.browser.seal, login.browser.seal.sealed(subject=subject)) is None

    def test_of_a_form_are_not_taken_for_what_an_issuer_proved(
        self, login: LoginContext, states: Mapping[str, State]
    ) -> None:
        for name, state in states.items():
            carrying = replace(login.browser, returned=sealed(login.browser.seal, state))
            step = resume(replace(login, browser=carrying))
            assert (step == AskLogin()) is (name not in {"returned", "not returned"}), name

    def test_that_carry_nothing_begin_their_time_anew(self, login: LoginContext, states: Mapping[str, State]) -> None:
        with clock.stopped_at(NOON) as move:
            seal = login.browser.seal.continuing(sealed(login.browser.seal, states["proven"]))
            move(timedelta(minutes=16))
            assert opened(seal, sealed(seal, Started())) == Started()
            assert opened(seal, sealed(seal, states["proven"])) is None


class TestTheTable:
    def test_names_each_input_once(self) -> None:
        inputs = [(state, field) for state, field, _ in INPUTS]
        assert len(set(inputs)) == len(inputs)
        assert {field for _, field in inputs} <= {*FIELDS, ANYTHING}
        assert set(POSTED) == set(FIELDS)

    def test_has_a_row_for_whatever_is_posted_with_a_form(self, states: Mapping[str, State]) -> None:
        of_forms = {state for state, _, _ in INPUTS}
        for state in states.values():
            for form in ({}, *({field: "x"} for field in FIELDS)):
                assert (act_on(state, form) is not None) is (type(state) in of_forms)
        assert set(get_args(State)) - of_forms == {Returned, NotReturned}

    def test_reaches_each_of_its_rows(self, states: Mapping[str, State]) -> None:
        by_kind = {type(state): state for state in states.values()}
        for kind, field, act in INPUTS:
            assert act_on(by_kind[kind], {} if field == ANYTHING else {field: "x"}) is act

    def test_leads_on_from_each_state(self) -> None:
        assert set(ARRIVALS) == set(get_args(State))

    @pytest.mark.parametrize("name", OUTCOMES)
    def test_has_one_outcome_for_each_field(self, login: LoginContext, states: Mapping[str, State], name: str) -> None:
        expected = OUTCOMES[name]
        with clock.stopped_at(NOON) as move:
            for field in (*FIELDS, ANYTHING):
                form = {"form_token": sealed(login.browser.seal, states[name])}
                step = take(login, form if field == ANYTHING else {**form, field: POSTED[field]})
                outcome = (type(step), getattr(step, "fault", None))
                assert outcome == expected.get(field, expected[ANYTHING]), field
                move(timedelta(hours=1))  # so that every guess finds a place


class TestWhatChangedMeanwhile:
    def test_counts_at_the_next_post(self, login: LoginContext, states: Mapping[str, State]) -> None:
        nowhere = replace(login, issuers=a_login(login.database, login.wanted).issuers)
        for name, state in states.items():
            form = {"form_token": sealed(login.browser.seal, state), "language": "nn"}
            assert (take(nowhere, form) == EXPIRED) is (name not in {"started", "proven by password alone", "proven"})

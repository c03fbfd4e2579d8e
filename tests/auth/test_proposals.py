"""A public body is proposed by one of its people, checked against Enhetsregisteret, and joins."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.auth.bodies.schemas import NewBody
from services.auth.jobs import check_proposals_job
from services.auth.proposals.domain import Entry, Registered, Rejection
from services.auth.proposals.errors import AlreadyJoined, AlreadyProposed, NotPublicBody
from services.auth.proposals.models import Proposal
from services.auth.proposals.register import Register
from services.auth.proposals.repository import Proposals, RegisterEntries
from services.auth.proposals.schemas import ProposalCreate
from services.auth.proposals.service import (
    accept_proposal,
    confirm_proposal,
    propose_body,
    public_level,
    register_body,
    reject_proposal,
)
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.calls.external_json import NoAnswer
from services.kit.data.database import Database
from services.kit.errors import NotFound
from services.kit.events.feed import events_page
from tests.auth.scenes.bodies import PROPOSER, a_proposal
from tests.auth.scenes.letters import letters, mailed_token, ordered_letters
from tests.auth.scenes.register import MUNICIPAL, PRIVATE, REMOVED, STATE, UNKNOWN, register, say
from tests.support.api import Api, assert_problem
from tests.support.callers import HUSBANKEN
from tests.support.strangers import Route, Stranger, answer, as_json, trickles


def proposed(api: Api, database: Database, **changes: str) -> str:
    """A proposal whose link was followed; the link's token."""
    assert api.post("/v1/proposals", json=a_proposal(**changes)).status_code == 202
    token = mailed_token(api, database)
    page = confirm(api, token)
    assert page.status_code == 200, page.text
    return token


def confirm(api: Api, token: str) -> httpx.Response:
    return api.post(f"/oauth/links?token={token}", data={"form_token": token})


def waiting(database: Database) -> list[str]:
    with database.read() as session:
        return [proposal.email for proposal in Proposals(session).list_waiting()]


def a_body(orgnr: str = STATE) -> NewBody:
    return NewBody(orgnr=orgnr, level="state", sector="transport", name_nb="Vegvesenet", name_nn="V", name_en="Roads")


def body_events(database: Database, orgnr: str) -> list[dict[str, Any]]:
    page = events_page(database, after="", limit=1000, source="/auth", orgnr=None)
    return [event for event in page.items if event["subject"] == orgnr]


def patient(there: Stranger) -> Register:
    """The register, asked with time enough for a busy machine."""
    return Register(url=there.address, seconds=60)


@pytest.fixture(scope="module")
def there() -> Iterator[Stranger]:
    with register() as registry:
        yield registry


class TestPropose:
    def test_mails_a_link_and_shows_the_operator_nothing_yet(self, api: Api, database: Database) -> None:
        answer = api.post("/v1/proposals", json=a_proposal())
        assert (answer.status_code, answer.json()["orgnr"]) == (202, STATE)
        (letter,) = letters(api, database)
        assert (letter["email"], letter["purpose"], letter["body"]) == (PROPOSER, "proposal", STATE)
        assert waiting(database) == []

    def test_waits_once_the_address_is_proven(self, api: Api, database: Database) -> None:
        proposed(api, database)
        assert waiting(database) == [PROPOSER]

    def test_is_refused_for_a_body_that_has_joined(self, api: Api) -> None:
        assert_problem(api.post("/v1/proposals", json=a_proposal(orgnr=HUSBANKEN)), 409, "already-joined")

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [({"orgnr": "123456789"}, "/orgnr"), ({"email": "x"}, "/email"), ({"name": ""}, "/name")],
    )
    def test_points_at_what_is_wrong(self, api: Api, changes: dict[str, str], pointer: str) -> None:
        problem = assert_problem(api.post("/v1/proposals", json=a_proposal(**changes)), 422, "invalid")
        assert [error["pointer"] for error in problem["errors"]] == [pointer]

    def test_floods_nobody(self, api: Api, database: Database) -> None:
        answers = [api.post("/v1/proposals", json=a_proposal()).status_code for _ in range(8)]
        assert answers == [202] * 8
        assert len(ordered_letters(database)) == 3

    def test_of_a_body_that_another_has_proposed_is_refused(self, api: Api, database: Database) -> None:
        proposed(api, database)
        api.post("/v1/proposals", json=a_proposal(email="leder@vegvesen.example"))
        page = confirm(api, mailed_token(api, database))
        assert (page.status_code, "foreslått av en annen" in page.text) == (409, True)
        assert waiting(database) == [PROPOSER]

    def test_runs_out(self, api: Api, database: Database) -> None:
        with clock.stopped_at(clock.now()) as move:
            api.post("/v1/proposals", json=a_proposal())
            token = mailed_token(api, database)
            move(timedelta(days=4))
            assert confirm(api, token).status_code == 409


class TestLinkOfAProposal:
    def test_says_that_it_waits_for_the_register(self, api: Api, database: Database) -> None:
        token = proposed(api, database)
        assert "har ikke svart ennå" in api.get(f"/oauth/links?token={token}").text
        assert confirm(api, token).status_code == 200

    def test_says_that_it_waits_for_the_operator(self, api: Api, database: Database, there: Stranger) -> None:
        token = proposed(api, database)
        check_proposals_job(patient(there)).work(database)
        assert "venter på den som driver" in api.get(f"/oauth/links?token={token}").text

    def test_says_what_was_decided(self, api: Api, database: Database) -> None:
        token = proposed(api, database)
        with database.write() as session:
            reject_proposal(session, STATE, reason=Rejection.NOT_PUBLIC)
        assert "avslått" in api.get(f"/oauth/links?token={token}").text


class TestRegister:
    @pytest.mark.parametrize(
        ("orgnr", "registered", "level"),
        [
            (STATE, "known", "state"),
            (MUNICIPAL, "known", "municipal"),
            (PRIVATE, "known", None),
            (UNKNOWN, "unknown", None),
            (REMOVED, "removed", None),
        ],
    )
    def test_is_read_by_the_sectors_code(self, there: Stranger, orgnr: str, registered: str, level: str | None) -> None:
        entry = patient(there).ask(orgnr)
        assert (entry.registered, entry.level) == (registered, level)

    def test_may_say_that_a_unit_is_removed_in_a_good_answer_too(self, there: Stranger) -> None:
        say(there, "999999999", as_json({"navn": "BORTE", "slettedato": "2020-01-01"}))
        assert patient(there).ask("999999999").registered is Registered.REMOVED

    @pytest.mark.parametrize("broken", [answer(500, b"{}"), answer(200, b"<html>"), as_json({"name": "no unit"})])
    def test_that_makes_no_sense_has_not_answered(self, there: Stranger, broken: Route) -> None:
        say(there, "999999999", broken)
        with pytest.raises(NoAnswer):
            patient(there).ask("999999999")

    def test_that_is_slow_is_given_up_in_time(self, there: Stranger) -> None:
        say(there, "999999999", trickles)
        began = clock.monotonic()
        with pytest.raises(NoAnswer, match="too_slow"):
            Register(url=there.address, seconds=0.3).ask("999999999")
        assert clock.monotonic() - began < 5


class TestPublicLevel:
    def test_is_for_the_public_sector_only(self) -> None:
        private = Entry(registered=Registered.KNOWN, at=clock.now(), name="AS", sector_code="2100")
        with pytest.raises(NotPublicBody) as refused:
            public_level(private)
        assert refused.value.facts == {"registered": "not_public_sector"}


class TestCheckingProposals:
    def test_asks_once_for_each_body(self, api: Api, database: Database, there: Stranger) -> None:
        proposed(api, database)
        asked = len(there.asked)
        for _ in range(3):
            check_proposals_job(patient(there)).work(database)
        assert len(there.asked) - asked == 1
        with database.read() as session:
            entry = RegisterEntries(session).find(STATE)
        assert entry is not None
        assert entry.name == "ET VEGVESEN"

    def test_leaves_them_waiting_while_the_register_is_down(self, api: Api, database: Database) -> None:
        proposed(api, database)
        with pytest.raises(NoAnswer):
            check_proposals_job(Register(url="http://127.0.0.1:9", seconds=3)).work(database)
        assert waiting(database) == [PROPOSER]


class TestAcceptProposal:
    def test_makes_the_body_join_and_invites_the_proposer(self, api: Api, database: Database) -> None:
        proposed(api, database)
        with database.write() as session:
            accept_proposal(session, AuthSettings(), a_body())
        assert api.get(f"/v1/organisations/{STATE}").json()["state"] == "joined"
        (event,) = body_events(database, STATE)
        assert (event["type"], event["data"]["codes"]) == (
            "organisation.joined",
            {"level": "state", "sector": "transport"},
        )
        letter = letters(api, database)[-1]
        assert (letter["purpose"], letter["email"], letter["body"]) == ("invitation", PROPOSER, "Vegvesenet")

    def test_wants_a_proposal_that_waits(self, api: Api, database: Database) -> None:
        api.post("/v1/proposals", json=a_proposal())  # its address is not proven
        with pytest.raises(NotFound), database.write() as session:
            accept_proposal(session, AuthSettings(), a_body())
        assert api.get(f"/v1/organisations/{STATE}").status_code == 404


class TestRegisterBody:
    def test_is_refused_where_the_body_has_joined(self, database: Database) -> None:
        with pytest.raises(AlreadyJoined), database.write() as session:
            register_body(session, a_body(HUSBANKEN))

    def test_lets_one_that_left_join_again(self, api: Api, database: Database) -> None:
        with database.write() as session:
            Organisations(session).get(HUSBANKEN).state = "left"
        assert HUSBANKEN not in listed(api)
        with database.write() as session:
            register_body(session, a_body(HUSBANKEN))
        assert HUSBANKEN in listed(api)
        with database.read() as session:
            body = session.scalars(select(Organisation).where(col(Organisation.orgnr) == HUSBANKEN)).one()
        assert (body.state, body.version, body.name_nb) == ("joined", 2, "Vegvesenet")


def listed(api: Api) -> set[str]:
    return {body["orgnr"] for body in api.get("/v1/organisations?limit=100").json()["items"]}


class TestTwoProposals:
    def test_do_not_wait_beside_each_other(self, database: Database) -> None:
        tokens = [self.asked(database, email) for email in ("a@vegvesen.example", "b@vegvesen.example")]
        with database.write() as session:
            confirm_proposal(session, tokens[0])
        with pytest.raises(AlreadyProposed), database.write() as session:
            confirm_proposal(session, tokens[1])
        assert waiting(database) == ["a@vegvesen.example"]

    def asked(self, database: Database, email: str) -> str:
        with database.write() as session:
            asked = ProposalCreate(orgnr=STATE, name="HR", email=email)
            propose_body(session, AuthSettings(), asked, source="192.0.2.1")
            return session.scalars(select(Proposal).where(col(Proposal.email) == email)).one().token_hash

"""A person's own identities at issuers: listed, and removed so that nobody logs in by them."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.credentials.passwords import hash_password
from services.auth.identities.models import Identity
from services.auth.login import completion
from services.auth.people.repository import People
from services.auth.sessions.models import LoginSession
from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.people import EMAIL, a_linked_person, linked_to
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.logins import PASSWORD, answer_of, redeem
from tests.auth.scenes.tokens import a_code
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, machine, person

PATH = "/v1/me/identities"


@pytest.fixture
def api(with_issuers: WithIssuers, issuer: LoopbackIssuer) -> Api:
    return with_issuers(entra(issuer))


@pytest.fixture
def me(database: Database, issuer: LoopbackIssuer) -> UUID:
    """A coordinator of Husbanken who logs in at the issuer, and has no password."""
    return a_linked_person(database, issuer)


def headers_of(person_id: UUID) -> dict[str, str]:
    return person("coordinator", HUSBANKEN, sub=str(person_id))


def give_password(database: Database, person_id: UUID) -> None:
    with database.write() as session:
        People(session).get(person_id).password_hash = hash_password(PASSWORD)


def link_more(database: Database, person_id: UUID, issuer: str) -> None:
    with database.write() as session:
        session.add(Identity(issuer=issuer, subject="another", person_id=person_id))


def listed(api: Api, person_id: UUID) -> list[dict[str, Any]]:
    answer = api.get(PATH, headers_of(person_id))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def remove(api: Api, person_id: UUID, *, which: int = 0) -> httpx.Response:
    return api.delete(f"{PATH}/{listed(api, person_id)[which]['id']}", headers_of(person_id))


class TestListMyIdentities:
    def test_names_the_issuer_as_people_do(self, api: Api, me: UUID) -> None:
        (shown,) = listed(api, me)
        assert shown.keys() == {"id", "issuer", "label", "linked_at"}
        assert (shown["issuer"], shown["label"]) == ("entra", "Jobbinnlogging")

    def test_shows_one_whose_issuer_is_off(self, api: Api, database: Database, me: UUID) -> None:
        link_more(database, me, "https://off.example")
        assert [(one["issuer"], one["label"]) for one in listed(api, me)][1] == (None, "https://off.example")

    def test_shows_nobody_elses(self, api: Api, database: Database, me: UUID) -> None:
        other = a_linked_person(database, LoopbackIssuer(Elsewhere()), email="fag@husbanken.example")  # type: ignore[arg-type]  # its address
        assert len(listed(api, me)) == 1
        (theirs,) = listed(api, other)
        assert_problem(api.delete(f"{PATH}/{theirs['id']}", headers_of(me)), 404, "not-found")

    def test_is_for_people(self, api: Api) -> None:
        assert_problem(api.get(PATH), 401, "unauthenticated")
        assert_problem(api.get(PATH, machine("coordinator")), 403, "person-required")


class Elsewhere:
    address = "https://elsewhere.example"


class TestRemoveMyIdentity:
    def test_lets_nobody_log_in_by_it(self, api: Api, database: Database, issuer: LoopbackIssuer, me: UUID) -> None:
        assert "code" in answer_of(FederatedBrowser(api).log_in("entra", issuer.log_in)), "the control"
        give_password(database, me)
        assert remove(api, me).status_code == 204
        assert listed(api, me) == []
        page = FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert "ikke koblet til noen konto" in page.text

    def test_ends_the_logins_it_gave_and_no_other(
        self, api: Api, database: Database, issuer: LoopbackIssuer, me: UUID
    ) -> None:
        page = FederatedBrowser(api).log_in("entra", issuer.log_in)
        give_password(database, me)
        a_code(database, me)
        remove(api, me)
        assert redeem(api, answer_of(page)["code"]).status_code == 400
        with database.read() as session:
            ended = {login.provider: login.end_reason for login in session.scalars(select(LoginSession))}
        assert ended == {issuer.address: "identity_removed", None: None}

    def test_is_entered_in_the_audit(self, api: Api, database: Database, me: UUID) -> None:
        give_password(database, me)
        (identity,) = listed(api, me)
        remove(api, me)
        with database.read() as session:
            entry = session.scalars(select(AuditEntry).where(col(AuditEntry.action) == "account.unlinked")).one()
        assert (entry.actor, entry.subject_kind, entry.subject_id) == (str(me), "identity", identity["id"])

    def test_leaves_the_last_way_in(self, api: Api, database: Database, me: UUID) -> None:
        problem = assert_problem(remove(api, me), 409, "last-way-in")
        assert "siste måten" in problem["title"] + problem["detail"]
        link_more(database, me, "https://off.example")
        assert_problem(remove(api, me), 409, "last-way-in")
        assert remove(api, me, which=1).status_code == 204, "nobody logs in at an issuer that is off"
        give_password(database, me)
        assert remove(api, me).status_code == 204

    def test_is_enough_to_have_another(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer, me: UUID
    ) -> None:
        other = 'type = "oidc"\nissuer = "https://other.example"\nclient_id = "x"\nauthentication = "private_key_jwt"'
        label = f'orgnr = "{BAERUM}"\nlabel = {{ nb = "Annen", nn = "Annan", en = "Other" }}'
        api = with_issuers(entra(issuer), f"[other]\n{other}\n{label}")
        link_more(database, me, "https://other.example")
        assert remove(api, me).status_code == 204
        assert_problem(remove(api, me), 409, "last-way-in")

    def test_stops_a_login_on_its_way(self, api: Api, database: Database, issuer: LoopbackIssuer, me: UUID) -> None:
        browser = waiting(api, database, issuer, me)
        remove(api, me)
        page = browser.post(org=HUSBANKEN, answer="yes")
        assert page.status_code == 400
        assert "Prøv igjen" in fault_on(page)

    def test_stops_it_where_another_identity_at_the_issuer_stays(
        self, api: Api, database: Database, issuer: LoopbackIssuer, me: UUID
    ) -> None:
        browser = waiting(api, database, issuer, me)
        link_more(database, me, issuer.address)
        remove(api, me)
        assert browser.post(org=HUSBANKEN, answer="yes").status_code == 400

    def test_without_the_look_at_the_last_step_it_would_log_in(
        self, api: Api, database: Database, issuer: LoopbackIssuer, me: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        browser = waiting(api, database, issuer, me)
        remove(api, me)
        monkeypatch.setattr(completion, "_still_linked", lambda *_: True)
        assert browser.post(org=HUSBANKEN, answer="yes").status_code == 303


def waiting(api: Api, database: Database, issuer: LoopbackIssuer, me: UUID) -> FederatedBrowser:
    """A browser that stands at the last page before its login is complete."""
    give_password(database, me)
    browser = FederatedBrowser(api)
    browser.request["prompt"] = "consent"
    browser.request["scope"] = "openid pool:read"
    assert browser.log_in("entra", issuer.log_in).status_code == 200
    return browser


class TestLinkingAnew:
    @pytest.fixture(autouse=True)
    def removed(self, api: Api, database: Database, me: UUID) -> None:
        give_password(database, me)
        assert remove(api, me).status_code == 204

    def test_is_not_done_by_the_address(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        issuer.claims = {"email": EMAIL, "email_verified": True, "name": "HR"}
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert linked_to(database, issuer) is None

    def test_is_not_done_by_provisioning(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        issuer.claims = {"email": EMAIL, "email_verified": True, "name": "HR"}
        api = with_issuers(entra(issuer, 'provisions = true\nscopes = ["openid", "email", "profile"]'))
        assert FederatedBrowser(api).log_in("entra", issuer.log_in).status_code == 200
        assert linked_to(database, issuer) is None

    def test_is_not_done_by_an_invitation_to_the_accounts_address(
        self, api: Api, database: Database, issuer: LoopbackIssuer
    ) -> None:
        browser = FederatedBrowser(api)
        browser.log_in("entra", issuer.log_in)
        token = invited_again(api)
        assert "har en konto fra før" in fault_on(browser.post(token=token, name="HR"))

    def test_takes_the_accounts_password(self, api: Api, database: Database, issuer: LoopbackIssuer, me: UUID) -> None:
        browser = FederatedBrowser(api)
        browser.log_in("entra", issuer.log_in)
        assert "code" in answer_of(browser.post(email=EMAIL, password=PASSWORD))
        assert linked_to(database, issuer) == me


def invited_again(api: Api) -> str:
    asked = {"email": EMAIL, "role": "employee", "hand_over": True}
    token: str = api.post("/v1/invitations", person("coordinator", HUSBANKEN), json=asked).json()["token"]
    return token

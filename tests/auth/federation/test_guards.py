"""The guards of a login through an issuer. Each test removes one, and the attack succeeds."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.auth.federation.models import FederatedLogin
from services.auth.federation.repository import FederatedLogins
from services.auth.people.repository import People
from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.people import a_linked_person, a_person
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.invitations import invited
from tests.auth.scenes.logins import answer_of
from tests.support.api import Api
from tests.support.callers import BAERUM


@pytest.fixture
def api(with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer) -> Api:
    """auth, with a coordinator of Husbanken whose account is linked to the identity at the issuer."""
    a_linked_person(database, issuer)
    return with_issuers(entra(issuer))


def test_the_nonce_keeps_out_an_id_token_of_another_login(
    api: Api, issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stolen = {"nonce": "of-the-login-it-was-stolen-from"}
    issuer.claims = stolen
    assert "kunne ikke brukes" in fault_on(FederatedBrowser(api).log_in("entra", issuer.log_in))
    believing = SimpleNamespace(compare_digest=lambda *_: True)
    monkeypatch.setattr("services.auth.federation.id_tokens.hmac", believing)
    answer_of(FederatedBrowser(api).log_in("entra", issuer.log_in))


def test_the_cookie_keeps_out_who_is_sent_anothers_answer(
    api: Api, issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacker, victim = FederatedBrowser(api), FederatedBrowser(api)
    victim.open()
    brought = issuer.log_in(attacker.go_to("entra"))
    assert victim.return_to("entra", brought).status_code == 400
    monkeypatch.setattr(FederatedLogins, "use", held_by_the_state_only)
    assert victim.return_to("entra", brought).status_code == 303


def test_the_state_keeps_out_an_answer_nobody_asked_for(
    api: Api, issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = FederatedBrowser(api)
    forged = {**issuer.log_in(victim.go_to("entra")), "state": "of-the-attacker"}
    assert victim.return_to("entra", forged).status_code == 400
    monkeypatch.setattr(FederatedLogins, "use", held_by_the_cookie_only)
    assert victim.return_to("entra", forged).status_code == 303


def test_an_invitations_address_keeps_out_who_found_its_token(
    with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_person(database, BAERUM)  # whose address is invited
    a_linked_person(database, issuer, BAERUM, email="ansatt@baerum.example")
    browser, token = FederatedBrowser(with_issuers(entra(issuer))), invited(database)
    browser.log_in("entra", issuer.log_in)
    assert "har en konto fra før" in fault_on(browser.post(token=token, name="HR"))
    monkeypatch.setattr(People, "find_by_email", lambda *_: None)
    assert browser.post(token=token, name="HR").status_code == 303


def held_by_the_state_only(logins: FederatedLogins, state_hash: str, **_: object) -> FederatedLogin | None:
    found = select(FederatedLogin).where(col(FederatedLogin.state_hash) == state_hash)
    return logins.session.scalars(found).one_or_none()


def held_by_the_cookie_only(
    logins: FederatedLogins, _state_hash: str, *, browser_hash: str, **_: object
) -> FederatedLogin | None:
    found = select(FederatedLogin).where(col(FederatedLogin.browser_hash) == browser_hash)
    return logins.session.scalars(found).one_or_none()

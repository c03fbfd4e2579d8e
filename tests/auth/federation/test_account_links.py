"""Links between identities and accounts: by invitation, by password, by provisioning; never by e-mail address."""

from uuid import UUID

import pytest
from joserfc import jwt
from sqlalchemy import select, update

from services.auth.accounts.service import retire_account
from services.auth.audit.models import AuditEntry
from services.auth.credentials.second_factor import Authenticators
from services.auth.invitations.models import Invitation
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on
from tests.auth.federation.scenes.loopback_issuer import FODSELSNUMMER, LoopbackIssuer
from tests.auth.federation.scenes.people import (
    EMAIL,
    a_linked_person,
    a_person,
    end_memberships,
    linked_to,
    people,
    roles_of,
)
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.invitations import invited
from tests.auth.scenes.logins import PASSWORD, a_browser, answer_of
from tests.auth.scenes.members import a_coordinator
from tests.auth.scenes.rows import everything_in
from tests.auth.scenes.second_factor import Authenticator
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN

NAMED = {"email": "fag@husbanken.example", "name": "Fagperson"}


def before_an_account(api: Api, issuer: LoopbackIssuer) -> FederatedBrowser:
    """A browser whose person has an identity at the issuer, and no account here."""
    browser = FederatedBrowser(api)
    page = browser.log_in("entra", issuer.log_in)
    assert "ikke koblet til noen konto" in page.text
    return browser


class TestByInvitation:
    def test_makes_an_account_without_a_password(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        api = with_issuers(entra(issuer))
        page = before_an_account(api, issuer).post(token=invited(database), name="HR-koordinator")
        assert "code" in answer_of(page)
        (person,) = people(database)
        assert (person.email, person.password_hash) == (EMAIL, None)
        assert roles_of(database, person.id) == {HUSBANKEN: "coordinator"}
        assert "code" in answer_of(FederatedBrowser(api).log_in("entra", issuer.log_in))
        for password in ("", PASSWORD):
            assert a_browser(api).log_in(password=password).status_code == 400

    @pytest.mark.parametrize("mailed", [True, False])
    def test_proves_the_address_where_it_was_mailed(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer, mailed: bool
    ) -> None:
        token = invited(database)
        with database.write() as session:
            session.execute(update(Invitation).values(mailed=mailed))
        browser = before_an_account(with_issuers(entra(issuer)), issuer)
        browser.post(token=f" http://localhost:8000/oauth/links?token={token} ", name="HR")
        (person,) = people(database)
        with database.read() as session:
            assert People(session).is_proven(person.email) is mailed

    def test_works_once(self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer) -> None:
        api, token = with_issuers(entra(issuer)), invited(database)
        first, second = before_an_account(api, issuer), before_an_account(api, issuer)
        assert first.post(token=token, name="HR").status_code == 303
        assert "Invitasjonen kan ikke brukes" in fault_on(second.post(token=token, name="HR"))

    def test_is_for_a_body_that_the_issuer_speaks_for(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        browser = before_an_account(with_issuers(entra(issuer)), issuer)
        page = browser.post(token=invited(database, BAERUM), name="HR")
        assert "gjelder en virksomhet du ikke representerer" in fault_on(page)
        assert people(database) == []

    @pytest.mark.parametrize("form", [{"token": "x", "name": "HR"}, {"token": "x"}, {"token": "x", "name": "\u202e"}])
    def test_tells_what_to_mend(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer, form: dict[str, str]
    ) -> None:
        browser = before_an_account(with_issuers(entra(issuer)), issuer)
        assert browser.post(**form).status_code == 400
        assert browser.post(token=invited(database), name="HR").status_code == 303

    def test_gives_nobody_elses_account(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_person(database, BAERUM)
        token = invited(database)
        browser = before_an_account(with_issuers(entra(issuer)), issuer)
        assert "har en konto fra før" in fault_on(browser.post(token=token, name="HR"))
        assert linked_to(database, issuer) is None

    def test_lets_somebody_known_into_another_body(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        person_id = a_linked_person(database, issuer, BAERUM, email="ansatt@baerum.example")
        api = with_issuers(entra(issuer))
        browser = FederatedBrowser(api)
        page = browser.log_in("entra", issuer.log_in)
        assert "hører ikke lenger til" in fault_on(page)
        assert browser.post(token=invited(database), name="HR").status_code == 303
        assert roles_of(database, person_id) == {BAERUM: "coordinator", HUSBANKEN: "coordinator"}


class TestByPassword:
    def test_links_after_proof_of_both(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        api = with_issuers(entra(issuer))
        person = a_coordinator(database, api)
        browser = before_an_account(api, issuer)
        assert "passer ikke sammen" in fault_on(browser.post(email=EMAIL, password="wrong"))
        assert linked_to(database, issuer) is None
        assert "code" in answer_of(browser.post(email=EMAIL, password=PASSWORD))
        assert linked_to(database, issuer) == UUID(person["id"])
        assert "code" in answer_of(FederatedBrowser(api).log_in("entra", issuer.log_in))

    def test_an_identity_is_one_persons(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        api = with_issuers(entra(issuer))
        a_coordinator(database, api)
        browser = before_an_account(api, issuer)
        other = a_linked_person(database, issuer, email="en.annen@husbanken.example")
        assert "koblet til en annen konto" in fault_on(browser.post(email=EMAIL, password=PASSWORD))
        assert linked_to(database, issuer) == other

    def test_an_account_that_is_set_aside_is_linked_no_more(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        person_id = a_linked_person(database, issuer)
        with database.write() as session:
            retire_account(People(session), People(session).get_locked(person_id))
        before_an_account(with_issuers(entra(issuer)), issuer)
        assert linked_to(database, issuer) is None

    def test_the_language_can_be_chosen_on_the_way(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        browser = before_an_account(with_issuers(entra(issuer)), issuer)
        assert "Kople innlogginga til ein konto" in browser.post(language="nn").text

    def test_a_page_of_another_browser_links_nothing(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        api = with_issuers(entra(issuer))
        attacker, victim = before_an_account(api, issuer), FederatedBrowser(api)
        victim.open()
        victim.form_token = attacker.form_token
        assert "Skjemaet var for gammelt" in victim.post(email=EMAIL, password=PASSWORD).text


class TestSecondFactorOfALinkedAccount:
    """Linking asks for the second factor: else a thief with a password could link their own identity and skip it."""

    @pytest.fixture
    def at_password(self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer) -> FederatedBrowser:
        api = with_issuers(entra(issuer), second_factor="required")
        a_coordinator(database, api)
        return before_an_account(api, issuer)

    def test_is_asked_for_before_anything_is_linked(
        self, at_password: FederatedBrowser, database: Database, issuer: LoopbackIssuer
    ) -> None:
        authenticator = Authenticator(at_password.post(email=EMAIL, password=PASSWORD))
        assert at_password.post(code="000000").status_code == 400
        assert at_password.post(org=HUSBANKEN).status_code == 200
        assert linked_to(database, issuer) is None
        assert "Gjenopprettingskoder" in at_password.post(code=authenticator.code()).text
        assert "code" in answer_of(at_password.post())
        assert linked_to(database, issuer) is not None

    def test_without_the_question_the_password_would_link(
        self,
        at_password: FederatedBrowser,
        database: Database,
        issuer: LoopbackIssuer,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(Authenticators, "is_asked_of", lambda *_: False)
        assert "code" in answer_of(at_password.post(email=EMAIL, password=PASSWORD))
        assert linked_to(database, issuer) is not None

    def test_an_identity_taken_meanwhile_stays_its_owners(
        self, at_password: FederatedBrowser, database: Database, issuer: LoopbackIssuer
    ) -> None:
        authenticator = Authenticator(at_password.post(email=EMAIL, password=PASSWORD))
        at_password.post(code=authenticator.code())
        other = a_linked_person(database, issuer, email="en.annen@husbanken.example")
        assert "koblet til en annen konto" in fault_on(at_password.post())
        assert linked_to(database, issuer) == other


class TestByEmail:
    def test_nobody_is_linked(self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer) -> None:
        a_person(database, HUSBANKEN)
        issuer.claims = {"email": EMAIL, "email_verified": True, "name": "Somebody else"}
        for more in ("", "provisions = true"):
            before_an_account(with_issuers(entra(issuer, more)), issuer)
        assert linked_to(database, issuer) is None
        assert len(people(database)) == 1


class TestProvisioning:
    @pytest.fixture
    def api(self, with_issuers: WithIssuers, issuer: LoopbackIssuer) -> Api:
        issuer.claims = dict(NAMED)
        return with_issuers(entra(issuer, "provisions = true"))

    def test_makes_an_employee_of_the_body(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        assert "code" in answer_of(FederatedBrowser(api).log_in("entra", issuer.log_in))
        (person,) = people(database)
        assert (person.email, person.name, person.password_hash) == (NAMED["email"], NAMED["name"], None)
        assert roles_of(database, person.id) == {HUSBANKEN: "employee"}

    def test_makes_one_account_however_often(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        for _ in range(3):
            FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert len(people(database)) == 1

    def test_leaves_a_mended_name_alone(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        with database.write() as session:
            session.execute(update(Person).values(name="Prosjektleder ved flytting"))
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert [one.name for one in people(database)] == ["Prosjektleder ved flytting"]

    def test_leaves_a_higher_role_alone(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        person_id = a_linked_person(database, issuer)
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert roles_of(database, person_id) == {HUSBANKEN: "coordinator"}

    def test_gives_nothing_back_that_the_body_took(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        FederatedBrowser(api).log_in("entra", issuer.log_in)
        (person,) = people(database)
        end_memberships(database, person.id)
        page = FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert "hører ikke lenger til" in fault_on(page)
        assert roles_of(database, person.id) == {}

    def test_needs_an_address(self, api: Api, database: Database, issuer: LoopbackIssuer) -> None:
        issuer.claims = {"name": "Fagperson"}
        before_an_account(api, issuer)
        assert people(database) == []

    def test_does_not_happen_where_the_profile_does_not_say_so(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        issuer.claims = dict(NAMED)
        before_an_account(with_issuers(entra(issuer)), issuer)
        assert people(database) == []


class TestTraces:
    def test_no_national_identity_number_is_kept_or_logged(
        self,
        with_issuers: WithIssuers,
        database: Database,
        issuer: LoopbackIssuer,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        issuer.claims = dict(NAMED)
        api = with_issuers(entra(issuer, "provisions = true"))
        page = FederatedBrowser(api).log_in("entra", issuer.log_in)
        assert jwt.decode(issuer.id_token(), issuer.key).claims["pid"] == FODSELSNUMMER  # it was there to be kept
        assert FODSELSNUMMER not in str(page.headers)
        assert FODSELSNUMMER not in "".join(capfd.readouterr())
        assert FODSELSNUMMER not in everything_in(database)
        assert NAMED["email"] in everything_in(database)  # the search finds what is there

    def test_logins_and_links_are_in_the_audit(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        browser = before_an_account(with_issuers(entra(issuer)), issuer)
        browser.post(token=invited(database), name="HR")
        issuer.claims = {"nonce": "another"}
        FederatedBrowser(with_issuers(entra(issuer))).log_in("entra", issuer.log_in)
        with database.read() as session:
            entries = [(entry.action, entry.result) for entry in session.scalars(select(AuditEntry))]
        assert {("account.linked", "done"), ("login.federated", "done")} <= set(entries)
        assert ("login.federated", "answer-not-believed") in entries

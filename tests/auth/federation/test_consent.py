"""Consent to an app is asked for after a login through an issuer too."""

from services.kit.data.database import Database
from tests.auth.federation.scenes.browsers import FederatedBrowser
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.people import a_linked_person
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.apps import BACK, keep_app
from tests.auth.scenes.logins import a_request, answer_of
from tests.support.callers import BAERUM, HUSBANKEN


class TestApp:
    def browser(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer, orgnr: str = HUSBANKEN
    ) -> FederatedBrowser:
        app = keep_app(database)
        asked = a_request(**app, redirect_uri=BACK, scope="pool:read")
        return FederatedBrowser(with_issuers(entra(issuer).replace(HUSBANKEN, orgnr)), asked)

    def test_is_asked_for_once(self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer) -> None:
        a_linked_person(database, issuer)
        browser = self.browser(with_issuers, database, issuer)
        assert "Gi programmet tilgang?" in browser.log_in("entra", issuer.log_in).text
        assert "code" in answer_of(browser.post(answer="yes"))
        assert "code" in answer_of(browser.log_in("entra", issuer.log_in))

    def test_is_not_for_people_of_another_body(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_linked_person(database, issuer, BAERUM)
        page = self.browser(with_issuers, database, issuer, orgnr=BAERUM).log_in("entra", issuer.log_in)
        assert (page.status_code, "bare for dem som hører til" in page.text) == (403, True)

"""Ansattporten: security levels, the bodies that a person represents, and the choice among several."""

from urllib.parse import urlencode

from services.kit.data.database import Database
from services.scheme.organisations import is_orgnr
from tests.auth.federation.scenes.browsers import FederatedBrowser, fault_on
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.parties import RESOURCE, party
from tests.auth.federation.scenes.people import a_linked_person, people, roles_of
from tests.auth.federation.scenes.profiles import WithIssuers, ansattporten
from tests.auth.scenes.logins import answer_of
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL

NAMED = {"email": "fag@husbanken.example", "name": "Fagperson"}


class TestAnsattporten:
    DETAILS = '{ type = "ansattporten:altinn:resource", resource = "urn:altinn:resource:ressurspool" }'

    def api(self, with_issuers: WithIssuers, issuer: LoopbackIssuer, *orgnrs: str, more: str = "") -> Api:
        parties = [party(orgnr, resource="ressurspool") for orgnr in orgnrs]
        issuer.claims = {"acr": "high", "authorization_details": [{**RESOURCE, "authorized_parties": parties}], **NAMED}
        return with_issuers(ansattporten(issuer, self.DETAILS, more), secrets=())

    def test_proves_to_be_the_client_by_our_key(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_linked_person(database, issuer)
        FederatedBrowser(self.api(with_issuers, issuer, HUSBANKEN)).log_in("ansattporten", issuer.log_in)
        assert issuer.form["client_assertion_type"].endswith(":jwt-bearer")
        assert issuer.form["client_assertion"].count(".") == 2
        assert issuer.authorization is None
        assert '"type":"ansattporten:altinn:resource"' in issuer.asked["authorization_details"]
        assert issuer.asked["acr_values"] == "substantial high"

    def test_several_bodies_are_chosen_from(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_linked_person(database, issuer, HUSBANKEN, BAERUM, LANEKASSEN)
        browser = FederatedBrowser(self.api(with_issuers, issuer, HUSBANKEN, BAERUM, TOLL))
        page = browser.log_in("ansattporten", issuer.log_in)
        assert "Husbanken" in page.text
        assert "Bærum" in page.text
        assert "Lånekassen" not in page.text  # the person is a member, but does not represent it now
        assert "Tolletaten" not in page.text  # the person represents it, but is no member
        assert browser.post(org=LANEKASSEN).status_code == 403

    def test_one_of_several_is_acted_for(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_linked_person(database, issuer, HUSBANKEN, BAERUM)
        browser = FederatedBrowser(self.api(with_issuers, issuer, HUSBANKEN, BAERUM))
        browser.log_in("ansattporten", issuer.log_in)
        assert "code" in answer_of(browser.post(org=BAERUM))

    def test_one_of_very_many_is_acted_for(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_linked_person(database, issuer, BAERUM)
        others = [str(number) for number in range(810_000_000, 810_003_300) if is_orgnr(str(number))]
        assert len(others) > 200
        browser = FederatedBrowser(self.api(with_issuers, issuer, HUSBANKEN, *others[:200], BAERUM))
        answer = issuer.log_in(browser.go_to("ansattporten"))
        back = browser.api.get(f"/oauth/callback/ansattporten?{urlencode(answer)}", browser._headers())
        assert len(back.headers["set-cookie"]) < 1000
        browser.cookies["returned"] = back.cookies["returned"]
        assert "code" in answer_of(browser.open())

    def test_an_empty_list_is_nobody(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        a_linked_person(database, issuer)
        page = FederatedBrowser(self.api(with_issuers, issuer)).log_in("ansattporten", issuer.log_in)
        assert "Du representerer ingen virksomhet" in fault_on(page)
        assert page.status_code == 403

    def test_a_weaker_login_is_told_to_try_again(self, with_issuers: WithIssuers, issuer: LoopbackIssuer) -> None:
        api = self.api(with_issuers, issuer, HUSBANKEN)
        issuer.claims["acr"] = "low"
        page = FederatedBrowser(api).log_in("ansattporten", issuer.log_in)
        assert "høyere sikkerhetsnivå" in fault_on(page)

    def test_provisions_employees_of_bodies_in_the_scheme_only(
        self, with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer
    ) -> None:
        api = self.api(with_issuers, issuer, HUSBANKEN, "314758625", more="provisions = true")
        assert "code" in answer_of(FederatedBrowser(api).log_in("ansattporten", issuer.log_in))
        (person,) = people(database)
        assert roles_of(database, person.id) == {HUSBANKEN: "employee"}

"""The pages of a login through an issuer are accessible in every language: without eyes, mouse or script."""

import pytest

from services.kit.data.database import Database
from services.kit.language import Language
from tests.auth.federation.scenes.browsers import FederatedBrowser, where
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.auth.federation.scenes.profiles import WithIssuers, entra
from tests.auth.scenes.browsers import ApiInLanguage
from tests.auth.scenes.logins import EMAIL
from tests.auth.scenes.page_checks import faults_of


@pytest.mark.parametrize("language", Language)
def test_have_no_barrier(
    with_issuers: WithIssuers, database: Database, issuer: LoopbackIssuer, language: Language
) -> None:
    browser = FederatedBrowser(ApiInLanguage(with_issuers(entra(issuer)), language))
    first = browser.open()
    leading = browser.post(issuer="entra")
    account = browser.log_in("entra", issuer.log_in)
    wrong = browser.post(email=EMAIL, password="not the password")
    browser.log_in("entra", issuer.log_in)
    dead = browser.post(token="dead", name="HR-koordinator")
    refused = browser.return_to("entra", {"error": "access_denied", "state": "of nobody"})
    for page in (first, account, wrong, dead, refused):
        assert faults_of(page.text, language=language) == []
    assert faults_of(leading.text, language=language) == [f"{where(leading)} is elsewhere"]

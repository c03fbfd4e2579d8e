"""What an issuer may say of itself in its configuration."""

import pytest

from services.auth.errors import IssuerUnavailable
from services.auth.federation.codeflow import Answer, fetch_id_token
from services.auth.federation.issuers import Issuer, fetch_metadata
from services.kit.outgoing import NoAnswer
from tests.auth.federation.loopback_issuer import LoopbackIssuer

ENDPOINTS = ["authorization_endpoint", "token_endpoint", "jwks_uri"]


class TestAnAddressThatIsNone:
    @pytest.mark.parametrize("address", ["https://[::1/", "https://x:abc/", "http://127.0.0.1:99999/", "https://[x]/"])
    @pytest.mark.parametrize("endpoint", ENDPOINTS)
    def test_makes_the_configuration_one_that_cannot_be_used(
        self, issuer: LoopbackIssuer, endpoint: str, address: str
    ) -> None:
        issuer.configuration = {endpoint: address}
        issuer.serve()
        with pytest.raises(NoAnswer, match="endpoints_without_tls"):
            fetch_metadata(issuer.address)

    @pytest.mark.parametrize("address", ["https://xn--a/", f"https://{'a' * 64}.example/"])
    def test_gives_no_answer_where_only_asking_shows_it(
        self, known: Issuer, issuer: LoopbackIssuer, address: str
    ) -> None:
        issuer.configuration = {"token_endpoint": address, "jwks_uri": address}
        issuer.serve()
        brought = Answer(state="s", code="the-code", error=None, issuer=issuer.address)
        with pytest.raises(IssuerUnavailable):
            fetch_id_token(known, brought, verifier="v", sign=lambda _: "")
        with pytest.raises(IssuerUnavailable):
            known.find_key("issuer-key")

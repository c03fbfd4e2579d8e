"""Which configurations of an issuer are accepted."""

import pytest

from services.auth.federation import issuers
from services.auth.federation.code_flow import AuthorizationResponse, fetch_id_token
from services.auth.federation.errors import IssuerUnavailable
from services.auth.federation.issuers import Issuer, fetch_metadata
from services.kit.calls.external_json import NoAnswer
from tests.auth.federation.scenes.loopback_issuer import LoopbackIssuer
from tests.support.weakened import weakened

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
        brought = AuthorizationResponse(state="s", code="the-code", error=None, issuer=issuer.address)
        with pytest.raises(IssuerUnavailable):
            fetch_id_token(known, brought, verifier="v", sign=lambda _: "")
        with pytest.raises(IssuerUnavailable):
            known.find_key("issuer-key")


class TestPlainHttp:
    """Loopback is this machine: an issuer elsewhere that names it could make auth post to local programs."""

    @pytest.mark.parametrize("endpoint", ENDPOINTS)
    def test_is_refused_of_an_issuer_elsewhere(self, monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
        answer_with(
            monkeypatch, metadata_of("https://evil.example", **{endpoint: "http://127.0.0.1:8001/oauth/revoke"})
        )
        with pytest.raises(NoAnswer, match="endpoints_without_tls"):
            fetch_metadata("https://evil.example")

    @pytest.mark.parametrize("address", ["https://good.example", "HTTPS://good.example"])
    def test_is_not_what_others_use(self, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        answer_with(monkeypatch, metadata_of(address))
        assert fetch_metadata(address).secure

    def test_is_what_an_issuer_on_this_machine_may_use(self, issuer: LoopbackIssuer) -> None:
        assert fetch_metadata(issuer.address).token_endpoint == f"{issuer.address}/token"

    def test_negative_control_each_address_by_itself_is_good(self) -> None:
        metadata = metadata_of("https://evil.example", token_endpoint="http://127.0.0.1:8001/oauth/revoke")
        careless = weakened(issuers, "is_secure(address) and urlsplit(address).scheme in schemes", "is_secure(address)")
        assert careless.Metadata.model_validate(metadata).secure
        assert not issuers.Metadata.model_validate(metadata).secure


def metadata_of(issuer: str, **changes: str) -> dict[str, str]:
    return {"issuer": issuer, **{endpoint: f"{issuer}/{endpoint}" for endpoint in ENDPOINTS}, **changes}


def answer_with(monkeypatch: pytest.MonkeyPatch, metadata: dict[str, str]) -> None:
    monkeypatch.setattr(issuers, "get_json", lambda _: metadata)

"""A web application of a body: the client library logs one of its people in, and signs with the application's key."""

import httpx
import pytest

from ressurspool.client import Application, Attempt, Client, LoginError
from ressurspool.client.form import answer_forms
from ressurspool.client.programs import ApiClientDraft, Jwk, JwkSet
from ressurspool.client.tokens import refreshed, revoke
from tests.auth.scenes.signers import Signer, public
from tests.journeys.cast import HOST, PASSWORD, Cast

BACK = "https://bemanning.example/callback"


def test_logs_in_refreshes_and_logs_out_by_its_key(cast: Cast) -> None:
    somebody, origin = cast.new("employee", HOST), cast.stack.origin
    key = Jwk(**{name: value for name, value in public().items() if name in {"kty", "kid", "n", "e"}})
    draft = ApiClientDraft(
        name="Bemanningsportalen",
        scopes=["organisation:read", "offline_access"],
        token_endpoint_auth_method="private_key_jwt",
        jwks=JwkSet(keys=[key]),
        redirect_uris=[BACK],
    )
    made = cast.coordinator(HOST).client.auth.register_client(draft)
    signer = Signer(made.client_id, made.id)
    known = Application(client_id=made.client_id, assertion=lambda: signer.sign(aud=origin))
    attempt = Attempt(origin=origin, redirect_uri=BACK, application=known, scope="organisation:read offline_access")
    with httpx.Client(trust_env=False) as http:
        typed = {"email": somebody.email, "password": PASSWORD, "org": HOST, "answer": "yes"}
        code = attempt.code_of(answer_forms(http, attempt.address, typed, until=BACK))
        stranger = Attempt(**{**vars(attempt), "application": Application(client_id=made.client_id)})
        with pytest.raises(LoginError):
            stranger.redeem(code, http)
        login = attempt.redeem(code, http)
    with Client(origin, token=login.access_token) as client:
        assert client.auth.me().name == somebody.client.auth.me().name
    again = refreshed(origin, login.refresh_token or "", application=known)
    revoke(origin, again.refresh_token or "", application=known)
    with pytest.raises(LoginError):
        refreshed(origin, again.refresh_token or "", application=known)

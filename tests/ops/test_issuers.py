"""`ressurspool-ops issuers check`, against an issuer on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ressurspool.ops import app
from tests.auth.federation.scenes.loopback_issuer import SECRET, LoopbackIssuer, loopback_issuer
from tests.auth.federation.scenes.profiles import entra
from tests.support.maskinporten import loopback_maskinporten
from tests.support.strangers import answer


@pytest.fixture
def issuer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackIssuer]:
    """An issuer that the environment's settings name."""
    with loopback_issuer() as running:
        file = tmp_path / "issuers.toml"
        file.write_text(entra(running, 'acr_values = ["high"]'), encoding="utf-8")
        monkeypatch.setenv("AUTH_ISSUERS_FILE", str(file))
        monkeypatch.setenv("AUTH_ISSUER_SECRETS", json.dumps({"entra": SECRET}))
        yield running


def check() -> tuple[int, str]:
    result = CliRunner().invoke(app, ["issuers", "check"])
    return result.exit_code, result.output


def test_says_where_all_is_well_and_what_to_register(issuer: LoopbackIssuer) -> None:
    assert check() == (0, "entra: well; register http://localhost:8000/oauth/callback/entra there\n")


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        ({"issuer": "https://other.example"}, "configuration_of_another_issuer"),
        ({"token_endpoint": None}, "incomplete_configuration"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE"),
        ({"token_endpoint_auth_methods_supported": ["client_secret_post"]}, "client_secret_basic"),
        ({"acr_values_supported": ["low"]}, "acr high"),
        ({"jwks_uri": "http://127.0.0.1:9/jwks"}, "no usable RSA keys"),
    ],
)
def test_says_what_is_wrong(issuer: LoopbackIssuer, configuration: dict[str, object], message: str) -> None:
    issuer.configuration = configuration
    issuer.serve()
    code, output = check()
    assert code == 1
    assert message in output


def test_says_what_is_wrong_in_the_settings(issuer: LoopbackIssuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTH_ISSUER_SECRETS", "{}")
    code, output = check()
    assert code == 1
    assert "AUTH_ISSUER_SECRETS must hold a secret" in output


def test_asks_maskinporten_for_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    with loopback_maskinporten() as there:
        monkeypatch.setenv("AUTH_MASKINPORTEN", there.setting())
        assert check() == (0, "maskinporten: well\n")
        there.there.routes["/jwk"] = answer(503, b"")
        assert check()[0] == 1

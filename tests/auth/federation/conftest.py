"""Fixtures: issuers on loopback, and auth that is configured with them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import SecretStr

from services.auth.federation.issuers import Issuer
from services.auth.federation.profiles import Profile
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.kit.data.database import Database
from services.kit.language import Language
from services.kit.web.application import Overrides
from tests.auth.federation.scenes.loopback_issuer import CLIENT_ID, SECRET, LoopbackIssuer, loopback_issuer
from tests.auth.federation.scenes.profiles import WithIssuers
from tests.support.api import Api
from tests.support.callers import HUSBANKEN, StaticKeys


@pytest.fixture
def issuer() -> Iterator[LoopbackIssuer]:
    with loopback_issuer() as running:
        yield running


@pytest.fixture
def known(issuer: LoopbackIssuer) -> Issuer:
    """An issuer that is configured; auth has not called it yet."""
    profile = Profile(
        name="entra",
        type="oidc",
        issuer=issuer.address,
        client_id=CLIENT_ID,
        authentication="client_secret_basic",
        orgnr=HUSBANKEN,
        label=dict.fromkeys(Language, "Jobbinnlogging"),
        secret=SecretStr(SECRET),
    )
    return Issuer(profile, redirect_uri="http://localhost:8000/oauth/callback/entra")


@pytest.fixture
def with_issuers(database: Database, tmp_path: Path) -> WithIssuers:
    """Makes auth with these profiles. The profiles in `secrets` have the issuer's secret."""

    def make(
        *profiles: str,
        secrets: tuple[str, ...] = ("entra",),
        second_factor: Literal["required", "optional"] = "optional",
    ) -> Api:
        file = tmp_path / "issuers.toml"
        file.write_text("\n".join(profiles), encoding="utf-8")
        settings = AuthSettings(
            issuers_file=str(file),
            issuer_secrets=dict.fromkeys(secrets, SecretStr(SECRET)),
            second_factor=second_factor,
        )
        return Api(create_app(settings, overrides=Overrides(keys=StaticKeys(), database=database)))

    return make

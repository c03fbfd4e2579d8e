"""Signing keys: what is stored, what is published, and what a foreign library makes of our tokens."""

import json

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from services.auth.keys.own_keys import OwnKeys
from services.auth.keys.repository import SigningKeys
from services.auth.keys.service import ensure_key
from services.auth.keys.signer import Signer, new_key, public_jwk, thumbprint
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from services.kit.errors import Unavailable
from services.kit.web.application import Overrides
from tests.support.api import Api, assert_problem

PASSPHRASE = b"a passphrase"


class TestNewKey:
    def test_keeps_the_private_part_encrypted(self) -> None:
        assert new_key(PASSPHRASE).private_pem.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")

    def test_is_named_by_its_thumbprint(self) -> None:
        key = new_key(PASSPHRASE)
        foreign = RSAKey.import_key({**public_jwk(key.kid, key.public)})
        assert key.kid == thumbprint(key.public) == foreign.thumbprint()


class TestSigner:
    def test_signs_so_that_a_foreign_library_verifies(self) -> None:
        key = new_key(PASSPHRASE)
        token = Signer(kid=key.kid, private_pem=key.private_pem, passphrase=PASSPHRASE).sign({"sub": "somebody"})
        verified = jwt.decode(token, RSAKey.import_key({**public_jwk(key.kid, key.public)}), algorithms=["RS256"])
        assert verified.header == {"alg": "RS256", "kid": key.kid, "typ": "at+jwt"}
        assert verified.claims == {"sub": "somebody"}

    def test_wants_the_right_passphrase(self) -> None:
        key = new_key(PASSPHRASE)
        with pytest.raises(ValueError, match="decrypt"):
            Signer(kid=key.kid, private_pem=key.private_pem, passphrase=b"another")


class TestJwks:
    def test_has_no_private_parts(self, api: Api) -> None:
        answer = api.get("/oauth/jwks")
        assert [set(key) for key in answer.json()["keys"]] == [{"kty", "use", "alg", "kid", "n", "e"}]

    def test_verifies_a_service_token(self, api: Api) -> None:
        form = {"grant_type": "client_credentials", "resource": "pool"}
        granted = api.post("/oauth/token", data=form, auth=("needs", "development-only")).json()
        keys = KeySet.import_key_set(api.get("/oauth/jwks").json())
        claims = jwt.decode(granted["access_token"], keys, algorithms=["RS256"]).claims
        assert (claims["aud"], claims["sub"], claims["client_id"]) == ("pool", "needs", "needs")

    def test_is_not_there_before_a_key_is(self, new_database: Database) -> None:
        unprepared = Api(create_app(overrides=Overrides(database=new_database)))
        assert_problem(unprepared.get("/oauth/jwks"), 503, "unavailable")

    def test_may_be_kept_for_half_a_minute(self, api: Api) -> None:
        assert api.get("/oauth/jwks").headers["Cache-Control"] == "public, max-age=30"


class TestOwnKeys:
    def test_finds_its_keys_after_rereading(self, database: Database, settings: AuthSettings) -> None:
        keys = OwnKeys(database, settings)
        with database.read() as session:
            (stored,) = SigningKeys(session).list_all()
        assert not keys.knows(stored.kid)
        keys.refresh_for(stored.kid)
        assert keys.find(stored.kid) == public_jwk(stored.kid, stored.public)
        assert keys.present

    def test_is_not_ready_with_a_wrong_passphrase(self, database: Database) -> None:
        keys = OwnKeys(database, AuthSettings(key_passphrase="another"))
        assert keys.jwks()
        assert not keys.present
        with pytest.raises(Unavailable):
            keys.signer()

    def test_ensure_key_makes_one_only(self, database: Database, settings: AuthSettings) -> None:
        ensure_key(database, settings)
        with database.read() as session:
            assert len(SigningKeys(session).list_all()) == 1


def test_a_private_key_is_nowhere_in_the_clear(database: Database) -> None:
    with database.read() as session:
        rows = [dict(row._mapping) for row in session.execute(Table.metadata.tables["signing_keys"].select())]
    assert "BEGIN PRIVATE KEY" not in json.dumps(rows, default=str)

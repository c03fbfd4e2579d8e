"""Only our own live tokens, of the right type, for the right audience (I8); joserfc makes the hostile ones."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from services.kit import clock
from services.kit.errors import Unauthenticated
from services.kit.tokens import Verifier
from tests.support.callers import ISSUER, StaticKeys, a_token, signing_key

VERIFIER = Verifier(keys=StaticKeys(), issuer=ISSUER, audiences=frozenset({"ressurspool", "pool"}))
NOW = int(clock.now().timestamp())


def signed(header: dict[str, Any], key: Any = None, **claims: Any) -> str:
    payload = json.loads(base64.urlsafe_b64decode(a_token(**claims).split(".")[1] + "=="))
    full = {"alg": "RS256", "kid": "test-key", "typ": "at+jwt"} | header
    return jwt.encode(full, payload, key or signing_key(), algorithms=["RS256", "RS512", "HS256", "PS256"])


def forged(header: dict[str, Any], signature: str = "") -> str:
    body = a_token().split(".")[1]
    encoded = base64.urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    return f"{encoded}.{body}.{signature}"


def with_claims(**claims: Any) -> str:
    """A token signed with our key whose payload is whatever is wanted, also what a library would refuse to make."""
    payload = json.loads(base64.urlsafe_b64decode(a_token().split(".")[1] + "==")) | claims
    return jws.serialize_compact(
        {"alg": "RS256", "kid": "test-key", "typ": "at+jwt"}, json.dumps(payload), signing_key()
    )


def swapped() -> str:
    """The signature of one token under the payload of another."""
    header, _, signature = a_token().split(".")
    return ".".join([header, a_token(org="942114184").split(".")[1], signature])


def keyed_with(secret: bytes) -> str:
    """Signed by HMAC with what everybody can have: our public key."""
    unsigned = forged({"alg": "HS256", "kid": "test-key", "typ": "at+jwt"}).rstrip(".")
    mac = hmac.new(secret, unsigned.encode(), hashlib.sha256).digest()
    return f"{unsigned}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


HOSTILE = {
    "nothing": "",
    "no dots": "abc",
    "two parts": "a.b",
    "four parts": a_token() + ".x",
    "spaces": " " + a_token(),
    "unsigned": forged({"alg": "none", "typ": "at+jwt", "kid": "test-key"}),
    "unsigned, in capitals": forged({"alg": "NONE", "typ": "at+jwt", "kid": "test-key"}),
    "our public key as a secret (PEM)": keyed_with(signing_key().as_pem(private=False)),
    "our public key as a secret (DER)": keyed_with(signing_key().as_der(private=False)),
    "another algorithm of ours": signed({"alg": "RS512"}),
    "PS256": signed({"alg": "PS256"}),
    "another key under our kid": signed({}, RSAKey.generate_key(2048)),
    "an unknown kid": signed({"kid": "other"}),
    "a kid that is a path": signed({"kid": "../../dev/null"}),
    "no kid": forged({"alg": "RS256", "typ": "at+jwt"}, "x"),
    "a kid that is a number": forged({"alg": "RS256", "typ": "at+jwt", "kid": 1}, "x"),
    "an ID token's type": signed({"typ": "JWT"}),
    "no type": forged({"alg": "RS256", "kid": "test-key"}, "x"),
    "a key in the header": forged({"alg": "RS256", "kid": "test-key", "typ": "at+jwt", "jwk": {}}, "x"),
    "a key by address": forged({"alg": "RS256", "kid": "test-key", "typ": "at+jwt", "jku": "http://x.example"}, "x"),
    "a critical extension": forged({"alg": "RS256", "kid": "test-key", "typ": "at+jwt", "crit": ["x"]}, "x"),
    "a changed payload": swapped(),
    "junk behind the signature": a_token() + "AAAA",
    "a padded signature": a_token() + "==",
    "too large": a_token(scope="x" * 9000),
    "a deep header": base64.urlsafe_b64encode(b"[" * 3000).decode().rstrip("=") + ".e30.x",
    "another issuer": with_claims(iss="https://elsewhere.example"),
    "no issuer": a_token(iss=None),
    "another audience": with_claims(aud="needs"),
    "audiences in a list": with_claims(aud=["ressurspool"]),
    "no audience": a_token(aud=None),
    "no subject": a_token(sub=None),
    "a subject that is a number": with_claims(sub=7),
    "no end": a_token(exp=None),
    "an end that is null": with_claims(exp=None),
    "an end that is true": with_claims(exp=True),
    "an end that is text": with_claims(exp=str(NOW + 60)),
    "an end that is infinite": with_claims(exp=float("inf")),
    "an end that is not a number": with_claims(exp=float("nan")),
    "an end beyond the calendar": with_claims(exp=10**30),
    "ended": with_claims(iat=NOW - 700, exp=NOW - 100),
    "a life that is too long": with_claims(exp=NOW + 3600),
    "begun in the future": with_claims(iat=NOW + 3600, exp=NOW + 3660),
    "no beginning": a_token(iat=None),
    "no id": a_token(jti=None),
    "no scope": a_token(scope=None),
    "a scope that is a list": with_claims(scope=["pool:join"]),
    "roles that are text": with_claims(roles="coordinator"),
    "a person that is text": with_claims(person="certainly"),
    "bound to another's key, sent as Bearer": with_claims(cnf={"jkt": "x"}),
    "not yet valid": with_claims(nbf=NOW + 3600),
    "a surrogate in a claim": with_claims(sub="\ud800"),
}


def test_a_good_token_is_accepted() -> None:
    assert VERIFIER.verify(a_token()).org == "935478715"


@pytest.mark.parametrize("token", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_other_is_refused(token: str) -> None:
    with pytest.raises(Unauthenticated):
        VERIFIER.verify(token)


def test_the_end_follows_our_clock() -> None:
    token = a_token()
    with clock.stopped_at(clock.now()) as move:
        VERIFIER.verify(token)
        move(timedelta(seconds=400))
        with pytest.raises(Unauthenticated):
            VERIFIER.verify(token)

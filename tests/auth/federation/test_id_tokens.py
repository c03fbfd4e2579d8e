"""Only id_tokens of this issuer, for this client, this login and this time are accepted (I8)."""

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from services.auth.federation.errors import AnswerNotBelieved, FederationFailed, NotStrongEnough
from services.auth.federation.id_tokens import verified_identity
from services.auth.federation.identity import FederatedIdentity
from services.auth.federation.issuers import Issuer
from services.auth.federation.profiles import Profile
from services.kit import clock
from tests.auth.federation.scenes.loopback_issuer import (
    CLIENT_ID,
    FODSELSNUMMER,
    LoopbackIssuer,
    issuer_key,
    loopback_issuer,
)
from tests.support.callers import BAERUM, HUSBANKEN, a_token, signing_key

NONCE = "the-nonce-of-this-login"


@pytest.fixture(scope="module")
def there() -> Iterator[LoopbackIssuer]:
    with loopback_issuer() as running:
        yield running


@pytest.fixture(scope="module")
def known(there: LoopbackIssuer) -> Callable[..., Issuer]:
    """The issuer as auth knows it, with changes to its profile; its keys are fetched once."""
    kept: dict[str, Issuer] = {}

    def make(**changes: Any) -> Issuer:
        found = {
            "name": "entra",
            "type": "oidc",
            "issuer": there.address,
            "client_id": CLIENT_ID,
            "authentication": "private_key_jwt",
            "orgnr": HUSBANKEN,
            "label": {"nb": "x", "nn": "x", "en": "x"},
        }
        given = {name: value for name, value in {**found, **changes}.items() if value is not None}
        issuer = kept.setdefault("one", Issuer(Profile.model_validate(found), redirect_uri="x"))
        issuer.profile = Profile.model_validate(given)
        return issuer

    return make


@pytest.fixture
def issuer(there: LoopbackIssuer) -> LoopbackIssuer:
    there.claims, there.header, there.key = {}, {}, issuer_key()
    there.asked = {"nonce": NONCE}
    return there


def now() -> int:
    return int(clock.now().timestamp())


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _with_header(token: str, header: object, signature: str | None = None) -> str:
    _, payload, good = token.split(".")
    return f"{_encoded(json.dumps(header).encode())}.{payload}.{good if signature is None else signature}"


def _with_hmac(token: str) -> str:
    unsigned = _with_header(token, {"alg": "HS256", "kid": "issuer-key", "typ": "JWT"}).rpartition(".")[0]
    mac = hmac.digest(issuer_key().as_pem(private=False), unsigned.encode(), "sha256")
    return f"{unsigned}.{_encoded(mac)}"


RAW: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "two parts": lambda good: good.rpartition(".")[0],
    "unsigned": lambda good: _with_header(good, {"alg": "none", "kid": "issuer-key"}, ""),
    "our public key as a secret": _with_hmac,
    "ES256": lambda good: _with_header(good, {"alg": "ES256", "kid": "issuer-key"}),
    "a key in the header": lambda good: _with_header(good, {"alg": "RS256", "kid": "issuer-key", "jwk": {}}),
    "a critical extension": lambda good: _with_header(good, {"alg": "RS256", "kid": "issuer-key", "crit": ["b64"]}),
    "a header that is a list": lambda good: _with_header(good, ["RS256"]),
    "an alg that is a list": lambda good: _with_header(good, {"alg": ["RS256"], "kid": "issuer-key"}),
    "a typ that is a dict": lambda good: _with_header(good, {"alg": "RS256", "kid": "issuer-key", "typ": {}}),
    "no kid": lambda good: _with_header(good, {"alg": "RS256"}),
    "an unknown kid": lambda good: _with_header(good, {"alg": "RS256", "kid": "another"}),
    "junk behind": lambda good: good + "AAAA",
    "too large": lambda good: good + "A" * 33_000,
    "a deep header": lambda good: _encoded(b"[" * 9000) + "." + good.split(".", 1)[1],
    "an access token of ours": lambda _: a_token(),
}
HEADERS: dict[str, dict[str, Any]] = {
    "PS256": {"alg": "PS256"},
    "an access token's type": {"typ": "at+jwt"},
    "another type": {"typ": "logout+jwt"},
}
CLAIMS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "the issuer with a slash": {"iss": "/"},
    "a list of issuers": {"iss": ["x"]},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is a number": {"sub": 7},
    "a subject that is too long": {"sub": "x" * 256},
    "a subject with look-alikes": {"sub": "\u0430dmin"},
    "another audience": {"aud": "another"},
    "no audience": {"aud": None},
    "no audience in a list": {"aud": []},
    "two audiences": {"aud": [CLIENT_ID, "another"]},
    "another authorized party": {"azp": "another"},
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "no end": {"exp": None},
    "an end that is text": {"exp": "tomorrow"},
    "an end that is infinite": {"exp": float("inf")},
    "an end that is true": {"exp": True},
    "ended": {"exp": -60},
    "no beginning": {"iat": None},
    "of tomorrow": {"iat": 3600, "exp": 4000},
    "of a login long ago": {"iat": -660},
    "good for a month": {"exp": 30 * 24 * 3600},
    "not good yet": {"nbf": 3600},
    "logged in tomorrow": {"auth_time": 3600},
    "logged in before there were computers": {"auth_time": -(10**10)},
}
_TIMES = {"exp", "iat", "nbf", "auth_time"}


def _claims(changes: dict[str, Any]) -> dict[str, Any]:
    """Whole numbers are seconds from now, so that they stay what they are called on a slow machine."""
    return {name: now() + value if name in _TIMES and type(value) is int else value for name, value in changes.items()}


def test_a_good_one_is_believed(known: Callable[..., Issuer], issuer: LoopbackIssuer) -> None:
    identity = verified_identity(known(), issuer.id_token(), nonce=NONCE)
    assert (identity.issuer, identity.subject) == (issuer.address, issuer.subject)
    assert identity.bodies == (HUSBANKEN,)


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
def test_is_believed_in_each_algorithm_of_rsa(
    known: Callable[..., Issuer], issuer: LoopbackIssuer, algorithm: str
) -> None:
    issuer.header = {"alg": algorithm}
    assert verified_identity(known(), issuer.id_token(), nonce=NONCE).subject == issuer.subject


@pytest.mark.parametrize("changes", [{"typ": None}, {"x5t": "abc"}], ids=["no type", "a thumbprint"])
def test_is_believed_as_others_write_it(
    known: Callable[..., Issuer], issuer: LoopbackIssuer, changes: dict[str, Any]
) -> None:
    issuer.header = changes
    assert verified_identity(known(), issuer.id_token(), nonce=NONCE).subject == issuer.subject


def test_times_may_have_fractions(known: Callable[..., Issuer], issuer: LoopbackIssuer) -> None:
    issuer.claims = {"iat": now() - 0.5, "exp": now() + 60.25, "auth_time": now() - 30.125}
    assert verified_identity(known(), issuer.id_token(), nonce=NONCE).subject == issuer.subject


@pytest.mark.parametrize("kind", [*RAW, *HEADERS, *CLAIMS])
def test_any_other_is_not(known: Callable[..., Issuer], issuer: LoopbackIssuer, kind: str) -> None:
    issuer.header, issuer.claims = HEADERS.get(kind, {}), _claims(CLAIMS.get(kind, {}))
    token = RAW[kind](issuer.id_token()) if kind in RAW else issuer.id_token()
    with pytest.raises(FederationFailed) as refusal:
        verified_identity(known(), token, nonce=NONCE)
    assert isinstance(refusal.value, AnswerNotBelieved)


def test_a_key_of_somebody_else_under_the_same_kid_is_not(known: Callable[..., Issuer], issuer: LoopbackIssuer) -> None:
    issuer.key = RSAKey.import_key(signing_key().as_dict(private=True), parameters={"kid": "issuer-key"})
    with pytest.raises(AnswerNotBelieved):
        verified_identity(known(), issuer.id_token(), nonce=NONCE)


class TestStrength:
    @pytest.mark.parametrize("acr", ["low", None, "HIGH"])
    def test_has_to_be_one_of_those_asked_for(
        self, known: Callable[..., Issuer], issuer: LoopbackIssuer, acr: str | None
    ) -> None:
        issuer.claims = {"acr": acr}
        with pytest.raises(NotStrongEnough):
            verified_identity(known(acr_values=["substantial", "high"]), issuer.id_token(), nonce=NONCE)

    def test_is_told_on(self, known: Callable[..., Issuer], issuer: LoopbackIssuer) -> None:
        issuer.claims = {"acr": "high"}
        assert verified_identity(known(acr_values=["high"]), issuer.id_token(), nonce=NONCE).acr == "high"

    def test_is_not_told_on_where_it_was_not_asked_for(
        self, known: Callable[..., Issuer], issuer: LoopbackIssuer
    ) -> None:
        issuer.claims = {"acr": "high"}
        assert verified_identity(known(), issuer.id_token(), nonce=NONCE).acr is None

    @pytest.mark.parametrize("ago", [None, 120])
    def test_has_to_be_as_fresh_as_asked_for(
        self, known: Callable[..., Issuer], issuer: LoopbackIssuer, ago: int | None
    ) -> None:
        issuer.claims = {"auth_time": ago and now() - ago}
        with pytest.raises(NotStrongEnough):
            verified_identity(known(max_age=60), issuer.id_token(), nonce=NONCE)


class TestBodies:
    def of(self, known: Callable[..., Issuer], issuer: LoopbackIssuer, **claims: Any) -> FederatedIdentity:
        issuer.claims = claims
        profile = known(orgnr=None, orgnr_claim="org", bodies=[HUSBANKEN, BAERUM])
        return verified_identity(profile, issuer.id_token(), nonce=NONCE)

    def test_come_from_the_claim_of_the_profile(self, known: Callable[..., Issuer], issuer: LoopbackIssuer) -> None:
        assert self.of(known, issuer, org=BAERUM).bodies == (BAERUM,)
        assert self.of(known, issuer, org=[BAERUM, HUSBANKEN]).bodies == (HUSBANKEN, BAERUM)

    @pytest.mark.parametrize("claim", ["960885406", None, [], 935478715, {"935478715": 1}, f"{BAERUM} {HUSBANKEN}"])
    def test_are_none_but_those_of_the_profile(
        self, known: Callable[..., Issuer], issuer: LoopbackIssuer, claim: object
    ) -> None:
        assert self.of(known, issuer, org=claim).bodies == ()


class TestPerson:
    @pytest.mark.parametrize(
        ("claims", "email"),
        [
            ({"email": "A@Husbanken.example"}, "a@husbanken.example"),
            ({"email": "a@husbanken.example", "email_verified": True}, "a@husbanken.example"),
            ({"email": "a@husbanken.example", "email_verified": False}, None),
            ({"email": "a@husbanken.example", "email_verified": "false"}, None),
            ({"email": "none"}, None),
            ({"email": ["a@husbanken.example"]}, None),
        ],
    )
    def test_has_an_address_where_it_was_verified(
        self, known: Callable[..., Issuer], issuer: LoopbackIssuer, claims: dict[str, Any], email: str | None
    ) -> None:
        issuer.claims = claims
        assert verified_identity(known(), issuer.id_token(), nonce=NONCE).email == email

    @pytest.mark.parametrize(("name", "read"), [(" Fagperson ", "Fagperson"), ("\x00", None), (7, None), ("", None)])
    def test_has_a_name_where_it_is_one(
        self, known: Callable[..., Issuer], issuer: LoopbackIssuer, name: object, read: str | None
    ) -> None:
        issuer.claims = {"name": name}
        assert verified_identity(known(), issuer.id_token(), nonce=NONCE).name == read

    def test_has_no_national_identity_number(self, known: Callable[..., Issuer], issuer: LoopbackIssuer) -> None:
        assert FODSELSNUMMER not in repr(verified_identity(known(), issuer.id_token(), nonce=NONCE))

"""Only good tokens of Maskinporten are accepted, for the right public body (I8 for this profile)."""

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from services.kit import clock
from services.kit.access.maskinporten import (
    InvalidMaskinportenSetting,
    Maskinporten,
    MaskinportenSetting,
    read_maskinporten,
)
from services.kit.access.table import Caller, CallerKind
from services.kit.errors import Unauthenticated, Unavailable
from tests.support.callers import BAERUM, HUSBANKEN, a_token
from tests.support.maskinporten import (
    LoopbackMaskinporten,
    loopback_maskinporten,
    maskinporten_key,
    organisation,
    system_user,
)
from tests.support.strangers import answer

SUPPLIER = "314758625"  # a valid number of no public body


class KnownBodies:
    """Bærum and Husbanken are in the scheme."""

    def have(self, orgnr: str) -> bool:
        return orgnr in {BAERUM, HUSBANKEN}


@pytest.fixture(scope="module")
def there() -> Iterator[LoopbackMaskinporten]:
    with loopback_maskinporten() as running:
        yield running


def verifier(there: LoopbackMaskinporten, **setting: Any) -> Maskinporten:
    made = read_maskinporten(there.setting(**setting), KnownBodies())
    assert made is not None
    return made


@pytest.fixture(scope="module")
def maskinporten(there: LoopbackMaskinporten) -> Maskinporten:
    return verifier(there, suppliers=[SUPPLIER, BAERUM])  # with Bærum, so that hostile tokens fall by something else


class TestWhom:
    def test_is_the_consumers_machine_and_no_person(
        self, maskinporten: Maskinporten, there: LoopbackMaskinporten
    ) -> None:
        claims = maskinporten.verify(there.token())
        caller = Caller.of(claims, "x")
        assert (caller.kind, caller.org) == (CallerKind.MACHINE, BAERUM)
        assert caller.roles == {"employee"}
        assert caller.scopes == {"needs:post", "needs:read", "pool:read"}

    def test_differs_from_every_other_by_issuer_client_and_body(
        self, maskinporten: Maskinporten, there: LoopbackMaskinporten
    ) -> None:
        keys = {
            Caller.of(maskinporten.verify(token), "x").key
            for token in (
                there.token(),
                there.token(client_id="cli"),
                there.token(client_id="cli", consumer=organisation(HUSBANKEN)),
            )
        }
        assert len(keys) == 3
        assert all(key.startswith("maskinporten:") for key in keys)

    def test_is_the_system_users_body_where_a_supplier_acts(
        self, maskinporten: Maskinporten, there: LoopbackMaskinporten
    ) -> None:
        token = there.token(consumer=organisation(SUPPLIER), authorization_details=system_user(HUSBANKEN))
        assert maskinporten.verify(token).org == HUSBANKEN

    @pytest.mark.parametrize("suppliers", [[], [BAERUM]])
    def test_is_nobody_where_the_supplier_is_not_named(self, there: LoopbackMaskinporten, suppliers: list[str]) -> None:
        token = there.token(consumer=organisation(SUPPLIER), authorization_details=system_user(HUSBANKEN))
        with pytest.raises(Unauthenticated):
            verifier(there, suppliers=suppliers).verify(token)

    def test_acts_in_the_roles_of_the_setting(self, there: LoopbackMaskinporten) -> None:
        roles = ["coordinator", "employee", "requester"]
        assert verifier(there, roles=roles).verify(there.token()).roles == roles

    @pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
    def test_may_use_each_algorithm_of_rsa(
        self, maskinporten: Maskinporten, there: LoopbackMaskinporten, algorithm: str
    ) -> None:
        assert maskinporten.verify(there.token({"alg": algorithm})).org == BAERUM


class TestAudience:
    @pytest.mark.parametrize("aud", [None, "unspecified"])
    def test_may_be_left_open(self, maskinporten: Maskinporten, there: LoopbackMaskinporten, aud: str | None) -> None:
        assert maskinporten.verify(there.token(aud=aud)).org == BAERUM

    @pytest.mark.parametrize("aud", ["https://ressurspool.example", ["https://ressurspool.example"]])
    def test_has_to_be_ours_where_the_setting_names_it(self, there: LoopbackMaskinporten, aud: object) -> None:
        strict = verifier(there, audience="https://ressurspool.example")
        assert strict.verify(there.token(aud=aud)).org == BAERUM
        for other in (None, "unspecified", "https://other.example", ["https://ressurspool.example", "other"]):
            with pytest.raises(Unauthenticated):
                strict.verify(there.token(aud=other))


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _with_header(token: str, header: object, signature: str | None = None) -> str:
    _, payload, good = token.split(".")
    return f"{_encoded(json.dumps(header).encode())}.{payload}.{good if signature is None else signature}"


def _with_hmac(token: str, secret: bytes) -> str:
    unsigned = _with_header(token, {"alg": "HS256", "kid": "maskinporten-key"}).rpartition(".")[0]
    return f"{unsigned}.{_encoded(hmac.digest(secret, unsigned.encode(), 'sha256'))}"


RAW: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "two parts": lambda good: good.rpartition(".")[0],
    "four parts": lambda good: good + ".x",
    "unsigned": lambda good: _with_header(good, {"alg": "none", "kid": "maskinporten-key"}, ""),
    "their public key as a secret (PEM)": lambda good: _with_hmac(good, maskinporten_key().as_pem(private=False)),
    "their public key as a secret (DER)": lambda good: _with_hmac(good, maskinporten_key().as_der(private=False)),
    "ES256": lambda good: _with_header(good, {"alg": "ES256", "kid": "maskinporten-key"}),
    "a key in the header": lambda good: _with_header(good, {"alg": "RS256", "kid": "maskinporten-key", "jwk": {}}),
    "a key by address": lambda good: _with_header(good, {"alg": "RS256", "kid": "maskinporten-key", "jku": "x"}),
    "a critical extension": lambda good: _with_header(good, {"alg": "RS256", "kid": "maskinporten-key", "crit": ["x"]}),
    "no kid": lambda good: _with_header(good, {"alg": "RS256"}),
    "an unknown kid": lambda good: _with_header(good, {"alg": "RS256", "kid": "another"}),
    "a kid that is a path": lambda good: _with_header(good, {"alg": "RS256", "kid": "../../dev/null"}),
    "a header that is a list": lambda good: _with_header(good, ["RS256"]),
    "an id token's type": lambda good: _with_header(good, {"alg": "RS256", "kid": "maskinporten-key", "typ": "x"}),
    "junk behind": lambda good: good + "AAAA",
    "padded": lambda good: good + "==",
    "too large": lambda good: good + "A" * 9000,
    "a deep header": lambda good: _encoded(b"[" * 3000) + "." + good.split(".", 1)[1],
    "ours": lambda _: a_token(),
}
HEADERS: dict[str, dict[str, Any]] = {"PS256": {"alg": "PS256"}, "another type": {"typ": "logout+jwt"}}
CLAIMS: dict[str, dict[str, Any]] = {
    "the issuer without its slash": {"iss": "without"},
    "another issuer": {"iss": "https://evil.example/"},
    "no issuer": {"iss": None},
    "a list of issuers": {"iss": ["x"]},
    "no client": {"client_id": None},
    "a client that is too long": {"client_id": "x" * 51},
    "a client that is a number": {"client_id": 7},
    "no scope": {"scope": None},
    "a scope that is a list": {"scope": ["ressurspool:needs.post"]},
    "scopes of others": {"scope": "nav:needs.post altinn:pool.read needs:post"},
    "a prefix that goes on": {"scope": "ressurspoolen:needs.post"},
    "a scope that is no name": {"scope": "ressurspool:needs"},
    "another audience": {"aud": "https://other.example"},
    "two audiences": {"aud": ["unspecified", "https://other.example"]},
    "no consumer": {"consumer": None},
    "a consumer that is text": {"consumer": BAERUM},
    "a consumer without authority": {"consumer": {"ID": f"0192:{BAERUM}"}},
    "a consumer of another register": {"consumer": organisation(BAERUM, "0088")},
    "a consumer with a wrong check digit": {"consumer": organisation("935478716")},
    "a consumer with arabic digits": {"consumer": organisation("٩٣٥٤٧٨٧١٥")},
    "a consumer that is not of the scheme": {"consumer": organisation(SUPPLIER)},
    "a system user's body that is not of the scheme": {"authorization_details": system_user(SUPPLIER)},
    "a system user without a body": {"authorization_details": [{"type": "urn:altinn:systemuser"}]},
    "two system users": {"authorization_details": system_user(BAERUM) + system_user(HUSBANKEN)},
    "details that are no list": {"authorization_details": {"type": "urn:altinn:systemuser"}},
    "details that are numbers": {"authorization_details": [1]},
    "a subject": {"sub": "somebody"},
    "a national identity number": {"pid": "01010112345"},
    "bound to a key": {"cnf": {"jkt": "x"}},
    "no end": {"exp": None},
    "an end that is text": {"exp": "tomorrow"},
    "an end that is true": {"exp": True},
    "an end that is infinite": {"exp": float("inf")},
    "an end beyond the calendar": {"exp": 10**30},
    "ended": {"iat": -200, "exp": -60},
    "good for too long": {"exp": 3700},
    "no beginning": {"iat": None},
    "begun in the future": {"iat": 3600, "exp": 3660},
    "not good yet": {"nbf": 3600},
    "a surrogate": {"client_id": "\ud800"},
}


def hostile(there: LoopbackMaskinporten, kind: str) -> str:
    now = int(clock.now().timestamp())
    claims = {
        name: now + value if name in {"iat", "exp", "nbf"} and type(value) is int else value
        for name, value in CLAIMS.get(kind, {}).items()
    }
    if kind == "the issuer without its slash":
        claims["iss"] = there.issuer.removesuffix("/")
    token = there.token(HEADERS.get(kind), **claims)
    return RAW[kind](token) if kind in RAW else token


def test_times_may_have_fractions(maskinporten: Maskinporten, there: LoopbackMaskinporten) -> None:
    now = clock.now().timestamp()
    token = there.token(iat=int(now) - 0.5, exp=int(now) + 60.25, nbf=int(now) - 0.5)
    assert maskinporten.verify(token).org is not None


@pytest.mark.parametrize("kind", [*RAW, *HEADERS, *CLAIMS])
def test_any_other_is_refused(maskinporten: Maskinporten, there: LoopbackMaskinporten, kind: str) -> None:
    with pytest.raises(Unauthenticated):
        maskinporten.verify(hostile(there, kind))


def test_another_key_under_their_kid_is_refused(maskinporten: Maskinporten, there: LoopbackMaskinporten) -> None:
    key = RSAKey.generate_key(2048, parameters={"kid": "maskinporten-key"})
    with pytest.raises(Unauthenticated):
        maskinporten.verify(there.token(None, key))


def test_it_is_the_question_to_auth_that_keeps_strangers_out(there: LoopbackMaskinporten) -> None:
    class AnyBody:
        def have(self, orgnr: str) -> bool:
            return bool(orgnr)

    stranger = there.token(consumer=organisation(SUPPLIER))
    careless = read_maskinporten(there.setting(), AnyBody())
    assert careless is not None
    assert careless.verify(stranger).org == SUPPLIER


class TestKeys:
    def test_an_unknown_kid_is_asked_for_once_in_ten_seconds(self, there: LoopbackMaskinporten) -> None:
        fresh = verifier(there)
        fresh.verify(there.token())
        before = len(there.there.asked)
        for number in range(50):
            with pytest.raises(Unauthenticated):
                fresh.verify(_with_header(there.token(), {"alg": "RS256", "kid": f"unknown-{number}"}))
        assert len(there.there.asked) == before

    def test_without_keys_nothing_is_believed(self) -> None:
        with loopback_maskinporten() as silent:
            silent.there.routes["/jwk"] = answer(503, b"")
            with pytest.raises(Unavailable):
                verifier(silent).verify(silent.token())


class TestSetting:
    def test_is_off_by_default(self) -> None:
        assert read_maskinporten("", KnownBodies()) is None

    def test_names_maskinporten_itself(self) -> None:
        issuer = MaskinportenSetting.read('{"scope_prefix": "ressurspool"}')
        assert issuer is not None
        assert (issuer.issuer, issuer.jwks_uri) == ("https://maskinporten.no/", "https://maskinporten.no/jwk")

    @pytest.mark.parametrize(
        ("setting", "named"),
        [
            ("true", "MASKINPORTEN"),
            ("{", "JSON"),
            ("{}", "scope_prefix"),
            ('{"scope_prefix": "a:b"}', "scope_prefix"),
            ('{"scope_prefix": "a", "issuer": "http://x.example/"}', "https"),
            ('{"scope_prefix": "a", "roles": ["admin"]}', "roles"),
            ('{"scope_prefix": "a", "roles": []}', "roles"),
            ('{"scope_prefix": "a", "client_id": "x"}', "client_id"),
        ],
    )
    def test_says_what_is_wrong(self, setting: str, named: str) -> None:
        with pytest.raises(InvalidMaskinportenSetting, match=named):
            MaskinportenSetting.read(setting)


def test_the_end_follows_our_clock(maskinporten: Maskinporten, there: LoopbackMaskinporten) -> None:
    with clock.stopped_at(clock.now()) as move:
        token = there.token()
        move(timedelta(seconds=100))
        maskinporten.verify(token)
        move(timedelta(seconds=31))
        with pytest.raises(Unauthenticated):
            maskinporten.verify(token)

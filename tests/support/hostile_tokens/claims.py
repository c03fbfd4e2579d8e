"""Tokens with missing, surplus or wrong claims (RFC 9068 §4), signed with the right key."""

from secrets import token_urlsafe
from typing import Any

from joserfc import jwe
from joserfc.jwk import RSAKey

from services.kit.access.tokens import LEEWAY_SECONDS, LONGEST_LIFE_SECONDS
from services.scheme.services import SERVICES
from tests.support.callers import ISSUER
from tests.support.hostile_tokens.forger import Forger, Make, as_json, encoded

REQUIRED = ("iss", "sub", "aud", "client_id", "jti", "iat", "exp", "scope")
TEXTS = ("iss", "sub", "aud", "client_id", "jti", "scope", "org")
DATES = ("iat", "exp", "nbf")


def _wrong(forger: Forger, names: tuple[str, ...], *values: Any) -> str:
    return forger.with_claims(**{forger.one_of(*names): forger.one_of(*values)})


def _elsewhere(forger: Forger) -> str:
    """An issuer that looks like ours."""
    ours = ISSUER
    near = (ours + "/", ours.upper(), ours[:-1], ours + ".evil.example", ours.replace("http", "https"), f"{ours}#")
    return forger.with_claims(iss=forger.one_of("https://evil.example", [ours], "https://maskinporten.no/", *near))


def _for_others(forger: Forger) -> str:
    """The audience of another service, or of nobody."""
    ours = forger.audience
    near = (ours.upper(), f"{ours} ", f"{ours}s", ours[:-1], f" {ours}", "*", ISSUER, "cli", "unspecified")
    return forger.with_claims(aud=forger.one_of(*near))


def _id_token(forger: Forger) -> str:
    """What a login gives beside the access token (OpenID Connect Core §2): never a key to the API."""
    claims = forger.claims
    content = {name: claims[name] for name in ("iss", "sub", "iat", "exp")}
    content |= {"aud": "cli", "azp": "cli", "nonce": forger.word(), "auth_time": claims["iat"], "acr": "1"}
    typ = forger.one_of({}, {"typ": "JWT"}, {"typ": "at+jwt"})
    return forger.signed(as_json({"alg": "RS256", "kid": forger.kid, **typ}), as_json(content))


def _encrypted(forger: Forger) -> str:
    """A good token, encrypted for us (RFC 7516), in its five parts or in the payload of three."""
    header = {"alg": "RSA-OAEP", "enc": "A128CBC-HS256", "kid": forger.kid, "cty": "JWT"}
    ours = RSAKey.import_key(forger.key.as_pem(private=False))  # without the `use` that forbids this one
    sealed = jwe.encrypt_compact(header, forger.good(), ours)
    return str(forger.one_of(sealed, forger.signed(payload=sealed.encode())))


def _too_long_a_life(forger: Forger) -> str:
    begun = forger.now - forger.random.randrange(60)
    return forger.with_claims(iat=begun, exp=begun + LONGEST_LIFE_SECONDS + forger.random.randint(1, 10**6))


def _ended(forger: Forger) -> str:
    ended = forger.now - LEEWAY_SECONDS - forger.random.randint(1, 10**6)
    return forger.with_claims(iat=ended - forger.random.randint(1, LONGEST_LIFE_SECONDS), exp=ended)


def _to_come(forger: Forger) -> str:
    begins = forger.now + LEEWAY_SECONDS + forger.random.randint(1, 10**6)
    return forger.with_claims(**{forger.one_of("iat", "nbf"): begins}, exp=begins + 60)


def _not_yet(forger: Forger) -> str:
    return forger.with_claims(nbf=forger.now + LEEWAY_SECONDS + forger.random.randint(1, 10**6))


def _raw_date(forger: Forger) -> str:
    """Numbers that only JSON can write."""
    name, value = forger.one_of(*DATES), forger.one_of("1e999", "-1e999", "9" * 400, "1E+10", "-1.5")
    text = as_json(forger.claims | {name: "HERE"}).replace(b'"HERE"', value.encode())
    return forger.signed(payload=text)


CLAIMS: dict[str, Make] = {
    "a claim missing": lambda f: f.with_claims(f.one_of(*REQUIRED)),
    "a claim that is null": lambda f: _wrong(f, (*REQUIRED, "org", "roles", "person", "nbf"), None),
    "a text that is none": lambda f: _wrong(f, TEXTS, 1, 0, True, False, 1.5, [], ["x"], {}, {"x": 1}),
    "an empty or endless text": lambda f: _wrong(f, TEXTS, "", "x" * 4001),
    "a text with other signs": lambda f: _wrong(f, TEXTS, "\ud800", "x\x00", "x\n", "\u0430dmin", "\u202e", "\x7f"),
    "a date out of the calendar beside a fraction": lambda f: f.with_claims(iat=f.now - 0.5, exp=10**400),
    "a date that is no number": lambda f: _wrong(f, DATES, True, False, f"{f.now}", [f.now], {}),
    "a date beyond the calendar": lambda f: _wrong(f, ("iat", "exp", "nbf"), 10**30, 2**63, 2**64),
    "a date of another number": _raw_date,
    "ended": _ended,
    "of the future": _to_come,
    "not yet in force": _not_yet,
    "a life too long": _too_long_a_life,
    "another issuer": _elsewhere,
    "another audience": _for_others,
    "several audiences": lambda f: f.with_claims(
        aud=f.one_of([f.audience], [f.audience, "pool"], [], [[f.audience]], {})
    ),
    "another service's audience": lambda f: f.with_claims(aud=f.one_of(*(s for s in SERVICES if s != f.service))),
    "bound to a key, sent as Bearer": lambda f: f.with_claims(
        cnf=f.one_of({"jkt": f.word(43)}, {"x5t#S256": f.word(43)}, {"jwk": {}}, {}, "x", False)
    ),
    "roles that are none": lambda f: f.with_claims(
        roles=f.one_of("admin", 1, {"admin": 1}, [1], [None], [["admin"]], [""])
    ),
    "a person that is no yes or no": lambda f: f.with_claims(person=f.one_of("true", "yes", 1, 0, [], {}, "no", 1.0)),
    "an ID token": _id_token,
    "a refresh token or a code": lambda f: token_urlsafe(f.one_of(16, 32, 48, 64)),
    "an encrypted token": _encrypted,
    "only a payload": lambda f: encoded(as_json(f.claims)),
}

"""Tokens that lie about how they are signed and with which key (RFC 8725 §2 and §3)."""

import hmac
import json
from functools import cache
from typing import Any

from joserfc.jwk import ECKey, OKPKey

from tests.support.hostile_tokens.forger import Forger, Make, another_key, as_json, encoded


@cache
def _curve_keys() -> dict[str, ECKey | OKPKey]:
    return {"ES256": ECKey.generate_key("P-256"), "Ed25519": OKPKey.generate_key("Ed25519")}


def _unsigned(forger: Forger) -> str:
    """alg none, in the spellings that libraries took for it (CVE-2015-9235)."""
    header = {**forger.header, "alg": forger.one_of("none", "None", "NONE", "nOnE", "", None)}
    parts = f"{encoded(as_json(header))}.{encoded(as_json(forger.claims))}"
    signature = forger.good().rpartition(".")[2]
    return f"{parts}.{forger.one_of('', signature, 'AAAA')}"


def _keyed(forger: Forger, secret: bytes) -> str:
    """Signed by HMAC with our public key, which everybody can have (CVE-2016-10555, CVE-2024-33663)."""
    algorithm, digest = forger.one_of(("HS256", "sha256"), ("HS384", "sha384"), ("HS512", "sha512"))
    unsigned = f"{encoded(as_json({**forger.header, 'alg': algorithm}))}.{encoded(as_json(forger.claims))}"
    return f"{unsigned}.{encoded(hmac.digest(secret, unsigned.encode(), digest))}"


def _jwk_as_secret(forger: Forger) -> bytes:
    public = forger.key.as_dict(private=False)
    shortest, modulus = json.dumps(public, separators=(",", ":")), str(public["n"])
    return bytes(forger.one_of(as_json(public), shortest.encode(), modulus.encode()))


def _curve(forger: Forger) -> str:
    algorithm, key = forger.one_of(*_curve_keys().items())
    return forger.by_library(algorithm, key)


def _extended(forger: Forger, **names: Any) -> str:
    """A header with more members, signed by us or by the key that the header names."""
    return forger.with_header(key=forger.one_of(None, another_key()), **names)


def _with_kid(forger: Forger, *kids: Any) -> str:
    return forger.with_header(kid=forger.one_of(*kids))


HEADERS: dict[str, Make] = {
    "alg none": _unsigned,
    "our public key in PEM as a secret": lambda f: _keyed(f, f.key.as_pem(private=False)),
    "our public key in DER as a secret": lambda f: _keyed(f, f.key.as_der(private=False)),
    "our public key as a JWK as a secret": lambda f: _keyed(f, _jwk_as_secret(f)),
    "a secret anybody guesses": lambda f: _keyed(f, f.one_of(b"", b"secret", f.kid.encode(), b"\x00")),
    "another algorithm of our key": lambda f: f.by_library(f.one_of("RS384", "RS512", "PS256", "PS512"), f.key),
    "another kind of key": _curve,
    "an algorithm that is none": lambda f: f.with_header(alg=f.one_of("rs256", "RS256 ", ["RS256"], 256, True, {})),
    "no algorithm": lambda f: f.with_header("alg"),
    "another's key under our kid": lambda f: f.signed(key=another_key()),
    "an unknown kid": lambda f: _with_kid(f, f.word(64), another_key().thumbprint()),
    "a kid that is a path": lambda f: _with_kid(
        f, f"../{f.kid}", "/dev/null", "..\\..\\key", f"{f.kid}/..", "file:///"
    ),
    "a kid that is SQL": lambda f: _with_kid(
        f, f"{f.kid}' OR '1'='1", f"x' UNION SELECT '{f.kid}'--", f"{f.kid}; DROP"
    ),
    "a kid that is no text": lambda f: _with_kid(f, None, 1, True, [f.kid], {"kid": f.kid}, 1.5),
    "a kid too long or too short": lambda f: _with_kid(f, "", f.kid * 20, f.kid[:-1], f.kid + "A"),
    "a kid in other letters": lambda f: _with_kid(
        f, f.kid.swapcase(), f" {f.kid}", f"{f.kid}\n", f"{f.kid}\x00", "\ud800"
    ),
    "no kid": lambda f: f.with_header("kid"),
    "a key of its own": lambda f: _extended(f, jwk=another_key().as_dict(private=False)),
    "keys from elsewhere": lambda f: _extended(f, **{f.one_of("jku", "x5u"): "https://evil.example/keys"}),
    "a certificate": lambda f: _extended(f, **{f.one_of("x5c", "x5t", "x5t#S256"): f.one_of(["MIIB"], "MIIB")}),
    "an extension it insists on": lambda f: _extended(f, crit=f.one_of(["x"], ["exp"], [], "b64"), x=1),
    "an unencoded payload": lambda f: _extended(f, b64=False, crit=["b64"]),
    "an extension it does not": lambda f: _extended(f, **{f.one_of("cty", "zip", "enc", "nonce", f.word()): "DEF"}),
    "another type": lambda f: f.with_header(
        typ=f.one_of("JWT", "jwt", "at+JWT", "application/at+jwt", "logout+jwt", "dpop+jwt", "", None, 1, ["at+jwt"])
    ),
    "no type": lambda f: f.with_header("typ"),
}

"""The classes of tokens that must be refused (I8), and some odd ones that must be accepted."""

from tests.support.hostile_tokens.claims import CLAIMS
from tests.support.hostile_tokens.forger import Forger, Make, as_json
from tests.support.hostile_tokens.forms import FORMS
from tests.support.hostile_tokens.headers import HEADERS

HOSTILE: dict[str, Make] = FORMS | HEADERS | CLAIMS


def _reordered(forger: Forger) -> str:
    claims = list(forger.claims.items())
    forger.random.shuffle(claims)
    return forger.signed(payload=as_json(dict(claims)))


GOOD: dict[str, Make] = {
    "as we make it": lambda f: f.good(),
    "in another order": _reordered,
    "with more claims": lambda f: f.with_claims(**{f"x_{f.word()}": f.one_of(1, "x", [], {}, 1.5, True)}),
    "with white space in its JSON": lambda f: f.signed(as_json(f.header) + b"\n", b"  " + as_json(f.claims)),
    "of a machine": lambda f: f.with_claims("roles", "org", "person"),
    "in force for a while": lambda f: f.with_claims(nbf=f.now - f.random.randrange(60)),
    "with fractions of seconds": lambda f: f.with_claims(iat=f.now - 60.5, exp=f.now + 60.25, nbf=f.now - 1.5),
    "just about to end": lambda f: f.with_claims(iat=f.now - 500, exp=f.now - f.random.randrange(10)),
}


def _edited(text: bytes, forger: Forger) -> bytes:
    """A few bytes changed, left out or put in."""
    edited = bytearray(text)
    for _ in range(forger.random.randint(1, 3)):
        at = forger.random.randrange(len(edited))
        edited[at : at + forger.random.randrange(2)] = forger.random.choices(_SIGNS, k=forger.random.randrange(2))
    return bytes(edited)


def _oddly(forger: Forger, *names: str) -> str:
    """A value of any kind for a claim of ours."""
    near = forger.now + forger.random.randrange(-700, 700)
    return forger.with_claims(
        **{forger.one_of(*names): forger.one_of(near, float(near), str(near), forger.word(), [], True)}
    )


_SIGNS = b'0123456789"{}[],:. \\eE+-truefalsn\xff\xc3\x00'
# the right key under what may still be a token, or not any more: joserfc is asked
DOUBTFUL: dict[str, Make] = {
    "claims with a few bytes changed": lambda f: f.signed(payload=_edited(as_json(f.claims), f)),
    "a header with a few bytes changed": lambda f: f.signed(_edited(as_json(f.header), f)),
    "a token with a few signs changed": lambda f: _edited(f.good().encode(), f).decode("latin-1"),
    "an odd date": lambda f: _oddly(f, "iat", "exp", "nbf"),
    "an odd claim": lambda f: _oddly(f, "sub", "aud", "scope", "org", "jti", "x"),
}

__all__ = ["DOUBTFUL", "GOOD", "HOSTILE", "Forger", "Make"]

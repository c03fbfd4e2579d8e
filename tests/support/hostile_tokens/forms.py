"""Tokens of a wrong outer form: parts, base64url, junk, size, JSON that two parsers read differently."""

import json

from tests.support.hostile_tokens.forger import Forger, Make, as_json, encoded

_URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _with_spare_bits(part: str, forger: Forger) -> str:
    """The same bytes in another spelling: bits that base64 does not use are set (RFC 4648 §3.5)."""
    spare = {0: 0, 2: 4, 3: 2}[len(part) % 4]
    last = _URL_ALPHABET.index(part[-1])
    return part[:-1] + _URL_ALPHABET[last | forger.random.randrange(1, 1 << spare)]


def _spare_bits(forger: Forger) -> str:
    """In the header or payload (signed as they stand) or in the signature."""
    claims = forger.claims
    while len(as_json(claims)) % 3 == 0:  # no spare bits in a whole number of groups
        claims["scope"] += "x"
    header, payload = as_json(forger.header), as_json(claims)
    header += b" " * (len(header) % 3 == 0)
    which = forger.random.randrange(3)
    parts = [encoded(header), encoded(payload)]
    if which < 2:
        parts[which] = _with_spare_bits(parts[which], forger)
        return forger.signed_parts(*parts)
    unsigned, _, signature = forger.signed_parts(*parts).rpartition(".")
    return f"{unsigned}.{_with_spare_bits(signature, forger)}"


def _flipped(forger: Forger, part: int) -> str:
    """Another sign somewhere in a part."""
    parts = forger.good().split(".")
    at = forger.random.randrange(len(parts[part]))
    other = forger.one_of(*(sign for sign in _URL_ALPHABET if sign != parts[part][at]))
    parts[part] = parts[part][:at] + other + parts[part][at + 1 :]
    return ".".join(parts)


def _inserted(forger: Forger, *signs: str) -> str:
    token = forger.good()
    at = forger.random.randrange(len(token) + 1)
    return token[:at] + str(forger.one_of(*signs)) + token[at:]


def _swapped(forger: Forger) -> str:
    """The signature of one token under the claims of another."""
    header, _, signature = forger.good().split(".")
    return ".".join([header, forger.good().split(".")[1], signature])


def _standard_alphabet(forger: Forger) -> str:
    """base64 as it is not in URLs; tokens are made until one has a sign that differs."""
    while True:
        token = forger.good()
        if "-" in token or "_" in token:
            return token.replace("-", "+").replace("_", "/")


def _parts(forger: Forger) -> str:
    parts = forger.good().split(".")
    return ".".join(forger.one_of(parts[:1], parts[:2], [*parts, forger.word()], [*parts, "", ""], parts[::-1]))


def _deep(forger: Forger) -> str:
    """JSON so deep that a careless parser dies of it, within the size that is read at all."""
    depth = forger.random.randint(1500, 2400)
    return "[" * depth + "]" * depth


def _payload(forger: Forger, before: str = "", after: str = "", **raw: str) -> str:
    """Signed claims with raw JSON put among them, before and after."""
    named = "".join(f', "{name}": {value}' for name, value in raw.items())
    return forger.signed(payload=f"{before}{json.dumps(forger.claims)[:-1]}{named}}}{after}".encode())


def _twice(forger: Forger) -> str:
    """A claim twice: a parser that keeps the first sees another token than one that keeps the last."""
    name = forger.one_of("aud", "sub", "exp", "roles", "org", "scope", "unknown")
    first = json.dumps(forger.one_of("ressurspool", 1, None, ["admin"]))
    good = json.dumps(forger.claims | {"unknown": 1})
    return forger.signed(payload=f'{{"{name}": {first}, {good[1:]}'.encode())


def _header_twice(forger: Forger) -> str:
    name, value = forger.one_of(("alg", "none"), ("alg", "HS256"), ("kid", "x"), ("typ", "JWT"))
    return forger.signed(f'{{"{name}": "{value}", {json.dumps(forger.header)[1:]}'.encode())


FORMS: dict[str, Make] = {
    "not a token": lambda f: f.one_of("", ".", "..", "a.b.c", f.word(), f"{f.word()}.{f.word()}.{f.word()}"),
    "too few or too many parts": _parts,
    "no signature": lambda f: f.good().rpartition(".")[0] + ".",
    "a signature of anything": lambda f: f.good().rpartition(".")[0] + "." + encoded(f.random.randbytes(256)),
    "a signature of zeros": lambda f: f.good().rpartition(".")[0] + "." + "A" * f.one_of(4, 342, 344),
    "a changed header": lambda f: _flipped(f, 0),
    "a changed payload": lambda f: _flipped(f, 1),
    "a changed signature": lambda f: _flipped(f, 2),
    "another's signature": _swapped,
    "spare bits in base64url": _spare_bits,
    "padding": lambda f: _inserted(f, "=", "==") if f.random.random() < 0.5 else f.good() + "=",
    "the alphabet of base64": _standard_alphabet,
    "white space": lambda f: _inserted(f, " ", "\t", "\n", "\r\n", "\x0b", "\x0c", "\xa0"),
    "junk signs": lambda f: _inserted(f, "!", "~", "%", "\x00", "\x7f", "\xe9", "*", ",", ";"),
    "signs beyond ASCII": lambda f: _inserted(f, "\u0661", "\uff21", "\ud800", "\U0001f511", "\u2024"),
    "junk behind": lambda f: f.good() + f.one_of(".", "AAAA", "A", "%00", f.word()),
    "too large": lambda f: f.with_claims(padding="x" * f.random.randint(8192, 20_000)),
    "a header that is no object": lambda f: f.signed(f.one_of(b"[]", b"1", b"null", b'"RS256"', b"", b"x")),
    "a header that says something twice": _header_twice,
    "a deep header": lambda f: f.signed(_deep(f).encode()),
    "a header in another encoding": lambda f: f.signed(json.dumps(f.header).encode(f.one_of("utf-16", "utf-32-be"))),
    "a header behind a byte order mark": lambda f: f.signed(b"\xef\xbb\xbf" + as_json(f.header)),
    "a header that is no text": lambda f: f.signed(as_json(f.header) + f.random.randbytes(3) + b"\xff"),
    "a payload that is no object": lambda f: f.signed(payload=f.one_of(b"[]", b"1", b"null", b'"x"', b"", b"x")),
    "a token in a token": lambda f: f.signed(payload=f.good().encode()),
    "a claim twice": _twice,
    "deep claims": lambda f: f.signed(payload=_deep(f).encode()),
    "a deep claim": lambda f: _payload(f, unknown=_deep(f)),
    "claims in another encoding": lambda f: f.signed(payload=json.dumps(f.claims).encode(f.one_of("utf-16", "utf-32"))),
    "claims behind a byte order mark": lambda f: f.signed(payload=b"\xef\xbb\xbf" + as_json(f.claims)),
    "claims that are no text": lambda f: f.signed(payload=as_json(f.claims)[:-1] + b', "x": "\xff\xfe"}'),
    "numbers that JSON has not": lambda f: _payload(f, **{f.one_of("x", "iat", "exp"): f.one_of("NaN", "-Infinity")}),
    "something before or behind the claims": lambda f: _payload(f, *f.one_of(("x", ""), ("", "x"), ("", "{}"))),
}

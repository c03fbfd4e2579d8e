"""Only our own live tokens, of the right type, for the right audience (I8); joserfc is asked for a second opinion."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any

import httpx
import pytest
from jose import jwt as python_jose

from services.kit import clock
from services.kit.access import tokens, verified_tokens
from services.kit.access.jwks import RemoteKeys
from services.kit.access.tokens import API_AUDIENCE
from services.kit.errors import Unauthenticated
from services.scheme.services import SERVICES
from tests.support.callers import ISSUER, published_key, signing_key
from tests.support.counts import Measured, count
from tests.support.hostile_tokens import DOUBTFUL, GOOD, HOSTILE, Forger
from tests.support.hostile_tokens.forger import Make
from tests.support.hostile_tokens.oracle import read_by_joserfc
from tests.support.weakened import weakened

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AUDIENCES = {API_AUDIENCE, "pool"}
TRIES = 40  # of each class, where a guard is missing

Claims = Mapping[str, Any]
Verify = Callable[[str], Claims | None]


def a_forger(service: str) -> Forger:
    return Forger(key=signing_key(), kid="test-key", service=service, random=Random(8))


def _publish(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"keys": [published_key()]})


def believing(service: str, module: Any = tokens, remembering: Any = verified_tokens) -> Verify:
    """What a service makes of a token. Anything raised but Unauthenticated would be a 5xx, and fails the test."""
    keys = RemoteKeys("http://auth/oauth/jwks", client=httpx.Client(transport=httpx.MockTransport(_publish)))
    keys.refresh_for("test-key")
    verifier = module.Verifier(keys=keys, issuer=ISSUER, audiences=frozenset({API_AUDIENCE, service}))
    remembered = remembering.VerifiedTokens(verifier)

    def verify(token: str) -> Claims | None:
        try:
            verified = remembered.find(token) or remembered.verify(module.Envelope.of(token, module.OWN_FORMAT))
        except Unauthenticated:
            return None
        claims: Claims = verified.claims.model_dump(exclude_unset=True)
        return claims

    return verify


class TestVerifier:
    def test_believes_no_hostile_token(self, measured: Measured) -> None:
        verifiers, made = [(believing(name), a_forger(name)) for name in SERVICES], 0
        with clock.stopped_at(NOON):
            while made < count(200_000):
                for kind, make in HOSTILE.items():
                    verify, forger = verifiers[made % len(verifiers)]
                    token, made = after_its_good_twin(verify, make, forger), made + 1
                    assert verify(token) is None, f"{kind}: {token}"
        measured(f"I8: {made:,} hostile tokens of {len(HOSTILE)} classes, 0 accepted, 0 server errors")

    @pytest.mark.parametrize("part", ["the whole token", "all but the signature", "the signature"])
    def test_negative_control_a_memory_by_parts_believes_some(self, part: str) -> None:
        digested = {"all but the signature": 'token.rpartition(".")[0]', "the signature": 'token.rpartition(".")[2]'}
        careless = weakened(verified_tokens, "(token.encode(", f"({digested.get(part, 'token')}.encode(")
        verify, forger, fallen = believing("pool", remembering=careless), a_forger("pool"), set()
        for kind, make in HOSTILE.items():
            if any(verify(after_its_good_twin(verify, make, forger)) for _ in range(TRIES // 4)):
                fallen.add(kind)
        assert (len(fallen) > 0) is (part != "the whole token"), fallen

    def test_believes_nothing_that_joserfc_refuses_and_reads_the_same(self, measured: Measured) -> None:
        verify, forger, made, agreed = believing("pool"), a_forger("pool"), 0, 0
        with clock.stopped_at(NOON):
            while made < count(50_000):
                for kind, make in (DOUBTFUL | GOOD).items():
                    token, made = make(forger), made + 1
                    ours, theirs = verify(token), read_by_joserfc(token, key=signing_key(), audiences=AUDIENCES)
                    if ours is not None:
                        assert theirs is not None, f"{kind}: {token}"
                        assert ours == {name: theirs[name] for name in ours}, f"{kind}: {token}"
                        agreed += 1
        assert agreed > made / 10, "a verifier that refuses everything would agree, too"
        measured(f"I8: {made:,} doubtful tokens, {agreed:,} accepted, all by joserfc too and with equal claims")

    @pytest.mark.parametrize("service", SERVICES)
    def test_believes_what_is_ours(self, service: str) -> None:
        verify, forger = believing(service), a_forger(service)
        with clock.stopped_at(NOON):
            for kind, make in GOOD.items():
                assert all(verify(make(forger)) for _ in range(TRIES)), kind


class TestWithoutItsGuard:
    """Each guard of kit/access/tokens.py taken away by itself lets some class of hostile tokens in, or breaks."""

    GUARDS = {  # guard: what of it goes, what stands there instead, and a class that gets in
        "the size": ("if len(token) <= most_bytes else None", "", "too large"),
        "one spelling": (
            "[AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]",
            "|[A-Za-z0-9_-]{2,3}",
            "spare bits in base64url",
        ),
        "the header's names": (
            'set(self.header) <= {"alg", "kid", "typ"} | form.unread',
            "True",
            "keys from elsewhere",
        ),
        "the type": (" or not _is_one_of(typ, form.types)", "", "another type"),
        "the kid's form": ("not isinstance(kid, str) or not", "not", "a kid that is no text"),
        "the signature": (
            "        if not proven:\n            raise Unauthenticated()\n",
            "",
            "another's key under our kid",
        ),
        "one reading of JSON": ("read_json(text", "__import__('json').loads(text", "a claim twice"),
        "numbers of JSON": ("read_json(text", "__import__('json').loads(text", "numbers that JSON has not"),
        "one encoding": ('text.decode("utf-8")', "text", "claims in another encoding"),
        "depth": ("except (ValueError, RecursionError):", "except ValueError:", "a deep header"),
        "lists of texts": ("roles: list[Ascii]", "roles: Any", "roles that are none"),
        "numbers": ("exp: NumericDate", "exp: float", "a date that is no number"),
        "plain signs": ("^[\\x20-\\x7e]{1,4000}$", "(?s)^.*$", "a text with other signs"),
        "yes or no": ("person: StrictBool", "person: bool", "a person that is no yes or no"),
        "the issuer": ('payload.get("iss") != issuer', "False", "another issuer"),
        "the audience": ("claims.aud not in self.audiences", "False", "another service's audience"),
        "its beginning": ("return begun and", "return", "of the future"),
        "its beginning, told apart": ("max(iat, nbf or 0)", "iat", "not yet in force"),
        "its end": (" and now < exp + LEEWAY_SECONDS", "", "ended"),
        "its length": (" and exp - iat <= longest", "", "a life too long"),
        "proof of possession": ('"cnf" in payload or ', "", "bound to a key, sent as Bearer"),
        "no nulls": (" or None in payload.values()", "", "a claim that is null"),
    }

    @pytest.mark.parametrize("guard", GUARDS)
    def test_a_hostile_token_gets_in(self, guard: str) -> None:
        goes, instead, kind = self.GUARDS[guard]
        assert let_in(believing("pool"), kind) == set()
        assert let_in(believing("pool", weakened(tokens, goes, instead)), kind) == {kind}

    def test_the_obvious_call_of_the_library_believes_many(self, measured: Measured) -> None:
        def obvious(token: str) -> Claims | None:
            return dict(python_jose.decode(token, published_key(), audience=API_AUDIENCE))

        fallen = let_in(obvious)
        assert len(fallen) > 30
        measured(f"I8 without guards: {len(fallen)} of {len(HOSTILE)} classes get in by python-jose's obvious call")


def after_its_good_twin(verify: Verify, make: Make, forger: Forger) -> str:
    """The next token, whose good twin was verified just before: with the same claims, where a token has any."""
    before = forger.random.getstate()
    assert verify(forger.good()) is not None
    forger.random.setstate(before)
    return make(forger)


def let_in(verify: Verify, *kinds: str) -> set[str]:
    """The classes of which some token is believed, or raises what would be a 5xx."""
    forger, found = a_forger("pool"), set()
    with clock.stopped_at(clock.now()):  # the library asks the machine for the time
        for kind in kinds or HOSTILE:
            if any(believed_or_broken(verify, HOSTILE[kind](forger)) for _ in range(TRIES)):
                found.add(kind)
    return found


def believed_or_broken(verify: Verify, token: str) -> bool:
    try:
        return verify(token) is not None
    except python_jose.JWTError:
        return False
    except Exception:  # what would be a 5xx
        return True

"""Edge cases of the verifier; tests/faults/test_hostile_tokens.py has the tokens it refuses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.util import base64_to_int

from services.kit import clock
from services.kit.access.tokens import OWN_FORMAT, Envelope, Verifier, usable
from services.kit.errors import Unauthenticated
from tests.support.callers import ISSUER, StaticKeys, a_token, published_key
from tests.support.hostile_tokens.forger import encoded

VERIFIER = Verifier(keys=StaticKeys(), issuer=ISSUER, audiences=frozenset({"ressurspool", "pool"}))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TestVerify:
    def test_accepts_a_good_token(self) -> None:
        assert VERIFIER.verify(a_token()).org == "935478715"

    def test_lets_a_token_live_ten_seconds_past_its_end(self) -> None:
        with clock.stopped_at(NOON) as move:
            token = a_token()
            move(timedelta(seconds=309))
            VERIFIER.verify(token)
            move(timedelta(seconds=1))
            with pytest.raises(Unauthenticated):
                VERIFIER.verify(token)


class TestOpened:
    def test_wants_a_key_for_the_tokens_algorithm(self) -> None:
        envelope = Envelope.of(a_token(), OWN_FORMAT)
        assert envelope.opened(published_key(), issuer=ISSUER)["iss"] == ISSUER
        with pytest.raises(Unauthenticated):
            envelope.opened(published_key() | {"alg": "PS256"}, issuer=ISSUER)

    @pytest.mark.parametrize("changes", [{"n": 7}, {"e": None}, {"n": "å"}])
    def test_refuses_where_the_library_cannot_use_the_key(self, changes: dict[str, Any]) -> None:
        with pytest.raises(Unauthenticated):
            Envelope.of(a_token(), OWN_FORMAT).opened(published_key() | changes, issuer=ISSUER)


class TestUsable:
    def test_is_the_public_half_of_an_rsa_key(self) -> None:
        assert usable(published_key())

    @pytest.mark.parametrize("changes", [{"kty": "EC"}, {"use": "enc"}, {"n": 7}, {"e": None}, {"kid": []}])
    def test_is_nothing_else(self, changes: dict[str, Any]) -> None:
        assert not usable(published_key() | changes)

    def test_is_no_short_key_also_with_zeros_before_it(self) -> None:
        short = base64_to_int(published_key()["n"]) >> 1024 | 1
        for length in (128, 256):
            assert not usable(published_key() | {"n": encoded(short.to_bytes(length))})

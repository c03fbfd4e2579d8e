"""A remembered token is refused as soon as it would be refused anew (I8, I12)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest

from services.kit import clock
from services.kit.access import verified_tokens
from services.kit.access.tokens import OWN_FORMAT, Envelope, Verifier
from services.kit.access.verified_tokens import MOST_REMEMBERED
from services.kit.errors import Unauthenticated, Unavailable
from tests.support.callers import ISSUER, StaticKeys, a_token, published_key
from tests.support.weakened import weakened

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


class Keys(StaticKeys):
    """A set that tests fetch anew, empty, or let grow too old."""

    def __init__(self) -> None:
        super().__init__()
        self.there = True

    def fetched(self, key: Mapping[str, Any] | None) -> None:
        self._key = key  # type: ignore[assignment]  # None: it is not in the set any more

    def find(self, kid: str) -> Mapping[str, Any] | None:
        if not self.there:
            raise Unavailable()
        return super().find(kid)


def remembering(keys: Keys, module: ModuleType = verified_tokens) -> Any:
    return module.VerifiedTokens(Verifier(keys=keys, issuer=ISSUER, audiences=frozenset({"ressurspool"})))


def warmed(keys: Keys, token: str, module: ModuleType = verified_tokens) -> Any:
    tokens = remembering(keys, module)
    tokens.verify(Envelope.of(token, OWN_FORMAT))
    assert tokens.find(token).claims.org == "935478715"
    return tokens


class TestFind:
    def test_finds_what_was_verified_and_nothing_else(self) -> None:
        tokens = warmed(Keys(), a_token())
        assert tokens.find(a_token()) is None
        assert tokens.find("\ud800") is None

    def test_ends_with_the_token(self) -> None:
        with clock.stopped_at(NOON) as move:
            token = a_token()
            tokens = warmed(Keys(), token)
            move(timedelta(seconds=309))
            assert tokens.find(token)
            move(timedelta(seconds=1))
            assert tokens.find(token) is None
            with pytest.raises(Unauthenticated):
                tokens.verify(Envelope.of(token, OWN_FORMAT))

    def test_does_not_begin_before_the_token(self) -> None:
        """The machine's clock may be set back."""
        with clock.stopped_at(NOON) as move:
            token = a_token(nbf=int(NOON.timestamp()))
            tokens = warmed(Keys(), token)
            move(-A_MINUTE)
            assert tokens.find(token) is None

    @pytest.mark.parametrize("key", [None, published_key()], ids=["revoked", "fetched anew"])
    def test_ends_with_its_very_key(self, key: Mapping[str, Any] | None) -> None:
        keys, token = Keys(), a_token()
        tokens = warmed(keys, token)
        keys.fetched(key)
        assert tokens.find(token) is None

    def test_is_unavailable_where_the_keys_are_too_old(self) -> None:
        keys, token = Keys(), a_token()
        tokens = warmed(keys, token)
        keys.there = False
        with pytest.raises(Unavailable):
            tokens.find(token)

    @pytest.mark.parametrize(
        ("guard", "instead"),
        [
            ("self._verifier.keys.find(kept.kid) is kept.key and", ""),
            ("is kept.key and is_timely(", "is kept.key or is_timely("),
        ],
        ids=["its key", "its life"],
    )
    def test_negative_control_without_a_guard_it_goes_on(self, guard: str, instead: str) -> None:
        with clock.stopped_at(NOON) as move:
            keys, token = Keys(), a_token()
            tokens = warmed(keys, token, weakened(verified_tokens, guard, instead))
            if "or" in instead:
                move(timedelta(hours=1))
            else:
                keys.fetched(None)
            assert tokens.find(token)


class TestVerify:
    def test_remembers_no_refusal(self) -> None:
        tokens, foreign = remembering(Keys()), a_token(aud="needs")
        for _ in range(2):
            with pytest.raises(Unauthenticated):
                tokens.verify(Envelope.of(foreign, OWN_FORMAT))
            assert tokens.find(foreign) is None

    def test_forgets_the_oldest_of_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert MOST_REMEMBERED == 4096
        monkeypatch.setattr(verified_tokens, "MOST_REMEMBERED", 2)
        tokens, many = remembering(Keys()), [a_token() for _ in range(3)]
        for token in many:
            tokens.verify(Envelope.of(token, OWN_FORMAT))
        assert [tokens.find(token) is not None for token in many] == [False, True, True]

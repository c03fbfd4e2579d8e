"""PKCE (RFC 7636): the challenge of a verifier, and the comparison."""

import pytest

from services.auth.oauth import pkce
from services.auth.oauth.pkce import challenge_of, proves

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


class TestChallengeOf:
    def test_is_the_one_of_the_rfc(self) -> None:
        assert challenge_of(VERIFIER) == CHALLENGE


class TestProves:
    def test_knows_the_verifier(self) -> None:
        assert proves(VERIFIER, CHALLENGE)

    @pytest.mark.parametrize("verifier", ["", "x" * 43, VERIFIER + "=", VERIFIER[:-1], "x" * 129, "é" * 43, CHALLENGE])
    def test_takes_no_other(self, verifier: str) -> None:
        assert not proves(verifier, CHALLENGE)

    def test_takes_no_verifier_that_is_shorter_than_the_rfc_asks(self) -> None:
        assert not proves("short", challenge_of("short"))


class TestIsChallenge:
    def test_takes_the_digest_of_32_bytes(self) -> None:
        assert pkce.CHALLENGE.fullmatch(CHALLENGE)

    @pytest.mark.parametrize("text", ["", CHALLENGE + "=", CHALLENGE[:-1], CHALLENGE + "A", "+" * 43, CHALLENGE + "\n"])
    def test_takes_nothing_else(self, text: str) -> None:
        assert not pkce.CHALLENGE.fullmatch(text)

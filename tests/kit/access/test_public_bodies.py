"""A service asks auth which public bodies have joined the scheme, and asks seldom."""

from typing import Any

import pytest

from services.kit import clock
from services.kit.access.public_bodies import KEPT_SECONDS, RemotePublicBodies
from services.kit.errors import Unavailable
from tests.support.callers import BAERUM


class TestBodies:
    def of(self, *answers: object) -> tuple[RemotePublicBodies, list[str]]:
        """Bodies looked up at a peer that returns these states in turn."""
        asked: list[str] = []

        class Auth:
            def find(self, path: str, model: Any) -> Any:
                asked.append(path)
                given = answers[min(len(asked), len(answers)) - 1]
                if isinstance(given, Exception):
                    raise given
                return None if given is None else model(state=given)

        return RemotePublicBodies(Auth()), asked  # type: ignore[arg-type]  # the one method of a Peer that is used

    @pytest.mark.parametrize(("given", "have"), [("joined", True), ("left", False), (None, False)])
    def test_are_those_that_have_joined(self, given: str | None, have: bool) -> None:
        bodies, asked = self.of(given)
        assert bodies.have(BAERUM) is have
        assert asked == [f"/v1/organisations/{BAERUM}"]

    def test_are_asked_again_after_a_few_seconds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bodies, asked = self.of("joined", "left")
        start = clock.monotonic()
        assert [bodies.have(BAERUM), bodies.have(BAERUM)] == [True, True]
        assert len(asked) == 1
        monkeypatch.setattr(clock, "monotonic", lambda: start + KEPT_SECONDS + 1)
        assert bodies.have(BAERUM) is False

    def test_are_unknown_without_auth(self) -> None:
        bodies, _ = self.of(Unavailable())
        with pytest.raises(Unavailable):
            bodies.have(BAERUM)

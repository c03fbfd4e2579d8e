"""Titles and names of what is shown, as the siblings say."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import NotPermitted, PeerUnavailable
from services.kit.web.application import Overrides
from services.placements.main import create_app
from services.placements.peers import KEPT_SECONDS, Peers
from tests.placements.factories import Cast, FakePeers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, person

NAMES = {"nb": "Bærum kommune", "nn": "Bærum kommune", "en": "Bærum municipality"}


@pytest.fixture
def named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Siblings that know all names; counts what they are asked."""
    asked: Counter[str] = Counter()

    def knows(what: str, value: Any) -> Callable[..., Mapping[Any, Any]]:
        def find(_peers: FakePeers, ids: Sequence[Any], **_with: str) -> Mapping[Any, Any]:
            asked[what] += 1
            return dict.fromkeys(ids, value)

        return find

    monkeypatch.setattr(FakePeers, "find_titles", knows("needs", "Innsikt i startlån"))
    monkeypatch.setattr(FakePeers, "find_expert_names", knows("pool", "Tjenestedesigner, Bærum kommune"))
    monkeypatch.setattr(FakePeers, "find_body_names", knows("auth", NAMES))
    return asked


def shown(cast: Cast, path: str, headers: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = cast.api.get(f"{path}?include=names", headers).json()["names"]
    return found


class TestNames:
    def test_are_shown_where_they_are_asked_for(self, cast: Cast, named: Counter[str]) -> None:
        placement_id = cast.proposed()
        assert cast.read(placement_id)["names"] is None
        assert not named
        assert shown(cast, f"/v1/placements/{placement_id}", cast.host) == {
            "need_title": "Innsikt i startlån",
            "expert": "Tjenestedesigner, Bærum kommune",
            "home": NAMES,
            "host": NAMES,
            "unavailable": [],
        }

    def test_of_the_home_agency_are_hidden_as_its_number_is(self, cast: Cast, named: Counter[str]) -> None:
        path = f"/v1/candidacies/{cast.invited()}"
        assert shown(cast, path, cast.host)["home"] is None
        assert shown(cast, path, cast.home)["home"] == NAMES

    def test_of_a_page_are_asked_for_once(self, api: Api, peers: FakePeers, named: Counter[str]) -> None:
        for _ in range(3):
            Cast(api, peers).proposed()
        for what in ("candidacies", "placements"):
            named.clear()
            listed = api.get(f"/v1/{what}?include=names", person("coordinator", BAERUM)).json()["items"]
            assert [one["names"]["need_title"] for one in listed] == ["Innsikt i startlån"] * 3
            assert named == {"auth": 1, "needs": 1, "pool": 1}

    def test_of_an_empty_page_are_not_asked_for(self, cast: Cast, named: Counter[str]) -> None:
        assert cast.api.get("/v1/placements?include=names", cast.host).json()["items"] == []
        assert not named

    @pytest.mark.parametrize(
        ("asks", "sibling", "names"),
        [
            ("find_titles", "needs", ["need_title"]),
            ("find_expert_names", "pool", ["expert"]),
            ("find_body_names", "auth", ["home", "host"]),
        ],
    )
    def test_are_null_and_said_so_where_a_sibling_is_away(
        self,
        cast: Cast,
        named: Counter[str],
        monkeypatch: pytest.MonkeyPatch,
        asks: str,
        sibling: str,
        names: list[str],
    ) -> None:
        def away(*_asked: Any, **_with: Any) -> None:
            raise PeerUnavailable()

        monkeypatch.setattr(FakePeers, asks, away)
        found = shown(cast, f"/v1/placements/{cast.proposed()}", cast.host)
        assert found["unavailable"] == [sibling]
        assert [name for name, value in found.items() if value is None] == names

    def test_that_one_may_not_know_are_null(
        self, cast: Cast, named: Counter[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_asked: Any, **_with: Any) -> None:
            raise NotPermitted()

        monkeypatch.setattr(FakePeers, "find_expert_names", refused)
        found = shown(cast, f"/v1/placements/{cast.proposed()}", cast.host)
        assert (found["expert"], found["unavailable"]) == (None, [])

    def test_nothing_else_can_be_included(self, cast: Cast) -> None:
        assert_problem(cast.api.get("/v1/placements?include=all", cast.host), 422, "invalid")


class TestSiblings:
    """What is asked over HTTP, with which token."""

    def peers(self, database: Database, asked: list[httpx.Request]) -> Peers:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/oauth/token":
                return httpx.Response(200, json={"access_token": "ours", "expires_in": 300})
            asked.append(request)
            value: Any = NAMES if request.url.path == "/v1/organisation-names" else "a name"
            ids = next(iter(request.url.params.values())).split(",")
            return httpx.Response(200, json={"names": dict.fromkeys(ids, value)})

        client = httpx.Client(transport=httpx.MockTransport(answer))
        app = create_app(overrides=Overrides(keys=StaticKeys(), database=database, client=client))
        peers: Peers = app.state.peers
        return peers

    def test_pool_is_asked_with_the_readers_token(self, database: Database) -> None:
        asked: list[httpx.Request] = []
        peers, ids = self.peers(database, asked), [UUID(int=1), UUID(int=2)]
        assert peers.find_expert_names(ids, bearer="the reader's") == dict.fromkeys(ids, "a name")
        assert peers.find_titles(ids) == dict.fromkeys(ids, "a name")
        assert [one.headers["Authorization"] for one in asked] == ["Bearer the reader's", "Bearer ours"]

    def test_bodies_are_asked_for_once_in_a_while(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[httpx.Request] = []
        peers = self.peers(database, asked)
        assert peers.find_body_names([BAERUM]) == {BAERUM: NAMES}
        assert peers.find_body_names([BAERUM, HUSBANKEN]) == {BAERUM: NAMES, HUSBANKEN: NAMES}
        assert [one.url.params["orgnrs"] for one in asked] == [BAERUM, HUSBANKEN]
        later = clock.monotonic() + KEPT_SECONDS + 1
        monkeypatch.setattr("services.kit.clock.monotonic", lambda: later)
        peers.find_body_names([BAERUM])
        assert asked[-1].url.params["orgnrs"] == BAERUM
        assert len(asked) == 3

"""The words for codes in the client."""

import os
from pathlib import Path

import httpx
import pytest
import respx

from ressurspool.client import Client
from ressurspool.client.codes import FRESH_SECONDS
from tests.client.answers import ORIGIN

GROUPS = {"placement_state": {"agreed": {"nb": "avtalt", "nn": "avtalt", "en": "agreed"}}}


@respx.mock(base_url=ORIGIN)
def test_a_service_is_asked_once(respx_mock: respx.Router) -> None:
    route = respx_mock.get("/placements/v1/codes").respond(json={"groups": GROUPS})
    with Client(ORIGIN, language="en") as client:
        assert client.codes.word("placements", "placement_state", "agreed") == "agreed"
        assert client.codes.word("placements", "placement_state", "newer") == "newer"
        assert client.codes.word("placements", "nothing", "agreed") == "agreed"
    assert route.call_count == 1


@respx.mock(base_url=ORIGIN)
def test_a_code_stands_for_itself_where_nobody_answers(respx_mock: respx.Router) -> None:
    route = respx_mock.get("/pool/v1/codes").respond(404, json={"type": "about:blank", "title": "", "status": 404})
    with Client(ORIGIN, patience=0) as client:
        assert [client.codes.word("pool", "state", "draft") for _ in range(2)] == ["draft", "draft"]
    assert route.call_count == 1


class TestFolder:
    """The words that are kept between two clients, as between two commands."""

    @pytest.fixture
    def route(self, respx_mock: respx.Router) -> respx.Route:
        answer = httpx.Response(200, json={"groups": GROUPS}, headers={"ETag": '"v1"'})
        return respx_mock.get(f"{ORIGIN}/placements/v1/codes").mock(answer)

    def word(self, folder: Path, origin: str = ORIGIN) -> str:
        """As a new client has it."""
        with Client(origin, token="secret", language="en", patience=0, cache=folder / "words") as client:
            return client.codes.word("placements", "placement_state", "agreed")

    def age(self, folder: Path) -> None:
        for file in (folder / "words").iterdir():
            os.utime(file, (0, file.stat().st_mtime - FRESH_SECONDS))

    def test_is_read_instead_of_the_service_for_a_while(self, tmp_path: Path, route: respx.Route) -> None:
        assert [self.word(tmp_path) for _ in range(2)] == ["agreed", "agreed"]
        assert route.call_count == 1
        assert "Authorization" not in route.calls.last.request.headers

    def test_is_asked_about_by_its_tag_after_that(self, tmp_path: Path, route: respx.Route) -> None:
        self.word(tmp_path)
        self.age(tmp_path)
        route.mock(httpx.Response(304))
        assert [self.word(tmp_path) for _ in range(2)] == ["agreed", "agreed"]
        assert route.call_count == 2, "what has not changed is fresh again"
        assert route.calls.last.request.headers["If-None-Match"] == '"v1"'

    def test_is_replaced_by_a_newer_version(self, tmp_path: Path, route: respx.Route) -> None:
        self.word(tmp_path)
        self.age(tmp_path)
        route.respond(json={"groups": {"placement_state": {"agreed": {"en": "settled"}}}}, headers={"ETag": '"v2"'})
        assert self.word(tmp_path) == "settled"

    def test_is_there_while_nobody_answers(self, tmp_path: Path, route: respx.Route) -> None:
        self.word(tmp_path)
        self.age(tmp_path)
        route.mock(side_effect=httpx.ConnectError)
        assert self.word(tmp_path) == "agreed"

    def test_holds_each_origins_own(self, tmp_path: Path, route: respx.Route, respx_mock: respx.Router) -> None:
        self.word(tmp_path)
        respx_mock.get("http://other.example/placements/v1/codes").respond(404)
        assert self.word(tmp_path, "http://other.example") == "agreed", "the code itself"
        assert len(list((tmp_path / "words").iterdir())) == 1

    @pytest.mark.parametrize("content", ["", "{", '{"groups": 1}'])
    def test_that_is_broken_is_as_none(self, tmp_path: Path, route: respx.Route, content: str) -> None:
        self.word(tmp_path)
        for file in (tmp_path / "words").iterdir():
            file.write_text(content, encoding="utf-8")
        assert self.word(tmp_path) == "agreed"
        assert route.call_count == 2

    def test_that_cannot_be_written_keeps_nothing(self, tmp_path: Path, route: respx.Route) -> None:
        (tmp_path / "words").write_text("a file", encoding="utf-8")
        assert [self.word(tmp_path) for _ in range(2)] == ["agreed", "agreed"]
        assert route.call_count == 2

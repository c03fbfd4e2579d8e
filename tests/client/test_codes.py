"""The words for codes in the client."""

import respx

from ressurspool.client import Client
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

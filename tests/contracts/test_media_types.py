"""Which media types and codings a body may have, and what is said of others (C03)."""

import pytest

from services.kit.schemas import RequestModel
from tests.contracts.doors import doors
from tests.support.api import Api, assert_problem

BODY = '{"word": "blåbær"}'


class Said(RequestModel):
    word: str


@pytest.fixture(scope="module")
def api() -> Api:
    return Api(doors({"say_word": Said}))


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json"},
        {"Content-Type": "Application/JSON; charset=utf-8"},
        {"Content-Type": "application/json;charset=latin-1"},  # has no meaning (RFC 8259 §11)
        {"Content-Type": "application/json", "Content-Encoding": "identity"},
        {"Content-Type": "application/json", "Content-Encoding": ""},
    ],
)
def test_json_is_read(api: Api, headers: dict[str, str]) -> None:
    assert api.post("/say_word", headers, content=BODY.encode()).status_code == 200


def test_a_mark_of_utf_8_may_stand_before_it(api: Api) -> None:
    headers = {"Content-Type": "application/json"}
    assert api.post("/say_word", headers, content=BODY.encode("utf-8-sig")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Content-Type", "")],
        [("Content-Type", "text/plain")],
        [("Content-Type", "text/json")],
        [("Content-Type", "application/x-www-form-urlencoded")],
        [("Content-Type", "application/problem+json")],
        [("Content-Type", "application/jsonx")],
    ],
)
def test_another_type_or_none_is_refused(api: Api, headers: list[tuple[str, str]]) -> None:
    answer = api.request("POST", "/say_word", headers=headers, content=BODY.encode())
    assert_problem(answer, 415, "unsupported-media-type")
    assert answer.headers["Accept-Post"] == "application/json"
    assert "Accept-Encoding" not in answer.headers


@pytest.mark.parametrize("coding", ["gzip", "br", "gzip, identity", "Identity, deflate"])
def test_a_coding_is_refused(api: Api, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    answer = api.post("/say_word", headers, content=BODY.encode())
    assert_problem(answer, 415, "unsupported-media-type")
    assert answer.headers["Accept-Encoding"] == "identity"
    assert "Accept-Post" not in answer.headers


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_answer_says_what_to_send(api: Api, language: str) -> None:
    answer = api.post("/say_word", {"Accept-Language": language, "Content-Type": "text/plain"}, content=BODY.encode())
    assert "application/json" in assert_problem(answer, 415, "unsupported-media-type")["detail"]
    assert "blåbær" not in answer.text

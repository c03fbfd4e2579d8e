"""Preferences over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.api import Api, assert_problem
from tests.support.callers import person


class TestPreferences:
    def test_are_mail_at_once_until_one_chooses(self, api: Api) -> None:
        sub = str(uuid4())
        me = person("employee", sub=sub)
        answer = api.get("/v1/preferences", me)
        assert answer.json() == {"id": sub, "version": 0, "email": "at_once", "language": None}
        assert answer.headers["ETag"].startswith('"0-')

    def test_are_chosen_and_changed(self, api: Api) -> None:
        me = person("employee", sub=str(uuid4()))
        first = api.put("/v1/preferences", me | {"If-Match": '"0"'}, json={"email": "off", "language": "en"})
        assert (first.status_code, first.headers["ETag"][:3]) == (200, '"1-')
        api.put("/v1/preferences", me | {"If-Match": '"1"'}, json={"email": "at_once"})
        assert api.get("/v1/preferences", me).json() | {"id": ""} == {
            "id": "",
            "version": 2,
            "email": "at_once",
            "language": None,
        }

    def test_need_if_match(self, api: Api) -> None:
        assert_problem(
            api.put("/v1/preferences", person("employee"), json={"email": "off"}), 428, "precondition-required"
        )

    def test_refuse_a_stale_version(self, api: Api) -> None:
        me = person("employee", sub=str(uuid4())) | {"If-Match": '"0"'}
        api.put("/v1/preferences", me, json={"email": "off"})
        assert_problem(api.put("/v1/preferences", me, json={"email": "at_once"}), 412, "stale")

    @pytest.mark.parametrize(
        ("body", "pointer", "code"),
        [
            ({"email": "weekly"}, "/email", "wrong_value"),
            ({"email": "off", "language": "se"}, "/language", "wrong_value"),
            ({}, "/email", "missing"),
            ({"email": "off", "sms": True}, "", "unknown_field"),
        ],
    )
    def test_explain_what_is_wrong(self, api: Api, body: dict[str, Any], pointer: str, code: str) -> None:
        answer = api.put("/v1/preferences", person("employee") | {"If-Match": '"0"'}, json=body)
        problem = assert_problem(answer, 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]

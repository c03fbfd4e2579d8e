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
        shown = answer.json()
        kinds = shown.pop("kinds")
        hours = {"mail_from": 8, "mail_until": 17}
        assert shown == {"id": sub, "version": 0, "email": "at_once", "language": None, **hours}
        assert {kind["email"] for kind in kinds} == {"at_once"}
        assert answer.headers["ETag"].startswith('"0-')

    def test_are_chosen_and_changed(self, api: Api) -> None:
        me = person("employee", sub=str(uuid4()))
        first = api.put("/v1/preferences", me | {"If-Match": '"0"'}, json={"email": "off", "language": "en"})
        assert (first.status_code, first.headers["ETag"][:3]) == (200, '"1-')
        api.put("/v1/preferences", me | {"If-Match": '"1"'}, json={"email": "at_once"})
        shown = api.get("/v1/preferences", me).json()
        assert (shown["version"], shown["email"], shown["language"]) == (2, "at_once", None)

    def test_of_a_kind_are_chosen_and_say_why_some_are_mandatory(self, api: Api) -> None:
        me = person("employee", sub=str(uuid4())) | {"If-Match": '"0"', "Accept-Language": "nn"}
        chosen = {"email": "weekly", "kinds": {"placements": "off", "answers": "daily"}, "mail_from": 7}
        answer = api.put("/v1/preferences", me, json=chosen)
        kinds = {kind["kind"]: kind for kind in answer.json()["kinds"]}
        paces = {kind: read["email"] for kind, read in kinds.items()}
        assert (paces["placements"], paces["answers"]) == ("off", "daily")
        assert (paces["body"], paces["security"]) == ("weekly", "at_once")
        assert kinds["answers"]["mandatory"].startswith("Kan ikkje slåast av")
        assert kinds["placements"]["mandatory"] is None

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
            ({"email": "hourly"}, "/email", "wrong_value"),
            ({"email": "off", "kinds": {"answers": "off"}}, "/kinds/answers", "wrong_value"),
            ({"email": "off", "kinds": {"security": "daily"}}, "/kinds/security", "wrong_value"),
            ({"email": "off", "mail_from": 24}, "/mail_from", "out_of_range"),
            ({"email": "off", "mail_from": 17}, "/mail_until", "out_of_range"),
            ({"email": "off", "language": "se"}, "/language", "wrong_value"),
            ({}, "/email", "missing"),
            ({"email": "off", "sms": True}, "", "unknown_field"),
        ],
    )
    def test_explain_what_is_wrong(self, api: Api, body: dict[str, Any], pointer: str, code: str) -> None:
        answer = api.put("/v1/preferences", person("employee") | {"If-Match": '"0"'}, json=body)
        problem = assert_problem(answer, 422, "invalid")
        assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]

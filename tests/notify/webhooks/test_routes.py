"""Webhooks over HTTP: bounded, well-formed, and no secret shown twice."""

from typing import Any

import pytest
from sqlalchemy import select

from services.kit.data.database import Database
from services.kit.environment import SettingsRefused
from services.kit.web.application import Overrides
from services.notify.main import create_app, rules_for
from services.notify.settings import NotifySettings
from services.notify.webhooks.domain import MOST_OF_BODY, SOURCE_OF
from services.notify.webhooks.models import Webhook
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, StaticKeys, person

ASKED = {"url": "https://receiver.example/hook", "description": "Saksbehandling"}


def me() -> dict[str, str]:
    """Made when it is asked for: a token lives for five minutes."""
    return person("coordinator", BAERUM)


@pytest.fixture
def api(database: Database) -> Api:
    return Api(create_app(overrides=Overrides(keys=StaticKeys(), database=database)))


def created(api: Api, **changes: Any) -> dict[str, Any]:
    answered = api.post("/v1/webhooks", me(), json=ASKED | changes)
    assert answered.status_code == 201, answered.text
    found: dict[str, Any] = answered.json()
    return found


def change(database: Database, **values: Any) -> None:
    with database.write() as session:
        for webhook in session.scalars(select(Webhook)):
            for name, value in values.items():
                setattr(webhook, name, value)


class TestCreate:
    def test_shows_the_secret_this_once(self, api: Api) -> None:
        made = created(api, types=["need.opened"])
        assert made["secret"].startswith("whsec_")
        assert (made["state"], made["types"]) == ("unconfirmed", ["need.opened"])
        read = api.get(f"/v1/webhooks/{made['id']}", me())
        assert read.json() == {name: value for name, value in made.items() if name != "secret"}
        assert made["secret"] not in api.get("/v1/webhooks", me()).text

    @pytest.mark.parametrize(
        "url", ["http://receiver.example/", "https://127.0.0.1/", "https://2130706433/", "https://receiver.example:22/"]
    )
    def test_refuses_what_may_not_be_called(self, api: Api, url: str) -> None:
        answered = api.post("/v1/webhooks", me(), json=ASKED | {"url": url})
        assert answered.status_code == 422
        (error,) = answered.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/url", "wrong_webhook_url")
        assert url not in answered.text

    def test_names_the_types_there_are(self, api: Api) -> None:
        answered = api.post("/v1/webhooks", me(), json=ASKED | {"types": ["need.opened", "need.nothing"]})
        assert (answered.status_code, answered.json()["legal"]) == (422, sorted(SOURCE_OF))
        assert answered.json()["errors"][0]["pointer"] == "/types/1"

    def test_is_bounded_for_each_body(self, api: Api) -> None:
        for _ in range(MOST_OF_BODY):
            created(api)
        answered = api.post("/v1/webhooks", me(), json=ASKED)
        assert (answered.status_code, answered.json()["type"]) == (409, "/problems/too-many-webhooks")
        assert api.post("/v1/webhooks", person("coordinator", HUSBANKEN), json=ASKED).status_code == 201


class TestOne:
    def test_is_nobody_elses(self, api: Api) -> None:
        place = f"/v1/webhooks/{created(api)['id']}"
        another = person("coordinator", HUSBANKEN)
        assert api.get(place, another).status_code == 404
        assert api.post(f"{place}/secret", another).status_code == 404
        assert api.get("/v1/webhooks", another).json()["items"] == []

    def test_is_changed_as_its_state_allows(self, api: Api, database: Database) -> None:
        place = f"/v1/webhooks/{created(api)['id']}"
        refused = api.post(f"{place}/pause", me())
        assert (refused.status_code, refused.json()["legal"]) == (409, ["resume"])
        change(database, state="active")
        assert api.post(f"{place}/pause", me()).json()["state"] == "paused"
        assert api.post(f"{place}/test", me()).json()["legal"] == ["replay", "resume"]
        assert api.post(f"{place}/resume", me()).json()["state"] == "active"
        assert api.post(f"{place}/test", me()).status_code == 201

    def test_is_replayed_backwards_only(self, api: Api, database: Database) -> None:
        place = f"/v1/webhooks/{created(api)['id']}"
        change(database, state="active", position=7)
        assert api.post(f"{place}/replay", me(), json={"after": 8}).status_code == 422
        assert api.post(f"{place}/replay", me(), json={"after": 3}).json()["position"] == 3

    def test_gets_another_secret(self, api: Api) -> None:
        made = created(api)
        new = api.post(f"/v1/webhooks/{made['id']}/secret", me()).json()
        assert new["secret"] != made["secret"]
        assert new["old_secret_until"] is not None

    def test_is_removed(self, api: Api) -> None:
        place = f"/v1/webhooks/{created(api)['id']}"
        assert api.request("DELETE", place, headers=me()).status_code == 200
        assert api.get(place, me()).status_code == 404


@pytest.mark.parametrize("networks", ["10.0.0.0/33", "x", "10.0.0.1/8"])
def test_a_setting_that_is_no_network_refuses_to_start(networks: str) -> None:
    with pytest.raises(SettingsRefused, match="NOTIFY_WEBHOOK_NETWORKS"):
        NotifySettings(webhook_networks=networks)


@pytest.mark.parametrize("quiet", [True, False])
def test_mails_about_webhooks_keep_the_quiet_hours_that_are_set(quiet: bool) -> None:
    assert rules_for(NotifySettings(quiet_hours=quiet)).bounds.at_any_time is not quiet

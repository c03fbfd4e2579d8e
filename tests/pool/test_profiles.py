"""The public part of several profiles at once: for whom, and what of it the expert can see."""

from typing import Any

from tests.pool.factories import endorsed, signed_up
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person


def host() -> dict[str, str]:
    """Made when it is asked for: a token lives for five minutes."""
    return person("requester", HUSBANKEN)


def profiles(api: Api, headers: dict[str, str], *expert_ids: str) -> dict[str, dict[str, Any]]:
    answer = api.get(f"/v1/profiles?experts={','.join(expert_ids)}", headers)
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["profiles"]}


class TestProfiles:
    def test_are_as_each_is_read(self, api: Api) -> None:
        ids = [endorsed(api, about="Kjent fra avisen")[0], endorsed(api, named=True, county="akershus")[0]]
        found = profiles(api, host(), *ids)
        assert found == {one: api.get(f"/v1/experts/{one}", host()).json() for one in ids}
        assert found[ids[0]]["shown_as"] == "pseudonymous"

    def test_are_none_before_the_endorsement_or_of_ones_own_body(self, api: Api) -> None:
        waiting, endorsed_one = signed_up(api)[0], endorsed(api)[0]
        assert profiles(api, host(), waiting, endorsed_one).keys() == {endorsed_one}
        assert profiles(api, person("requester", BAERUM), waiting, endorsed_one) == {}

    def test_log_the_readings_of_those_who_are_named(self, api: Api) -> None:
        (named, me), (hidden, other) = endorsed(api, named=True), endorsed(api)
        before = [self.readings(api, one) for one in (me, other)]
        profiles(api, host(), named, hidden, named)
        assert [self.readings(api, one) for one in (me, other)] == [before[0] + 1, before[1]]

    def readings(self, api: Api, me: dict[str, str]) -> int:
        return len(api.get("/v1/me/access-log", me).json()["items"])

"""A host cannot find hidden counties by posting on-site needs in one after another."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.access.table import Caller, CallerKind
from services.kit.data.database import Database
from services.matching.counties.service import Counties
from services.scheme.roles import Role
from tests.matching.scenes.plans import lines, made, pairs
from tests.matching.scenes.states import NOON, PERSON, a_need, an_id, expert_json, filled, need_json
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL

pytestmark = pytest.mark.usefixtures("at_noon")
COUNTIES = ["oslo", "troms", "rogaland", "akershus", "agder"]


def host(role: str = "requester", org: str = BAERUM) -> dict[str, str]:
    return callers.person(role, org)


def needs() -> list[dict[str, Any]]:
    return [need_json(1001 + n, county=county) for n, county in enumerate(COUNTIES)]


def candidates(api: Api, n: int, caller: dict[str, str] | None = None) -> dict[str, Any]:
    body: dict[str, Any] = api.get(f"/v1/needs/{an_id(1001 + n)}/candidates", caller or host()).json()
    return body


def explanation(api: Api, n: int, expert: int = 1) -> dict[str, Any]:
    body: dict[str, Any] = api.get(f"/v1/needs/{an_id(1001 + n)}/candidates/{an_id(expert)}", host()).json()
    return {key: value for key, value in body.items() if key != "need_id"}


class TestWhoAsksForOneCountyAfterAnother:
    def test_is_told_of_three_and_then_leaves_out_the_hidden(self, api: Api) -> None:
        filled(api, experts=[expert_json()], needs=needs())
        assert [len(candidates(api, n)["candidates"]) for n in range(3)] == [0, 0, 0]
        fourth = candidates(api, 3)  # where the expert is
        assert (fourth["candidates"], fourth["counts"]["withheld"]) == ([], 1)
        assert [note["code"] for note in fourth["counts"]["notes"]] == ["place_not_told"]
        assert candidates(api, 0)["counts"]["withheld"] == 0

    def test_is_explained_the_same_wherever_the_expert_lives(self, api: Api) -> None:
        filled(api, experts=[expert_json()], needs=needs())
        for n in range(3):
            candidates(api, n)
        here, elsewhere = explanation(api, 3), explanation(api, 4)
        assert here == elsewhere
        assert here["eligible"] is None
        assert [reason["code"] for reason in here["against"]] == ["place_not_told"]

    def test_still_finds_those_whose_county_is_no_secret(self, api: Api) -> None:
        homes = [HUSBANKEN, HUSBANKEN, HUSBANKEN, LANEKASSEN, TOLL]
        shown = [expert_json(n, home=home) for n, home in enumerate(homes, start=1)]
        filled(api, experts=[*shown, expert_json(6, county="oslo", remote=True)], needs=needs())
        for n in range(3):
            candidates(api, n)
        assert len(candidates(api, 3)["candidates"]) == 6
        assert explanation(api, 3)["eligible"] is True

    def test_is_told_no_more_whatever_own_profiles_say(self, api: Api) -> None:
        """Four own people stand beside the expert, in the county that is asked for (I31)."""
        own = [expert_json(n, home=BAERUM) for n in range(2, 6)]
        filled(api, experts=[expert_json(), *own], needs=needs())
        for n in range(3):
            candidates(api, n)
        assert (candidates(api, 3)["candidates"], explanation(api, 3)["eligible"]) == ([], None)
        filled(
            api,
            experts=[expert_json(), *[one | {"home": TOLL} for one in own[:2]], own[2] | {"home": LANEKASSEN}],
            needs=[],
        )
        assert candidates(api, 3)["candidates"] == []
        filled(api, experts=[own[3] | {"home": LANEKASSEN}], needs=[])
        assert len(candidates(api, 3)["candidates"]) == 5  # the negative control: others' people tell

    def test_a_broker_is_told_all(self, api: Api) -> None:
        filled(api, experts=[expert_json()], needs=needs())
        broker = host("broker", LANEKASSEN)
        assert [len(candidates(api, n, broker)["candidates"]) for n in range(5)] == [0, 0, 0, 1, 0]

    def test_counties_count_no_more_after_a_while(self, api: Api, at: Callable[[timedelta], None]) -> None:
        filled(api, experts=[expert_json()], needs=[need_json(1004, latest_start="2027-12-01"), *needs()[:3]])
        for n in range(3):
            candidates(api, n)
        assert candidates(api, 3)["counts"]["withheld"] == 1
        at(timedelta(days=91))
        assert clock.now() > NOON
        assert len(candidates(api, 3)["candidates"]) == 1


class TestCounties:
    """What a process remembers instead of asking the table."""

    def test_are_remembered_for_a_day_once_committed(
        self, api: Api, database: Database, at: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(api, experts=[expert_json()], needs=needs())
        with monkeypatch.context() as fault:
            fault.setattr(database, "_commit", full_disk)
            assert_problem(api.get(f"/v1/needs/{an_id(1001)}/candidates", host()), 500, "internal")
        assert not is_remembered(api, 0)
        candidates(api, 0)
        assert is_remembered(api, 0)
        assert not is_remembered(api, 1)
        at(timedelta(days=1))
        assert is_remembered(api, 0)
        at(timedelta(seconds=1))  # when the next use is to be noted
        assert not is_remembered(api, 0)

    def test_are_not_remembered_where_none_is_left(self, api: Api) -> None:
        filled(api, experts=[expert_json()], needs=needs())
        for n in range(5):
            candidates(api, n)
        assert [is_remembered(api, n) for n in range(5)] == [True, True, True, False, False]


def is_remembered(api: Api, n: int) -> bool:
    counties: Counties = api.app.state.counties
    caller = Caller(
        kind=CallerKind.PERSON,
        sub=PERSON,
        client_id="cli",
        org=BAERUM,
        roles=frozenset({Role.REQUESTER}),
        scopes=frozenset({"matching:read"}),
        bearer="",
    )
    return counties.are_known_to_include(caller, a_need(county=COUNTIES[n]))


def full_disk(session: Session) -> None:
    session.flush()
    raise RuntimeError("disk full")


class TestWhoPlansForOneCountyAfterAnother:
    def test_is_told_of_three_and_then_the_hidden_are_left_out(self, api: Api) -> None:
        filled(api, experts=[expert_json(county="troms")], needs=needs())  # in order: agder, akershus, oslo, …
        plan = made(api)
        assert plan["untold"] == ["rogaland", "troms"]
        assert plan["placements"] == 0
        filled(api, experts=[expert_json(county="oslo")], needs=needs())
        assert pairs(api, made(api)) == {(an_id(1001), an_id(1))}

    def test_is_told_the_same_of_a_need_wherever_the_expert_lives(self, api: Api) -> None:
        gaps_by_need = []
        for county in ("rogaland", "troms"):
            filled(api, experts=[expert_json(county=county)], needs=needs())
            gaps = lines(api, made(api, in_a_row=2), "gaps")
            gaps_by_need.append({gap["need_id"]: (gap["because"], gap["condition"]) for gap in gaps})
        assert gaps_by_need[0] == gaps_by_need[1]

    def test_cannot_find_out_by_fixing_a_pair(self, api: Api) -> None:
        filled(api, experts=[expert_json(county="troms")], needs=needs())
        made(api)
        pair = {"need_id": an_id(1002), "expert_id": an_id(1)}
        answer = api.post("/v1/plans", host("coordinator"), json={"fixed": [pair]})
        assert assert_problem(answer, 422, "invalid")["errors"][0]["code"] == "does_not_fit"

    def test_plans_across_bodies_with_all(self, api: Api) -> None:
        filled(api, experts=[expert_json(county="troms")], needs=needs())
        plan = made(api, host("broker", LANEKASSEN))
        assert (plan["untold"], plan["placements"]) == ([], 1)

    def test_would_be_told_all_without_the_bound(self, api: Api) -> None:
        """The negative control: with a slot for every county, the plan shows where the expert is."""
        api.app.state.counties.settings = api.app.state.settings.model_copy(update={"told_counties": 100})
        filled(api, experts=[expert_json(county="troms")], needs=needs())
        assert pairs(api, made(api)) == {(an_id(1002), an_id(1))}

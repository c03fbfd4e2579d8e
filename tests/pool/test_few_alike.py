"""What a requester is shown does not depend on people whom they can make up (I31), nor tells of their colleagues."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from services.pool import domain
from services.pool.domain import Alike
from services.pool.models import Expert
from services.pool.repository.shown_experts import ShownExperts
from services.pool.routes import experts as routes
from services.scheme.privacy import SMALLEST_GROUP, are_many
from tests.pool.factories import a_profile, endorsed
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL, person

COUNTIES = ("agder", "akershus", "oslo", "troms")


def asker() -> dict[str, str]:
    """A requester of the host: a token made now, since one lasts ten minutes."""
    return person("requester", HUSBANKEN)


def spread(api: Api, *homes: str, county: str = "akershus") -> list[str]:
    """An endorsed expert of each of these bodies."""
    return [endorsed(api, org=home, county=county)[0] for home in homes]


def move(api: Api, me: dict[str, str], county: str) -> None:
    edit = {name: value for name, value in a_profile(county=county).items() if name != "submit"}
    tag = {"If-Match": api.get("/v1/me/expert", me).headers["ETag"]}
    assert api.put(f"/v1/experts/{api.get('/v1/me/expert', me).json()['id']}", me | tag, json=edit).status_code == 200


def counties_found(api: Api, expert_id: str) -> Iterator[str]:
    """The attack: four own employees with the expert's own fields move through all counties together."""
    own = [endorsed(api, org=HUSBANKEN, county=COUNTIES[0])[1] for _ in range(4)]
    for county in COUNTIES:
        for me in own:
            move(api, me, county)
        listed = api.get("/v1/experts?limit=100", asker()).json()["items"]
        one = api.get(f"/v1/experts/{expert_id}", asker()).json()
        shown = {item["county"] for item in listed if item["id"] == expert_id} | {one["county"]}
        yield from filter(None, shown)


class TestCounty:
    def test_is_hidden_whatever_own_profiles_say(self, api: Api) -> None:
        (expert_id,) = spread(api, BAERUM, county="oslo")
        assert list(counties_found(api, expert_id)) == []

    def test_negative_control_counting_everybody_tells_it(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        """As it was: nobody is the asker's own, and one body is enough."""
        monkeypatch.setattr(routes, "ShownExperts", EverybodyCounts)
        monkeypatch.setattr(domain, "are_many", lambda *, experts, bodies: experts >= SMALLEST_GROUP and bodies >= 0)
        (expert_id,) = spread(api, BAERUM, county="oslo")
        assert list(counties_found(api, expert_id)) == ["oslo"]

    @pytest.mark.parametrize(
        ("homes", "shown"),
        [
            ((BAERUM, BAERUM, BAERUM, LANEKASSEN, TOLL), "akershus"),
            ((BAERUM, BAERUM, LANEKASSEN, TOLL), None),
            ((BAERUM, BAERUM, BAERUM, LANEKASSEN, LANEKASSEN, LANEKASSEN), None),
            ((BAERUM, BAERUM, BAERUM, LANEKASSEN, HUSBANKEN, HUSBANKEN), None),
        ],
    )
    def test_is_shown_for_five_of_three_other_bodies(self, api: Api, homes: tuple[str, ...], shown: str | None) -> None:
        first, *_ = spread(api, *homes)
        assert api.get(f"/v1/experts/{first}", asker()).json()["county"] == shown
        listed = api.get("/v1/experts?limit=100", asker()).json()["items"]
        assert {item["county"] for item in listed} == {shown}

    def test_is_another_answer_to_another_body(self, api: Api) -> None:
        """And another ETag, so that nobody is told to go on with what they were shown for another body."""
        first, *_ = spread(api, BAERUM, BAERUM, LANEKASSEN, TOLL, HUSBANKEN)
        path = f"/v1/experts/{first}"
        mine, theirs = api.get(path, asker()), api.get(path, person("requester", "974760673"))
        assert (mine.json()["county"], theirs.json()["county"]) == (None, "akershus")
        again = api.get(path, asker() | {"If-None-Match": theirs.headers["ETag"]})
        assert again.status_code == 200


class TestColleagues:
    """S07: a line manager with the role of a requester does not learn who of the unit looks elsewhere."""

    @pytest.mark.parametrize("role", ["requester", "coordinator"])
    def test_are_left_out_of_the_pool_as_a_body_browses_it(self, api: Api, role: str) -> None:
        (own,) = spread(api, BAERUM)
        (other,) = spread(api, LANEKASSEN)
        shown = api.get("/v1/experts", person(role, BAERUM)).json()["items"]
        assert [item["id"] for item in shown] == [other]
        assert own not in api.get("/v1/experts?field=service-design", person(role, BAERUM)).text

    def test_are_absent_for_requesters_like_whoever_is_not_there(self, api: Api) -> None:
        (own,) = spread(api, BAERUM)
        asked = [api.get(f"/v1/experts/{key}", person("requester", BAERUM)) for key in (own, UUID(int=7))]
        for answer in asked:
            assert_problem(answer, 404, "not-found")
        assert len({_comparable(answer.json()) for answer in asked}) == 1

    def test_are_their_coordinators_business(self, api: Api) -> None:
        (own,) = spread(api, BAERUM)
        assert api.get(f"/v1/experts/{own}", person("coordinator", BAERUM)).json()["shown_as"] == "own"


def test_the_rule_counts_bodies_and_people() -> None:
    assert are_many(experts=5, bodies=3)
    assert not are_many(experts=4, bodies=4)
    assert not are_many(experts=50, bodies=2)


def _comparable(problem: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    ours = {"instance", "request_id"}
    return tuple(sorted((name, str(value)) for name, value in problem.items() if name not in ours))


class EverybodyCounts(ShownExperts):
    """As if nobody could make up people."""

    def count_alike(self, shown: Sequence[Expert], *, asker: str | None) -> Mapping[tuple[str | None, str], Alike]:
        return super().count_alike(shown, asker=None)

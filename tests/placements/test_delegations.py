"""Somebody who is no coordinator decides one placement, once, by a token that names it."""

from uuid import UUID, uuid4

import pytest

from services.kit.data.database import Database
from services.placements.decisions.repository import Decisions
from services.scheme.parties import Party
from tests.placements.factories import Cast
from tests.placements.tokens import delegate, detail_of
from tests.support.api import assert_problem
from tests.support.callers import HUSBANKEN, LANEKASSEN, a_token, bearer


class TestDecideOnce:
    def test_decides_for_the_home_agency(self, cast: Cast) -> None:
        placement_id = cast.proposed(by=cast.host)
        manager = delegate(placement_id)
        assert cast.read(placement_id, manager)["legal"] == ["approve", "reject"]
        agreed = cast.decide(manager, placement_id)
        assert (agreed.status_code, agreed.json()["state"]) == (201, "agreed")
        delegated = {one["party"]: one["delegated"] for one in agreed.json()["decisions"]}
        assert delegated == {"employee": False, "host": False, "home": True}

    def test_keeps_who_decided_and_by_what(self, cast: Cast, database: Database) -> None:
        placement_id, sub, delegation = cast.proposed(), str(uuid4()), str(uuid4())
        manager = delegate(placement_id, HUSBANKEN, sub=sub, delegation=delegation)
        assert cast.decide(manager, placement_id, decision="reject", reason="workload").status_code == 201
        with database.read() as session:
            kept = Decisions(session).list_of([UUID(placement_id)])[-1]
        assert (kept.party, kept.sub, str(kept.delegation_id)) == (Party.HOST, sub, delegation)

    def test_is_for_no_other_placement(self, cast: Cast) -> None:
        other, manager = cast.proposed(), delegate(str(uuid4()))
        assert_problem(cast.decide(manager, other), 404, "not-found")
        assert_problem(cast.api.get(f"/v1/placements/{other}", manager), 404, "not-found")

    def test_is_for_no_other_body(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        assert_problem(cast.decide(delegate(placement_id, LANEKASSEN), placement_id), 404, "not-found")

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/v1/placements"),
            ("GET", "/v1/candidacies"),
            ("PUT", "/v1/placements/{}/terms"),
            ("POST", "/v1/placements/{}/cancellation"),
            ("GET", "/v1/events"),
        ],
    )
    @pytest.mark.parametrize("roles", [["employee"], ["coordinator", "employee", "requester"]])
    def test_is_for_nothing_else_whatever_the_roles(self, cast: Cast, method: str, path: str, roles: list[str]) -> None:
        placement_id = cast.proposed()
        manager = delegate(placement_id, roles=roles)
        answer = cast.api.request(method, path.format(placement_id), headers=manager, json={"reason": "other"})
        assert_problem(answer, 403, "not-permitted")

    @pytest.mark.parametrize("said_by", ["sub", "by"])
    def test_not_about_ones_own_stay_nor_by_whom_one_lets(self, cast: Cast, said_by: str) -> None:
        placement_id = cast.proposed(by=cast.host)
        own = delegate(placement_id, **{said_by: cast.expert.person_id})
        assert cast.read(placement_id, own)["legal"] == []
        assert_problem(cast.decide(own, placement_id), 409, "decides-for-two")
        cast.edit(cast.requester, placement_id, percentage=80)  # voids the employee's own yes
        assert_problem(cast.decide(own, placement_id, terms_version=2), 409, "decides-for-two")

    @pytest.mark.parametrize("said_by", ["sub", "by"])
    def test_nor_for_a_second_party(self, cast: Cast, said_by: str) -> None:
        placement_id = cast.proposed(by=cast.host)
        manager = delegate(placement_id, **{said_by: cast.host_sub})
        assert cast.read(placement_id, manager)["legal"] == []
        assert_problem(cast.decide(manager, placement_id), 409, "decides-for-two")

    def test_nor_does_who_let_it_be_decided_decide_for_another_party(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        assert cast.decide(delegate(placement_id, by=cast.host_sub), placement_id).status_code == 201
        assert "approve" not in cast.read(placement_id, cast.host)["legal"]
        assert_problem(cast.decide(cast.host, placement_id), 409, "decides-for-two")

    def test_a_second_time_is_refused_also_on_other_terms(self, cast: Cast) -> None:
        placement_id = cast.proposed()
        manager = delegate(placement_id)
        assert cast.decide(manager, placement_id).status_code == 201
        assert_problem(cast.decide(manager, placement_id), 409, "already-decided")
        assert cast.edit(cast.requester, placement_id, percentage=80).status_code == 200
        assert cast.read(placement_id, manager)["legal"] == []
        assert_problem(cast.decide(manager, placement_id, terms_version=2), 409, "delegation-used")
        assert cast.decide(delegate(placement_id), placement_id, terms_version=2).status_code == 201

    @pytest.mark.parametrize(
        "details",
        [
            [],
            [{"type": "ressurspool:decision"}],
            [detail_of(str(uuid4())) | {"type": "another"}],
            [detail_of(str(uuid4())) | {"by": None}],
            [detail_of("all")],
            "all",
        ],
    )
    def test_a_token_that_says_so_otherwise_is_none(self, cast: Cast, details: object) -> None:
        token = a_token(authorization_details=details)
        assert_problem(cast.api.get(f"/v1/placements/{cast.proposed()}", bearer(token)), 401, "unauthenticated")

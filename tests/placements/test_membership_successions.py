"""Memberships that move with their body, which another has taken the place of: no doubt of their own."""

from datetime import timedelta

import pytest

from services.kit.data.database import Database
from tests.placements.factories import Cast
from tests.placements.memberships import doubts, joins, leaves, succeed
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, person


class TestSuccession:
    """auth grants a membership anew, by its id, where another body has taken its body's place."""

    @pytest.fixture
    def placement_id(self, cast: Cast, database: Database) -> str:
        joins(database, cast, BAERUM, ago=timedelta(days=400))
        return cast.agreed()

    def test_by_the_host_raises_no_doubt(self, cast: Cast, database: Database, placement_id: str) -> None:
        joins(database, cast, HUSBANKEN, version=2)
        assert cast.read(placement_id)["doubt"] is None

    @pytest.mark.parametrize(("joined", "doubt"), [(True, None), (False, "home_left")])
    def test_by_the_body_somebody_left_for_settles_it(
        self, cast: Cast, database: Database, placement_id: str, joined: bool, doubt: str | None
    ) -> None:
        leaves(database, cast, BAERUM)
        if joined:
            joins(database, cast, LANEKASSEN, membership="m-2")
        succeed(database, BAERUM, LANEKASSEN)
        assert cast.read(placement_id, person("coordinator", LANEKASSEN))["doubt"] == doubt

    def test_by_the_host_of_a_further_body_puts_the_stay_in_doubt(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        joins(database, cast, LANEKASSEN, membership="m-2")
        joins(database, cast, HUSBANKEN, membership="m-2", version=2)
        assert cast.read(placement_id)["doubt"] == "host_joined"

    def test_of_the_host_by_a_further_body_puts_the_stay_in_doubt(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        joins(database, cast, LANEKASSEN, membership="m-2")
        succeed(database, HUSBANKEN, LANEKASSEN)
        succeed(database, HUSBANKEN, LANEKASSEN)
        assert cast.read(placement_id)["doubt"] == "host_joined"
        assert doubts(cast) == ["placement.doubted"]

    def test_of_both_bodies_by_one_makes_a_return_no_hiring(
        self, cast: Cast, database: Database, placement_id: str
    ) -> None:
        succeed(database, BAERUM, HUSBANKEN)
        joins(database, cast, HUSBANKEN, version=2)
        leaves(database, cast, HUSBANKEN, version=3)
        assert cast.read(placement_id, cast.host)["doubt"] == "home_left"
        joins(database, cast, HUSBANKEN, membership="m-2")
        assert cast.read(placement_id, cast.host)["doubt"] is None

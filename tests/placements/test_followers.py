"""What placements does when an expert, a need or a person is gone."""

from typing import Any
from uuid import uuid4

import pytest

from services.kit.data.database import Database
from services.kit.events.follower import EventData, ReceivedEvent
from services.placements.followers import FOLLOWERS
from tests.placements.factories import Cast, some_day
from tests.support.callers import LANEKASSEN, service

HANDLERS = {kind: handler for follower in FOLLOWERS for kind, handler in follower.handlers.items()}


def handle(database: Database, kind: str, subject: object, *, version: int = 9, persons: tuple[str, ...] = ()) -> None:
    """Let placements handle an event, as its follower does."""
    data = EventData(version=version, persons=list(persons))
    event = ReceivedEvent(
        id=str(uuid4()), type=kind, subject=str(subject), time="2026-01-01T00:00:00+00:00", position="e.1", data=data
    )
    with database.write() as session:
        HANDLERS[kind](session, event)


def candidacy(cast: Cast, candidacy_id: str) -> dict[str, Any]:
    found: dict[str, Any] = cast.api.get(f"/v1/candidacies/{candidacy_id}", cast.employee).json()
    return found


def events(cast: Cast) -> list[str]:
    return [event["type"] for event in cast.api.get("/v1/events", service("placements", of="notify")).json()]


class TestExpertGone:
    @pytest.mark.parametrize(
        ("kind", "reason"),
        [
            ("expert.withdrawn", "not_available"),
            ("expert.endorsement_revoked", "no_employer_permission"),
            ("expert.expired", "no_employer_permission"),
        ],
    )
    def test_ends_what_is_open_and_cancels_what_is_proposed(
        self, cast: Cast, database: Database, kind: str, reason: str
    ) -> None:
        placement_id = cast.proposed()
        other = Cast(cast.api, cast.peers, host=LANEKASSEN, expert=cast.expert)
        offered = other.offered(start=str(some_day(365)))
        handle(database, kind, cast.expert.expert_id)
        assert (cast.read(placement_id)["state"], cast.read(placement_id)["reason"]) == ("cancelled", reason)
        ended = candidacy(other, offered)
        assert (ended["state"], ended["reason"], ended["seat_no"]) == ("withdrawn", reason, None)

    def test_twice_has_one_effect_with_its_events(self, cast: Cast, database: Database) -> None:
        cast.proposed()
        handle(database, "expert.withdrawn", cast.expert.expert_id)
        once = events(cast)
        handle(database, "expert.withdrawn", cast.expert.expert_id)
        assert events(cast) == once
        assert once.count("placement.cancelled") == 1

    def test_leaves_what_is_agreed(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        handle(database, "expert.withdrawn", cast.expert.expert_id)
        assert cast.read(placement_id)["state"] == "agreed"

    def test_a_late_event_leaves_what_began_after_it(self, cast: Cast, database: Database) -> None:
        offered = cast.offered()
        handle(database, "expert.endorsement_revoked", cast.expert.expert_id, version=cast.expert.version)
        assert candidacy(cast, offered)["state"] == "offered"

    def test_of_another_expert_touches_nothing(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        handle(database, "expert.withdrawn", uuid4())
        assert cast.read(placement_id)["state"] == "proposed"


class TestNeedClosed:
    def test_passes_over_the_candidates_and_cancels_the_proposed(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        again = Cast(cast.api, cast.peers)
        again.need = cast.need
        applied = again.applied()
        handle(database, "need.closed", cast.need.need_id)
        ended = candidacy(again, applied)
        assert (ended["state"], ended["reason"]) == ("not_selected", "no_longer_required")
        assert cast.read(placement_id)["reason"] == "no_longer_required"

    def test_leaves_what_is_agreed(self, cast: Cast, database: Database) -> None:
        placement_id = cast.agreed()
        handle(database, "need.closed", cast.need.need_id)
        assert cast.read(placement_id)["state"] == "agreed"


class TestPersonDisabled:
    def test_ends_what_that_person_was_the_employee_of(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        handle(database, "person.disabled", cast.expert.person_id, persons=(cast.expert.person_id,))
        assert cast.read(placement_id)["state"] == "cancelled"

    def test_leaves_what_others_are_the_employee_of(self, cast: Cast, database: Database) -> None:
        placement_id = cast.proposed()
        handle(database, "person.disabled", cast.home_sub, persons=(cast.home_sub,))
        assert cast.read(placement_id)["state"] == "proposed"

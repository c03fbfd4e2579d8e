"""All places are agreed, one comes free again, the need is edited: what its candidates are told."""

from typing import Any
from uuid import UUID

import pytest

from services.kit.data.database import Database
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.service import reserve
from services.placements.vacancies.repository import Vacancies
from tests.placements.factories import Cast, terms
from tests.placements.need_events import another, candidacy, events_of, handle
from tests.support.api import assert_problem


class TestFilled:
    def test_puts_who_wants_to_come_in_reserve(self, cast: Cast, database: Database) -> None:
        invited = another(cast)
        applied, interested = cast.applied(), invited.invited()
        invited.do(invited.employee, interested, "interest")
        handle(database, cast, "filled", version=5)
        for who, one in ((cast, applied), (invited, interested)):
            shown = candidacy(who, one)
            assert (shown["state"], shown["answer_by"], shown["legal"]) == ("reserve", None, ["withdraw"])
            assert events_of(cast, one)[-1][0] == "candidacy.reserved"

    def test_ends_an_invitation_that_waits_and_leaves_an_offer(self, cast: Cast, database: Database) -> None:
        offered = another(cast)
        invitation, offer = cast.invited(), offered.offered()
        handle(database, cast, "filled", version=5)
        ended = candidacy(cast, invitation)
        assert (ended["state"], ended["reason"]) == ("not_selected", "other_candidate_selected")
        assert candidacy(offered, offer)["state"] == "offered"

    def test_twice_or_late_has_no_effect(self, cast: Cast, database: Database) -> None:
        applied = cast.applied()
        handle(database, cast, "reopened", version=6)
        handle(database, cast, "filled", version=5)
        assert candidacy(cast, applied)["state"] == "applied"

    def test_an_application_of_that_moment_is_refused(self, cast: Cast, database: Database) -> None:
        """needs was asked before it was filled; nobody is left `applied`."""
        handle(database, cast, "filled", version=5)
        assert_problem(cast.ask(cast.employee, kind="application"), 409, "need-not-open")
        cast.peers.change_need(cast.need.need_id, version=6)
        assert cast.ask(cast.employee, kind="application").status_code == 201

    def test_one_in_reserve_may_leave(self, cast: Cast, database: Database) -> None:
        applied = cast.applied()
        handle(database, cast, "filled", version=5)
        assert cast.do(cast.employee, applied, "withdrawal", reason="personal").json()["state"] == "withdrawn"

    def test_news_of_before_does_not_end_what_was_begun_since(self, cast: Cast, database: Database) -> None:
        """The follower may lag: the need was full, and is open again when somebody is invited."""
        cast.peers.change_need(cast.need.need_id, version=6)
        invited = cast.invited()
        handle(database, cast, "filled", version=5)
        assert candidacy(cast, invited)["state"] == "invited"


class TestVersionUnknown:
    """Candidacies from before the need's version was noted, and the needs' feed from its beginning."""

    def forget(self, database: Database, *candidacy_ids: str) -> None:
        with database.write() as session:
            for candidacy_id in candidacy_ids:
                found = session.get(Candidacy, UUID(candidacy_id))
                assert found is not None
                found.need_version = 0

    def test_an_invitation_of_a_reopened_need_is_not_ended(self, cast: Cast, database: Database) -> None:
        applicant = another(cast)
        invited, applied = cast.invited(), applicant.applied()
        self.forget(database, invited, applied)
        handle(database, cast, "filled", version=5)
        handle(database, cast, "reopened", version=6)
        assert candidacy(cast, invited)["state"] == "invited"
        assert candidacy(applicant, applied)["state"] == "interested"

    def test_it_still_ends_by_its_own_deadline_and_with_the_need(self, cast: Cast, database: Database) -> None:
        invited = cast.invited()
        self.forget(database, invited)
        handle(database, cast, "filled", version=5)
        assert candidacy(cast, invited)["answer_by"] is not None
        handle(database, cast, "closed", version=6, outcome="filled")
        assert candidacy(cast, invited)["state"] == "not_selected"

    def test_it_is_known_from_the_next_edit_on(self, cast: Cast, database: Database) -> None:
        invited = cast.invited()
        self.forget(database, invited)
        handle(database, cast, "updated", version=7, changed=["dates"])
        handle(database, cast, "filled", version=8)
        assert candidacy(cast, invited)["state"] == "not_selected"

    def test_negative_control_zero_as_a_version_ends_it(
        self, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reserve, "VERSION_UNKNOWN", -1)
        invited = cast.invited()
        self.forget(database, invited)
        handle(database, cast, "filled", version=5)
        handle(database, cast, "reopened", version=6)
        assert candidacy(cast, invited)["state"] == "not_selected"


class TestReopened:
    def test_it_is_the_hosts_turn_again(self, cast: Cast, database: Database) -> None:
        applied = cast.applied()
        handle(database, cast, "filled", version=5)
        handle(database, cast, "reopened", version=6)
        shown = candidacy(cast, applied)
        assert shown["state"] == "interested"
        kind, codes = events_of(cast, applied)[-1]
        assert kind == "candidacy.returned"
        assert codes["answer_by"][:16] == shown["answer_by"][:16]

    def test_the_host_takes_one_up_as_soon_as_there_is_a_place(self, cast: Cast, database: Database) -> None:
        agreed, reserve = another(cast), cast.applied()
        placement = agreed.agreed()
        handle(database, cast, "filled", version=5)
        cast.peers.change_need(cast.need.need_id, state="filled", version=5)
        assert_problem(cast.do(cast.requester, reserve, "offer", **terms()), 409, "no-free-place")
        path = f"/v1/placements/{placement}/cancellation"
        assert cast.api.post(path, agreed.home, json={"reason": "workload"}).status_code == 201
        assert cast.do(cast.requester, reserve, "offer", **terms()).json()["state"] == "offered"
        assert cast.accept(reserve).status_code == 201


class TestClosed:
    @pytest.mark.parametrize(
        ("outcome", "reason"),
        [
            ("filled", "other_candidate_selected"),
            ("other_candidate_selected", "other_candidate_selected"),
            ("no_longer_required", "no_longer_required"),
        ],
    )
    def test_ends_the_reserve_by_what_happened(self, cast: Cast, database: Database, outcome: str, reason: str) -> None:
        applied = cast.applied()
        handle(database, cast, "filled", version=5)
        handle(database, cast, "closed", version=6, outcome=outcome)
        assert (candidacy(cast, applied)["state"], candidacy(cast, applied)["reason"]) == ("not_selected", reason)


class TestLapsed:
    def test_what_is_under_way_goes_on(self, cast: Cast) -> None:
        applied, other = cast.applied(), another(cast)
        cast.peers.change_need(cast.need.need_id, state="lapsed")
        assert_problem(other.ask(other.employee, kind="application"), 409, "need-not-open")
        assert cast.do(cast.host, applied, "offer", **terms()).status_code == 201
        placement = str(cast.accept(applied).json()["placement_id"])
        assert cast.decide(cast.home, placement).json()["state"] == "agreed"


class TestUpdated:
    def test_is_told_to_each_and_stands_at_an_earlier_offer(self, cast: Cast, database: Database) -> None:
        applicant = another(cast)
        offer, applied = cast.offered(), applicant.applied()
        handle(database, cast, "updated", version=5, changed=["dates", "place"])
        handle(database, cast, "updated", version=6, changed=["fields", "dates"])
        assert candidacy(cast, offer)["need_changed_since_offer"] == ["fields", "dates", "place"]
        assert candidacy(applicant, applied)["need_changed_since_offer"] == []
        told = [codes["changed"] for kind, codes in events_of(cast, applied) if kind == "candidacy.need_changed"]
        assert told == [["dates", "place"], ["fields", "dates"]]

    def test_of_before_the_offer_is_not_told(self, cast: Cast, database: Database) -> None:
        cast.peers.change_need(cast.need.need_id, version=5)
        offer = cast.offered()
        handle(database, cast, "updated", version=5, changed=["dates"])
        assert candidacy(cast, offer)["need_changed_since_offer"] == []

    @pytest.mark.parametrize("codes", [{}, {"changed": []}])
    def test_of_nothing_is_not_told(self, cast: Cast, database: Database, codes: dict[str, Any]) -> None:
        applied = cast.applied()
        handle(database, cast, "updated", version=5, **codes)
        assert [kind for kind, _ in events_of(cast, applied)] == ["candidacy.applied"]


class TestAtOnce:
    """The last place was taken just before: `tests/faults/test_reserve_races.py` has it in the same instant."""

    def test_negative_control_without_the_row_one_is_left(
        self, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Vacancies, "refuse_closed", lambda self, need: None)
        handle(database, cast, "filled", version=5)
        assert candidacy(cast, cast.applied())["state"] == "applied"

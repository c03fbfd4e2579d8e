"""What would count from a day that is over is refused: nobody could decide on it in time."""

from datetime import date, timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.placements.candidacies.service import offers
from services.placements.negotiations.service import answers
from services.placements.stays.service import proposals
from tests.placements.factories import Cast, some_day
from tests.placements.stays import begun, on_day
from tests.support.api import Api, assert_problem
from tests.support.callers import person


def later(cast: Cast, days: int) -> None:
    """The same people with tokens of so many days on. The clock has to stand there."""
    cast.employee = person("employee", cast.expert.home_org, sub=cast.expert.person_id)
    cast.home = person("coordinator", cast.expert.home_org, sub=cast.home_sub)
    cast.host = person("coordinator", cast.need.host_org, sub=cast.host_sub)


class TestAcceptance:
    """An offer may be answered until its first day is over."""

    @pytest.mark.parametrize(("days", "status"), [(2, 201), (3, 201), (4, 409)])
    def test_is_refused_once_the_first_day_is_over(self, cast: Cast, days: int, status: int) -> None:
        first = some_day(3)
        offer = cast.offered(start=str(first))
        with clock.stopped_at(clock.now() + timedelta(days=days)):
            later(cast, days)
            answer = cast.accept(offer)
            assert answer.status_code == status
            if status == 409:
                assert_problem(answer, 409, "deadline-passed")
                shown = cast.api.get(f"/v1/candidacies/{offer}", cast.employee).json()
                assert (shown["state"], shown["placement_id"]) == ("offered", None)

    def test_of_an_older_offer_that_may_be_answered_for_longer_is_refused_too(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(offers, "while_it_may_begin", lambda answer_by, _terms: answer_by)
        offer = cast.offered(start=str(some_day(3)))
        with clock.stopped_at(clock.now() + timedelta(days=4)):
            later(cast, 4)
            assert assert_problem(cast.accept(offer), 409, "day-passed")["day"] == str(some_day(-1))

    def test_negative_control_without_the_rules_it_proposes_what_is_over(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(offers, "while_it_may_begin", lambda answer_by, _terms: answer_by)
        monkeypatch.setattr(offers, "refuse_passed", lambda day, *, on: None)
        offer = cast.offered(start=str(some_day(3)))
        with clock.stopped_at(clock.now() + timedelta(days=4)):
            later(cast, 4)
            placement = cast.read(str(cast.accept(offer).json()["placement_id"]))
            assert clock.now().isoformat() > placement["decide_by"].replace("Z", "+00:00")


class TestAdoption:
    """What the employee proposed is over when the body takes it over."""

    def test_by_the_host_in_its_offer(self, api: Api, cast: Cast) -> None:
        offer = cast.offered()
        asked = cast.propose_terms("candidacies", offer, start=str(some_day(3)), end=str(some_day(70)))
        assert asked.status_code == 201, asked.text
        with clock.stopped_at(clock.now() + timedelta(days=4)):
            later(cast, 4)
            path = f"/v1/candidacies/{offer}/terms-proposals/{asked.json()['terms_proposal']['id']}/adoption"
            assert_problem(api.post(path, cast.host), 409, "day-passed")
            shown = api.get(f"/v1/candidacies/{offer}", cast.host).json()
            assert (shown["terms_version"], shown["terms_proposal"]["state"]) == (1, "proposed")

    def test_by_a_body_in_the_terms_of_a_placement(self, api: Api, cast: Cast) -> None:
        placement = cast.proposed()
        asked = cast.propose_terms("placements", placement, start=str(some_day(3)), end=str(some_day(70)))
        with clock.stopped_at(clock.now() + timedelta(days=4)):
            later(cast, 4)
            path = f"/v1/placements/{placement}/terms-proposals/{asked.json()['terms_proposal']['id']}/adoption"
            assert_problem(api.post(path, cast.home), 409, "day-passed")
            assert cast.read(placement)["terms_version"] == 1

    def test_negative_control_without_the_rule_it_points_at_what_was_not_sent(
        self, api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(answers, "refuse_passed", lambda day, *, on: None)
        offer = cast.offered()
        asked = cast.propose_terms("candidacies", offer, start=str(some_day(3)), end=str(some_day(70)))
        with clock.stopped_at(clock.now() + timedelta(days=4)):
            later(cast, 4)
            path = f"/v1/candidacies/{offer}/terms-proposals/{asked.json()['terms_proposal']['id']}/adoption"
            problem = assert_problem(api.post(path, cast.host), 422, "invalid")
            assert problem["errors"][0]["pointer"] == "/start"


class TestTerms:
    def test_dates_before_today_are_refused(self, cast: Cast) -> None:
        placement = cast.proposed()
        yesterday = some_day(-1)
        problem = assert_problem(cast.edit(cast.home, placement, start=str(yesterday)), 422, "invalid")
        assert problem["errors"][0]["pointer"] == "/start"
        assert cast.read(placement)["terms_version"] == 1


class TestAmendments:
    """The stay's last day is over, and the clock has not looked yet."""

    def asked(self, cast: Cast, placement: str, last: date) -> None:
        cast.home = person("coordinator", cast.expert.home_org, sub=cast.home_sub)
        cast.peers.change_expert(cast.expert.expert_id, version=cast.expert.version)
        self.answer = cast.amend(cast.home, placement, "extension", end=str(last + timedelta(days=20)))

    def test_of_a_stay_that_is_over_are_refused(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            last, placement = stay.last, stay.id
        with clock.stopped_at(clock.end_of(last) + timedelta(hours=1)):
            self.asked(cast, placement, last)
            assert assert_problem(self.answer, 409, "day-passed")["day"] == str(last)

    def test_of_its_last_day_may_be_asked_and_decided_until_it_is_over(self, cast: Cast, database: Database) -> None:
        with begun(cast, database) as stay:
            last, placement = stay.last, stay.id
        with on_day(last, database):
            self.asked(cast, placement, last)
            assert self.answer.status_code == 201

    def test_negative_control_without_the_rule_it_waits_for_what_cannot_come(
        self, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(proposals, "refuse_over", lambda placement: None)
        with begun(cast, database) as stay:
            last, placement = stay.last, stay.id
        with clock.stopped_at(clock.end_of(last) + timedelta(hours=1)):
            self.asked(cast, placement, last)
            assert self.answer.status_code == 201
        with on_day(last + timedelta(days=1), database, hour=23):
            path = f"/v1/placements/{placement}/amendments/{self.answer.json()['id']}"
            headers = person("coordinator", cast.expert.home_org, sub=cast.home_sub)
            assert cast.api.get(path, headers).json()["state"] == "expired"

"""While a coordinator is away, the others are asked."""

from datetime import date, timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.notify.members.repository import Members, ShownMembers
from tests.notify.factories import Story, absence_announced, absence_withdrawn, handle, member
from tests.notify.rows import codes_of
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person


def tasks_of(api: Api, who: str, org: str = BAERUM) -> list[str]:
    found = api.get("/v1/tasks", person("coordinator", org, sub=who))
    assert found.status_code == 200, found.text
    return [task["kind"] for task in found.json()["items"]]


@pytest.fixture
def leader(database: Database) -> str:
    return member(database, "coordinator", BAERUM)


@pytest.fixture
def substitute(database: Database, leader: str) -> str:
    return member(database, "coordinator", BAERUM)


class TestAway:
    def test_the_substitute_is_asked_and_notified_instead(
        self, api: Api, database: Database, leader: str, substitute: str
    ) -> None:
        handle(database, absence_announced(leader), Story().event("expert.submitted"))
        assert (tasks_of(api, leader), tasks_of(api, substitute)) == ([], ["endorse_expert"])
        assert (codes_of(database, leader), codes_of(database, substitute)) == ([], ["expert_submitted"])

    def test_what_waited_before_waits_for_the_substitute(
        self, api: Api, database: Database, leader: str, substitute: str
    ) -> None:
        handle(database, Story().event("expert.submitted"), absence_announced(leader))
        assert (tasks_of(api, leader), tasks_of(api, substitute)) == ([], ["endorse_expert"])

    def test_a_coordinator_who_is_alone_is_asked_all_the_same(self, api: Api, database: Database, leader: str) -> None:
        handle(database, absence_announced(leader), Story().event("expert.submitted"))
        assert (tasks_of(api, leader), codes_of(database, leader)) == (["endorse_expert"], ["expert_submitted"])

    def test_where_all_are_away_all_are_asked(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        handle(database, absence_announced(leader), absence_announced(substitute), Story().event("expert.submitted"))
        assert [tasks_of(api, leader), tasks_of(api, substitute)] == [["endorse_expert"]] * 2
        assert [codes_of(database, leader), codes_of(database, substitute)] == [["expert_submitted"]] * 2

    def test_lasts_from_the_first_day_to_the_last(
        self, api: Api, database: Database, leader: str, substitute: str
    ) -> None:
        with clock.stopped_at(clock.now()) as move:
            handle(database, absence_announced(leader, starts_in=1, days=1), Story().event("expert.submitted"))
            seen = [tasks_of(api, leader)]
            for _ in range(3):
                move(timedelta(days=1))
                seen.append(tasks_of(api, leader))
        assert seen == [["endorse_expert"], [], [], ["endorse_expert"]]

    def test_is_over_where_it_is_withdrawn(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        absence = absence_announced(leader)
        handle(database, absence, Story().event("expert.submitted"), absence_withdrawn(absence))
        assert tasks_of(api, leader) == ["endorse_expert"]

    def test_announced_again_has_the_new_days(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        handle(database, absence_announced(leader, subject="a"), absence_announced(leader, subject="a", starts_in=3))
        handle(database, Story().event("expert.submitted"))
        assert tasks_of(api, leader) == ["endorse_expert"]

    def test_counts_in_one_body_only(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        handle(database, absence_announced(leader, org=HUSBANKEN), Story().event("expert.submitted"))
        assert tasks_of(api, leader) == ["endorse_expert"]

    def test_control_without_the_rule_who_is_away_is_asked(
        self, api: Api, database: Database, leader: str, substitute: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ShownMembers, "list_away", nobody)
        monkeypatch.setattr(Members, "list_absences", lambda *_, **__: [])
        handle(database, absence_announced(leader), Story().event("expert.submitted"))
        assert (tasks_of(api, leader), codes_of(database, leader)) == (["endorse_expert"], ["expert_submitted"])


def nobody(members: ShownMembers, orgnr: str, *, on: date) -> set[str]:
    """The rule is taken away: nobody is ever away."""
    return set()

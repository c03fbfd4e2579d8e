"""While a coordinator is away, the others are asked."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.database import Database
from services.kit.events.follower import ReceivedEvent
from services.notify.repository import Members
from tests.notify.factories import Story, an_event, hear, member
from tests.notify.test_followers import told
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person


def away(who: str, *, days: int = 14, starts_in: int = 0, org: str = BAERUM, subject: str = "") -> ReceivedEvent:
    start = clock.today() + timedelta(days=starts_in)
    end, absence = str(start + timedelta(days=days)), subject or str(uuid4())
    return an_event("absence.announced", absence, orgs=[org], persons=[who], start=str(start), end=end)


def back(absence: ReceivedEvent) -> ReceivedEvent:
    data = absence.data
    return an_event("absence.withdrawn", absence.subject, orgs=data.orgs, persons=data.persons, **data.codes)


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
    def test_the_substitute_is_asked_and_told_instead(
        self, api: Api, database: Database, leader: str, substitute: str
    ) -> None:
        hear(database, away(leader), Story().event("expert.submitted"))
        assert (tasks_of(api, leader), tasks_of(api, substitute)) == ([], ["endorse_expert"])
        assert (told(database, leader), told(database, substitute)) == ([], ["expert_submitted"])

    def test_what_waited_before_waits_for_the_substitute(
        self, api: Api, database: Database, leader: str, substitute: str
    ) -> None:
        hear(database, Story().event("expert.submitted"), away(leader))
        assert (tasks_of(api, leader), tasks_of(api, substitute)) == ([], ["endorse_expert"])

    def test_who_is_alone_is_asked_all_the_same(self, api: Api, database: Database, leader: str) -> None:
        hear(database, away(leader), Story().event("expert.submitted"))
        assert (tasks_of(api, leader), told(database, leader)) == (["endorse_expert"], ["expert_submitted"])

    def test_where_all_are_away_all_are_asked(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        hear(database, away(leader), away(substitute), Story().event("expert.submitted"))
        assert [tasks_of(api, leader), tasks_of(api, substitute)] == [["endorse_expert"]] * 2
        assert [told(database, leader), told(database, substitute)] == [["expert_submitted"]] * 2

    def test_lasts_from_the_first_day_to_the_last(
        self, api: Api, database: Database, leader: str, substitute: str
    ) -> None:
        with clock.stopped_at(clock.now()) as move:
            hear(database, away(leader, starts_in=1, days=1), Story().event("expert.submitted"))
            seen = [tasks_of(api, leader)]
            for _ in range(3):
                move(timedelta(days=1))
                seen.append(tasks_of(api, leader))
        assert seen == [["endorse_expert"], [], [], ["endorse_expert"]]

    def test_is_over_where_it_is_withdrawn(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        absence = away(leader)
        hear(database, absence, Story().event("expert.submitted"), back(absence))
        assert tasks_of(api, leader) == ["endorse_expert"]

    def test_told_anew_has_the_new_days(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        hear(database, away(leader, subject="a"), away(leader, subject="a", starts_in=3))
        hear(database, Story().event("expert.submitted"))
        assert tasks_of(api, leader) == ["endorse_expert"]

    def test_is_of_one_body(self, api: Api, database: Database, leader: str, substitute: str) -> None:
        hear(database, away(leader, org=HUSBANKEN), Story().event("expert.submitted"))
        assert tasks_of(api, leader) == ["endorse_expert"]

    def test_control_without_the_rule_who_is_away_is_asked(
        self, api: Api, database: Database, leader: str, substitute: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Members, "list_away", nobody)
        hear(database, away(leader), Story().event("expert.submitted"))
        assert (tasks_of(api, leader), told(database, leader)) == (["endorse_expert"], ["expert_submitted"])


def nobody(members: Members, orgnr: str, *, on: date) -> set[str]:
    """The rule taken away."""
    return set()

"""Experts who turned alerts on get alerts about new needs: once for each, and few a week."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.kit.data.database import Database
from services.matching.alerts.repository import Alerts
from services.matching.jobs import alert_once, forget_shown, jobs
from services.matching.settings import MatchingSettings
from services.matching.suggestions.shown_today import ShownToday
from tests.matching.scenes.states import PERSON, an_id, expert_json, filled, made_at_noon, need_json
from tests.support import callers
from tests.support.api import Api

pytestmark = pytest.mark.usefixtures("at_noon")
service = made_at_noon(callers.service)


def alerted(api: Api, database: Database, *, per_week: int = 3) -> list[tuple[str, str]]:
    """Every (need, expert) with an alert so far, after another round."""
    alert_once(database, api.app.state.index, per_week=per_week)
    events = api.get("/v1/events?limit=100", callers.service("matching", of="notify")).json()
    assert all(event["type"] == "opportunity.found" and event["data"]["orgs"] == [] for event in events)
    assert {person for event in events for person in event["data"]["persons"]} <= {PERSON}
    return [(event["data"]["codes"]["need_id"], event["data"]["codes"]["expert_id"]) for event in events]


class TestAlerts:
    def test_reach_those_who_asked_and_fit_once(self, api: Api, database: Database) -> None:
        experts = [expert_json(1, alerts=True), expert_json(2), expert_json(3, alerts=True, percentage=20)]
        filled(api, experts=experts, needs=[need_json(1001), need_json(1002, state="on_hold")])
        assert alerted(api, database) == alerted(api, database) == [(an_id(1001), an_id(1))]

    def test_are_none_before_the_index_is_complete(self, api: Api, database: Database) -> None:
        assert alerted(api, database) == []

    def test_do_not_come_of_needs_that_were_open_before_they_were_asked_for(self, api: Api, database: Database) -> None:
        filled(api, experts=[expert_json()], needs=[need_json(1001)])
        assert alerted(api, database) == []
        filled(api, experts=[expert_json(alerts=True)], needs=[need_json(1001), need_json(1003)])
        assert alerted(api, database) == [(an_id(1003), an_id(1))]

    def test_are_few_a_week_and_the_best_first(
        self, api: Api, database: Database, at: Callable[[timedelta], None]
    ) -> None:
        worst = need_json(1001, must_skills=["python"])
        filled(api, experts=[expert_json(alerts=True)], needs=[worst, need_json(1002), need_json(1003)])
        assert [need for need, _ in alerted(api, database, per_week=2)] == [an_id(1002), an_id(1003)]
        filled(api, experts=[], needs=[need_json(1004)])
        assert len(alerted(api, database, per_week=2)) == 2
        at(timedelta(days=8))
        filled(api, experts=[], needs=[need_json(1005)])
        assert alerted(api, database, per_week=2)[2:] == [(an_id(1005), an_id(1))]

    def test_come_of_one_replica_only(self, database: Database) -> None:
        for first in (True, False):
            with database.write() as session:
                assert Alerts(session).claim(an_id(1001)) is first

    def test_look_again_only_after_the_needs_changed(
        self, api: Api, database: Database, at: Callable[[timedelta], None]
    ) -> None:
        alert = jobs(api.app.state.index, MatchingSettings(), ShownToday())[0].work
        filled(api, experts=[], needs=[need_json(1001)])
        alert(database)
        assert looked_at(database) == {an_id(1001)}
        at(timedelta(seconds=1))
        forget_shown(database, ShownToday(), months=0)  # as if nobody had looked
        alert(database)
        assert looked_at(database) == set()
        filled(api, experts=[], needs=[need_json(1001), need_json(1002)])
        alert(database)
        assert looked_at(database) == {an_id(1001), an_id(1002)}


def looked_at(database: Database) -> set[str]:
    with database.read() as session:
        return Alerts(session).list_looked_at()

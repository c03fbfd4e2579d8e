"""A suggestion can be read again, by whoever was shown it, for as long as it is kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.matching.jobs import forget_shown
from services.matching.suggestions.models import ShownState, Suggestion
from services.matching.suggestions.shown_today import MOST, ShownToday
from services.matching.suggestions.suggestion_log import MOST_A_DAY
from tests.matching.scenes.states import NOON, PERSON, an_id, expert_json, filled, made_at_noon, need_json
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

person = made_at_noon(callers.person)
pytestmark = pytest.mark.usefixtures("at_noon")

CANDIDATES = f"/v1/needs/{an_id(1001)}/candidates"
HOST = person("requester", BAERUM, sub="7a0c2f0e-6a57-4f0c-9a3a-0d5c2f6f1a10")
MYSELF = person("employee", HUSBANKEN, sub=PERSON)
SHOWN = [
    (CANDIDATES, HOST),
    (f"{CANDIDATES}?perspective=other_sector&weights=field:0.6&limit=1", HOST),
    (f"{CANDIDATES}/{an_id(1)}", HOST),
    (f"{CANDIDATES}/{an_id(3)}", HOST),
    (f"{CANDIDATES}/{an_id(4)}", person("coordinator", BAERUM)),
    (f"/v1/experts/{an_id(1)}/opportunities", MYSELF),
]


class TestShowSuggestion:
    @pytest.mark.parametrize(("path", "caller"), SHOWN)
    def test_is_the_same_answer_when_all_has_changed(self, followed: Api, path: str, caller: dict[str, str]) -> None:
        first = followed.get(path, caller)
        filled(followed, experts=[expert_json(1, fields=[]), expert_json(9)], needs=[need_json(1001, months=3)])
        with clock.stopped_at(NOON + timedelta(minutes=3)):
            again = followed.get(f"/v1/suggestions/{first.headers['Suggestion-Id']}", caller).json()
        assert again["replay"] == "same"
        assert again["answer"] == first.json()

    def test_is_for_whom_it_was_shown_to_and_brokers(self, followed: Api) -> None:
        path = f"/v1/suggestions/{followed.get(CANDIDATES, HOST).headers['Suggestion-Id']}"
        assert followed.get(path, person("broker", LANEKASSEN)).status_code == 200
        assert_problem(followed.get(path, person("coordinator", BAERUM)), 404, "not-found")
        assert_problem(followed.get(path), 401, "unauthenticated")
        assert_problem(followed.get(path, person("requester", scope="needs:read")), 403, "not-permitted")
        assert_problem(followed.get("/v1/suggestions/17", HOST), 422, "invalid")
        assert_problem(followed.get(f"/v1/suggestions/{an_id(7)}", HOST), 404, "not-found")

    def test_says_that_the_scoring_is_another_now(self, followed: Api, database: Database) -> None:
        path = f"/v1/suggestions/{followed.get(CANDIDATES, HOST).headers['Suggestion-Id']}"
        with database.write() as session:
            session.execute(update(Suggestion).values(scoring_version="0"))
        body = followed.get(path, HOST).json()
        assert (body["replay"], body["answer"]) == ("superseded", None)
        assert [one["id"] for one in body["shown"]] == [an_id(1), an_id(2)]

    def test_says_that_the_inputs_are_gone(self, followed: Api, database: Database) -> None:
        path = f"/v1/suggestions/{followed.get(CANDIDATES, HOST).headers['Suggestion-Id']}"
        with database.write() as session:
            for state in session.scalars(select(ShownState)):
                session.delete(state)
        body = followed.get(path, HOST).json()
        assert (body["replay"], body["answer"]) == ("forgotten", None)


def count(database: Database, table: type[Suggestion] | type[ShownState]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


class TestRepeatedReads:
    """A reader's reading fills no table (I30)."""

    def test_are_one_line_within_the_hour(self, followed: Api, database: Database) -> None:
        ids = {followed.get(CANDIDATES, HOST).headers["Suggestion-Id"] for _ in range(5)}
        assert (len(ids), count(database, Suggestion)) == (1, 1)

    def test_are_lines_of_their_own_where_the_answer_differs(self, followed: Api, database: Database) -> None:
        followed.get(CANDIDATES, HOST)
        followed.get(f"{CANDIDATES}?limit=1", HOST)
        followed.get(f"{CANDIDATES}?limit=1", person("requester", BAERUM))
        filled(followed, experts=[expert_json(1, fields=[])], needs=[need_json(1001)])
        followed.get(f"{CANDIDATES}?limit=1", HOST)
        assert count(database, Suggestion) == 4

    def test_are_kept_again_after_an_hour(self, followed: Api, database: Database) -> None:
        followed.get(CANDIDATES, HOST)
        with database.write() as session:
            session.execute(update(Suggestion).values(at=NOON - timedelta(hours=1)))
        followed.get(CANDIDATES, HOST)
        assert count(database, Suggestion) == 2

    def test_are_refused_after_a_thousand_different_ones_in_a_day(self, followed: Api, database: Database) -> None:
        followed.get(CANDIDATES, HOST)
        with database.write() as session:
            line = session.scalars(select(Suggestion)).one()
            content = line.model_dump(exclude={"id", "ranking"})
            session.add_all(Suggestion(**content, ranking=[]) for _ in range(MOST_A_DAY - 1))
        refused = followed.get(f"{CANDIDATES}?limit=1", HOST)
        assert assert_problem(refused, 429, "too-many-suggestions")["seconds"] == int(refused.headers["Retry-After"])
        assert refused.headers["RateLimit-Policy"] == '"suggestions";q=1000;w=86400'
        assert followed.get(CANDIDATES, person("requester", BAERUM)).status_code == 200
        assert count(database, Suggestion) == MOST_A_DAY + 1


def lose_states(database: Database) -> None:
    with database.write() as session:
        session.execute(delete(ShownState))


def full_disk(session: Session) -> None:
    session.flush()
    raise RuntimeError("disk full")


class TestKeeping:
    def test_keeps_a_state_once_however_often_it_is_shown(self, followed: Api, database: Database) -> None:
        for _ in range(3):
            followed.get(CANDIDATES, person("requester", BAERUM))
        assert (count(database, Suggestion), count(database, ShownState)) == (3, 3)

    def test_writes_a_state_once_a_day(
        self, followed: Api, database: Database, at: Callable[[timedelta], None]
    ) -> None:
        followed.get(CANDIDATES, person("requester", BAERUM))
        lose_states(database)  # which shows who writes them again
        followed.get(CANDIDATES, person("requester", BAERUM))
        assert count(database, ShownState) == 0
        at(timedelta(days=1))
        followed.get(CANDIDATES, callers.person("requester", BAERUM))
        assert count(database, ShownState) == 3

    def test_writes_them_again_where_they_may_have_been_deleted(self, followed: Api, database: Database) -> None:
        followed.get(CANDIDATES, person("requester", BAERUM))
        lose_states(database)
        forget_shown(database, followed.app.state.suggestion_log.shown_today, months=24)
        followed.get(CANDIDATES, person("requester", BAERUM))
        assert count(database, ShownState) == 3

    def test_does_not_take_for_written_what_was_rolled_back(
        self, followed: Api, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as fault:
            fault.setattr(database, "_commit", full_disk)
            assert_problem(followed.get(CANDIDATES, HOST), 500, "internal")
        assert count(database, ShownState) == 0
        shown = followed.get(CANDIDATES, HOST)
        assert count(database, ShownState) == 3
        assert followed.get(f"/v1/suggestions/{shown.headers['Suggestion-Id']}", HOST).json()["replay"] == "same"

    def test_notes_a_showing_of_each_day(
        self, followed: Api, database: Database, at: Callable[[timedelta], None]
    ) -> None:
        for _ in range(2):
            followed.get(CANDIDATES, callers.person("requester", BAERUM))
            at(timedelta(days=1))
        with database.read() as session:
            assert set(session.scalars(select(col(ShownState.last_shown_at)))) == {NOON + timedelta(days=1)}

    def test_remembers_a_bounded_number_of_states(self) -> None:
        shown = ShownToday()
        for n in range(MOST + 2):
            shown.remember([str(n)], day=NOON.date())
        assert shown.lacking(["0", str(MOST + 1)], day=NOON.date()) == {"0"}

    def test_forgets_after_the_retention(
        self, followed: Api, database: Database, at: Callable[[timedelta], None]
    ) -> None:
        followed.get(CANDIDATES, HOST)
        at(timedelta(days=24 * 31))
        forget_shown(database, followed.app.state.suggestion_log.shown_today, months=24)
        assert (count(database, Suggestion), count(database, ShownState)) == (1, 3)
        at(timedelta(days=2))
        forget_shown(database, followed.app.state.suggestion_log.shown_today, months=24)
        assert (count(database, Suggestion), count(database, ShownState)) == (0, 0)

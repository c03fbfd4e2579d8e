"""A digest comes once a day or week, of what was not read, by the need it is about."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from services.kit import clock
from services.kit.data.database import Database
from services.notify.digests.models import Digest
from services.notify.digests.repository import Digests
from services.notify.inbox.models import Message
from tests.notify.factories import Story
from tests.notify.fakes import FakeChannel
from tests.notify.mailing import MONDAY, choose, happen, mail_until, run_jobs
from tests.notify.rows import the_delivery
from tests.support.api import Api
from tests.support.callers import person

DIGEST_OF_ONE = "Sammendrag fra ressurspoolen: 1 uleste meldinger"

REMINDER = "Påminnelse: noe venter på deg"


def needs_of(employee: str, number: int) -> list[Story]:
    return [Story(employee=employee) for _ in range(number)]


class TestDaily:
    def test_has_what_happened_of_three_needs_and_comes_once(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        choose(database, story.employee, email="daily")
        with clock.stopped_at(MONDAY) as move:
            stories = needs_of(story.employee, 3)
            for one in stories:
                happen(database, one.event("candidacy.declined", reason="workload", reference="H-2026-00007"))
            happen(database, stories[0].event("candidacy.need_changed", changed=["dates"]))
            mailed = mail_until(database, channel, MONDAY + timedelta(days=4), move)
        assert mailed == {"Tue 24 08:00": ["Sammendrag fra ressurspoolen: 4 uleste meldinger"]}
        text = channel.letters[0].text
        assert [text.count(f"\nBehov {one.need[:4]}\n") for one in stories] == [1, 1, 1]
        assert text.count("- Et kandidatur er avslått (H-2026-00007)\n  http://localhost:8000/web/inbox/") == 3
        of_first = text.partition(f"\nBehov {stories[0].need[:4]}\n")[2].partition("\nBehov ")[0]
        assert "- Et behov du er kandidat til, er endret" in of_first

    def test_stands_among_ones_deliveries(self, api: Api, database: Database, story: Story) -> None:
        channel = FakeChannel()
        choose(database, story.employee, email="daily")
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.event("candidacy.declined", reason="workload"))
            mail_until(database, channel, MONDAY + timedelta(days=1), move)
        found = api.get("/v1/deliveries", person("employee", sub=story.employee)).json()["items"]
        assert [(one["state"], one["message_id"]) for one in found] == [("delivered", None)]

    def test_is_skipped_where_all_was_read(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        choose(database, story.employee, email="daily")
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.event("candidacy.declined", reason="workload"))
            with database.write() as session:
                session.scalars(select(Message)).one().read_at = clock.now()
            assert mail_until(database, channel, MONDAY + timedelta(days=2), move) == {}
        with database.read() as session:
            assert session.scalars(select(Digest)).all() == []

    def test_does_not_wait_with_what_has_a_deadline_before(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        choose(database, story.employee, kinds={"answers": "daily"})
        with clock.stopped_at(MONDAY) as move:
            soon, late = ((MONDAY + timedelta(days=days)).isoformat() for days in (0.5, 9))
            for by in (soon, late):
                happen(database, Story(employee=story.employee).event("candidacy.invited", answer_by=by))
            mailed = mail_until(database, channel, MONDAY + timedelta(days=1), move)
        assert mailed == {
            "Mon 23 10:00": ["Du er invitert"],
            "Mon 23 16:00": [REMINDER],
            "Tue 24 08:00": [DIGEST_OF_ONE],
        }

    def test_leaves_out_what_was_turned_off_meanwhile(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        choose(database, story.employee, email="daily")
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.event("candidacy.declined", reason="workload"))
            choose(database, story.employee, email="off")
            assert mail_until(database, channel, MONDAY + timedelta(days=2), move) == {}
        assert (the_delivery(database).state, the_delivery(database).reason) == ("dead", "nothing_new")


class TestWeekly:
    def test_comes_on_the_first_working_day_of_the_week(self, database: Database, story: Story) -> None:
        channel = FakeChannel()
        choose(database, story.employee, kinds={"candidacies": "weekly"})
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.event("candidacy.declined", reason="workload"))
            mailed = mail_until(database, channel, MONDAY + timedelta(days=9), move)
        assert mailed == {"Mon 30 08:00": [DIGEST_OF_ONE]}


class TestOnce:
    """A clock that is set back makes the same day begin again."""

    def run_twice(self, database: Database, story: Story) -> list[str]:
        channel = FakeChannel()
        choose(database, story.employee, email="daily")
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.event("candidacy.declined", reason="workload"))
            move(timedelta(days=1))
            subjects = run_jobs(database, channel)
            move(timedelta(days=-1))
            happen(database, Story(employee=story.employee).event("candidacy.declined", reason="workload"))
            move(timedelta(days=1, hours=1))
            return subjects + run_jobs(database, channel)

    def test_a_day_and_person(self, database: Database, story: Story) -> None:
        assert self.run_twice(database, story) == [DIGEST_OF_ONE]

    def test_control_without_the_key_it_comes_twice(
        self, database: Database, story: Story, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = Digests.open
        days = iter([MONDAY.date(), MONDAY.date() + timedelta(days=1)])
        monkeypatch.setattr(Digests, "open", lambda self, who, *, day: whole(self, who, day=next(days)))
        assert self.run_twice(database, story) == [DIGEST_OF_ONE] * 2

    def test_a_second_replica_finds_nothing_to_do(self, database: Database, story: Story) -> None:
        with database.write() as session:
            assert Digests(session).open(story.employee, day=MONDAY.date()) is not None
            assert Digests(session).open(story.employee, day=MONDAY.date()) is None
            assert Digests(session).open(str(uuid4()), day=MONDAY.date()) is not None


def test_puts_messages_of_a_need_under_the_need(database: Database, story: Story) -> None:
    channel = FakeChannel()
    choose(database, story.employee, email="daily")
    with clock.stopped_at(MONDAY) as move:
        happen(database, story.event("need.closed", outcome="no_candidate_found"))
        mail_until(database, channel, MONDAY + timedelta(days=1), move)
    assert f"\nBehov {story.need[:4]}\n" in channel.letters[0].text

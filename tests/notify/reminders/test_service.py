"""A forgotten task reminds twice, then all coordinators, and then no more; each once; and none of what is done."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.notify.reminders import service
from services.notify.reminders.repository import Reminders
from tests.notify.factories import Story, absence_announced, handle, member
from tests.notify.fakes import FakeChannel
from tests.notify.mailing import MONDAY, happen, mail_until, run_jobs
from tests.notify.rows import codes_of
from tests.support.callers import BAERUM, HUSBANKEN

REMINDER, LAST_CALL = "Påminnelse: noe venter på deg", "Ingen har svart, og fristen er snart ute"
DUE = MONDAY + timedelta(days=14)  # a Monday too


@pytest.fixture
def leader(database: Database) -> str:
    return member(database, "coordinator", BAERUM)


@pytest.fixture
def deputy(database: Database, leader: str) -> str:
    """Away for all of it: whoever is away is asked last."""
    deputy = member(database, "coordinator", BAERUM)
    with clock.stopped_at(MONDAY):
        handle(database, absence_announced(deputy, days=40))
    return deputy


def forget(database: Database, story: Story, *, days: int = 20) -> tuple[FakeChannel, dict[str, list[str]]]:
    """Let a decision that only the home agency has not taken wait, while time passes."""
    channel = FakeChannel()
    with clock.stopped_at(MONDAY) as move:
        happen(database, story.proposed(decided=["employee", "host"], decide_by=DUE.isoformat()))
        return channel, mail_until(database, channel, MONDAY + timedelta(days=days), move)


class TestAForgottenTask:
    def test_reminds_twice_then_asks_the_deputy_then_stops(
        self, database: Database, story: Story, leader: str, deputy: str
    ) -> None:
        channel, mailed = forget(database, story)
        first = ["En hospitering er foreslått"] * 2  # the employee is notified too
        # half time; two days before is a Saturday and one day before a Sunday: the last of both comes on Monday
        assert mailed == {"Mon 23 10:00": first, "Mon 30 10:00": [REMINDER], "Mon 07 08:00": [LAST_CALL] * 2}
        assert codes_of(database, leader) == ["placement_proposed", "task_reminder", "task_last_call"]
        assert codes_of(database, deputy) == ["task_last_call"]
        assert all("En av deres ansatte skal hospitere" in letter.text for letter in channel.letters[2:])

    def test_reminds_two_days_before_on_a_working_day(self, database: Database, story: Story, leader: str) -> None:
        channel = FakeChannel()
        with clock.stopped_at(MONDAY) as move:
            by = MONDAY + timedelta(days=10)  # Thursday
            happen(database, story.proposed(decided=["employee", "host"], decide_by=by.isoformat()))
            mailed = mail_until(database, channel, by + timedelta(days=5), move)
        assert list(mailed)[1:] == ["Mon 30 08:00", "Tue 01 10:00", "Wed 02 10:00"]  # half time was a Saturday
        assert codes_of(database, leader)[1:] == ["task_reminder", "task_reminder", "task_last_call"]

    def test_of_a_person_asks_nobody_else(self, database: Database, story: Story, leader: str) -> None:
        with clock.stopped_at(MONDAY) as move:
            by = (MONDAY + timedelta(days=10)).isoformat()
            happen(database, story.event("candidacy.invited", answer_by=by, with_offer=False))
            mail_until(database, FakeChannel(), MONDAY + timedelta(days=12), move)
        assert codes_of(database, story.employee)[-1] == "task_reminder"
        assert codes_of(database, leader) == []


class TestADoneTask:
    def test_reminds_nobody(self, database: Database, story: Story, leader: str) -> None:
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.proposed(decided=["employee", "host"], decide_by=DUE.isoformat()))
            happen(database, story.decided("home"))
            mail_until(database, FakeChannel(), DUE, move)
        assert "task_reminder" not in codes_of(database, leader)

    def test_sends_no_reminder_that_was_queued_before(self, database: Database, story: Story, leader: str) -> None:
        """The condition is asked once more when the mail is sent."""
        channel = FakeChannel()
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.proposed(decided=["employee", "host"], decide_by=DUE.isoformat()))
            run_jobs(database, channel)
            move(timedelta(days=7))
            channel.failures = 1
            assert run_jobs(database, channel) == []  # the reminder is queued, and cannot be sent now
            happen(database, story.decided("home"))
            move(timedelta(hours=1))
            assert run_jobs(database, channel) == []
        assert "task_reminder" in codes_of(database, leader)

    def test_control_of_an_open_one_it_is_sent(self, database: Database, story: Story, leader: str) -> None:
        channel = FakeChannel()
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.proposed(decided=["employee", "host"], decide_by=DUE.isoformat()))
            run_jobs(database, channel)
            move(timedelta(days=7))
            channel.failures = 1
            run_jobs(database, channel)
            move(timedelta(hours=1))
            assert run_jobs(database, channel) == [REMINDER]


class TestOnce:
    def reminders_after_a_clock_set_back(self, database: Database, story: Story, leader: str) -> int:
        """The clock is set back after a reminder, another event changes the task, and the same day comes again."""
        channel = FakeChannel()
        with clock.stopped_at(MONDAY) as move:
            proposed = story.proposed(decided=["employee", "host"], decide_by=DUE.isoformat())
            happen(database, proposed)
            for by in (7, -7, 7):
                move(timedelta(days=by))
                happen(database, story.decided("host"))  # a change of the task begins its reminders anew
                run_jobs(database, channel)
        return codes_of(database, leader).count("task_reminder")

    @pytest.fixture(autouse=True)
    def new_ids(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The inbox, too, takes each reminder once, by its id: that guard is taken away here."""
        monkeypatch.setattr(service, "uuid5", lambda _, __: uuid4())

    def test_whatever_the_clock_does(self, database: Database, story: Story, leader: str) -> None:
        assert self.reminders_after_a_clock_set_back(database, story, leader) == 1

    def test_control_without_the_key_it_comes_again(
        self, database: Database, story: Story, leader: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Reminders, "record", lambda self, task_id, stages, *, at: set(stages))
        assert self.reminders_after_a_clock_set_back(database, story, leader) > 1


class TestABodyWithoutCoordinators:
    def test_has_its_requesters_asked_last(self, database: Database, story: Story) -> None:
        requester = member(database, "requester", HUSBANKEN)
        with clock.stopped_at(MONDAY) as move:
            happen(database, story.event("candidacy.applied", answer_by=DUE.isoformat()))
            mail_until(database, FakeChannel(), DUE, move)
        assert codes_of(database, requester).count("task_reminder") == 2

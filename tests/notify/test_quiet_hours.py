"""What is not urgent waits for its reader's hours; what has a deadline before them does not."""

from datetime import timedelta

from services.kit import clock
from services.kit.data.database import Database
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel
from tests.notify.mailing import MONDAY, choose, happen, run_jobs

NIGHT = MONDAY + timedelta(hours=12)


def test_waits_until_the_morning(database: Database, story: Story) -> None:
    channel = FakeChannel()
    with clock.stopped_at(NIGHT) as move:
        happen(database, story.event("expert.endorsed", valid_until="2027-11-23"))
        assert run_jobs(database, channel) == []
        move(timedelta(hours=10))
        assert run_jobs(database, channel) == ["Du er anbefalt"]


def test_control_without_quiet_hours_it_comes_at_night(database: Database, story: Story) -> None:
    channel = FakeChannel()
    with clock.stopped_at(NIGHT):
        handle(database, story.event("expert.endorsed", valid_until="2027-11-23"))
        assert run_jobs(database, channel) == ["Du er anbefalt"]


def test_does_not_wait_where_the_deadline_would_pass_first(database: Database, story: Story) -> None:
    channel = FakeChannel()
    with clock.stopped_at(NIGHT):
        by = (NIGHT + timedelta(hours=9)).isoformat()
        happen(database, story.event("candidacy.invited", answer_by=by, with_offer=False))
        assert run_jobs(database, channel) == ["Du er invitert"]


def test_waits_for_the_hours_one_chose(database: Database, story: Story) -> None:
    channel = FakeChannel()
    choose(database, story.employee, mail_from=12, mail_until=14)
    with clock.stopped_at(MONDAY) as move:
        happen(database, story.event("expert.endorsed", valid_until="2027-11-23"))
        assert run_jobs(database, channel) == []
        move(timedelta(hours=2))
        assert run_jobs(database, channel) == ["Du er anbefalt"]


def test_what_waits_for_an_answer_comes_where_mail_is_off(database: Database, story: Story) -> None:
    channel = FakeChannel()
    choose(database, story.employee, email="off")
    with clock.stopped_at(MONDAY):
        happen(database, story.event("expert.returned", reason="workload"))
        assert run_jobs(database, channel) == ["Profilen din er sendt tilbake"]

"""What is not urgent waits for its reader's hours; what has a deadline before them does not."""

from datetime import timedelta

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.metrics import BacklogMetrics
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, a_worker
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


def test_what_waits_for_the_morning_is_not_late(database: Database, story: Story) -> None:
    """The age that the operator's alarm goes by begins when a mail is due, and goes on while it fails."""
    with clock.stopped_at(NIGHT) as move:
        happen(database, story.event("expert.endorsed", valid_until="2027-11-23"))
        move(timedelta(hours=9))
        assert oldest_seconds(database) == 0
        move(timedelta(hours=3))
        late = oldest_seconds(database)
        assert 0 < late < timedelta(hours=3).total_seconds()
        a_worker(FakeChannel(failures=1)).send_due(database)
        move(timedelta(hours=1))
        assert oldest_seconds(database) >= timedelta(hours=1).total_seconds()


def oldest_seconds(database: Database) -> float:
    (age,) = (one for one in BacklogMetrics(database).collect() if one.name == "deliveries_oldest_seconds")
    return float(age.samples[0].value)

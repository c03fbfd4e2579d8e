"""A report in the maildir ends the delivery, and suppresses its address where that is gone."""

from pathlib import Path
from uuid import uuid4

import pytest

from services.kit.data.database import Database
from services.notify.bounces.worker import BounceReader
from services.notify.deliveries.models import Delivery
from tests.notify.bounces.reports import report
from tests.notify.factories import Story, handle
from tests.notify.fakes import FakeChannel, a_worker
from tests.notify.rows import codes_of, the_delivery


class Maildir:
    """The folder that returned mail lands in, and its reader."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.counted = folder, 0
        (folder / "new").mkdir(parents=True)
        self.reader = BounceReader(folder=folder, count_bounce=self.count)

    def count(self) -> None:
        self.counted += 1

    def take(self, database: Database, mail: bytes) -> None:
        (self.folder / "new" / str(uuid4())).write_bytes(mail)
        self.reader.read_new(database)

    def files(self) -> list[str]:
        return [path.parent.name for path in self.folder.rglob("*") if path.is_file()]


@pytest.fixture
def maildir(tmp_path: Path) -> Maildir:
    return Maildir(tmp_path / "bounces")


@pytest.fixture
def sent(database: Database, story: Story) -> Delivery:
    handle(database, story.event("expert.returned", reason="workload"))
    a_worker().send_due(database)
    return the_delivery(database)


def test_is_recorded_once_and_deleted(database: Database, story: Story, sent: Delivery, maildir: Maildir) -> None:
    for _ in range(2):
        maildir.take(database, report(sent.id))
    ended = the_delivery(database)
    assert (ended.state, ended.reason, ended.reply, ended.delivered_at) == ("dead", "bounced", "5.1.1", None)
    assert codes_of(database, story.employee).count("mail_returned") == 1
    assert (maildir.counted, maildir.files()) == (1, [])


def test_its_address_gets_no_more(database: Database, story: Story, sent: Delivery, maildir: Maildir) -> None:
    maildir.take(database, report(sent.id))
    channel = FakeChannel()
    handle(database, story.event("expert.returned", reason="workload"))
    a_worker(channel).send_due(database)
    assert channel.letters == []


def test_a_full_mailbox_goes_on_getting_mail(
    database: Database, story: Story, sent: Delivery, maildir: Maildir
) -> None:
    maildir.take(database, report(sent.id, status="5.2.2"))
    channel = FakeChannel()
    handle(database, story.event("expert.returned", reason="workload"))
    a_worker(channel).send_due(database)
    assert len(channel.letters) == 1
    assert "mail_returned" not in codes_of(database, story.employee)


@pytest.mark.parametrize(
    "mail", [b"From: a@b.example\n\nJeg er borte.\n", report(uuid4(), action="delayed")], ids=["holiday", "delayed"]
)
def test_other_mail_is_put_aside_for_people(database: Database, sent: Delivery, maildir: Maildir, mail: bytes) -> None:
    maildir.take(database, mail)
    assert maildir.files() == ["cur"]
    assert the_delivery(database).state == "delivered"


def test_a_report_about_nothing_of_ours_changes_nothing(database: Database, sent: Delivery, maildir: Maildir) -> None:
    maildir.take(database, report(uuid4()))
    assert (maildir.counted, the_delivery(database).state) == (0, "delivered")


def test_one_that_cannot_be_read_stops_no_other(
    database: Database, story: Story, sent: Delivery, maildir: Maildir
) -> None:
    for name in ("", "~"):  # whichever comes first
        (maildir.folder / "new" / f"{name}a-folder").mkdir()
    maildir.take(database, report(sent.id))
    assert (maildir.counted, the_delivery(database).state, maildir.files()) == (1, "dead", [])

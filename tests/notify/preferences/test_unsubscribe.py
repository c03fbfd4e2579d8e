"""The address in a mail turns that kind of mail off: without a login, by POST only, and as often as one likes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from services.kit import clock
from services.kit.data.database import Database
from services.notify.inbox.models import Message
from services.notify.preferences.models import Preference
from tests.notify.factories import Story
from tests.notify.fakes import FakeChannel
from tests.notify.mailing import MONDAY, choose, happen, mail_until, run_jobs
from tests.support.api import Api, assert_problem

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONE_CLICK = b"List-Unsubscribe=One-Click"


@pytest.fixture
def channel(database: Database, story: Story) -> FakeChannel:
    """The mail of a message of an optional kind, and of one that waits for an answer."""
    channel = FakeChannel()
    with clock.stopped_at(MONDAY):
        happen(database, story.event("candidacy.declined", reason="workload"))
        happen(database, Story(employee=story.employee).event("candidacy.invited", answer_by="2026-12-20"))
        run_jobs(database, channel)
    return channel


def paths_in(channel: FakeChannel) -> list[str]:
    """The paths of the addresses that turn mail off, in the order of the letters that have one."""
    addresses = [letter.unsubscribe for letter in channel.letters if letter.unsubscribe]
    assert all(address.startswith("http://localhost:8000/notify/v1/unsubscriptions/") for address in addresses)
    return [address.removeprefix("http://localhost:8000/notify") for address in addresses]


def path_in(channel: FakeChannel) -> str:
    return paths_in(channel)[0]


def kinds_of(database: Database) -> dict[str, str]:
    with database.read() as session:
        found = session.scalars(select(Preference)).one_or_none()
        return dict(found.kinds) if found else {}


def test_one_click_turns_the_kind_off(api: Api, database: Database, story: Story, channel: FakeChannel) -> None:
    answer = api.post(path_in(channel), FORM, content=ONE_CLICK)
    assert (answer.status_code, answer.json()["topic"], answer.json()["off"]) == (200, "candidacies", True)
    assert kinds_of(database) == {"candidacies": "off"}
    with clock.stopped_at(MONDAY):
        happen(database, Story(employee=story.employee).event("candidacy.declined", reason="workload"))
        assert run_jobs(database, channel) == []


def test_a_filter_that_looks_at_the_address_changes_nothing(api: Api, database: Database, channel: FakeChannel) -> None:
    answer = api.get(path_in(channel))
    assert (answer.status_code, answer.json()["off"]) == (200, False)
    assert kinds_of(database) == {}


def test_works_again_and_when_the_message_is_gone(api: Api, database: Database, channel: FakeChannel) -> None:
    path = path_in(channel)
    with database.write() as session:
        session.execute(delete(Message))
    answers = [api.post(path, FORM, content=ONE_CLICK).json() for _ in range(2)]
    assert answers[0] == answers[1] == api.get(path).json()
    with database.read() as session:
        assert session.scalars(select(Preference)).one().version == 1


def test_is_of_one_person_and_kind_and_tells_nobody(channel: FakeChannel, database: Database, story: Story) -> None:
    with clock.stopped_at(MONDAY):
        for employee in (story.employee, str(uuid4())):
            happen(database, Story(employee=employee).event("candidacy.declined", reason="workload"))
            run_jobs(database, channel)
    paths = paths_in(channel)
    assert paths[0] == paths[1] != paths[2]
    assert story.employee not in paths[0]


def test_what_waits_for_an_answer_has_none(channel: FakeChannel) -> None:
    assert {letter.subject: letter.unsubscribe is None for letter in channel.letters} == {
        "Et kandidatur er avslått": False,
        "Du er invitert": True,
    }


def test_of_a_digest_turns_off_what_comes_in_digests(api: Api, database: Database, story: Story) -> None:
    channel = FakeChannel()
    choose(database, story.employee, email="at_once", kinds={"candidacies": "daily", "body": "weekly"})
    with clock.stopped_at(MONDAY) as move:
        happen(database, story.event("candidacy.declined", reason="workload"))
        mail_until(database, channel, MONDAY + timedelta(days=1), move)
    assert api.post(path_in(channel), FORM, content=ONE_CLICK).json()["topic"] == "digest"
    assert kinds_of(database) == {"candidacies": "off", "body": "off"}


@pytest.mark.parametrize("token", ["x", "A" * 43])
def test_another_address_is_not_found(api: Api, token: str) -> None:
    assert_problem(api.post(f"/v1/unsubscriptions/{token}"), 404, "not-found")
    assert_problem(api.get(f"/v1/unsubscriptions/{token}"), 404, "not-found")

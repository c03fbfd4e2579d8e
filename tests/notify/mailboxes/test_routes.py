"""A body's shared address gets what its coordinators are mailed, once somebody there has read the code."""

import re
from datetime import timedelta

import pytest

from services.kit import clock
from services.kit.data.database import Database
from services.notify.deliveries.errors import AddressRefused
from services.notify.mailboxes.service import list_recipients
from services.notify.members.domain import MAILBOX, audience_of, readers_of
from services.scheme.roles import Role
from tests.notify.factories import Story, an_event, handle, member
from tests.notify.fakes import FakeChannel, FaultyChannel, a_worker
from tests.notify.mailing import MONDAY, happen, run_jobs
from tests.notify.rows import codes_of
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person

PLACE, SHARED = f"/v1/mailboxes/{BAERUM}", "hr@baerum.example"


def me() -> dict[str, str]:
    return person("coordinator", BAERUM)  # a token of the hour it is


def put(api: Api, email: str | None = SHARED, *, version: int = 0) -> int:
    return api.put(PLACE, me() | {"If-Match": f'"{version}"'}, json={"email": email}).status_code


def code_mailed(database: Database, channel: FakeChannel) -> str:
    run_jobs(database, channel)
    letter = channel.letters[-1]
    assert (letter.to, letter.unsubscribe) == (SHARED, None)
    found = re.search(r"[A-Za-z0-9_-]{43}", letter.text)
    assert found, letter.text
    return found[0]


@pytest.fixture
def channel() -> FakeChannel:
    return FakeChannel()


def mailed_to(database: Database, channel: FakeChannel) -> list[str]:
    """Where mail of a profile that waits for endorsement goes."""
    before = len(channel.letters)
    happen(database, Story().event("expert.submitted"))
    run_jobs(database, channel)
    return sorted(letter.to for letter in channel.letters[before:])


def test_is_used_once_the_code_is_entered(api: Api, database: Database, channel: FakeChannel) -> None:
    leader = f"{member(database, 'coordinator', BAERUM)}@kommune.example"
    with clock.stopped_at(MONDAY):
        assert put(api) == 200
        code = code_mailed(database, channel)
        assert mailed_to(database, channel) == [leader]  # not before: it may be a stranger's
        answer = api.post(f"{PLACE}/confirmation", me(), json={"code": code})
        assert (answer.status_code, answer.json()["email"], answer.json()["new_email"]) == (201, SHARED, None)
        assert mailed_to(database, channel) == sorted([leader, SHARED])
        assert "Bærum kommune" in channel.letters[-1].text + channel.letters[-2].text
        assert put(api, None, version=2) == 200
        assert mailed_to(database, channel) == [leader]


def test_refuses_a_wrong_and_a_late_code(api: Api, database: Database, channel: FakeChannel) -> None:
    with clock.stopped_at(MONDAY) as move:
        put(api)
        code = code_mailed(database, channel)
        assert_problem(api.post(f"{PLACE}/confirmation", me(), json={"code": "x" * 43}), 422, "invalid")
        move(timedelta(days=1, seconds=1))
        assert_problem(api.post(f"{PLACE}/confirmation", me(), json={"code": code}), 422, "invalid")
    assert api.get(PLACE, me()).json()["email"] is None


def test_floods_nobody_with_codes(api: Api) -> None:
    with clock.stopped_at(MONDAY) as move:
        assert [put(api), put(api, "en.annen@baerum.example", version=1)] == [200, 429]
        move(timedelta(minutes=10))
        assert put(api, "en.annen@baerum.example", version=1) == 200


def test_is_of_ones_own_body_only(api: Api) -> None:
    theirs = person("coordinator", HUSBANKEN)
    assert_problem(api.get(PLACE, theirs), 404, "not-found")
    assert_problem(api.put(PLACE, theirs | {"If-Match": '"0"'}, json={"email": SHARED}), 404, "not-found")
    assert_problem(api.get(PLACE, person("requester", BAERUM)), 403, "not-permitted")


@pytest.mark.parametrize("email", ["hr@baerum.example\r\nBcc: x@y.example", "hr", "hr@10.0.0.1", ""])
def test_refuses_what_is_no_address(api: Api, email: str) -> None:
    assert put(api, email) == 422


def confirm(api: Api, database: Database, channel: FakeChannel) -> str:
    """Put the shared address and enter its code, which is returned."""
    assert put(api) == 200
    code = code_mailed(database, channel)
    assert api.post(f"{PLACE}/confirmation", me(), json={"code": code}).status_code == 201
    return code


def test_gets_what_requesters_of_the_body_are_mailed(api: Api, database: Database, channel: FakeChannel) -> None:
    with clock.stopped_at(MONDAY):
        confirm(api, database, channel)
        happen(database, Story(host=BAERUM).event("candidacy.applied"))
        run_jobs(database, channel)
    assert SHARED in [letter.to for letter in channel.letters[1:]]
    with database.read() as session:
        audiences = [audience_of(role, BAERUM) for role in Role]
        found = list_recipients(session, audiences)
    assert sorted(found) == [f"coordinator:{BAERUM}", f"requester:{BAERUM}"]


def test_reads_as_coordinators_do() -> None:
    (reader,) = readers_of(audience_of(MAILBOX, BAERUM), {})
    assert reader.endswith(f".{BAERUM}.coordinator-requester")


@pytest.mark.parametrize(("who", "left"), [(BAERUM, True), (HUSBANKEN, False)], ids=["its body", "another"])
def test_ends_with_its_body(api: Api, database: Database, channel: FakeChannel, who: str, left: bool) -> None:
    with clock.stopped_at(MONDAY):
        confirm(api, database, channel)
        handle(database, an_event("organisation.left", who, orgs=[who]))
        assert mailed_to(database, channel) == ([] if left else [SHARED])


def test_says_why_it_gets_mail(api: Api, database: Database, channel: FakeChannel) -> None:
    with clock.stopped_at(MONDAY):
        confirm(api, database, channel)
        assert mailed_to(database, channel) == [SHARED]
    assert all("/web/body" in letter.text and "/me/notifications" not in letter.text for letter in channel.letters)


def test_that_refuses_mail_is_said_to_coordinators(api: Api, database: Database, channel: FakeChannel) -> None:
    with clock.stopped_at(MONDAY):
        confirm(api, database, channel)
        leader = member(database, "coordinator", BAERUM)
        happen(database, Story().event("expert.submitted"))
        a_worker(FaultyChannel(AddressRefused(), to=SHARED)).send_due(database)
    codes = codes_of(database, leader)
    assert ("mailbox_returned" in codes, "mail_returned" in codes) == (True, False)


def test_put_back_forgets_the_one_that_waits(api: Api, database: Database, channel: FakeChannel) -> None:
    with clock.stopped_at(MONDAY) as move:
        code = confirm(api, database, channel)
        move(timedelta(hours=1))
        assert put(api, "ny@baerum.example", version=2) == 200
        run_jobs(database, channel)
        assert put(api, SHARED, version=3) == 200
        answer = api.get(PLACE, me()).json()
        assert (answer["email"], answer["new_email"]) == (SHARED, None)
        assert_problem(api.post(f"{PLACE}/confirmation", me(), json={"code": code}), 422, "invalid")


def test_takes_another_language_without_a_new_code(api: Api, database: Database, channel: FakeChannel) -> None:
    with clock.stopped_at(MONDAY):
        put(api)
        code = code_mailed(database, channel)
        asked = {"email": SHARED, "language": "en"}
        assert api.put(PLACE, me() | {"If-Match": '"1"'}, json=asked).status_code == 200
        assert run_jobs(database, channel) == []
        assert api.post(f"{PLACE}/confirmation", me(), json={"code": code}).json()["language"] == "en"

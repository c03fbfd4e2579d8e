"""When mail comes: hours, working days, paces, and which messages cannot be turned off."""

from datetime import datetime

import pytest

from services.notify.preferences.domain import Hours, MailKind, Pace, Wishes, deadline_in, is_mandatory, kind_of
from services.notify.reactions.domain import RULES
from services.notify.tasks.domain import TASKS
from services.notify.texts.messages import MESSAGES
from services.scheme.days import OSLO


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


class TestNextOpen:
    @pytest.mark.parametrize(
        ("at", "opens"),
        [
            ("2026-11-30T10:00", "2026-11-30T10:00"),  # a Monday, within the hours: now
            ("2026-11-30T07:59", "2026-11-30T08:00"),
            ("2026-11-30T17:00", "2026-12-01T08:00"),  # the night
            ("2026-11-28T10:00", "2026-11-30T08:00"),  # Saturday
            ("2026-11-29T10:00", "2026-11-30T08:00"),  # Sunday
            ("2026-12-24T17:30", "2026-12-28T08:00"),  # Christmas, and the weekend after it
            ("2027-05-16T12:00", "2027-05-18T08:00"),  # Whit Sunday; the 17th of May is Whit Monday too
            ("2027-03-24T18:00", "2027-03-30T08:00"),  # Easter, over the change to summer time
        ],
    )
    def test_is_on_a_working_day_within_the_hours(self, at: str, opens: str) -> None:
        assert Hours().next_open(oslo(at)) == oslo(opens)

    def test_is_within_the_persons_own_hours(self) -> None:
        assert Hours(start=12, end=14).next_open(oslo("2026-11-30T10:00")) == oslo("2026-11-30T12:00")


class TestNextDigest:
    @pytest.mark.parametrize(
        ("at", "pace", "comes"),
        [
            ("2026-11-30T07:00", Pace.DAILY, "2026-11-30T08:00"),
            ("2026-11-30T10:00", Pace.DAILY, "2026-12-01T08:00"),
            ("2026-12-24T10:00", Pace.DAILY, "2026-12-28T08:00"),
            ("2026-11-30T07:00", Pace.WEEKLY, "2026-12-07T08:00"),
            ("2027-03-24T10:00", Pace.WEEKLY, "2027-03-30T08:00"),  # Easter Monday is free: Tuesday
        ],
    )
    def test_is_in_the_first_hour(self, at: str, pace: Pace, comes: str) -> None:
        assert Hours().next_digest(oslo(at), pace) == oslo(comes)


class TestKinds:
    def test_every_message_is_of_a_kind(self) -> None:
        assert {kind_of(code) for code in MESSAGES} == set(MailKind)

    def test_what_opens_a_task_for_whom_it_is_sent_to_cannot_be_turned_off(self) -> None:
        asks = {
            notice.code
            for rule in RULES.values()
            for notice in rule.notifies
            if notice.mail and {TASKS[kind].recipient for kind in rule.opens} & set(notice.to)
        }
        assert len(asks) > 10
        assert {code for code in asks if not is_mandatory(kind_of(code))} == set()


class TestPaces:
    def test_a_kind_of_its_own_comes_before_the_rest(self) -> None:
        wishes = Wishes(email="weekly", kinds={"placements": "off"})
        assert wishes.pace_of(MailKind.PLACEMENTS) is Pace.OFF
        assert wishes.pace_of(MailKind.BODY) is Pace.WEEKLY

    def test_what_is_mandatory_comes_at_once_where_all_is_off(self) -> None:
        wishes = Wishes(email="off")
        assert {kind: wishes.pace_of(kind) for kind in MailKind if is_mandatory(kind)} == {
            MailKind.ANSWERS: Pace.AT_ONCE,
            MailKind.SECURITY: Pace.AT_ONCE,
        }


def test_the_first_deadline_counts_and_a_day_lasts_until_its_end() -> None:
    params = {"answer_by": "2026-12-02", "due": "2026-12-03T10:00:00+00:00", "start": "2026-12-01"}
    assert deadline_in(params) == oslo("2026-12-02T23:59")
    assert deadline_in({"start": "2026-12-01"}) is None

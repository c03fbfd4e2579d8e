"""A token stops working once its person, role, client, session or key has ended (I12)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.kit import clock
from services.kit.access.revocations import PAGE, RECENT_SECONDS, REMEMBERED_SECONDS, Revocations
from services.kit.access.tokens import Claims
from services.kit.calls.peer import EventsPage
from services.kit.errors import EpochUnknown, PeerUnavailable, Unauthenticated

NOON = datetime(2026, 11, 25, 12, 0, 0, 700_000, tzinfo=UTC)
PERSON, BODY = "a-person", "935478715"


class FakeFeed:
    """auth's feed, with the events so far."""

    def __init__(self, epoch: str = "e1") -> None:
        self.epoch = epoch
        self.emitted: list[dict[str, Any]] = []
        self.asked: list[str] = []

    def emit(self, kind: str, subject: str = "a-thing", *, at: datetime = NOON, **codes: Any) -> None:
        position = f"{self.epoch}.{len(self.emitted) + 1}"
        persons = codes.pop("persons", [PERSON])
        data = {"version": 1, "orgs": [BODY], "persons": persons, "codes": codes}
        event = {"id": position, "type": kind, "subject": subject, "time": at.isoformat(), "position": position}
        self.emitted.append({**event, "data": data})

    def events(self, *, after: str, limit: int, wait: float) -> EventsPage:
        self.asked.append(after)
        epoch, _, number = after.partition(".")
        if after != "now" and epoch != self.epoch:
            raise EpochUnknown()
        start = len(self.emitted) if after == "now" else int(number)
        page = self.emitted[start : start + limit]
        return EventsPage(events=page, position=f"{self.epoch}.{start + len(page)}")


def claims(*, issued: datetime = NOON, **changes: Any) -> Claims:
    """The claims of a logged-in coordinator's token; `changes` replace some."""
    at = int(issued.timestamp())
    named = {"iss": "us", "sub": PERSON, "aud": "all", "client_id": "cli", "jti": "j", "iat": at, "exp": at + 600}
    acting = {"scope": "s", "org": BODY, "roles": ["coordinator", "employee"], "person": True, "sid": "a-session"}
    return Claims.model_validate({**named, **acting, **changes})


def after(feed: FakeFeed) -> Revocations:
    """What a process knows after it has read the feed."""
    revocations = Revocations(feed)
    revocations.follow_once()
    return revocations


def refused(revocations: Revocations, token: Claims) -> bool:
    try:
        revocations.refuse_revoked(token, "a-key")
    except Unauthenticated:
        return True
    return False


@pytest.fixture(autouse=True)
def move() -> Any:
    """It is a minute past noon."""
    with clock.stopped_at(NOON + timedelta(minutes=1)) as moving:
        yield moving


class TestRefuseEnded:
    @pytest.mark.parametrize(
        ("kind", "subject", "codes"),
        [
            ("membership.ended", "a-membership", {}),
            ("person.disabled", PERSON, {}),
            ("client.removed", "its-key", {"client_id": "cli"}),
            ("client.tokens_ended", "its-key", {"client_id": "cli"}),
            ("organisation.succeeded", "935478715", {"successor": "942114184"}),
            ("session.ended", "a-session", {}),
            ("key.revoked", "a-key", {}),
        ],
    )
    def test_refuses_what_has_ended(self, kind: str, subject: str, codes: dict[str, Any]) -> None:
        feed = FakeFeed()
        feed.emit(kind, subject, **codes)
        assert refused(after(feed), claims(issued=NOON - timedelta(minutes=5)))

    def test_refuses_the_account_that_ended_in_another(self) -> None:
        feed = FakeFeed()
        feed.emit("person.joined", "who-stays", persons=["who-stays", PERSON])
        assert refused(after(feed), claims(issued=NOON - timedelta(minutes=5)))

    def test_lets_the_person_who_stays_go_on(self) -> None:
        feed = FakeFeed()
        feed.emit("person.joined", PERSON, persons=[PERSON, "the-other"])
        assert not refused(after(feed), claims(issued=NOON - timedelta(minutes=5)))

    def test_negative_control_lets_it_pass_without_the_news(self) -> None:
        assert not refused(after(FakeFeed()), claims())

    @pytest.mark.parametrize(
        "other",
        [{"sub": "another"}, {"org": "942114184"}, {"person": False}],
        ids=["another person", "another body", "a machine of that name"],
    )
    def test_lets_others_pass(self, other: dict[str, Any]) -> None:
        feed = FakeFeed()
        feed.emit("membership.ended")
        assert not refused(after(feed), claims(**other))

    def test_refuses_what_was_issued_in_the_same_second_and_not_what_came_after(self) -> None:
        feed = FakeFeed()
        feed.emit("membership.ended")
        revocations = after(feed)
        assert refused(revocations, claims(issued=NOON + timedelta(milliseconds=100)))
        assert not refused(revocations, claims(issued=NOON + timedelta(seconds=2)))

    def test_refuses_roles_that_were_taken_away_and_keeps_those_that_are_left(self) -> None:
        feed = FakeFeed()
        feed.emit("membership.granted", role="employee", roles=["employee"])
        revocations = after(feed)
        assert refused(revocations, claims())
        assert not refused(revocations, claims(roles=["employee"]))

    def test_a_raised_role_ends_nothing(self) -> None:
        feed = FakeFeed()
        feed.emit("membership.granted", role="coordinator", roles=["coordinator", "employee", "requester"])
        assert not refused(after(feed), claims())

    def test_a_role_given_anew_does_not_revive_a_token(self) -> None:
        feed = FakeFeed()
        feed.emit("membership.ended")
        feed.emit("membership.granted", role="coordinator", roles=["coordinator", "employee"])
        assert refused(after(feed), claims())


class TestRefuseUnknown:
    def test_refuses_before_anything_is_known(self) -> None:
        with pytest.raises(PeerUnavailable):
            Revocations(FakeFeed()).require_fresh()

    def test_passes_after_an_empty_answer(self) -> None:
        revocations = after(FakeFeed())
        revocations.require_fresh()
        assert revocations.known

    def test_refuses_once_the_news_are_old(self) -> None:
        revocations = after(FakeFeed())
        revocations.seen_at -= RECENT_SECONDS + 0.1
        with pytest.raises(PeerUnavailable):
            revocations.require_fresh()

    def test_is_not_caught_up_in_the_middle_of_a_long_feed(self) -> None:
        feed = FakeFeed()
        for _ in range(PAGE + 1):
            feed.emit("organisation.joined")
        revocations = after(feed)
        assert not revocations.known
        revocations.follow_once()
        assert revocations.known


class TestFollowOnce:
    def test_begins_before_what_can_matter_to_a_live_token_and_reads_no_more(self) -> None:
        feed, old = FakeFeed(), NOON - timedelta(seconds=REMEMBERED_SECONDS + 60)
        for _ in range(5 * PAGE):
            feed.emit("organisation.joined", at=old)
        feed.emit("membership.ended")
        assert refused(after(feed), claims())
        assert feed.asked == ["now", f"e1.{4 * PAGE + 1}", f"e1.{4 * PAGE + 1}"]

    def test_begins_anew_where_the_feed_does_and_forgets_nothing(self) -> None:
        feed = FakeFeed()
        feed.emit("membership.ended")
        revocations = after(feed)
        revocations._feed = restored = FakeFeed("e2")
        restored.emit("client.removed", client_id="hr-system")
        revocations.follow_once()
        revocations.follow_once()
        assert refused(revocations, claims())
        assert refused(revocations, claims(client_id="hr-system", sub="hr-system", person=False))

    def test_forgets_what_no_token_can_be_older_than(self, move: Any) -> None:
        feed = FakeFeed()
        feed.emit("membership.ended")
        revocations = after(feed)
        move(timedelta(seconds=REMEMBERED_SECONDS))
        feed.emit("person.disabled", at=clock.now())
        revocations.follow_once()
        assert list(revocations._ended) == [f"person {PERSON}"]

    def test_stays_unknown_where_it_cannot_read_an_event(self) -> None:
        feed = FakeFeed()
        feed.emit("client.removed")
        with pytest.raises(KeyError):
            after(feed)

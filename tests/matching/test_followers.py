"""The state followers against feeds that answer, stall, break and begin anew."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

import httpx
import pytest

from services.kit import clock
from services.kit.calls.peer import Peer, ServiceTokens
from services.kit.errors import PeerUnavailable
from services.matching.engine.index import Index, Mirror
from services.matching.followers import StateFollower, following, state_followers
from services.matching.main import create_app
from tests.matching.scenes.states import State, an_id, expert_json, need_json

POOL = "http://pool.example"
Respond = Callable[[httpx.Request], httpx.Response]


class FeedOfStates:
    """A sibling's state feed: the latest state per id in order of change, two a page."""

    def __init__(self) -> None:
        self.epoch = "a"
        self.latest: dict[str, tuple[int, State | None]] = {}
        self.head = 0
        self.asked: list[httpx.QueryParams] = []

    def change(self, key: str, state: State | None) -> None:
        self.head += 1
        self.latest.pop(key, None)
        self.latest[key] = (self.head, state)

    def begin_anew(self, epoch: str) -> None:
        self.epoch, self.head, self.latest = epoch, 0, {}

    def respond(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.params)
        epoch, _, number = request.url.params["after"].partition(".")
        if epoch not in {"", self.epoch}:
            return httpx.Response(410)
        rows = [(n, key, state) for key, (n, state) in self.latest.items() if n > int(number or 0)][:2]
        position = rows[-1][0] if rows else int(number or 0)
        items = [{"id": key, "state": state} for _, key, state in rows]
        return httpx.Response(200, json={"items": items, "position": f"{self.epoch}.{position}", "head": self.head})


def a_follower(respond: Respond, mirror: Mirror[Any] | None = None) -> StateFollower:
    def with_tokens(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            return httpx.Response(200, json={"access_token": "a-token", "expires_in": 600})
        return respond(request)

    client = httpx.Client(transport=httpx.MockTransport(with_tokens))
    tokens = ServiceTokens(auth_url="http://auth.example", client_id="matching", secret="a-secret", client=client)
    peer = Peer("pool", POOL, tokens=tokens, client=client)
    return StateFollower(mirror=mirror or Index().experts, peer=peer, path="/v1/match-profiles")


def follow_to_the_end(follower: StateFollower) -> None:
    while follower.follow_once() > 0:
        pass


class TestFollowOnce:
    def test_reads_page_by_page_from_the_beginning_to_the_head(self) -> None:
        feed = FeedOfStates()
        for n in (1, 2, 3):
            feed.change(an_id(n), expert_json(n))
        follower = a_follower(feed.respond)
        assert follower.follow_once() == 2
        assert not follower.mirror.view.complete
        assert follower.follow_once() == 1
        assert follower.mirror.view.complete
        assert [asked["after"] for asked in feed.asked] == ["", "a.2"]
        assert set(follower.mirror.view.states) == {an_id(1), an_id(2), an_id(3)}

    def test_follows_changes_and_tombstones(self) -> None:
        feed = FeedOfStates()
        feed.change(an_id(1), expert_json(1))
        feed.change(an_id(2), expert_json(2))
        follower = a_follower(feed.respond)
        follow_to_the_end(follower)
        feed.change(an_id(1), None)
        feed.change(an_id(2), expert_json(2, percentage=50))
        follow_to_the_end(follower)
        assert [(key, state.percentage) for key, state in follower.mirror.view.states.items()] == [(an_id(2), 50)]

    def test_does_not_wait_before_the_head_was_reached_once(self) -> None:
        feed = FeedOfStates()
        follower = a_follower(feed.respond)
        follower.follow_once(wait=10)
        follower.follow_once(wait=10)
        assert [asked["wait"] for asked in feed.asked] == ["0", "10"]

    def test_begins_from_the_beginning_in_a_new_epoch_and_is_not_complete_meanwhile(self) -> None:
        feed = FeedOfStates()
        feed.change(an_id(1), expert_json(1))
        follower = a_follower(feed.respond)
        follow_to_the_end(follower)
        feed.begin_anew("b")
        for n in (2, 3, 4):
            feed.change(an_id(n), expert_json(n))
        assert follower.follow_once() == 0
        assert not follower.mirror.view.complete
        follower.follow_once()
        assert not follower.mirror.view.complete
        follower.follow_once()
        assert follower.mirror.view.complete
        assert set(follower.mirror.view.states) == {an_id(2), an_id(3), an_id(4)}

    def test_begins_from_the_beginning_where_the_feed_went_backwards(self) -> None:
        """As after a restore without a new epoch: what was followed since may never have been."""
        feed = FeedOfStates()
        for n in (1, 2, 3):
            feed.change(an_id(n), expert_json(n))
        follower = a_follower(feed.respond)
        follow_to_the_end(follower)
        feed.begin_anew("a")
        feed.change(an_id(1), expert_json(1, percentage=50))
        assert follower.follow_once() == 0
        assert not follower.mirror.view.complete
        follow_to_the_end(follower)
        assert [(key, state.percentage) for key, state in follower.mirror.view.states.items()] == [(an_id(1), 50)]

    def test_would_keep_what_never_was_if_that_were_not_noticed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The negative control."""
        monkeypatch.setattr(Mirror, "goes_backwards", lambda *_: False)
        feed = FeedOfStates()
        for n in (1, 2, 3):
            feed.change(an_id(n), expert_json(n))
        follower = a_follower(feed.respond)
        follow_to_the_end(follower)
        feed.begin_anew("a")
        feed.change(an_id(1), expert_json(1, percentage=50))
        follow_to_the_end(follower)
        assert an_id(3) in follower.mirror.view.states

    def test_begins_from_the_beginning_where_a_page_comes_again(self) -> None:
        feed = FeedOfStates()
        for n in (1, 2, 3):
            feed.change(an_id(n), expert_json(n))
        pages: list[httpx.Response] = []

        def stubborn(request: httpx.Request) -> httpx.Response:
            pages.append(feed.respond(request))
            return pages[0] if len(pages) == 3 else pages[-1]

        follower = a_follower(stubborn)
        follow_to_the_end(follower)
        assert [page.json()["position"] for page in pages[:2]] == ["a.2", "a.3"]
        assert follower.mirror.view.states == {}
        follow_to_the_end(follower)
        assert set(follower.mirror.view.states) == {an_id(1), an_id(2), an_id(3)}

    @pytest.mark.parametrize(
        "answer",
        [
            httpx.Response(500),
            httpx.Response(200, text="not json"),
            httpx.Response(200, json={"items": []}),
            httpx.Response(200, json={"items": [], "position": "nowhere", "head": 0}),
            httpx.Response(200, json={"items": [{"state": {}}], "position": "a.1", "head": 1}),
        ],
    )
    def test_keeps_what_it_has_where_the_answer_is_of_no_use(self, answer: httpx.Response) -> None:
        feed = FeedOfStates()
        feed.change(an_id(1), expert_json(1))
        follower = a_follower(feed.respond)
        follow_to_the_end(follower)
        before = follower.mirror.view
        with pytest.raises(PeerUnavailable):
            a_follower(lambda _: answer, follower.mirror).follow_once()
        assert follower.mirror.view is before

    def test_goes_on_past_a_state_it_cannot_read(self) -> None:
        feed = FeedOfStates()
        feed.change(an_id(1), {"of": "another version"})
        feed.change(an_id(2), expert_json(2))
        follower = a_follower(feed.respond)
        follow_to_the_end(follower)
        assert list(follower.mirror.view.states) == [an_id(2)]
        assert follower.mirror.view.complete

    def test_notes_the_contact_also_where_nothing_is_new(self) -> None:
        follower = a_follower(FeedOfStates().respond)
        with clock.stopped_at(datetime(2027, 1, 15, 12, tzinfo=UTC)):
            follower.follow_once()
        with clock.stopped_at(datetime(2027, 1, 15, 13, tzinfo=UTC)):
            follower.follow_once()
        assert follower.mirror.view.heard_at == datetime(2027, 1, 15, 13, tzinfo=UTC)


class TestRun:
    def test_outlives_outages_and_stops_when_told(self) -> None:
        feed, stop, reached = FeedOfStates(), Event(), Event()
        feed.change(an_id(1), expert_json(1))
        answers = iter([httpx.Response(503), httpx.Response(200, text="{")])

        def respond(request: httpx.Request) -> httpx.Response:
            answer = next(answers, None)
            if answer is None:
                reached.set()
            return answer or feed.respond(request)

        follower = a_follower(respond)
        thread = Thread(target=follower.run, args=(stop,))
        thread.start()
        assert reached.wait(5)
        stop.set()
        thread.join(5)
        assert not thread.is_alive()
        assert list(follower.mirror.view.states) == [an_id(1)]


class TestStateFollowers:
    def test_are_a_loop_for_each_feed_of_the_service(self) -> None:
        app = create_app()
        followers = app.state.state_followers
        assert [(follower.peer.name, follower.path) for follower in followers] == [
            ("pool", "/v1/match-profiles"),
            ("needs", "/v1/match-needs"),
        ]

    def test_all_follow_once_what_was_kept_is_restored(self) -> None:
        feed, stop, calls = FeedOfStates(), Event(), list[str]()
        feed.change(an_id(1), expert_json(1))
        reached = {name: Event() for name in ("one", "other")}

        def follower_of(name: str) -> StateFollower:
            def respond(request: httpx.Request) -> httpx.Response:
                if followers[name].mirror.view.states:
                    reached[name].set()
                calls.append(name)
                return feed.respond(request)

            return a_follower(respond)

        followers = {name: follower_of(name) for name in reached}
        loop = following(lambda: calls.append("restored"), list(followers.values()))
        thread = Thread(target=loop, args=(stop,))
        thread.start()
        assert all(each.wait(5) for each in reached.values())
        stop.set()
        thread.join(5)
        assert not thread.is_alive()
        assert calls[0] == "restored"

    def test_feed_the_index_the_routes_read(self) -> None:
        app, feed = create_app(), FeedOfStates()
        feed.change(an_id(1001), need_json(1001))
        follow_to_the_end(a_follower(feed.respond, app.state.index.needs))
        assert list(app.state.index.needs.view.states) == [an_id(1001)]
        assert state_followers(app.state.index, app.state.siblings)[1].mirror is app.state.index.needs

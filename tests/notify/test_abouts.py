"""What tasks and messages are about: who is asked, how often, and what a reader is shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.kit import clock
from services.kit.access.revocations import RECENT_SECONDS
from services.kit.access.table import Caller
from services.kit.data.database import Database
from services.kit.errors import NotPermitted, PeerUnavailable
from services.notify.abouts.domain import Subject, subject_of_message, subject_of_task
from services.notify.peers import Case, Peers
from tests.notify.factories import Story, handle, member
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person

NAMES = {BAERUM: {"nb": "Bærum kommune"}, HUSBANKEN: {"nb": "Husbanken"}}


class Siblings(Peers):
    """Siblings that know one story. Those in `away` give no answer, those in `refuses` refuse this reader."""

    def __init__(self, story: Story, *, away: Sequence[str] = (), refuses: Sequence[str] = ()) -> None:
        self.story, self.away, self.refuses = story, away, refuses
        self.calls: list[str] = []

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.away:
            raise PeerUnavailable(peer=name)
        if name in self.refuses:
            raise NotPermitted()

    def find_cases(self, case_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Case]:
        self._called("placements")
        story, given = self.story, {"reference": "H-2027-00042", "percentage": 60}
        days = {"start": date(2027, 1, 4), "end": date(2027, 3, 31)}
        of = {"need_id": story.need, "expert_id": story.expert, "host_org": story.host, "home_org": story.home}
        known = {UUID(story.candidacy), UUID(story.placement)}
        return {one: Case.model_validate({"id": one, **given, **days, **of}) for one in case_ids if one in known}

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        self._called("needs")
        return dict.fromkeys(need_ids, "Tjenestedesigner til nytt skjema")

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        self._called("auth")
        return {orgnr: NAMES[orgnr] for orgnr in orgnrs}

    def find_expert_names(self, expert_ids: Sequence[UUID], *, reader: Caller) -> Mapping[UUID, str]:
        self._called("pool")
        return dict.fromkeys(expert_ids, "Tjenestedesigner")


def asked(api: Api, path: str, headers: dict[str, str], peers: Siblings) -> list[dict[str, Any]]:
    api.app.state.peers = peers
    answer = api.get(path, headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


class TestTasks:
    @pytest.fixture
    def home(self, database: Database, story: Story) -> dict[str, str]:
        """Home's coordinator, for whom a profile and a placement wait."""
        member(database, "coordinator", BAERUM)
        handle(database, story.event("expert.submitted"), story.proposed())
        return person("coordinator", BAERUM)

    def test_say_what_they_are_about_by_one_call_to_each_sibling(
        self, api: Api, story: Story, home: dict[str, str]
    ) -> None:
        peers = Siblings(story)
        profile, stay = asked(api, "/v1/tasks?include=about", home, peers)
        assert sorted(peers.calls) == ["auth", "needs", "placements", "pool"]
        assert (profile["kind"], profile["about"]["expert"]) == ("endorse_expert", "Tjenestedesigner")
        assert stay["about"] == {
            "reference": "H-2027-00042",
            "need_id": story.need,
            "need_title": "Tjenestedesigner til nytt skjema",
            "expert_id": story.expert,
            "expert": "Tjenestedesigner",
            "home": NAMES[BAERUM],
            "host": NAMES[HUSBANKEN],
            "start": "2027-01-04",
            "end": "2027-03-31",
            "percentage": 60,
            "unavailable": [],
        }

    def test_one_alone_says_the_same(self, api: Api, story: Story, home: dict[str, str]) -> None:
        listed = asked(api, "/v1/tasks?include=about", home, Siblings(story))[1]
        assert api.get(f"/v1/tasks/{listed['id']}?include=about", home).json()["about"] == listed["about"]

    def test_ask_nobody_without_include(self, api: Api, story: Story, home: dict[str, str]) -> None:
        peers = Siblings(story)
        assert [one["about"] for one in asked(api, "/v1/tasks", home, peers)] == [None, None]
        assert peers.calls == []

    def test_without_placements_say_who_gave_no_answer(self, api: Api, story: Story, home: dict[str, str]) -> None:
        profile, stay = asked(api, "/v1/tasks?include=about", home, Siblings(story, away=["placements"]))
        assert (stay["about"]["unavailable"], stay["about"]["need_title"]) == (["placements"], None)
        assert profile["about"]["expert"] == "Tjenestedesigner"

    @pytest.mark.parametrize("away", ["needs", "auth", "pool"])
    def test_leave_null_what_a_sibling_could_not_say(
        self, api: Api, story: Story, home: dict[str, str], away: str
    ) -> None:
        about = asked(api, "/v1/tasks?include=about", home, Siblings(story, away=[away]))[1]["about"]
        missing = {"needs": ["need_title"], "auth": ["home", "host"], "pool": ["expert"]}[away]
        assert [name for name, value in about.items() if value is None] == missing
        assert about["unavailable"] == [away]

    def test_name_nobody_while_a_role_may_have_been_lost_unheard(
        self, api: Api, story: Story, home: dict[str, str]
    ) -> None:
        peers = Siblings(story)
        api.app.state.revocations.seen_at = clock.monotonic() - RECENT_SECONDS - 1
        profile, stay = asked(api, "/v1/tasks?include=about", home, peers)
        assert (profile["about"]["expert"], stay["about"]["expert"]) == (None, None)
        assert (stay["about"]["home"], stay["about"]["unavailable"]) == (NAMES[BAERUM], ["auth"])
        assert "pool" not in peers.calls
        api.app.state.revocations.seen_at = float("inf")
        assert asked(api, "/v1/tasks?include=about", home, peers)[1]["about"]["expert"] == "Tjenestedesigner"

    def test_are_about_nothing_for_a_token_that_opens_no_case(
        self, api: Api, story: Story, home: dict[str, str]
    ) -> None:
        about = asked(api, "/v1/tasks?include=about", home, Siblings(story, refuses=["placements"]))[1]["about"]
        assert (about["need_title"], about["expert"], about["unavailable"]) == (None, None, [])

    def test_tell_a_token_no_names_or_titles_that_it_may_not_read(
        self, api: Api, database: Database, story: Story, home: dict[str, str]
    ) -> None:
        peers, less = Siblings(story), person("coordinator", BAERUM, scope="notify:read")
        shown = asked(api, "/v1/tasks?include=about", less, peers)
        assert {"pool", "needs"} & set(peers.calls) == set()
        assert [(one["about"]["expert"], one["about"]["need_title"]) for one in shown] == [(None, None)] * len(shown)
        assert all(one["about"]["unavailable"] == [] for one in shown)

    def test_an_empty_page_asks_nobody(self, api: Api, story: Story) -> None:
        peers = Siblings(story)
        assert asked(api, "/v1/tasks?include=about", person("coordinator", BAERUM), peers) == []
        assert peers.calls == []


class TestMessages:
    def test_say_what_they_are_about(self, api: Api, database: Database, story: Story) -> None:
        member(database, "employee", BAERUM, person_id=story.employee)
        handle(database, story.event("candidacy.invited", with_offer=False))
        peers, me = Siblings(story), person("employee", BAERUM, sub=story.employee)
        (message,) = asked(api, "/v1/inbox?include=about", me, peers)
        assert message["about"]["need_title"] == "Tjenestedesigner til nytt skjema"
        assert message["about"]["host"] == NAMES[HUSBANKEN]
        assert sorted(peers.calls) == ["auth", "needs", "placements", "pool"]
        assert api.get(f"/v1/inbox/{message['id']}?include=about", me).json()["about"] == message["about"]


class TestSubjects:
    one, other = uuid4(), uuid4()

    def test_an_amendments_task_is_about_its_placement(self) -> None:
        found = subject_of_task("amend_as_home", subject=str(self.one), parent=str(self.other))
        assert found == Subject(case=self.other)

    def test_a_task_about_a_body_is_about_no_case(self) -> None:
        assert subject_of_task("find_coordinator", subject=BAERUM, parent=None) == Subject()

    @pytest.mark.parametrize(
        ("code", "params", "found"),
        [
            ("expert_endorsed", {}, {"expert": one}),
            ("need_closed", {}, {"need": one}),
            ("candidacy_invited", {"need_id": str(other)}, {"case": one, "need": other}),
            ("amendment_applied", {"placement_id": str(other)}, {"case": other}),
            ("organisation_left", {}, {"bodies": (str(one),)}),
            ("organisation_succeeded", {"successor": HUSBANKEN}, {"bodies": (str(one), HUSBANKEN)}),
            ("more_waiting", {}, {}),
        ],
    )
    def test_of_messages(self, code: str, params: dict[str, str], found: dict[str, Any]) -> None:
        assert subject_of_message(code, subject=str(self.one), params=params) == Subject(**found)

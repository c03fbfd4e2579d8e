"""What events about terms proposals do to tasks and inboxes, and what the three are told, in three languages."""

from typing import Any

import pytest

from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.kit.language import Language
from services.notify.tasks.domain import DECIDING, NEGOTIATING, Kind
from services.notify.texts.messages import message_text
from tests.notify.factories import Story, handle, member
from tests.notify.pages import items_of
from tests.notify.rows import all_tasks, codes_of, mailed, open_kinds
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, person

TERMS: dict[str, Any] = {"start": "2027-02-01", "end": "2027-03-31", "percentage": 80, "terms_version": 1}
UNTIL = "2026-12-20T11:00:00+00:00"


@pytest.fixture
def people(database: Database, story: Story) -> dict[str, str]:
    """Everybody who might be told, by their part."""
    return {
        "employee": member(database, "employee", BAERUM, person_id=story.employee),
        "home": member(database, "coordinator", BAERUM),
        "host": member(database, "coordinator", HUSBANKEN),
        "requester": member(database, "requester", HUSBANKEN),
        "colleague": member(database, "employee", BAERUM),
    }


def asked(story: Story, of: str) -> ReceivedEvent:
    due = "answer_by" if of == "candidacy" else "decide_by"
    codes: dict[str, Any] = {"party": "employee", due: UNTIL}
    return story.event(f"{of}.terms_proposed", **TERMS, **codes)


def told(database: Database, people: dict[str, str]) -> dict[str, list[str]]:
    """The messages of everybody who has one, by their part."""
    found = {part: codes_of(database, who) for part, who in people.items()}
    return {part: codes for part, codes in found.items() if codes}


class TestToAnOffer:
    def test_waits_for_the_host_until_the_offer_ends_and_tells_whom_it_asks(
        self, database: Database, story: Story, people: dict[str, str]
    ) -> None:
        handle(database, asked(story, "candidacy"))
        (task,) = all_tasks(database)
        assert (task.kind, task.audience) == (Kind.ANSWER_TERMS_OF_OFFER, f"requester:{HUSBANKEN}")
        assert task.due is not None
        assert task.due.isoformat() == UNTIL
        assert told(database, people) == {
            "host": ["candidacy_terms_proposed"],
            "requester": ["candidacy_terms_proposed"],
        }

    @pytest.mark.parametrize(
        ("ending", "news"),
        [
            ("terms_declined", {"employee": "candidacy_terms_declined"}),
            ("terms_withdrawn", {"host": "candidacy_terms_withdrawn", "requester": "candidacy_terms_withdrawn"}),
            ("offered", {"employee": "candidacy_offered"}),  # adopted: the next version of the offer
            ("accepted", {"host": "candidacy_accepted", "requester": "candidacy_accepted"}),
            ("declined", dict.fromkeys(["employee", "host", "requester"], "candidacy_declined")),
            ("withdrawn", dict.fromkeys(["employee", "host", "requester"], "candidacy_withdrawn")),
            ("not_selected", {"employee": "candidacy_not_selected"}),
            ("expired", dict.fromkeys(["employee", "host", "requester"], "candidacy_expired")),
        ],
    )
    def test_is_closed_by_what_becomes_of_it(
        self, database: Database, story: Story, people: dict[str, str], ending: str, news: dict[str, str]
    ) -> None:
        handle(database, asked(story, "candidacy"), story.event(f"candidacy.{ending}", reason="workload"))
        assert Kind.ANSWER_TERMS_OF_OFFER not in open_kinds(database)
        last = {part: codes[-1] for part, codes in told(database, people).items()}
        assert {part: code for part, code in last.items() if not code.endswith("terms_proposed")} == news


class TestToAPlacement:
    def test_waits_for_either_body_beside_the_decisions(
        self, database: Database, story: Story, people: dict[str, str]
    ) -> None:
        handle(database, story.proposed(decided=["employee"]), asked(story, "placement"))
        assert open_kinds(database) == {Kind.DECIDE_AS_HOME, Kind.DECIDE_AS_HOST, *NEGOTIATING}
        audiences = {task.kind: task.audience for task in all_tasks(database) if task.kind in NEGOTIATING}
        assert audiences == {
            Kind.ANSWER_TERMS_AS_HOME: f"coordinator:{BAERUM}",
            Kind.ANSWER_TERMS_AS_HOST: f"requester:{HUSBANKEN}",
        }
        last = {part: codes[-1] for part, codes in told(database, people).items()}
        assert last == {"employee": "placement_proposed"} | dict.fromkeys(
            ["home", "host", "requester"], "placement_terms_proposed"
        )

    def test_is_shown_to_whom_it_asks_without_a_ready_made_answer(
        self, api: Api, database: Database, story: Story
    ) -> None:
        handle(database, asked(story, "placement"))
        for role, org in (("coordinator", BAERUM), ("requester", HUSBANKEN)):
            (task,) = items_of(api, "/v1/tasks", person(role, org))
            assert (task["subject"], task["call"], task["due"]) == (story.placement, None, "2026-12-20T11:00:00Z")
        assert items_of(api, "/v1/tasks", person("employee", BAERUM, sub=story.employee)) == []

    def test_taken_over_waits_for_the_bodies_yeses(
        self, database: Database, story: Story, people: dict[str, str]
    ) -> None:
        handle(database, story.proposed(decided=["employee", "host"]), asked(story, "placement"))
        changed = story.event("placement.terms_changed", decided=["employee"], decide_by=UNTIL, **TERMS)
        handle(database, changed)
        assert open_kinds(database) == set(DECIDING) - {Kind.DECIDE_AS_EMPLOYEE}
        for part in ("employee", "home", "host"):
            assert codes_of(database, people[part])[-1] == "placement_terms_changed"

    @pytest.mark.parametrize(
        ("ending", "code", "parts"),
        [
            ("terms_declined", "placement_terms_declined", {"employee", "home", "host", "requester"}),
            ("terms_withdrawn", "placement_terms_withdrawn", {"home", "host", "requester"}),
        ],
    )
    def test_is_closed_for_both_and_leaves_the_decisions(
        self, database: Database, story: Story, people: dict[str, str], ending: str, code: str, parts: set[str]
    ) -> None:
        handle(database, story.proposed(), asked(story, "placement"))
        handle(database, story.event(f"placement.{ending}", reason="workload"))
        assert open_kinds(database) == {Kind.DECIDE_AS_HOME, Kind.DECIDE_AS_HOST}
        assert {part for part, codes in told(database, people).items() if code in codes} == parts

    @pytest.mark.parametrize("ending", ["agreed", "rejected", "cancelled", "expired"])
    def test_never_outlives_the_decisions(self, database: Database, story: Story, ending: str) -> None:
        handle(database, story.proposed(), asked(story, "placement"))
        handle(database, story.event(f"placement.{ending}", start="2027-02-01", end="2027-03-31", reason="other"))
        assert open_kinds(database) == set()


def test_who_is_asked_gets_a_mail_and_who_need_not_act_gets_none(
    database: Database, story: Story, people: dict[str, str]
) -> None:
    handle(database, asked(story, "placement"))
    assert mailed(database) == sorted(people[part] for part in ("home", "host", "requester"))
    handle(database, story.event("placement.terms_withdrawn"))
    assert len(mailed(database)) == 3


CODES: dict[str, Any] = {**TERMS, "answer_by": UNTIL, "decide_by": UNTIL, "reason": "workload", "party": "home"}


@pytest.mark.parametrize(
    ("language", "day", "reason"),
    [(Language.NB, "1. februar 2027", "arbeidsmengde"), (Language.NN, "1. februar 2027", "arbeidsmengd"),
     (Language.EN, "1 February 2027", "workload")],
)  # fmt: skip
class TestTexts:
    @pytest.mark.parametrize("of", ["candidacy", "placement"])
    def test_of_a_proposal_say_the_days_and_the_percentage(
        self, of: str, language: Language, day: str, reason: str
    ) -> None:
        text = message_text(f"{of}_terms_proposed", CODES, language)[1]
        assert day in text
        assert "80" in text

    @pytest.mark.parametrize("of", ["candidacy", "placement"])
    def test_of_a_no_say_why(self, of: str, language: Language, day: str, reason: str) -> None:
        assert reason in message_text(f"{of}_terms_declined", CODES, language)[1]

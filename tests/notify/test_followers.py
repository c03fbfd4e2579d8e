"""What events of other services do to tasks, inboxes and mail, through notify's handlers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.notify.events.errors import Unaddressed
from services.notify.inbox.models import Message
from services.notify.members.models import Membership
from services.notify.preferences.models import Preference
from services.notify.tasks.domain import DECIDING, SETTLING, Kind
from services.notify.tasks.models import PartyAnswer
from tests.notify.factories import Story, an_event, handle, member
from tests.notify.rows import all_tasks, codes_of, mailed, open_kinds
from tests.support.callers import BAERUM, HUSBANKEN, TOLL

OPENING = {
    Kind.ENDORSE_EXPERT: ["expert.submitted"],
    Kind.COMPLETE_PROFILE: ["expert.submitted", "expert.returned"],
    Kind.ANSWER_INVITATION: ["candidacy.invited"],
    Kind.CONSIDER_APPLICATION: ["candidacy.applied"],
    Kind.ANSWER_OFFER: ["candidacy.offered"],
}
CLOSING = [
    (Kind.ENDORSE_EXPERT, "expert.endorsed"),
    (Kind.ENDORSE_EXPERT, "expert.returned"),
    (Kind.ENDORSE_EXPERT, "expert.withdrawn"),
    (Kind.COMPLETE_PROFILE, "expert.submitted"),
    (Kind.COMPLETE_PROFILE, "expert.withdrawn"),
    (Kind.ANSWER_INVITATION, "candidacy.interested"),
    (Kind.ANSWER_INVITATION, "candidacy.offered"),
    (Kind.CONSIDER_APPLICATION, "candidacy.offered"),
    *[
        (kind, f"candidacy.{ending}")
        for kind in (Kind.ANSWER_INVITATION, Kind.CONSIDER_APPLICATION, Kind.ANSWER_OFFER)
        for ending in ("accepted", "declined", "withdrawn", "expired", "not_selected")
    ],
]
AUDIENCES = {
    Kind.ENDORSE_EXPERT: f"coordinator:{BAERUM}",
    Kind.CONSIDER_APPLICATION: f"requester:{HUSBANKEN}",
    Kind.DECIDE_AS_HOME: f"coordinator:{BAERUM}",
    Kind.DECIDE_AS_HOST: f"coordinator:{HUSBANKEN}",
}


class TestTasks:
    @pytest.mark.parametrize("kind", OPENING)
    def test_open_for_whom_they_wait(self, database: Database, story: Story, kind: Kind) -> None:
        handle(database, *(story.event(event) for event in OPENING[kind]))
        (task,) = [task for task in all_tasks(database) if task.closed_at is None]
        assert (task.kind, task.audience) == (kind, AUDIENCES.get(kind, f"person:{story.employee}"))

    @pytest.mark.parametrize(("kind", "event"), CLOSING)
    def test_close_by_themselves(self, database: Database, story: Story, kind: Kind, event: str) -> None:
        handle(database, *(story.event(opening) for opening in OPENING[kind]))
        handle(database, story.event(event))
        assert kind not in open_kinds(database)
        assert [task.closed_by for task in all_tasks(database) if task.kind == kind] == [event]

    @pytest.mark.parametrize("event", ["expert.renewed", "expert.endorsement_revoked"])
    def test_the_endorsement_is_asked_for_again(self, database: Database, story: Story, event: str) -> None:
        handle(database, story.event("expert.submitted"), story.event("expert.endorsed"), story.event(event))
        assert open_kinds(database) == {Kind.ENDORSE_EXPERT}

    def test_of_another_subject_stay_open(self, database: Database, story: Story) -> None:
        handle(database, story.event("expert.submitted"), Story().event("expert.submitted"))
        handle(database, story.event("expert.endorsed"))
        assert open_kinds(database) == {Kind.ENDORSE_EXPERT}

    def test_are_open_once_for_each_subject_kind_and_audience(self, database: Database, story: Story) -> None:
        first = story.event("candidacy.offered", answer_by="2026-12-01T10:00:00+00:00", terms_version=1)
        second = story.event("candidacy.offered", answer_by="2026-12-08T10:00:00+00:00", terms_version=2)
        handle(database, first, second)
        (task,) = all_tasks(database)
        assert (task.terms_version, task.version) == (2, 2)
        assert task.due is not None
        assert task.due.day == 8

    def test_a_task_for_nobody_is_refused(self, database: Database, story: Story) -> None:
        offered = story.event("candidacy.offered")
        offered.data.persons = []
        with pytest.raises(Unaddressed):
            handle(database, offered)


class TestDecisions:
    def test_wait_for_those_who_have_not_said_yes_already(self, database: Database, story: Story) -> None:
        handle(database, story.proposed(decided=["employee", "host"]))
        assert open_kinds(database) == {Kind.DECIDE_AS_HOME}

    @pytest.mark.parametrize("party", ["home", "host", "employee"])
    def test_close_for_the_party_that_decided(self, database: Database, story: Story, party: str) -> None:
        handle(database, story.proposed(decided=[]), story.decided(party))
        assert open_kinds(database) == set(DECIDING) - {Kind(f"decide_as_{party}")}

    @pytest.mark.parametrize("ending", ["agreed", "rejected", "cancelled", "expired"])
    def test_all_close_when_it_is_settled(self, database: Database, story: Story, ending: str) -> None:
        handle(database, story.proposed(), story.event(f"placement.{ending}", start="2027-01-04", end="2027-03-31"))
        assert open_kinds(database) == set()

    def test_all_open_again_on_new_terms(self, database: Database, story: Story) -> None:
        handle(database, story.proposed(), story.decided("host"))
        handle(database, story.event("placement.terms_changed", terms_version=2))
        still_open = [task for task in all_tasks(database) if task.closed_at is None]
        assert {task.kind for task in still_open} == set(DECIDING)
        assert {task.terms_version for task in still_open} == {2}
        assert {task.due.isoformat() for task in still_open if task.due} == {"2026-12-20T11:00:00+00:00"}

    def test_on_old_terms_count_no_more(self, database: Database, story: Story) -> None:
        handle(database, story.proposed(), story.decided("host"))
        with database.read() as session:
            assert set(session.scalars(select(col(PartyAnswer.party)))) == {"employee", "host"}
        handle(database, story.event("placement.terms_changed", terms_version=2))
        with database.read() as session:
            assert list(session.scalars(select(col(PartyAnswer.party)))) == []


class TestDoubts:
    def test_wait_for_both_bodies_until_the_day_before_and_notify_all_three(
        self, database: Database, story: Story
    ) -> None:
        home, host = member(database, "coordinator", BAERUM), member(database, "coordinator", HUSBANKEN)
        handle(database, story.event("placement.doubted", doubt="home_left", settle_by="2027-01-03"))
        tasks = {task.audience: (task.kind, task.due.isoformat() if task.due else None) for task in all_tasks(database)}
        until = "2027-01-03T22:59:00+00:00"
        assert tasks == {
            f"coordinator:{BAERUM}": (Kind.SETTLE_AS_HOME, until),
            f"coordinator:{HUSBANKEN}": (Kind.SETTLE_AS_HOST, until),
        }
        assert [codes_of(database, person) for person in (home, host, story.employee)] == [["placement_doubted"]] * 3

    @pytest.mark.parametrize("ending", ["settled", "cancelled", "completed"])
    def test_close_for_both(self, database: Database, story: Story, ending: str) -> None:
        handle(database, story.event("placement.doubted", doubt="host_joined", settle_by="2027-01-03"))
        assert open_kinds(database) == set(SETTLING)
        handle(database, story.event(f"placement.{ending}"))
        assert open_kinds(database) == set()


class TestMessages:
    def test_reach_everybody_with_the_role(self, database: Database, story: Story) -> None:
        home, host = member(database, "coordinator", BAERUM), member(database, "coordinator", HUSBANKEN)
        outside, colleague = member(database, "coordinator", TOLL), member(database, "employee", BAERUM)
        handle(database, story.event("placement.agreed", start="2027-01-04", end="2027-03-31"))
        assert [codes_of(database, person) for person in (home, host, story.employee)] == [["placement_agreed"]] * 3
        assert [codes_of(database, person) for person in (outside, colleague)] == [[], []]

    def test_about_an_application_reach_requesters_and_coordinators(self, database: Database, story: Story) -> None:
        requester, coordinator = (member(database, role, HUSBANKEN) for role in ("requester", "coordinator"))
        home = member(database, "coordinator", BAERUM)
        handle(database, story.event("candidacy.applied"))
        assert codes_of(database, requester) == codes_of(database, coordinator) == ["candidacy_applied"]
        assert codes_of(database, home) == ["candidacy_applied_home"]

    def test_reach_a_person_concerned_twice_only_once(self, database: Database, story: Story) -> None:
        member(database, "coordinator", BAERUM, person_id=story.employee)
        handle(database, story.event("placement.agreed", start="2027-01-04", end="2027-03-31"))
        assert codes_of(database, story.employee) == ["placement_agreed"]

    def test_have_no_second_effect_when_a_new_epoch_repeats_their_events(
        self, database: Database, story: Story
    ) -> None:
        submitted, endorsed = story.event("expert.submitted"), story.event("expert.endorsed")
        handle(database, submitted, endorsed, submitted, endorsed)
        assert len(all_tasks(database)) == 1
        assert codes_of(database, story.employee) == ["expert_endorsed"]

    def test_about_an_opportunity_reach_the_expert_only(self, database: Database, story: Story) -> None:
        coordinator = member(database, "coordinator", BAERUM)
        handle(database, story.event("opportunity.found"))
        assert codes_of(database, story.employee) == ["opportunity_found"]
        assert codes_of(database, coordinator) == []
        assert mailed(database) == [story.employee]
        with database.read() as session:
            (message,) = session.scalars(select(Message)).all()
        assert (message.subject, message.params) == (story.need, {"need_id": story.need, "expert_id": story.expert})

    def test_keep_codes_only(self, database: Database, story: Story) -> None:
        handle(database, story.event("expert.returned", reason="workload", note="Kom tilbake etter påske"))
        with database.read() as session:
            (message,) = session.scalars(select(Message)).all()
        assert message.params == {"reason": "workload"}

    def test_about_a_need_without_a_poster_reach_its_coordinators(self, database: Database, story: Story) -> None:
        coordinator, filled = member(database, "coordinator", HUSBANKEN), story.event("need.filled")
        filled.data.persons = []
        handle(database, filled)
        assert codes_of(database, coordinator) == ["need_filled"]


class TestMemberships:
    """auth's feed and the others are followed side by side."""

    def test_received_late_bring_the_messages_sent_meanwhile(self, database: Database, story: Story) -> None:
        now = clock.now()
        handle(database, story.event("expert.submitted", at=now))
        coordinator = member(database, "coordinator", BAERUM, at=now - timedelta(seconds=1))
        assert codes_of(database, coordinator) == ["expert_submitted"]
        assert mailed(database) == [coordinator]

    def test_do_not_bring_messages_from_before_them(self, database: Database, story: Story) -> None:
        now = clock.now()
        handle(database, story.event("expert.submitted", at=now))
        coordinator = member(database, "coordinator", BAERUM, at=now + timedelta(seconds=1))
        assert codes_of(database, coordinator) == []

    def test_granted_anew_bring_nothing_twice(self, database: Database, story: Story) -> None:
        now = clock.now()
        coordinator = member(database, "coordinator", BAERUM, at=now)
        handle(database, story.event("expert.submitted", at=now))
        member(database, "coordinator", BAERUM, person_id=coordinator, at=now)
        assert codes_of(database, coordinator) == ["expert_submitted"]

    def test_end(self, database: Database, story: Story) -> None:
        person, membership = str(uuid4()), str(uuid4())
        roles = ["coordinator", "employee", "requester"]
        granted = an_event("membership.granted", membership, orgs=[BAERUM], persons=[person], roles=roles)
        handle(database, granted, an_event("membership.ended", membership, orgs=[BAERUM], persons=[person]))
        handle(database, story.event("expert.submitted"))
        assert codes_of(database, person) == []

    def test_change_their_roles(self, database: Database) -> None:
        person, membership = str(uuid4()), str(uuid4())
        for roles in (["coordinator", "employee", "requester"], ["employee"]):
            handle(database, an_event("membership.granted", membership, orgs=[BAERUM], persons=[person], roles=roles))
        with database.read() as session:
            assert [row.role for row in session.scalars(select(Membership))] == ["employee"]

    def test_of_a_disabled_person_all_end(self, database: Database) -> None:
        person = member(database, "coordinator", BAERUM)
        member(database, "requester", HUSBANKEN, person_id=person)
        handle(database, an_event("person.disabled", person, persons=[person]))
        with database.read() as session:
            assert list(session.scalars(select(Membership))) == []


class TestMail:
    def test_is_queued_once_for_each_person_and_event(self, database: Database, story: Story) -> None:
        returned = story.event("expert.returned", reason="workload")
        handle(database, returned, returned)
        assert mailed(database) == [story.employee]

    def test_is_not_queued_where_it_was_turned_off(self, database: Database, story: Story) -> None:
        with database.write() as session:
            session.add(Preference(person_id=story.employee, email="off"))
        handle(database, story.event("expert.endorsed", valid_until="2027-11-23"))
        assert codes_of(database, story.employee) == ["expert_endorsed"]
        assert mailed(database) == []

    def test_is_not_made_of_old_events(self, database: Database, story: Story) -> None:
        handle(database, story.event("expert.endorsed", at=clock.now() - timedelta(hours=49)))
        handle(database, story.event("expert.expired", at=clock.now() - timedelta(hours=47)))
        assert codes_of(database, story.employee) == ["expert_endorsed", "expert_expired"]
        assert mailed(database) == [story.employee]

    @pytest.mark.parametrize("event", ["need.opened", "candidacy.accepted", "placement.decided"])
    def test_is_not_made_where_another_mail_says_it(self, database: Database, story: Story, event: str) -> None:
        coordinator = member(database, "coordinator", HUSBANKEN)
        handle(database, the_event(story, event))
        assert codes_of(database, coordinator) == [event.replace(".", "_")]
        assert mailed(database) == []


def the_event(story: Story, event: str) -> ReceivedEvent:
    return story.decided("home") if event == "placement.decided" else story.event(event)


class TestCoordinators:
    def test_a_body_without_any_is_a_task_of_the_administrators_until_it_has_one(self, database: Database) -> None:
        admin = member(database, "admin", TOLL)
        handle(database, an_event("organisation.uncoordinated", BAERUM, orgs=[BAERUM]))
        assert [(task.kind, task.audience) for task in all_tasks(database)] == [("find_coordinator", "admin:scheme")]
        assert codes_of(database, admin) == ["organisation_uncoordinated"]
        member(database, "coordinator", HUSBANKEN)
        assert open_kinds(database) == {"find_coordinator"}
        member(database, "coordinator", BAERUM)
        assert open_kinds(database) == set()

    def test_the_last_one_of_a_body_is_notified(self, database: Database) -> None:
        leader, other = member(database, "coordinator", BAERUM), member(database, "coordinator", HUSBANKEN)
        handle(database, an_event("organisation.one_coordinator", BAERUM, orgs=[BAERUM]))
        assert codes_of(database, leader) == ["organisation_one_coordinator"]
        assert codes_of(database, other) == []
        assert all_tasks(database) == []

    def test_all_are_notified_where_one_asks_for_the_body_to_leave(self, database: Database) -> None:
        leader = member(database, "coordinator", BAERUM)
        handle(database, an_event("organisation.leaving_asked", BAERUM, orgs=[BAERUM], persons=[leader]))
        assert codes_of(database, leader) == ["organisation_leaving_asked"]

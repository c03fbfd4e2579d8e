"""A body becomes part of another, and what was agreed with it goes on: its people act for the other one now."""

import httpx

from ressurspool.client.api import Client
from ressurspool.client.auth import Acceptance, InvitationDraft
from ressurspool.client.problem import ProblemError
from ressurspool.client.words import Explained
from services.auth.audit.service import OPERATOR
from services.auth.successions.service import succeed
from services.auth.tables import Table
from services.kit.data.database import Database
from tests.journeys.cast import HOST, PASSWORD, Actor, Cast, endorsed, published, terms, until

# bodies that no other journey comes from: one is merged into the third, one leaves first
MERGED, DEPARTED, SUCCESSOR = "974761394", "984936923", "983544622"


def take_place(cast: Cast, old: str) -> None:
    """The operator's command, twice: the second time it changes nothing."""
    database = Database(cast.stack.databases["auth"], Table.metadata, connections=2)
    for _ in range(2):
        with database.write() as session:
            succeed(session, old, SUCCESSOR, by=OPERATOR)
    database.close()


def proposed(cast: Cast, employee: Actor) -> str:
    """A stay that the employee and the host have said yes to."""
    expert, need = endorsed(cast, employee), published(cast, HOST)
    offered = cast.coordinator(HOST).client.placements.invite(expert.id, need.id, offer=terms())
    placement = employee.client.placements.accept(offered.id, terms_version=1).placement_id
    assert placement is not None
    return placement


def acts_for_successor(actor: Actor) -> Actor:
    actor.orgnr = SUCCESSOR
    actor.log_out()
    return actor


def home_of(actor: Actor, placement: str) -> str | None:
    """The home agency as the actor reads it; None where they may not know of the placement, or not yet."""
    try:
        return actor.client.placements.placement(placement).home_org
    except ProblemError as error:
        if error.status not in {401, 404}:
            raise
        return None


def refused(cast: Cast, token: str) -> bool:
    answer = httpx.get(
        f"{cast.stack.origin}/placements/v1/placements", headers={"Authorization": f"Bearer {token}"}, trust_env=False
    )
    return answer.status_code == 401


def join(cast: Cast, somebody: Actor, token: str) -> None:
    """Accept an invitation with the account one has."""
    with Client(cast.stack.origin, patience=30) as nobody:
        nobody.auth.accept_invitation(Acceptance(token=token, name="Rådgiver", password=PASSWORD))
    acts_for_successor(somebody)


def codes(actor: Actor) -> list[str]:
    return [message.code for message in actor.client.notify.inbox()]


class TestMerged:
    def test_the_successors_coordinator_decides_and_everybody_is_notified(self, cast: Cast) -> None:
        coordinator, host, employee = cast.coordinator(MERGED), cast.coordinator(HOST), cast.new("employee", MERGED)
        here, colleague = cast.coordinator(SUCCESSOR), cast.new("employee", MERGED)
        placement, profile = proposed(cast, employee), endorsed(cast, colleague)
        old_token = coordinator.token()
        take_place(cast, MERGED)

        until(lambda: home_of(here, placement) == SUCCESSOR, what="the stay to pass on")
        until(lambda: refused(cast, old_token), what="the token of the body that is no more")
        came = acts_for_successor(coordinator)
        until(lambda: any(task.subject == placement for task in came.client.notify.tasks()), what="the open task")
        agreed = here.client.placements.approve(placement, terms_version=1)
        assert (agreed.state, agreed.home_org) == ("agreed", SUCCESSOR)
        until(lambda: "placement_agreed" in codes(came), what="the news to those who came along")

        assert acts_for_successor(employee).client.placements.placement(placement).state == "agreed"
        until(lambda: "placement_passed_on" in codes(host), what="the host's message")
        until(lambda: {"placement_passed_on", "organisation_succeeded"} <= set(codes(employee)), what="the employee's")
        assert "organisation_succeeded" in codes(here)
        assert came.client.auth.organisation(MERGED).succeeded_by == SUCCESSOR
        cancelled = came.client.placements.cancel(placement, Explained(reason="workload"))
        assert cancelled.state == "cancelled"
        applied = acts_for_successor(colleague).client.placements.apply(profile.id, published(cast, HOST).id)
        assert (applied.state, applied.home_org) == ("applied", SUCCESSOR), "endorsed as before"


class TestDeparted:
    def test_what_was_agreed_before_passes_on(self, cast: Cast) -> None:
        first, employee = cast.coordinator(DEPARTED), cast.new("employee", DEPARTED)
        second, here, host = cast.new("coordinator", DEPARTED), cast.coordinator(SUCCESSOR), cast.coordinator(HOST)
        placement = proposed(cast, employee)
        first.client.placements.approve(placement, terms_version=1)
        for coordinator in (first, second):
            coordinator.client.transport.send("POST", f"/auth/v1/organisations/{DEPARTED}/departure")
        invited = here.client.auth.invite(InvitationDraft(email=employee.email, role="employee", hand_over=True))
        join(cast, employee, invited.token or "")
        assert home_of(here, placement) is None, "nobody can act for home"

        take_place(cast, DEPARTED)
        until(lambda: home_of(here, placement) == SUCCESSOR, what="the stay to pass on")
        assert acts_for_successor(employee).client.placements.placement(placement).state == "agreed"
        cancelled = here.client.placements.cancel(placement, Explained(reason="workload"))
        assert cancelled.state == "cancelled"
        until(lambda: "placement_cancelled" in codes(host), what="the host's message")

"""What happens when an expert has a second employer, or leaves the one they have after all three said yes."""

import pytest

from ressurspool.client.api import Client
from ressurspool.client.auth import Acceptance, InvitationDraft
from ressurspool.client.cases import Placement
from ressurspool.client.problem import ProblemError
from tests.journeys.cast import HOME, HOST, PASSWORD, Actor, Cast, endorsed, published, terms, until
from tests.journeys.scenes.outcomes import is_candidate


def agreed(cast: Cast, employee: Actor) -> Placement:
    """A stay that the host's coordinator offered, and all three said yes to."""
    expert, need = endorsed(cast, employee), published(cast)
    asked = cast.coordinator(HOST).client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement_id is not None
    return cast.coordinator(HOME).client.placements.approve(placement_id, terms_version=1)


def hire(cast: Cast, employee: Actor, orgnr: str) -> None:
    """The person joins a further body, as whom they are already."""
    draft = InvitationDraft(email=employee.email, role="employee", hand_over=True)
    token = cast.coordinator(orgnr).client.auth.invite(draft).token
    assert token is not None
    with Client(cast.stack.origin, patience=30) as nobody:
        nobody.auth.accept_invitation(Acceptance(token=token, name="Tjenestedesigner", password=PASSWORD))


def dismiss(cast: Cast, employee: Actor) -> None:
    home, person_id = cast.coordinator(employee.orgnr).client, employee.client.auth.me().id
    member = next(one for one in home.auth.members(employee.orgnr) if one.person_id == person_id)
    home.auth.end_membership(member.id)


def asked_to_settle(actor: Actor, placement: Placement) -> bool:
    return any(task.subject == placement.id and "settle" in task.kind for task in actor.client.notify.tasks())


class TestSecondEmployer:
    def test_borrows_nobody_who_is_their_own(self, cast: Cast) -> None:
        employee, host = cast.new("employee", HOME), cast.coordinator(HOST)
        expert, need = endorsed(cast, employee), published(cast)
        until(lambda: is_candidate(host, need.id, expert.id), what="the expert among the candidates")
        assert expert.id in listed(host)
        asked = host.client.placements.invite(expert.id, need.id, offer=terms())

        hire(cast, employee, HOST)
        until(lambda: not is_candidate(host, need.id, expert.id), what="other candidates")
        assert expert.id not in listed(host), "matching has it from the pool"
        until(lambda: is_refused(host, expert.id, published(cast).id), what="the refusal")
        with pytest.raises(ProblemError) as refused:
            employee.client.placements.accept(asked.id, terms_version=1)
        assert (refused.value.status, refused.value.code) == (409, "own-employee")


class TestLeaver:
    def test_with_an_agreed_stay_is_settled_by_the_host(self, cast: Cast) -> None:
        employee, host, home = cast.new("employee", HOME), cast.coordinator(HOST), cast.coordinator(HOME)
        placement = agreed(cast, employee)
        dismiss(cast, employee)
        for side in (home, host):
            until(lambda side=side: asked_to_settle(side, placement), what="a task")  # type: ignore[misc]  # bound now
        doubted = host.client.placements.placement(placement.id)
        assert (doubted.state, doubted.doubt) == ("agreed", "home_left")
        assert "settle" in doubted.legal

        settled = host.client.placements.settle(placement.id)
        assert (settled.state, settled.doubt) == ("agreed", None)
        for side in (home, host):
            until(lambda side=side: not asked_to_settle(side, placement), what="no task")  # type: ignore[misc]  # bound now


def listed(actor: Actor) -> set[str]:
    return {one.id for one in actor.client.pool.browse()}


def is_refused(host: Actor, expert_id: str, need_id: str) -> bool:
    """True once placements has heard who belongs to the host; until then the invitation is made."""
    try:
        host.client.placements.invite(expert_id, need_id)
    except ProblemError as refused:
        return (refused.status, refused.code) == (409, "own-employee")
    return False

"""What happens when somebody says no, or leaves midway."""

import pytest

from ressurspool.client.cases import Candidacy
from ressurspool.client.needs import Closure
from ressurspool.client.problem import ProblemError
from ressurspool.client.words import Explained
from tests.journeys.cast import HOME, HOST, OTHER_HOST, Actor, Cast, endorsed, published, terms, until


def offered(cast: Cast, employee: Actor, *, host: str = HOST) -> Candidacy:
    """An invitation that carries an offer by a requester of the host."""
    expert, need = endorsed(cast, employee), published(cast, host)
    return cast.new("requester", host).client.placements.invite(expert.id, need.id, offer=terms())


class TestDeclined:
    def test_the_seat_is_free_again_and_can_be_offered_anew(self, cast: Cast) -> None:
        employee = cast.new("employee", HOME)
        first = offered(cast, employee)
        declined = employee.client.placements.decline(first.id, Explained(reason="workload"))
        assert (declined.state, declined.reason) == ("declined", "workload")

        again = cast.coordinator(HOST).client.placements.invite(first.expert_id, first.need_id, offer=terms())
        accepted = employee.client.placements.accept(again.id, terms_version=1)
        assert accepted.placement_id is not None
        agreed = cast.coordinator(HOME).client.placements.approve(accepted.placement_id, terms_version=1)
        assert agreed.state == "agreed", "the host coordinator's offer is the host's yes"

    def test_a_declined_offer_cannot_be_accepted(self, cast: Cast) -> None:
        employee = cast.new("employee", HOME)
        asked = offered(cast, employee)
        employee.client.placements.decline(asked.id, Explained(reason="personal"))
        with pytest.raises(ProblemError) as refused:
            employee.client.placements.accept(asked.id, terms_version=1)
        assert (refused.value.status, refused.value.code) == (409, "wrong-state")


class TestNeedWithdrawnMidway:
    def test_cancels_what_is_not_agreed_yet(self, cast: Cast) -> None:
        employee = cast.new("employee", HOME)
        asked = offered(cast, employee)
        accepted = employee.client.placements.accept(asked.id, terms_version=1)
        assert accepted.placement_id is not None
        cast.coordinator(HOST).client.needs.close(asked.need_id, Closure(outcome="no_longer_required"))

        placement = accepted.placement_id
        until(lambda: employee.client.placements.placement(placement).state == "cancelled", what="the cancellation")
        another = offered_again(cast, employee, asked.expert_id)
        assert another.state == "offered", "the person is free for somebody else"


class TestExpertWithdrawnMidway:
    def test_ends_candidacies_and_cancels_what_is_not_agreed_yet(self, cast: Cast) -> None:
        employee = cast.new("employee", HOME)
        asked = offered(cast, employee)
        accepted = employee.client.placements.accept(asked.id, terms_version=1)
        assert accepted.placement_id is not None
        employee.client.pool.withdraw(asked.expert_id, Explained(reason="personal"))

        placement, host = accepted.placement_id, cast.coordinator(HOST)
        until(lambda: host.client.placements.placement(placement).state == "cancelled", what="the cancellation")
        with pytest.raises(ProblemError) as refused:
            host.client.placements.approve(placement, terms_version=1)
        assert refused.value.status == 409

    def test_leaves_what_is_agreed(self, cast: Cast) -> None:
        employee, host, home = cast.new("employee", HOME), cast.coordinator(HOST), cast.coordinator(HOME)
        asked = offered(cast, employee)
        placement = employee.client.placements.accept(asked.id, terms_version=1).placement_id
        assert placement is not None
        host.client.placements.approve(placement, terms_version=1)
        home.client.placements.approve(placement, terms_version=1)
        employee.client.pool.withdraw(asked.expert_id, Explained(reason="personal"))

        other = cast.new("employee", HOME)
        follows_on = offered(cast, other)
        other.client.pool.withdraw(follows_on.expert_id, Explained(reason="personal"))
        until(lambda: host.client.placements.candidacy(follows_on.id).state != "offered", what="the later news")
        assert host.client.placements.placement(placement).state == "agreed"


def offered_again(cast: Cast, employee: Actor, expert_id: str) -> Candidacy:
    need = published(cast, OTHER_HOST)
    assert employee.orgnr == HOME
    return cast.coordinator(OTHER_HOST).client.placements.invite(expert_id, need.id, offer=terms())

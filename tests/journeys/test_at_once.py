"""Three say yes in the same instant: the placement is agreed, whoever comes last."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from ressurspool.client.cases import Placement
from ressurspool.client.problem import ProblemError
from ressurspool.client.words import Explained
from tests.journeys.cast import HOME, HOST, Cast, endorsed, published, terms

ROUNDS = 5


def test_three_decisions_in_the_same_instant(cast: Cast) -> None:
    employee, host, home = cast.new("employee", HOME), cast.coordinator(HOST), cast.coordinator(HOME)
    expert = endorsed(cast, employee)
    for _ in range(ROUNDS):
        need = published(cast)
        asked = host.client.placements.invite(expert.id, need.id, offer=terms())
        placement_id = employee.client.placements.accept(asked.id, terms_version=1).placement_id
        assert placement_id is not None
        placement = host.client.placements.placement(placement_id)
        changed = host.client.placements.change_terms(placement_id, terms(place="Oslo"), version=placement.version)
        assert (changed.terms_version, len(changed.waiting_for)) == (2, 3), "other terms void every decision"

        deciding = [actor.client.placements for actor in (employee, host, home)]
        at_once([partial(placements.approve, placement_id, terms_version=2) for placements in deciding])
        agreed = home.client.placements.placement(placement_id)
        assert (agreed.state, agreed.waiting_for) == ("agreed", [])
        cancel(cast, agreed)


def test_a_stale_yes_does_not_count(cast: Cast) -> None:
    employee, host, home = cast.new("employee", HOME), cast.coordinator(HOST), cast.coordinator(HOME)
    expert, need = endorsed(cast, employee), published(cast)
    asked = host.client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement_id is not None
    version = host.client.placements.placement(placement_id).version
    host.client.placements.change_terms(placement_id, terms(percentage=80), version=version)
    with pytest.raises(ProblemError) as refused:
        home.client.placements.approve(placement_id, terms_version=1)
    assert refused.value.status == 409
    assert home.client.placements.placement(placement_id).state == "proposed"


def at_once(acts: list[Callable[[], Placement]]) -> list[Placement]:
    together = Barrier(len(acts))

    def act(one: Callable[[], Placement]) -> Placement:
        together.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def cancel(cast: Cast, placement: Placement) -> None:
    """Make the person and the seat free for the next round."""
    cast.coordinator(HOST).client.placements.cancel(placement.id, Explained(reason="other"))

"""Two coordinators at one desk: both are asked, one acts, and the other is told so; nothing happens twice."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from ressurspool.client.cases import Placement
from ressurspool.client.pool import EndorsementDraft
from ressurspool.client.problem import ProblemError
from tests.journeys.cast import HOST, Actor, Cast, a_sign_up, days_from_now, endorsed, published, terms, until
from tests.journeys.scenes.news import asked, told
from tests.journeys.scenes.outcomes import places_filled

DESK = "820852982"  # Kristiansand kommune


@pytest.fixture(scope="module")
def desk(cast: Cast) -> tuple[Actor, Actor]:
    return cast.coordinator(DESK), cast.new("coordinator", DESK)


def test_the_second_endorsement_is_refused_and_names_what_is_legal(cast: Cast, desk: tuple[Actor, Actor]) -> None:
    first, second = desk
    employee = cast.new("employee", DESK)
    expert = employee.client.pool.sign_up(a_sign_up())
    for actor in desk:
        until(lambda: asked(actor, expert.id) == {("endorse_expert", expert.id)}, what="both to be asked")  # noqa: B023 -- called at once
    endorsement = EndorsementDraft(valid_until=days_from_now(400))
    first.client.pool.endorse(expert.id, endorsement)
    with pytest.raises(ProblemError) as refused:
        second.client.pool.endorse(expert.id, endorsement)
    assert (refused.value.status, refused.value.code) == (409, "wrong-state")
    for actor in desk:
        until(lambda: not asked(actor, expert.id), what="the task of both to be closed")  # noqa: B023 -- called at once
    until(lambda: told(employee, expert.id)["expert_endorsed"] == 1, what="the message")


def test_of_two_yeses_in_the_same_instant_one_counts(cast: Cast, desk: tuple[Actor, Actor]) -> None:
    employee, host = cast.new("employee", DESK), cast.coordinator(HOST)
    expert, need = endorsed(cast, employee), published(cast)
    candidacy = host.client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(candidacy.id, terms_version=1).placement_id
    assert placement_id is not None
    for actor in desk:
        until(lambda: ("decide_as_home", placement_id) in asked(actor, placement_id), what="both to be asked")  # noqa: B023 -- called at once

    yes = [partial(one.client.placements.approve, placement_id, terms_version=1) for one in desk]
    outcomes = sorted(at_once(yes))
    assert outcomes == ["agreed", "already-decided"]
    agreed = host.client.placements.placement(placement_id)
    assert sorted(decision.party for decision in agreed.decisions) == ["employee", "home", "host"]
    for actor in (*desk, employee, host):
        until(lambda: told(actor, placement_id)["placement_agreed"] == 1, what="the message, once")  # noqa: B023 -- called at once
        assert not asked(actor, placement_id)
    until(lambda: places_filled(host, need.id) == 1, what="the place")


def at_once(acts: Sequence[Callable[[], Placement]]) -> list[str]:
    """The state that each act led to, or the code of its refusal."""
    together = Barrier(len(acts))

    def act(one: Callable[[], Placement]) -> str:
        together.wait()
        try:
            return one().state
        except ProblemError as refused:
            return str(refused.code)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))

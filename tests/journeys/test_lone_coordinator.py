"""A municipality with one coordinator: what waits for them alone, and what a substitute does while they are away."""

from collections.abc import Iterator

import pytest

from ressurspool.client.pool import EndorsementDraft
from ressurspool.client.problem import ProblemError
from tests.journeys.cast import HOME, HOST, Actor, Cast, a_sign_up, days_from_now, endorsed, published, terms, until
from tests.journeys.scenes.letters import link_to
from tests.journeys.scenes.news import asked, told

SMALL = "940493021"  # Arendal kommune


@pytest.fixture(scope="module")
def lone(cast: Cast) -> Actor:
    return cast.coordinator(SMALL)


@pytest.fixture(scope="module")
def substitute(cast: Cast, lone: Actor) -> Iterator[Actor]:
    """A colleague of another municipality, who follows the link in the mail."""
    helper = cast.new("employee", HOME)
    body = {"email": helper.email, "until": str(days_from_now(14))}
    lone.client.transport.send("POST", f"/auth/v1/organisations/{SMALL}/substitutes", body=body)
    link = until(lambda: link_to(helper.email, cast.stack.maildir), what="the mail")
    helper.client.auth.join(link.partition("token=")[2])
    acting = Actor(cast.stack.origin, helper.email, SMALL)
    yield acting
    acting.client.close()


def proposed(cast: Cast, employee: Actor, host: str) -> str:
    """A placement by a requester's offer: it waits for both bodies."""
    expert, need = endorsed(cast, employee), published(cast, host)
    candidacy = cast.new("requester", host).client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(candidacy.id, terms_version=1).placement_id
    assert placement_id is not None
    return placement_id


def test_what_waits_for_one_who_is_away_waits_for_the_substitute(
    cast: Cast, lone: Actor, request: pytest.FixtureRequest
) -> None:
    lent = proposed(cast, cast.new("employee", SMALL), HOST)
    borrowed = proposed(cast, cast.new("employee", HOME), SMALL)
    cast.coordinator(HOST).client.placements.approve(lent, terms_version=1)
    cast.coordinator(HOME).client.placements.approve(borrowed, terms_version=1)
    waiting = {("decide_as_home", lent), ("decide_as_host", borrowed)}
    until(lambda: asked(lone, lent, borrowed) == waiting, what="one person to be asked for both sides")

    away = {"start": str(days_from_now(0)), "end": str(days_from_now(7))}
    announced = lone.client.transport.send("POST", "/auth/v1/me/absences", body=away).json()
    assert [warning["code"] for warning in announced["warnings"]] == ["no-substitute"]
    assert asked(lone, lent, borrowed) == waiting, "nobody else is there"

    substitute: Actor = request.getfixturevalue("substitute")
    until(lambda: asked(substitute, lent, borrowed) == waiting, what="the substitute to be asked")
    until(lambda: not asked(lone, lent, borrowed), what="who is away not to be asked")
    for placement_id in (lent, borrowed):
        assert substitute.client.placements.approve(placement_id, terms_version=1).state == "agreed"
    until(lambda: told(substitute, lent, borrowed)["placement_agreed"] == 2, what="the substitute to be told")
    assert told(lone, lent, borrowed)["placement_agreed"] == 0
    assert not asked(substitute, lent, borrowed)

    lone.client.transport.send("DELETE", f"/auth/v1/me/absences/{announced['id']}")
    assert not asked(lone, lent, borrowed)
    assert lone.client.placements.placement(lent).state == "agreed"


def test_their_own_stay_takes_the_substitutes_yes(cast: Cast, lone: Actor, substitute: Actor) -> None:
    """On their own stay they are only the employee."""
    expert = lone.client.pool.sign_up(a_sign_up(name="HR-koordinator, Arendal kommune"))
    endorsement = EndorsementDraft(valid_until=days_from_now(400), max_months=3)
    with pytest.raises(ProblemError) as refused:
        lone.client.pool.endorse(expert.id, endorsement)
    assert refused.value.status in {403, 409}
    substitute.client.pool.endorse(expert.id, endorsement)

    need, host = published(cast), cast.coordinator(HOST)
    candidacy = host.client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = lone.client.placements.accept(candidacy.id, terms_version=1).placement_id
    assert placement_id is not None
    with pytest.raises(ProblemError) as refused:
        lone.client.placements.approve(placement_id, terms_version=1)
    assert (refused.value.status, refused.value.code) == (409, "decides-for-two")
    until(lambda: ("decide_as_home", placement_id) in asked(substitute, placement_id), what="the task")
    assert substitute.client.placements.approve(placement_id, terms_version=1).state == "agreed"
    until(lambda: not asked(substitute, placement_id), what="the task to be closed")
    until(lambda: told(lone, placement_id)["placement_agreed"] == 1, what="the message, once")

"""A host chooses among two: it keeps a shortlist, both sides write, and it ends with an offer that is accepted."""

import pytest

from ressurspool.client import ProblemError
from ressurspool.client.cases import Offer
from ressurspool.client.placements import Wanted
from ressurspool.client.words import Explained
from tests.journeys.cast import HOME, HOST, Actor, Cast, endorsed, published, terms, until


def told(actor: Actor, code: str, subject: str) -> int:
    """How many messages of that code the inbox has about it."""
    return sum((one.code, one.subject) == (code, subject) for one in actor.client.notify.inbox())


def an_offer() -> Offer:
    return Offer.model_validate(terms().model_dump(exclude_none=True, exclude={"home_contact", "host_contact"}))


def notes(actor: Actor, need_id: str) -> list[str]:
    """The notes on the shortlist of one need, as somebody of the host reads them."""
    found = actor.client.placements.candidacies(Wanted(shortlisted=True, need_id=need_id))
    return [one.shortlist.note for one in found if one.shortlist is not None]


def test_a_shortlist_and_a_dialogue_up_to_an_offer(cast: Cast) -> None:
    host, home, requester = cast.coordinator(HOST), cast.coordinator(HOME), cast.new("requester", HOST)
    first, second = (cast.new("employee", HOME) for _ in range(2))
    need = published(cast)
    invited = requester.client.placements.invite(endorsed(cast, first).id, need.id)
    applied = second.client.placements.apply(endorsed(cast, second).id, need.id)

    # who is invited asks before they are known; the host's people hear of it, and one of them answers
    first.client.placements.write(invited.id, "Kan jeg sitte i Oslo?")
    until(lambda: told(host, "candidacy_employee_wrote", invited.id), what="the host's message")
    assert [one.side for one in requester.client.placements.messages(invited.id)] == ["employee"]
    requester.client.placements.write(invited.id, "Ja, to dager i uka.")
    until(lambda: told(first, "candidacy_host_wrote", invited.id), what="the employee's message")
    assert [one.text for one in first.client.placements.messages(invited.id)][1] == "Ja, to dager i uka."

    # two at the host's desk share a list, with a note each
    for actor, candidacy, note in ((requester, invited, "Førstevalg"), (host, applied, "Reserve")):
        version = actor.client.placements.shortlist_entry(candidacy.id).version
        actor.client.placements.put_on_shortlist(candidacy.id, note, version=version)
    assert notes(host, need.id) == notes(requester, need.id) == ["Førstevalg", "Reserve"]
    for outsider in (first, second, home):
        assert notes(outsider, need.id) == []
        assert outsider.client.placements.candidacy(invited.id if outsider is first else applied.id).shortlist is None
    with pytest.raises(ProblemError, match="not-permitted"):
        list(home.client.placements.messages(invited.id))

    # the first is chosen, the other is told so; what was noted of the two is gone, what was written to the first stays
    first.client.placements.show_interest(invited.id)
    requester.client.placements.offer(invited.id, an_offer())
    assert notes(host, need.id) == ["Førstevalg", "Reserve"]
    assert first.client.placements.accept(invited.id, terms_version=1).placement_id is not None
    host.client.placements.decline(applied.id, Explained(reason="other_candidate_selected"))
    assert notes(host, need.id) == []
    assert len(list(first.client.placements.messages(invited.id))) == 2
    ended = second.client.placements.candidacy(applied.id)
    assert (ended.reason, ended.ended_at is not None) == ("other_candidate_selected", True)
    with pytest.raises(ProblemError, match="wrong-state"):
        second.client.placements.write(applied.id, "Takk likevel.")
    assert told(home, "candidacy_employee_wrote", invited.id) == told(home, "candidacy_host_wrote", invited.id) == 0

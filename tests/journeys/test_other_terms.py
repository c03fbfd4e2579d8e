"""The employee answers an offer with other terms; the host makes them its offer, three say yes, and all are told."""

from datetime import timedelta

import pytest

from ressurspool.client.cases import NewTermsProposal
from ressurspool.client.problem import ProblemError
from services.scheme.months import last_day
from tests.journeys.cast import HOME, HOST, Cast, endorsed, published, terms, until
from tests.journeys.scenes.news import asked, told
from tests.journeys.scenes.outcomes import busy_days_of


def test_the_hosts_next_offer_is_what_the_employee_asked_for(cast: Cast) -> None:
    employee, requester = cast.new("employee", HOME), cast.new("requester", HOST)
    home, host = cast.coordinator(HOME), cast.coordinator(HOST)
    expert, need, offer = endorsed(cast, employee), published(cast), terms()
    candidacy = requester.client.placements.invite(expert.id, need.id, offer=offer)
    start = offer.start + timedelta(days=14)
    other = NewTermsProposal(terms_version=1, start=start, end=last_day(start, months=2), percentage=80)
    assert employee.client.placements.propose_terms(candidacy, other).state == "offered"
    task = ("answer_terms_of_offer", candidacy.id)
    until(lambda: asked(requester, candidacy.id) == {task}, what="the task")

    shown = requester.client.placements.candidacy(candidacy.id)
    adopted = requester.client.placements.adopt_terms(shown)
    assert (adopted.state, adopted.terms_version, adopted.terms_proposal) == ("offered", 2, None)
    until(lambda: not asked(requester, candidacy.id), what="the task to be closed")
    until(lambda: told(employee, candidacy.id)["candidacy_offered"] == 2, what="the second offer")
    with pytest.raises(ProblemError) as refused:
        employee.client.placements.accept(candidacy.id, terms_version=1)
    assert (refused.value.status, refused.value.code) == (409, "stale-terms")

    placement_id = employee.client.placements.accept(candidacy.id, terms_version=2).placement_id
    assert placement_id is not None
    proposed = home.client.placements.placement(placement_id)
    assert (proposed.terms.start, proposed.terms.end, proposed.terms.percentage) == (start, other.end, 80)
    assert proposed.waiting_for == ["home", "host"], "a requester's offer is not yet the host's yes"
    home.client.placements.approve(placement_id, terms_version=1)
    assert host.client.placements.approve(placement_id, terms_version=1).state == "agreed"

    for actor in (employee, home, host):
        until(lambda: told(actor, placement_id)["placement_agreed"] == 1, what="everybody to be told")  # noqa: B023 -- called at once
        assert not asked(actor, candidacy.id, placement_id)
    assert told(requester, candidacy.id) == {"candidacy_terms_proposed": 1, "candidacy_accepted": 1}
    assert told(home, candidacy.id) == {}, "an offer is between the two"
    until(lambda: str(start) in str(busy_days_of(employee)), what="the days to be taken")

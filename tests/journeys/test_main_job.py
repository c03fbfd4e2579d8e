"""The scheme's main job: seven writes, from signing up to an agreed placement of which everybody was notified."""

from functools import partial

from ressurspool.client.pool import EndorsementDraft
from tests.journeys.cast import HOME, HOST, Cast, a_need, a_sign_up, days_from_now, terms, until
from tests.journeys.scenes.outcomes import (
    busy_days_of,
    delivered,
    is_candidate,
    is_notified_of_agreement,
    places_filled,
)


def test_seven_writes_lead_to_an_agreed_placement(cast: Cast) -> None:
    employee, requester = cast.new("employee", HOME), cast.new("requester", HOST)
    home, host = cast.coordinator(HOME), cast.coordinator(HOST)
    before = sum(len(actor.writes) for actor in (employee, requester, home, host))

    expert = employee.client.pool.sign_up(a_sign_up())
    home.client.pool.endorse(expert.id, EndorsementDraft(valid_until=days_from_now(400)))
    need = requester.client.needs.post(a_need())
    found = until(lambda: is_candidate(requester, need.id, expert.id), what="the expert among the candidates")
    assert found is True
    asked = requester.client.placements.invite(expert.id, need.id, offer=terms())
    accepted = employee.client.placements.accept(asked.id, terms_version=1)
    assert accepted.placement_id is not None
    host.client.placements.approve(accepted.placement_id, terms_version=1)
    agreed = home.client.placements.approve(accepted.placement_id, terms_version=1)

    assert (agreed.state, agreed.waiting_for) == ("agreed", [])
    assert {decision.party for decision in agreed.decisions} == {"home", "host", "employee"}
    assert sum(len(actor.writes) for actor in (employee, requester, home, host)) - before == 7

    until(lambda: places_filled(requester, need.id) == 1, what="the need to be filled")
    until(lambda: len(busy_days_of(employee)) == 1, what="the days to be taken")
    for actor in (employee, home, host):
        until(partial(is_notified_of_agreement, actor, accepted.placement_id), what="everybody to be notified")
    until(lambda: delivered(employee), what="the mail to be delivered")
    assert not [task for task in employee.client.notify.tasks() if task.subject == accepted.placement_id]


def test_the_host_reads_the_name_once_the_employee_said_yes_and_the_employee_sees_who_read(cast: Cast) -> None:
    employee, requester = cast.new("employee", HOME), cast.new("requester", HOST)
    expert = employee.client.pool.sign_up(a_sign_up(about="Om meg"))
    cast.coordinator(HOME).client.pool.endorse(expert.id, EndorsementDraft(valid_until=days_from_now(400)))
    need = requester.client.needs.post(a_need())
    assert requester.client.pool.expert(expert.id).shown_as == "pseudonymous"

    asked = requester.client.placements.invite(expert.id, need.id, offer=terms())
    employee.client.placements.accept(asked.id, terms_version=1)

    until(lambda: requester.client.pool.expert(expert.id).shown_as == "named", what="the disclosure")
    assert [entry.reader_org for entry in employee.client.pool.access_log()].count(HOST) == 1

"""A need is edited, filled or out of time while people decide: all are told, and nothing is left open."""

from datetime import timedelta
from functools import partial

from ressurspool.client.cases import Candidacy, Offer
from ressurspool.client.needs import NeedDraft
from ressurspool.client.pool import EndorsementDraft, OpenCases
from ressurspool.client.words import Explained
from services.kit import clock
from services.kit.data.database import Database
from services.needs.jobs import close_lapsed_needs
from services.needs.models import Case, Table
from tests.journeys.cast import HOME, HOST, Actor, Cast, a_need, days_from_now, endorsed, published, terms, until


def an_offer() -> Offer:
    return Offer.model_validate(terms().model_dump(exclude_none=True, exclude={"home_contact", "host_contact"}))


def applied(cast: Cast, employee: Actor, need_id: str) -> Candidacy:
    return employee.client.placements.apply(endorsed(cast, employee).id, need_id)


def agreed(cast: Cast, employee: Actor, need_id: str) -> str:
    """A placement by the host coordinator's offer, to which all have said yes."""
    asked = applied(cast, employee, need_id)
    cast.coordinator(HOST).client.placements.offer(asked.id, an_offer())
    placement = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement is not None
    home = cast.coordinator(HOME).client.placements
    assert home.approve(placement, terms_version=1).state == "agreed"
    return placement


def state(employee: Actor, candidacy: Candidacy) -> str:
    return employee.client.placements.candidacy(candidacy.id).state


def stands_in_reserve(employee: Actor, candidacy: Candidacy) -> bool:
    """And has been told."""
    return state(employee, candidacy) == "reserve" and is_told(employee, "candidacy_reserved", candidacy.id)


def is_told(employee: Actor, code: str, subject: str) -> bool:
    return any((one.code, one.subject) == (code, subject) for one in employee.client.notify.inbox())


def lapse(cast: Cast, *, days: int) -> None:
    """The job of needs looks twice, so many days from now."""
    database = Database(cast.stack.databases["needs"], Table.metadata, connections=2)
    with clock.stopped_at(clock.now() + timedelta(days=days)):
        close_lapsed_needs(database)
        close_lapsed_needs(database)
    database.close()


def test_a_need_is_edited_while_offers_stand(cast: Cast) -> None:
    employee, host = cast.new("employee", HOME), cast.coordinator(HOST)
    need = published(cast)
    asked = applied(cast, employee, need.id)
    host.client.placements.offer(asked.id, an_offer())
    draft = a_need(percentage=80, latest_start=days_from_now(70)).model_dump(exclude={"publish"})
    host.client.needs.change(need.id, NeedDraft.model_validate(draft), version=host.client.needs.need(need.id).version)

    mine = employee.client.placements
    until(lambda: mine.candidacy(asked.id).need_changed_since_offer == ["dates", "percentage"], what="the mark")
    until(lambda: is_told(employee, "candidacy_need_changed", asked.id), what="the message")
    assert mine.accept(asked.id, terms_version=1).state == "accepted"


def test_the_first_in_reserve_is_taken_up_where_a_stay_falls_through(cast: Cast) -> None:
    need, host = published(cast), cast.coordinator(HOST)
    people = [cast.new("employee", HOME) for _ in range(3)]
    reserve = [(one, applied(cast, one, need.id)) for one in people]
    selected = cast.new("employee", HOME)
    placement = agreed(cast, selected, need.id)
    for one, asked in reserve:
        until(partial(stands_in_reserve, one, asked), what="the reserve")

    selected.client.placements.cancel(placement, Explained(reason="personal"))
    first, asked = reserve[0]
    until(lambda: state(first, asked) == "interested", what="the return")
    until(lambda: is_told(first, "candidacy_returned", asked.id), what="the message")
    host.client.placements.offer(asked.id, an_offer())
    placement_id = first.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement_id is not None
    assert cast.coordinator(HOME).client.placements.approve(placement_id, terms_version=1).state == "agreed"
    until(lambda: state(*reserve[1]) == state(*reserve[2]) == "reserve", what="the reserve of the others")


def test_a_need_lapses_while_a_placement_is_proposed_and_it_is_still_agreed(cast: Cast) -> None:
    employee, host = cast.new("employee", HOME), cast.coordinator(HOST)
    need = published(cast)
    asked = applied(cast, employee, need.id)
    host.client.placements.offer(asked.id, an_offer())
    placement = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement is not None
    late = applied(cast, cast.new("employee", HOME), need.id)  # once needs knows of this one, it knows of the other
    until(lambda: _follows(cast, late.id), what="needs to follow")
    lapse(cast, days=61)
    assert host.client.needs.need(need.id).state == "lapsed"
    assert cast.coordinator(HOME).client.placements.approve(placement, terms_version=1).state == "agreed"
    until(lambda: host.client.needs.need(need.id).state == "filled", what="the count")


def _follows(cast: Cast, candidacy_id: str) -> bool:
    database = Database(cast.stack.databases["needs"], Table.metadata, connections=2)
    with database.read() as session:
        found = session.get(Case, candidacy_id) is not None
    database.close()
    return found


def test_an_endorsement_is_prolonged_while_stays_live(cast: Cast) -> None:
    employee, home = cast.new("employee", HOME), cast.coordinator(HOME)
    asked = applied(cast, employee, published(cast).id)
    cast.coordinator(HOST).client.placements.offer(asked.id, an_offer())
    other = employee.client.placements.apply(asked.expert_id, published(cast).id)
    placement = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement is not None
    endorsement = home.client.pool.endorsement(asked.expert_id)
    assert endorsement.ends == OpenCases(candidacies=1, placements=1)
    later = EndorsementDraft(valid_until=days_from_now(700), max_months=3, note="Gjerne lenger")
    prolonged = home.client.pool.prolong(asked.expert_id, later, version=endorsement.version)
    assert prolonged.state == "available"
    until(lambda: is_told(employee, "expert_endorsement_changed", asked.expert_id), what="the message")
    assert state(employee, other) == "applied"
    assert home.client.placements.approve(placement, terms_version=1).state == "agreed"

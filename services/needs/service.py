"""The use cases of needs.

Machines prepare, people decide: an agency's machine may create and edit drafts; publishing one, and changing what
is published, takes a person. One route serves both, so the table of permissions cannot say this, and the use cases do.
"""

from collections.abc import Set
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.access.table import Caller, CallerKind
from services.kit.errors import NotPermitted, PersonRequired
from services.needs.domain import LIFE, Lengths, Outcome, State, changed_aspects, due, key_with_host, start_passed
from services.needs.errors import ExternalIdTaken, LengthOutsideLimits, PlacesTaken, StartPassed
from services.needs.models import Need
from services.needs.repository.needs import Needs
from services.needs.schemas import ClosureCreate, NeedContent, NeedCreate, NeedRead, OpenNeed, ShownNeed
from services.scheme.relations import Relation

_EVENTS = {"fill": "filled", "reopen": "reopened", "lapse": "lapsed"}


def create_need(needs: Needs, caller: Caller, asked: NeedCreate, *, lengths: Lengths) -> Need:
    """Draft a need of the body acted for, and publish it where asked.

    A machine's draft has no `posted_by` until a person publishes it.
    Raises PersonRequired where a machine asks to publish; LengthOutsideLimits, ExternalIdTaken, StartPassed.
    """
    if asked.publish:
        _require_person(caller)
    _refuse_length(asked, lengths)
    posted_by = caller.sub if caller.kind is CallerKind.PERSON else None
    need = Need(host_org=_body_of(caller), posted_by=posted_by, **_content(asked))
    needs.add(need, unless=ExternalIdTaken())
    needs.index_terms(need)
    if asked.publish:
        needs.emit(need, "created")
        return publish_need(needs, need, caller)
    needs.record(need, "created")
    return need


def update_need(needs: Needs, need: Need, caller: Caller, asked: NeedContent, *, lengths: Lengths) -> Need:
    """Replace the need. More or fewer places may reopen or fill it; a later start reopens it where it has lapsed.

    Raises PersonRequired where a machine edits what is published; LengthOutsideLimits, PlacesTaken, ExternalIdTaken,
    and StartPassed where an open need would lapse at once, or a lapsed one would stay so.
    """
    need.state = LIFE.step(State(need.state), "edit")
    if need.state != State.DRAFT:
        _require_person(caller)
    _refuse_length(asked, lengths)
    if asked.places < need.filled:
        raise PlacesTaken(("/places", "fewer_than_filled"), filled=need.filled)
    content = _content(asked)
    changed = changed_aspects(need.model_dump(), content)
    for name, value in content.items():
        setattr(need, name, value)
    needs.flush(unless=ExternalIdTaken())
    needs.index_terms(need)
    needs.record(need, "updated", changed=changed)
    _settle(needs, need)
    if need.state in {State.OPEN, State.LAPSED}:
        _refuse_passed_start(need)
    return need


def publish_need(needs: Needs, need: Need, caller: Caller) -> Need:
    """Open a draft. Raises StartPassed."""
    _step(need, "publish")
    _refuse_passed_start(need)
    need.posted_by, need.published = need.posted_by or caller.sub, True
    needs.record(need, "opened")
    return need


def hold_need(needs: Needs, need: Need) -> Need:
    _step(need, "hold")
    needs.record(need, "held")
    return need


def resume_need(needs: Needs, need: Need) -> Need:
    """Open a need that was on hold; it is filled at once where its places were taken meanwhile. Raises StartPassed."""
    _step(need, "resume")
    _refuse_passed_start(need)
    needs.record(need, "resumed")
    _settle(needs, need)
    return need


def close_need(needs: Needs, need: Need, asked: ClosureCreate) -> Need:
    return end_need(needs, need, outcome=asked.outcome, note=asked.note)


def end_need(needs: Needs, need: Need, *, outcome: Outcome, note: str | None = None) -> Need:
    """Close the need for good, with the outcome that statistics are made of."""
    _step(need, "close")
    need.outcome, need.note = outcome, note
    needs.record(need, "closed", outcome=outcome)
    return need


def lapse_late(needs: Needs, *, on: date, limit: int) -> int:
    """Open and held needs take nobody new once their last start has passed; a draft is closed. Returns how many."""
    late = needs.list_late_locked(on=on, limit=limit)
    for need in late:
        if need.state == State.DRAFT:
            end_need(needs, need, outcome=Outcome.NO_LONGER_REQUIRED)
            continue
        _step(need, "lapse")
        needs.record(need, "lapsed")
        _settle(needs, need)
    return len(late)


def close_settled(needs: Needs, *, limit: int) -> int:
    """Close lapsed and filled needs of which nothing is left to decide. Returns how many."""
    settled = needs.list_settled_locked(limit=limit)
    for need in settled:
        _close_by_itself(needs, need)
    return len(settled)


def close_where_settled(needs: Needs, need_id: UUID) -> None:
    """Close the need if the last thing that was under way is decided, or its last stay has begun."""
    need = needs.find_settled_locked(need_id)
    if need is not None:
        _close_by_itself(needs, need)


def take_place(needs: Needs, need: Need, *, placement_id: str) -> None:
    """Count an agreed placement, once, also where the need is on hold or closed by now."""
    if needs.count_placement(need, placement_id):
        _count(needs, need, by=1)


def give_back_place(needs: Needs, need: Need, *, placement_id: str) -> None:
    """Free the place of a placement that came to nothing or ended early, if it had one."""
    if needs.release_placement(placement_id):
        _count(needs, need, by=-1)


def pass_on(needs: Needs, predecessor: str, successor: str) -> None:
    """Move a body's needs, closed ones too, to the body that has taken its place.

    Where that one has a need with the same key of its own, the moved need's key begins with the predecessor's number.
    """
    for need in needs.list_all_of_locked(predecessor):
        if need.external_id is not None and needs.has_external_id(successor, need.external_id):
            need.external_id = key_with_host(need.external_id, host_org=predecessor)
        need.host_org = successor
        needs.save(need)


def show_need(need: Need, relations: Set[Relation]) -> ShownNeed:
    """The need as this reader may see it."""
    return show_own(need) if Relation.HOST in relations else OpenNeed.of(need)


def show_own(need: Need) -> NeedRead:
    return NeedRead.of_own(need, legal=LIFE.legal(State(need.state)))


def _count(needs: Needs, need: Need, *, by: int) -> None:
    """Save the count as a new version. Emits no event: placements has emitted one."""
    need.filled += by
    needs.save(need)
    _settle(needs, need)


def _settle(needs: Needs, need: Need) -> None:
    """Take the steps that the count of places and the calendar require. One that is free too late lapses at once."""
    late = start_passed(need.latest_start, on=clock.today())
    while (verb := due(State(need.state), filled=need.filled, places=need.places, late=late)) is not None:
        _step(need, verb)
        needs.record(need, _EVENTS[verb])


def _close_by_itself(needs: Needs, need: Need) -> None:
    end_need(needs, need, outcome=Outcome.FILLED if needs.has_begun(need) else Outcome.NO_CANDIDATE_FOUND)


def _step(need: Need, verb: str) -> None:
    need.state = LIFE.step(State(need.state), verb)


def _content(asked: NeedContent) -> dict[str, Any]:
    return asked.model_dump(exclude={"publish"})


def _body_of(caller: Caller) -> str:
    """The body the caller acts for. Raises NotPermitted without one."""
    if caller.org is None:
        raise NotPermitted("body")
    return caller.org


def _require_person(caller: Caller) -> None:
    if caller.kind is not CallerKind.PERSON:
        raise PersonRequired()


def _refuse_length(asked: NeedContent, lengths: Lengths) -> None:
    if not lengths.allow(asked.months):
        limits = {"min_months": lengths.min_months, "max_months": lengths.max_months}
        raise LengthOutsideLimits(("/months", "out_of_range"), **limits)


def _refuse_passed_start(need: Need) -> None:
    if start_passed(need.latest_start, on=clock.today()):
        raise StartPassed(("/latest_start", "past"))

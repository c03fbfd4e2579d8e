"""The use cases of endorsements: given, changed, revoked, and what happens to them by the clock."""

from datetime import date

from services.kit import clock
from services.kit.access.table import Caller
from services.pool.domain import next_warning
from services.pool.errors import EndorsementTooShort
from services.pool.models import Expert
from services.pool.repository.experts import Experts
from services.pool.schemas.endorsements import EndorsementCreate
from services.pool.service.experts import forget_endorsement, refuse_own, refuse_who_left, step


def endorse_expert(experts: Experts, expert: Expert, caller: Caller, asked: EndorsementCreate) -> Expert:
    """Endorse the profile for the home agency. Raises OwnProfile, MembershipEnded, EndorsementTooShort."""
    return _put_endorsement(experts, expert, caller, asked, verb="endorse", event="endorsed")


def prolong_endorsement(experts: Experts, expert: Expert, caller: Caller, asked: EndorsementCreate) -> Expert:
    """Replace a live endorsement, whose candidacies and placements go on. Raises as `endorse_expert`."""
    return _put_endorsement(experts, expert, caller, asked, verb="prolong", event="endorsement_changed")


def revoke_endorsement(experts: Experts, expert: Expert, caller: Caller) -> Expert:
    """Take the permission back; the profile waits for the home agency again. Raises OwnProfile."""
    refuse_own(expert, caller)
    step(expert, "revoke")
    forget_endorsement(expert)
    experts.record(expert, "endorsement_revoked")
    return expert


def expire_lapsed(experts: Experts, *, on: date, limit: int) -> int:
    """End endorsements that ran out before that day. Returns how many."""
    lapsed = experts.list_lapsed_locked(on=on, limit=limit)
    for expert in lapsed:
        step(expert, "expire")
        forget_endorsement(expert)
        experts.record(expert, "expired")
    return len(lapsed)


def warn_of_ends(experts: Experts, *, on: date, limit: int) -> int:
    """Emit that endorsements end soon, whose day to warn has come. Returns how many."""
    ending = experts.list_ending_locked(on=on, limit=limit)
    for expert in ending:
        until = expert.endorsed_until or on
        expert.warn_on = next_warning(until, after=on)
        experts.record(expert, "endorsement_ending", valid_until=str(until))
    return len(ending)


def _put_endorsement(
    experts: Experts, expert: Expert, caller: Caller, asked: EndorsementCreate, *, verb: str, event: str
) -> Expert:
    refuse_own(expert, caller)
    refuse_who_left(experts, expert)
    if asked.valid_until <= clock.today():
        raise EndorsementTooShort(("/valid_until", "past"))
    step(expert, verb)
    expert.endorsed_until, expert.max_months = asked.valid_until, asked.max_months
    expert.max_percentage, expert.endorsed_by = asked.max_percentage, caller.sub
    expert.endorsement_note = asked.note
    expert.warn_on = next_warning(asked.valid_until, after=clock.today())
    experts.record(expert, event, valid_until=str(asked.valid_until), max_months=asked.max_months)
    return expert

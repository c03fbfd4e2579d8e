"""A party asks to change a stay: what binds anew waits for three yeses, what is one party's right happens."""

from dataclasses import replace
from datetime import date

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.amendments.domain import (
    BINDING,
    BY_NOTICE,
    FIELDS,
    OF_COORDINATORS,
    Kind,
    effective_day,
    first_last_day,
    foreign_fields,
)
from services.placements.amendments.errors import AmendmentOpen, NoticeTooShort
from services.placements.amendments.models import Amendment
from services.placements.amendments.schemas import AmendmentCreate
from services.placements.deviations.domain import Deviation, deviations_of
from services.placements.placements.domain import PlacementState, body_of, move_placement
from services.placements.placements.models import Placement
from services.placements.placements.repository import PlacementStore
from services.placements.placements.service.amendments import hold_days
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import Facts
from services.placements.stays.service.actor import Actor
from services.placements.stays.service.checks import check_yes, refuse_over, refuse_wrong_days
from services.placements.stays.service.endings import end_with_notice, report_no_show
from services.placements.terms.domain import Terms, terms_hash

_ASKED_FOR = {Kind.EXTENSION: "end", Kind.DATES: "end", Kind.CONTENT: "tasks"}  # named where nothing is asked for


def propose_amendment(
    store: PlacementStore,
    placement: Placement,
    actor: Actor,
    asked: AmendmentCreate,
    *,
    facts: Facts | None,
    rules: PlacementsSettings,
) -> Amendment:
    """Ask to change a stay that is agreed or under way; the placement has to be locked.

    Raises WrongState, DecidesForTwo, NotPermitted, AmendmentOpen, Invalid, WrongLength, NoticeTooShort, NoShowTooLate,
    DayPassed, PersonAlreadyBooked, and what `check_yes` raises.
    """
    move_placement(PlacementState(placement.state), asked.kind, parties=actor.parties)
    if asked.kind in OF_COORDINATORS:
        body_of(actor.parties)
    if asked.kind not in BINDING:
        actor.require_decider()
    _refuse_unfit(asked)
    if asked.kind is Kind.NO_SHOW:
        return report_no_show(store, placement, actor, asked)
    if asked.kind in BY_NOTICE:
        return _leave(store, placement, actor, asked, rules=rules)
    refuse_over(placement)
    terms = _amended(placement, asked)
    refuse_wrong_days(placement, terms, rules=rules)
    if facts is not None and actor.decides:
        check_yes(store, placement, terms, facts.expert, party=actor.party)
    deviations = deviations_of(terms, facts) if facts is not None else None
    return _propose(store, placement, actor, asked, terms, rules=rules, deviations=deviations)


def _refuse_unfit(asked: AmendmentCreate) -> None:
    """Raises Invalid for fields of other kinds, and where nothing is said that this kind takes."""
    wrong = [(f"/{name}", "not_of_this_kind") for name in foreign_fields(asked.kind, asked.model_fields_set)]
    if asked.kind in BINDING and not asked.changes():
        wrong.append((f"/{_ASKED_FOR[asked.kind]}", "missing"))
    if asked.kind in BY_NOTICE and asked.reason is None:
        wrong.append(("/reason", "missing"))
    if wrong:
        raise Invalid(*wrong)


def _amended(placement: Placement, asked: AmendmentCreate) -> Terms:
    """The terms as they are asked to be. Raises Invalid where that is what they are, or no extension."""
    now = replace(placement.current_terms, start=placement.starts, end=placement.ends)
    terms = replace(now, **asked.changes())
    pointer = f"/{sorted(FIELDS[asked.kind] & asked.model_fields_set)[0]}"
    if terms == now:
        raise Invalid((pointer, "no_change"))
    if asked.kind is Kind.EXTENSION and terms.end < now.end:
        raise Invalid((pointer, "not_later"))
    return terms


def _leave(
    store: PlacementStore, placement: Placement, actor: Actor, asked: AmendmentCreate, *, rules: PlacementsSettings
) -> Amendment:
    """An early return or a recall: with notice it happens; sooner an early return takes three yeses."""
    first = first_last_day(clock.today(), notice_days=placement.notice_days)
    last = asked.last_day or first
    if last < clock.today():
        raise Invalid(("/last_day", "past"))
    if last >= placement.ends:
        raise Invalid(("/last_day", "not_earlier"))
    if last >= first:
        return end_with_notice(store, placement, actor, asked, last=last)
    if asked.kind is Kind.RECALL:
        raise NoticeTooShort(("/last_day", "within_notice"), first_day=first.isoformat())
    terms = replace(placement.current_terms, start=placement.starts, end=last)
    return _propose(store, placement, actor, asked, terms, rules=rules)


def _propose(
    store: PlacementStore,
    placement: Placement,
    actor: Actor,
    asked: AmendmentCreate,
    terms: Terms,
    *,
    rules: PlacementsSettings,
    deviations: list[Deviation] | None = None,
) -> Amendment:
    """Save it, hold its days, and count the yes of whoever may decide for their party."""
    live = store.amendments.find_live(placement.id)
    if live is not None:
        raise AmendmentOpen(amendment_id=str(live.id))
    amendment = actor.amendment(
        placement,
        asked,
        starts=terms.start,
        ends=terms.end,
        terms=terms.content(),
        terms_version=store.amendments.next_version(placement.id, current=placement.terms_version),
        terms_hash=terms_hash(terms),
        deviations=deviations,
        decide_by=clock.deadline(days=rules.decide_days, before=_effective_day(placement, asked.kind, terms)),
    )
    decided = [actor.party] if actor.decides else []
    codes = {"party": actor.party, "decided": decided, "terms_version": amendment.terms_version}
    deadline = amendment.decide_by.isoformat() if amendment.decide_by else ""
    store.amendments.record_amendment(amendment, placement, "proposed", **codes, decide_by=deadline)
    store.amendments.flush(unless=AmendmentOpen())
    hold_days(store, placement, amendment)
    if actor.decides:
        version, digest = amendment.terms_version or 0, amendment.terms_hash or ""
        store.decisions.take(placement.id, actor.party, actor.author, terms_version=version, terms_hash=digest)
    return amendment


def _effective_day(placement: Placement, kind: Kind, terms: Terms) -> date:
    begun = placement.state == PlacementState.ACTIVE
    return effective_day(kind, terms, begun=begun, starts=placement.starts, ends=placement.ends)

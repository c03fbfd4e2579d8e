"""The use cases of profiles."""

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

from services.kit import clock, context
from services.kit.access.table import Caller
from services.kit.data.pagination import Page, PageRequest
from services.kit.data.successions import move_rows
from services.pool.access import open_verbs
from services.pool.domain import (
    ENDORSED,
    LIFE,
    Alike,
    Browsed,
    Reason,
    State,
    shown_county,
    shown_kind,
    waiting_for,
)
from services.pool.errors import AlreadyRegistered, MembershipEnded, OwnProfile
from services.pool.models import BusyPeriod, Coordinator, Disclosure, Expert, ExpertField
from services.pool.repository.experts import Experts
from services.pool.repository.shown_experts import ShownExperts, Visible
from services.pool.schemas.experts import (
    AccessEntryRead,
    DisclosedProfile,
    DisclosureRead,
    ExpertCreate,
    ExpertRead,
    Explained,
    ExportRead,
    HomeExpertRead,
    PauseCreate,
    Profile,
    PublicProfile,
    ShownProfile,
    Waiting,
)
from services.pool.service.readings import log_reading
from services.pool.texts import WAITING
from services.scheme.relations import Relation


def create_expert(experts: Experts, caller: Caller, asked: ExpertCreate) -> Expert:
    """Register the caller at the body acted for. Raises MembershipEnded, and AlreadyRegistered for a second profile."""
    content = _content(asked)
    expert = Expert(person_id=caller.sub, home_org=caller.org or "", **content)
    refuse_who_left(experts, expert)
    experts.add(expert, unless=AlreadyRegistered())
    if asked.submit:
        experts.emit(expert, "created")  # it is recorded a moment later
        return submit_expert(experts, expert)
    experts.record(expert, "created")
    return expert


def pass_on(experts: Experts, predecessor: str, successor: str) -> bool:
    """Move all that stands at a body to the one that has taken its place. Returns whether there was anything.

    Endorsements stay as they are. The profiles have to be published again.
    """
    columns = (Expert.home_org, ExpertField.home_org, Coordinator.orgnr, Disclosure.host_org)
    numbers = {"predecessor": predecessor, "successor": successor}
    return sum(move_rows(experts.session, column, **numbers) for column in columns) > 0


def update_expert(experts: Experts, expert: Expert, asked: Profile) -> Expert:
    """Replace the profile. An endorsed one stays endorsed, since the endorsement has limits of its own."""
    step(expert, "edit")
    for name, value in _content(asked).items():
        setattr(expert, name, value)
    experts.record(expert, "updated")
    return expert


def submit_expert(experts: Experts, expert: Expert) -> Expert:
    """Raises MembershipEnded."""
    refuse_who_left(experts, expert)
    step(expert, "submit")
    expert.reason = expert.note = None
    experts.record(expert, "submitted")
    return expert


def return_expert(experts: Experts, expert: Expert, caller: Caller, asked: Explained) -> Expert:
    """Send a profile back with a reason. Raises OwnProfile."""
    refuse_own(expert, caller)
    step(expert, "return")
    expert.reason, expert.note = asked.reason, asked.note
    experts.record(expert, "returned", reason=asked.reason)
    return expert


def pause_expert(experts: Experts, expert: Expert, asked: PauseCreate) -> Expert:
    step(expert, "pause")
    expert.reason, expert.note, expert.paused_until = asked.reason, asked.note, asked.until
    experts.record(expert, "paused", reason=asked.reason)
    return expert


def resume_expert(experts: Experts, expert: Expert) -> Expert:
    step(expert, "resume")
    expert.reason = expert.note = expert.paused_until = None
    experts.record(expert, "resumed")
    return expert


def withdraw_expert(experts: Experts, expert: Expert, asked: Explained) -> Expert:
    return end_expert(experts, expert, reason=asked.reason, note=asked.note)


def end_expert(experts: Experts, expert: Expert, *, reason: Reason, note: str | None = None) -> Expert:
    """Take the profile out of the pool for good, with the reason that statistics are made of."""
    step(expert, "withdraw")
    expert.reason, expert.note = reason, note
    forget_endorsement(expert)
    experts.record(expert, "withdrawn", reason=reason)
    return expert


def join_people(experts: Experts, ended: str, stays: str) -> None:
    """Give the person the profiles of the account that ended. Safe to repeat.

    Where both have a live one, one stays: the endorsed one, or of two alike that of the account that stays. Stays that
    are agreed go on with either; what is not agreed ends with the profile that is withdrawn.
    """
    experts.memberships.pass_on(ended, stays)
    theirs, own = experts.list_live_locked(ended), experts.list_live_locked(stays)
    if theirs and own:
        extra = own[0] if theirs[0].state in ENDORSED and own[0].state not in ENDORSED else theirs[0]
        end_expert(experts, extra, reason=Reason.NO_LONGER_REQUIRED)
    for expert in experts.list_of(ended, locked=True):
        expert.person_id = stays
    experts.flush()
    for expert in experts.list_live_locked(stays) if theirs else []:
        experts.record(expert, "updated")


def rename_person(experts: Experts, person_id: str, name: str) -> None:
    """Give the person's profiles the name that their account has now."""
    for expert in experts.list_of(person_id, locked=True):
        if expert.name != name:
            expert.name = name
            if expert.state != State.WITHDRAWN:
                experts.record(expert, "updated")
    experts.flush()


def renew_expert(experts: Experts, expert: Expert) -> Expert:
    """Ask the home agency anew, after the endorsement ran out. Raises MembershipEnded."""
    refuse_who_left(experts, expert)
    step(expert, "renew")
    experts.record(expert, "renewed")
    return expert


def resume_rested(experts: Experts, *, on: date, limit: int) -> int:
    """End pauses that ran out before that day. Returns how many."""
    rested = experts.list_rested_locked(on=on, limit=limit)
    for expert in rested:
        resume_expert(experts, expert)
    return len(rested)


def read_expert(
    shown: ShownExperts, found: Visible, caller: Caller, relations: Set[Relation]
) -> tuple[ShownProfile, Sequence[Expert]]:
    """The profile as this reader may see it, and whom it shows by name to somebody else."""
    expert = found.expert
    if relations & {Relation.SELF, Relation.HOME}:
        own = _own(expert, caller, busy=shown.list_busy(expert.person_id), coordinated=found.coordinated)
        return own, [] if caller.sub == expert.person_id else [expert]
    if found.disclosed:
        return DisclosedProfile.of(expert), [expert]
    return show_public(shown, [expert], caller)[0], named_to(caller, [expert])


def named_to(caller: Caller, shown: Sequence[Expert]) -> Sequence[Expert]:
    """Those of them who chose to be named, but for the caller."""
    return [expert for expert in shown if expert.named and expert.person_id != caller.sub]


def show_own(experts: Experts, expert: Expert, caller: Caller) -> ExpertRead:
    """The whole profile, for the expert and the home agency. Everybody's reading is logged but the expert's own."""
    if caller.sub != expert.person_id:
        log_reading(experts, [expert], caller)
    return _own(expert, caller, busy=experts.list_busy(expert), coordinated=experts.has_coordinator(expert.home_org))


def read_own(shown: ShownExperts, caller: Caller) -> ExpertRead:
    """The caller's whole profile. Raises NotFound."""
    expert, coordinated = shown.get_live_of(caller.sub)
    return _own(expert, caller, busy=shown.list_busy(caller.sub), coordinated=coordinated)


def _own(expert: Expert, caller: Caller, *, busy: Sequence[BusyPeriod], coordinated: bool) -> ExpertRead:
    waiting, may = _waiting(expert, coordinated=coordinated), open_verbs(caller, expert)
    legal = [verb for verb in LIFE.legal(State(expert.state)) if verb in may]
    return ExpertRead.of_own(expert, busy=busy, waiting_for=waiting, legal=legal)


def show_public(shown: ShownExperts, experts: Sequence[Expert], caller: Caller) -> list[PublicProfile]:
    """The profiles as this requester sees them, without a county that few people of other bodies than theirs share.

    Whoever chose to be named is named.
    """
    alike = shown.count_alike(experts, asker=caller.org)
    homes, bodies = shown.homes_of(experts), shown.count_bodies()
    kinds = {orgnr: shown_kind(home.level, home.sector, bodies=bodies) for orgnr, home in homes.items()}
    return [_public(expert, alike=alike, kind=kinds.get(expert.home_org, (None, None))) for expert in experts]


def _public(
    expert: Expert, *, alike: Mapping[tuple[str | None, str], Alike], kind: tuple[str | None, str | None]
) -> PublicProfile:
    counts, (level, sector) = [alike.get((expert.county, field), Alike()) for field in expert.field_codes], kind
    return PublicProfile.of(expert, county=shown_county(expert.county, alike=counts), level=level, sector=sector)


def show_at_home(shown: ShownExperts, found: Page[Expert], orgnr: str, *, named: bool) -> Page[HomeExpertRead]:
    """A body's own profiles as lines of its list, `named` or not."""
    coordinated = shown.has_coordinator(orgnr)

    def line(expert: Expert) -> HomeExpertRead:
        return HomeExpertRead.of(expert, waiting_for=_waiting(expert, coordinated=coordinated), named=named)

    return found.each(line)


def browse(
    shown: ShownExperts, browsed: Browsed, caller: Caller, *, paging: PageRequest
) -> tuple[Sequence[Expert], Page[PublicProfile]]:
    """A page of the pool, as it is kept and as it is shown.

    Whose county has been hidden since they were found is left out, so that none is told by being listed.
    """
    found = shown.list_available(browsed, asker=caller.org, paging=paging)
    profiles = zip(found.items, show_public(shown, found.items, caller), strict=True)
    kept = [(expert, profile) for expert, profile in profiles if browsed.county in {None, profile.county}]
    return [expert for expert, _ in kept], found.with_items([profile for _, profile in kept])


def _waiting(expert: Expert, *, coordinated: bool) -> Waiting | None:
    """Whose move it is, in the reader's language."""
    code = waiting_for(State(expert.state), home_has_coordinator=coordinated)
    return Waiting(code=code, text=WAITING[code][context.current().language]) if code else None


def export_person(experts: Experts, caller: Caller) -> ExportRead:
    """All that is held about the caller."""
    own = experts.list_of(caller.sub)
    ids = [expert.id for expert in own]
    return ExportRead(
        experts=[show_own(experts, expert, caller) for expert in own],
        disclosures=[DisclosureRead.model_validate(row) for row in experts.list_disclosures(ids)],
        access_log=[AccessEntryRead.model_validate(row) for row in experts.list_all_access(ids)],
    )


def _content(asked: Profile) -> dict[str, Any]:
    return asked.model_dump(mode="json", exclude={"submit"})


def step(expert: Expert, verb: str) -> None:
    expert.state = LIFE.step(State(expert.state), verb)
    expert.touched_at = clock.now()


def forget_endorsement(expert: Expert) -> None:
    expert.endorsed_until = expert.max_months = expert.max_percentage = expert.endorsed_by = None
    expert.endorsement_note = expert.warn_on = expert.paused_until = None


def refuse_who_left(experts: Experts, expert: Expert) -> None:
    """Raises MembershipEnded. A profile ends with the membership, and a token that lives longer must not revive it."""
    if experts.memberships.has_left(expert.person_id, expert.home_org):
        raise MembershipEnded()


def refuse_own(expert: Expert, caller: Caller) -> None:
    if expert.person_id == caller.sub:
        raise OwnProfile()

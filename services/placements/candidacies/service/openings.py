"""A candidacy opens with an application or an invitation; whoever is invited may show interest."""

from collections.abc import Set
from datetime import timedelta

from services.kit import clock
from services.kit.errors import Invalid
from services.placements.candidacies.domain import BEGUN_BY, CandidacyKind, CandidacyState, move_candidacy
from services.placements.candidacies.errors import AlreadyCandidate, PairRests
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.schemas import CandidacyCreate
from services.placements.candidacies.service.offers import (
    Situation,
    check_pair,
    considered_by,
    deadline_codes,
    deadline_of,
    put_offer,
    refuse_own,
)
from services.placements.placements.domain import refuse_late
from services.placements.settings import PlacementsSettings
from services.placements.standings.domain import TAKES_CANDIDATES
from services.scheme.parties import Party

FREE_WITHDRAWALS = 1  # of a pair, by one party, within the days of rest


def create_candidacy(store: CandidacyStore, situation: Situation, asked: CandidacyCreate) -> Candidacy:
    """An application or an invitation, which may carry an offer.

    Raises OwnEmployee, DecidesForTwo, ExpertNotAvailable, NeedNotOpen, PairRests, AlreadyCandidate, NoFreePlace,
    WrongLength.
    """
    store.vacancies.refuse_closed(situation.facts.need)
    check_pair(store, situation, states=TAKES_CANDIDATES)
    _refuse_resting(store, situation, by=BEGUN_BY[asked.kind])
    candidacy = _new(situation, asked, reference=store.references.give(clock.today().year))
    if asked.kind is CandidacyKind.APPLICATION:
        _refuse_offer(asked)
        candidacy.answer_by = considered_by(situation.rules)
        return _begin(store, candidacy, "applied", **deadline_codes(candidacy))
    refuse_own(situation.parties)
    candidacy.answer_by = deadline_of(asked.answer_by, rules=situation.rules)
    _begin(store, candidacy, "invited", with_offer=asked.offer is not None, **deadline_codes(candidacy))
    if asked.offer is None:
        return candidacy
    return put_offer(store, candidacy, situation, asked.offer, at="/offer")


def show_interest(
    store: CandidacyStore, candidacy: Candidacy, parties: Set[Party], *, rules: PlacementsSettings
) -> Candidacy:
    """The invited expert is interested. From now on the host may know who it is. Raises OwnEmployee."""
    refuse_late(candidacy.answer_by, at=clock.now())
    store.memberships.refuse_own(candidacy.person_id, candidacy.host_org)
    candidacy.state = move_candidacy(CandidacyState(candidacy.state), "interest", parties=parties)
    candidacy.disclosed, candidacy.answer_by = True, considered_by(rules)
    store.candidacies.record(candidacy, "interested", **deadline_codes(candidacy))
    return candidacy


def _refuse_resting(store: CandidacyStore, situation: Situation, *, by: Party) -> None:
    """Raises PairRests where that party withdrew twice lately: begun and withdrawn by turns, each would be a mail.

    Once is free: whoever offered a wrong day withdraws the offer and makes another.
    """
    expert, need = situation.facts.expert, situation.facts.need
    days = store.candidacies.list_withdrawals(expert.expert_id, need.need_id, by=by, limit=FREE_WITHDRAWALS + 1)
    if len(days) <= FREE_WITHDRAWALS:
        return
    from_day = days[-1] + timedelta(days=situation.rules.rest_days)
    if clock.today() < from_day:
        raise PairRests(from_day=from_day.isoformat())


def _new(situation: Situation, asked: CandidacyCreate, *, reference: str) -> Candidacy:
    expert, need = situation.facts.expert, situation.facts.need
    applies = asked.kind is CandidacyKind.APPLICATION
    return Candidacy(
        reference=reference,
        kind=asked.kind,
        state=CandidacyState.APPLIED if applies else CandidacyState.INVITED,
        expert_id=expert.expert_id,
        need_id=need.need_id,
        person_id=expert.person_id,
        home_org=expert.home_org,
        host_org=need.host_org,
        expert_version=expert.version,
        need_version=need.version,
        disclosed=applies,
        message=asked.message,
    )


def _begin(store: CandidacyStore, candidacy: Candidacy, event: str, **codes: str | bool) -> Candidacy:
    store.candidacies.record(candidacy, event, **codes)
    store.candidacies.flush(unless=AlreadyCandidate())
    return candidacy


def _refuse_offer(asked: CandidacyCreate) -> None:
    """Raises Invalid for an application that names what only an invitation has."""
    named = {"/offer": asked.offer, "/answer_by": asked.answer_by}
    wrong = [(pointer, "invitation_only") for pointer, value in named.items() if value is not None]
    if wrong:
        raise Invalid(*wrong)

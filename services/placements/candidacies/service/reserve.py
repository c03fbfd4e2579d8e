"""What a need's candidates are told of it: that all its places are agreed, that one is free again, what changed."""

from collections.abc import Collection
from uuid import UUID

from services.placements.candidacies.domain import CANDIDACY, VERSION_UNKNOWN, WAITS_FOR_HOST, CandidacyState
from services.placements.candidacies.repository import CandidacyStore
from services.placements.candidacies.service.endings import end_candidacy
from services.placements.candidacies.service.offers import considered_by, deadline_codes
from services.placements.settings import PlacementsSettings
from services.scheme.aspects import Aspect
from services.scheme.reasons import Reason


def reserve_candidates(store: CandidacyStore, need_id: UUID, *, version: int) -> None:
    """All places are agreed. Who wants to come stands in reserve; an invitation that waits for its answer ends.

    An offer stands until it is answered: the host may have made it of a place that came free meanwhile. So does an
    invitation from before versions were noted: the event may be an old one, of a need that is open again.
    """
    if not store.vacancies.save(need_id, version=version, open_=False):
        return
    for candidacy in store.candidacies.list_open_locked(need_id=need_id):
        if candidacy.need_version >= version:
            continue  # begun since then, when a place was free again
        if candidacy.state in WAITS_FOR_HOST:
            candidacy.state = CANDIDACY.step(CandidacyState(candidacy.state), "reserve")
            candidacy.answer_by = None
            store.candidacies.record(candidacy, "reserved")
        elif candidacy.state == CandidacyState.INVITED and candidacy.need_version != VERSION_UNKNOWN:
            end_candidacy(store, candidacy, "pass_over", reason=Reason.OTHER_CANDIDATE_SELECTED)


def return_reserve(store: CandidacyStore, need_id: UUID, *, version: int, rules: PlacementsSettings) -> None:
    """A place is free again. It is the host's turn with each of the reserve."""
    if not store.vacancies.save(need_id, version=version, open_=True):
        return
    for candidacy in store.candidacies.list_open_locked(need_id=need_id):
        if candidacy.state == CandidacyState.RESERVE:
            candidacy.state = CANDIDACY.step(CandidacyState.RESERVE, "return")
            candidacy.answer_by = considered_by(rules)
            store.candidacies.record(candidacy, "returned", **deadline_codes(candidacy))


def note_change(store: CandidacyStore, need_id: UUID, changed: Collection[str], *, version: int) -> None:
    """The need is not as it was. An offer that was made before says so."""
    for candidacy in store.candidacies.list_open_locked(need_id=need_id) if changed else ():
        if candidacy.need_version >= version:
            continue
        candidacy.need_version = version
        if candidacy.state == CandidacyState.OFFERED:
            known = {*candidacy.need_changed_since_offer, *changed}
            candidacy.need_changed_since_offer = [aspect for aspect in Aspect if aspect in known]
        store.candidacies.record(candidacy, "need_changed", changed=list(changed))

"""Calls of placements: candidacies, placements and the three decisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeVar

from ressurspool.client.cases import (
    Agreed,
    Amendment,
    AmendmentKind,
    Candidacy,
    DialogueMessage,
    NewAmendment,
    NewCandidacy,
    NewDialogueMessage,
    NewTerms,
    NewTermsProposal,
    Offer,
    Placement,
    ShortlistEntry,
    ShortlistNote,
    Terms,
    Verdict,
)
from ressurspool.client.lists import Asked, Side, parameters_of
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Parameters, Sent, Transport
from ressurspool.client.words import Act, Explained, Reason


def _leaving(kind: AmendmentKind, reason: Reason, last_day: date | None, note: str) -> NewAmendment:
    asked = NewAmendment(kind=kind, reason=reason)
    if note:
        asked.note = note
    if last_day is not None:
        asked.last_day = last_day
    return asked


def _path_of(amendment: Amendment) -> str:
    return f"/placements/v1/placements/{amendment.placement_id}/amendments/{amendment.id}"


def _shortlist_of(candidacy_id: str) -> str:
    return f"/placements/v1/candidacies/{candidacy_id}/shortlist"


def _proposals_of(case: Candidacy | Placement) -> str:
    plural = "candidacies" if isinstance(case, Candidacy) else "placements"
    return f"/placements/v1/{plural}/{case.id}/terms-proposals"


def _proposal_of(case: Candidacy | Placement) -> str:
    if case.terms_proposal is None:
        raise ValueError("there is no proposal of other terms to answer")
    return f"{_proposals_of(case)}/{case.terms_proposal.id}"


@dataclass(frozen=True, kw_only=True)
class WantedCases(Asked):
    """Which candidacies or placements a list shows. `named` asks for names too."""

    need_id: str | None = None
    expert_id: str | None = None
    sides: Collection[Side] = ()
    named: bool = False

    def parameters(self) -> Parameters:
        asked = {name: value for name, value in super().parameters().items() if name != "named"}
        return {**asked, **_named(self.named)}


@dataclass(frozen=True, kw_only=True)
class Wanted(WantedCases):
    """Which candidacies a list shows: also those on the shortlist of one's body alone."""

    shortlisted: Literal[True] | None = None


@dataclass(frozen=True, kw_only=True)
class WantedStays(WantedCases):
    """Which placements a list shows: also by a period, of which they share a day. `soonest` orders them by theirs."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class WantedAmendments:
    """Which amendments of a stay a list shows; `is_open` are those that are not decided yet."""

    ids: Collection[str] = ()
    states: Collection[str] = ()
    is_open: bool | None = None
    order: Literal["oldest", "newest"] | None = None

    def parameters(self) -> Parameters:
        return parameters_of(self)


def _named(named: bool) -> Parameters:
    return {"include": "names" if named else None}


C = TypeVar("C", Candidacy, Placement)


class PlacementsClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def invite(
        self,
        expert_id: str,
        need_id: str,
        *,
        offer: Terms | None = None,
        message: str = "",
        answer_by: datetime | None = None,
    ) -> Candidacy:
        """Invite an expert; with an offer, which the expert can accept at once."""
        asked = NewCandidacy(kind="invitation", expert_id=expert_id, need_id=need_id)
        if answer_by is not None:
            asked.answer_by = answer_by
        return self._begin(asked, offer, message)

    def apply(self, expert_id: str, need_id: str, *, message: str = "") -> Candidacy:
        """Apply for a need. This discloses one's name to the host."""
        return self._begin(NewCandidacy(kind="application", expert_id=expert_id, need_id=need_id), None, message)

    def candidacies(self, wanted: Wanted | None = None) -> Listed[Candidacy]:
        return self._transport.listed("/placements/v1/candidacies", Candidacy, (wanted or Wanted()).parameters())

    def candidacy(self, candidacy_id: str, *, named: bool = False) -> Candidacy:
        return self._transport.get(f"/placements/v1/candidacies/{candidacy_id}", Candidacy, _named(named))

    def show_interest(self, candidacy_id: str) -> Candidacy:
        return self._of(candidacy_id, "interest")

    def offer(self, candidacy_id: str, terms: Offer) -> Candidacy:
        return self._of(candidacy_id, "offer", terms)

    def accept(self, candidacy_id: str, *, terms_version: int) -> Candidacy:
        return self._of(candidacy_id, "acceptance", Agreed(terms_version=terms_version))

    def decline(self, candidacy_id: str, why: Explained) -> Candidacy:
        return self._of(candidacy_id, "decline", why)

    def withdraw(self, candidacy_id: str, why: Explained) -> Candidacy:
        return self._of(candidacy_id, "withdrawal", why)

    def shortlist_entry(self, candidacy_id: str) -> ShortlistEntry:
        """Whether a candidacy is on one's body's shortlist, with the note; for the host."""
        return self._transport.get(_shortlist_of(candidacy_id), ShortlistEntry)

    def put_on_shortlist(self, candidacy_id: str, note: str, *, version: int) -> ShortlistEntry:
        """Put it on the shortlist, or write another note, on that version of the entry; 0 is what nobody touched."""
        body = ShortlistNote(note=note)
        return self._transport.change("PUT", _shortlist_of(candidacy_id), ShortlistEntry, body, version=version)

    def take_off_shortlist(self, candidacy_id: str, *, version: int) -> ShortlistEntry:
        """Take it off the shortlist. The note is erased."""
        return self._transport.change("DELETE", _shortlist_of(candidacy_id), ShortlistEntry, version=version)

    def messages(self, candidacy_id: str) -> Listed[DialogueMessage]:
        """What the employee and the host wrote to each other, oldest first."""
        return self._transport.listed(f"/placements/v1/candidacies/{candidacy_id}/messages", DialogueMessage)

    def message(self, candidacy_id: str, message_id: str) -> DialogueMessage:
        path = f"/placements/v1/candidacies/{candidacy_id}/messages/{message_id}"
        return self._transport.get(path, DialogueMessage)

    def write(self, candidacy_id: str, text: str) -> DialogueMessage:
        """Write to the other side of a candidacy."""
        path = f"/placements/v1/candidacies/{candidacy_id}/messages"
        return self._transport.post(path, DialogueMessage, NewDialogueMessage(text=text))

    def placements(self, wanted: WantedStays | None = None) -> Listed[Placement]:
        return self._transport.listed("/placements/v1/placements", Placement, (wanted or WantedStays()).parameters())

    def placement(self, placement_id: str, *, named: bool = False) -> Placement:
        return self._transport.get(f"/placements/v1/placements/{placement_id}", Placement, _named(named))

    def decide(self, placement_id: str, verdict: Verdict) -> Placement:
        return self._transport.post(f"/placements/v1/placements/{placement_id}/decisions", Placement, verdict)

    def approve(self, placement_id: str, *, terms_version: int) -> Placement:
        """Approve that version of the terms for one's own party."""
        return self.decide(placement_id, Verdict(decision="approve", terms_version=terms_version))

    def cancel(self, placement_id: str, why: Explained) -> Placement:
        return self._transport.post(f"/placements/v1/placements/{placement_id}/cancellation", Placement, why)

    def amendments(self, placement_id: str, wanted: WantedAmendments | None = None) -> Listed[Amendment]:
        """What was asked to change about a stay, oldest first where no order is asked for."""
        asked = (wanted or WantedAmendments()).parameters()
        return self._transport.listed(f"/placements/v1/placements/{placement_id}/amendments", Amendment, asked)

    def amendment(self, placement_id: str, amendment_id: str) -> Amendment:
        return self._transport.get(f"/placements/v1/placements/{placement_id}/amendments/{amendment_id}", Amendment)

    def amend(self, placement_id: str, asked: NewAmendment) -> Amendment:
        """Ask to change a stay: an extension, other dates or content take three yeses, one of them one's own."""
        return self._transport.post(f"/placements/v1/placements/{placement_id}/amendments", Amendment, asked)

    def extend(self, placement_id: str, *, end: date) -> Amendment:
        return self.amend(placement_id, NewAmendment(kind="extension", end=end))

    def return_early(
        self, placement_id: str, reason: Reason, *, last_day: date | None = None, note: str = ""
    ) -> Amendment:
        """End a stay with notice, on the placement's `notice_last_day`. On an earlier day all three have to agree."""
        return self.amend(placement_id, _leaving("early_return", reason, last_day, note))

    def recall(self, placement_id: str, reason: Reason, *, last_day: date | None = None, note: str = "") -> Amendment:
        """Call the employee home with notice, for the home agency."""
        return self.amend(placement_id, _leaving("recall", reason, last_day, note))

    def report_no_show(self, placement_id: str) -> Amendment:
        """State for the host that nobody came. The stay ends today."""
        return self.amend(placement_id, NewAmendment(kind="no_show"))

    def decide_amendment(self, amendment: Amendment, verdict: Verdict) -> Amendment:
        return self._transport.post(f"{_path_of(amendment)}/decisions", Amendment, verdict)

    def withdraw_amendment(self, amendment: Amendment, why: Explained) -> Amendment:
        return self._transport.post(f"{_path_of(amendment)}/withdrawal", Amendment, why)

    def audit(self, subject: str) -> Listed[Act]:
        """What was done to a candidacy, a placement or an amendment and who did it, the newest first."""
        return self._transport.listed("/placements/v1/audit", Act, {"subject": subject})

    def propose_terms(self, case: C, asked: NewTermsProposal) -> C:
        """Answer an offer, or the terms of a placement, with other dates or another percentage, as the employee."""
        return self._transport.post(_proposals_of(case), type(case), asked)

    def adopt_terms(self, case: C) -> C:
        """Make what the employee proposes the offer, or the terms."""
        return self._transport.post(f"{_proposal_of(case)}/adoption", type(case))

    def decline_terms(self, case: C, why: Explained) -> C:
        return self._transport.post(f"{_proposal_of(case)}/decline", type(case), why)

    def withdraw_terms(self, case: C) -> C:
        return self._transport.post(f"{_proposal_of(case)}/withdrawal", type(case))

    def settle(self, placement_id: str) -> Placement:
        """State, for home or host, that a stay in doubt goes on as agreed."""
        return self._transport.post(f"/placements/v1/placements/{placement_id}/settlement", Placement)

    def change_terms(self, placement_id: str, terms: NewTerms, *, version: int) -> Placement:
        """Propose other terms; every decision so far becomes void."""
        path = f"/placements/v1/placements/{placement_id}/terms"
        return self._transport.change("PUT", path, Placement, terms, version=version)

    def _begin(self, asked: NewCandidacy, offer: Terms | None, message: str) -> Candidacy:
        if offer is not None:
            asked.offer = offer
        if message:
            asked.message = message
        return self._transport.post("/placements/v1/candidacies", Candidacy, asked)

    def _of(self, candidacy_id: str, verb: str, body: Sent | None = None) -> Candidacy:
        return self._transport.post(f"/placements/v1/candidacies/{candidacy_id}/{verb}", Candidacy, body)

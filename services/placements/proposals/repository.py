"""Every query about terms proposals."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, update
from sqlmodel import col

from services.kit import clock
from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement, numbered
from services.kit.errors import NotFound
from services.placements.proposals.domain import SHOWN, ProposalState
from services.placements.proposals.errors import TermsProposalOpen
from services.placements.proposals.models import TermsProposal


class TermsProposals(Repository[TermsProposal]):
    """What employees proposed. The database refuses a second one of a candidacy that is not answered.

    Who changes one holds the lock of its candidacy or placement.
    """

    def get(self, proposal_id: UUID, **of: UUID | None) -> TermsProposal:
        """The proposal of that candidacy or placement. Raises NotFound."""
        theirs = [col(getattr(TermsProposal, name)) == value for name, value in of.items()]
        return self.one_or(NotFound(), select(TermsProposal).where(col(TermsProposal.id) == proposal_id, *theirs))

    def open(self, proposal: TermsProposal) -> None:
        """Save a new one. Raises TermsProposalOpen where one waits already."""
        live = self.session.scalars(select(TermsProposal).where(*_live_of(proposal.candidacy_id))).one_or_none()
        if live is not None:
            raise TermsProposalOpen(proposal_id=str(live.id))
        self.add(proposal)

    def find_shown(
        self, candidacy_id: UUID, *, terms_version: int | None, placement_id: UUID | None = None
    ) -> TermsProposal | None:
        """The newest one that waits or was declined, to this version of the offer, or of the placement's terms."""
        query = select(TermsProposal).where(
            col(TermsProposal.candidacy_id) == candidacy_id,
            col(TermsProposal.placement_id) == placement_id,
            col(TermsProposal.terms_version) == terms_version,
            col(TermsProposal.state).in_(SHOWN),
        )
        newest = (col(TermsProposal.created_at).desc(), col(TermsProposal.id).desc())
        return self.session.scalars(query.order_by(*newest).limit(1)).first()

    def expire(self, candidacy_id: UUID) -> None:
        """What it answered has ended, is accepted, or has changed."""
        over = update(TermsProposal).where(*_live_of(candidacy_id))
        self.session.execute(over.values(state=ProposalState.EXPIRED, ended_at=clock.now()))


def _live_of(candidacy_id: UUID) -> tuple[Any, Any]:
    return col(TermsProposal.candidacy_id) == candidacy_id, col(TermsProposal.state) == ProposalState.PROPOSED


@cache
def _shown_of(number: int) -> Statement[TermsProposal]:
    """The proposals of so many candidacies that wait or were declined, oldest first."""
    candidacies: list[Any] = [bindparam(f"candidacy_{n}", type_=Uuid()) for n in range(number)]
    shown = (col(TermsProposal.candidacy_id).in_(candidacies), col(TermsProposal.state).in_(SHOWN))
    oldest = (col(TermsProposal.created_at), col(TermsProposal.id))
    return Statement(select(TermsProposal).where(*shown).order_by(*oldest))


class ShownProposals:
    """Terms proposals where nothing is written, by a compiled statement."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def list_of(self, versions: Mapping[UUID, int | None], *, to_offer: bool) -> Mapping[UUID, TermsProposal]:
        """By the candidacy the newest one that waits or was declined, to that version of its offer, or of the terms
        of its placement, whose versions begin anew.
        """
        if not versions:
            return {}
        found = [one for one in self._all_of(list(versions)) if one.to_offer is to_offer]
        return {one.candidacy_id: one for one in found if one.terms_version == versions[one.candidacy_id]}

    def _all_of(self, candidacy_ids: Sequence[UUID]) -> Sequence[TermsProposal]:
        asked = numbered("candidacy", candidacy_ids)
        return self._snapshot.all(_shown_of(len(asked)), **asked)

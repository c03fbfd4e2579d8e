"""Every query about proposals and entries in Enhetsregisteret."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import col

from services.auth.proposals.domain import Entry, ProposalState, Registered
from services.auth.proposals.errors import AlreadyProposed
from services.auth.proposals.models import Proposal, RegisterEntry
from services.kit.data.repository import Repository, insert_into
from services.kit.errors import NotFound


class Proposals(Repository[Proposal]):
    """Proposals that a body join the scheme."""

    def find_by_hash(self, token_hash: str) -> Proposal | None:
        return self.session.scalars(select(Proposal).where(col(Proposal.token_hash) == token_hash)).one_or_none()

    def get_waiting_locked(self, orgnr: str) -> Proposal:
        """The body's proposal that waits to be decided, locked. Raises NotFound."""
        query = select(Proposal).where(col(Proposal.orgnr) == orgnr, col(Proposal.state) == ProposalState.PROPOSED)
        return self.one_or(NotFound(), query.with_for_update())

    def list_waiting(self) -> Sequence[Proposal]:
        """All proposals that wait to be decided, oldest first."""
        query = select(Proposal).where(col(Proposal.state) == ProposalState.PROPOSED)
        return self.session.scalars(query.order_by(col(Proposal.created_at), col(Proposal.id))).all()

    def save(self, proposal: Proposal) -> None:
        """Insert or update it. Raises AlreadyProposed where another proposal of the body waits."""
        self.session.add(proposal)
        self.flush(unless=AlreadyProposed())

    def forget_unproven(self, *, before: datetime) -> None:
        """Delete proposals made before that time whose address nobody has proved."""
        asked = (col(Proposal.state) == ProposalState.ASKED) & (col(Proposal.created_at) < before)
        self.session.execute(delete(Proposal).where(asked))


class RegisterEntries(Repository[RegisterEntry]):
    """What Enhetsregisteret last returned for each body."""

    def find(self, orgnr: str) -> Entry | None:
        kept = self.session.get(RegisterEntry, orgnr)
        if kept is None:
            return None
        content = kept.model_dump(include={"at", "name", "sector_code", "parent"})
        return Entry(registered=Registered(kept.registered), **content)

    def keep(self, orgnr: str, entry: Entry) -> None:
        """Insert or replace the entry. Of two concurrent calls either may be the one that stays."""
        values = {
            "registered": str(entry.registered),
            "at": entry.at,
            "name": entry.name,
            "sector_code": entry.sector_code,
            "parent": entry.parent,
        }
        statement = insert_into(self.session, RegisterEntry).values(orgnr=orgnr, **values)
        self.session.execute(statement.on_conflict_do_update(index_elements=["orgnr"], set_=values))

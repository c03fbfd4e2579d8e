"""Every query about decisions."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlmodel import col

from services.kit import clock
from services.kit.data.repository import Repository
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement, numbered
from services.kit.data.tables import tables_for
from services.kit.events.joins import current_people
from services.placements.decisions.domain import Decided, Verdict
from services.placements.decisions.errors import AlreadyDecided, DelegationUsed
from services.placements.decisions.models import Decision
from services.placements.parties.domain import Author
from services.scheme.parties import Party


class Decisions(Repository[Decision]):
    """What the parties said. Rows are added, never changed; the database refuses a party's or a person's second."""

    def list_of(self, placement_ids: Sequence[UUID]) -> Sequence[Decision]:
        """The decisions on these placements, oldest first."""
        query = select(Decision).where(col(Decision.placement_id).in_(placement_ids))
        return self.session.scalars(query.order_by(col(Decision.at), col(Decision.id))).all()

    def take(
        self,
        placement_id: UUID,
        party: Party,
        author: Author,
        *,
        terms_version: int,
        terms_hash: str,
        verdict: Verdict = Verdict.APPROVE,
    ) -> Decision:
        """Raises AlreadyDecided where the party or the person has, DelegationUsed where the delegation has decided."""
        delegation = author.delegation
        decision = Decision(
            placement_id=placement_id,
            party=party,
            sub=author.sub,
            client_id=author.client_id,
            delegation_id=delegation.id if delegation else None,
            let_by=author.let_by,
            decision=verdict,
            terms_version=terms_version,
            terms_hash=terms_hash,
            at=author.at or clock.now(),
        )
        return self.add(decision, unless=DelegationUsed() if delegation else AlreadyDecided())

    def as_decided(self, rows: Sequence[Decision]) -> list[Decided]:
        """The decisions as the rules read them: by the accounts that people have now, if theirs were joined since."""
        named = sorted({person for row in rows for person in (row.sub, row.let_by) if person is not None})
        now = dict(zip(named, current_people(self.session, tables_for(Decision.metadata), named), strict=True))
        return [row.decided(now) for row in rows]


@cache
def _of_placements(number: int) -> Statement[tuple[Decision, str | None, str | None]]:
    """The decisions on so many placements, with the accounts that have taken the place of who decided, and let them."""
    placements: list[Any] = [bindparam(f"placement_{n}", type_=Uuid()) for n in range(number)]
    joined = tables_for(Decision.metadata).joined_people
    decider, letter = joined.alias("decider"), joined.alias("letter")
    return Statement(
        select(Decision, decider.c.joined_into, letter.c.joined_into)
        .outerjoin(decider, decider.c.person_id == col(Decision.sub))
        .outerjoin(letter, letter.c.person_id == col(Decision.let_by))
        .where(col(Decision.placement_id).in_(placements))
        .order_by(col(Decision.at), col(Decision.id))
    )


class ShownDecisions:
    """Decisions where nothing is written, by a compiled statement."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def list_of(self, placement_ids: Sequence[UUID]) -> list[tuple[Decision, Decided]]:
        """The decisions on these placements, oldest first, and as the rules read them."""
        if not placement_ids:
            return []
        asked = numbered("placement", placement_ids)
        found = self._snapshot.all(_of_placements(len(asked)), **asked)
        return [(row, row.decided(_now(row, decider, letter))) for row, decider, letter in found]


def _now(row: Decision, decider: str | None, letter: str | None) -> dict[str, str]:
    named = ((row.sub, decider), (row.let_by, letter))
    return {person: now for person, now in named if person is not None and now is not None}

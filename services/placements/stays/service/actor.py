"""Who asks for something about a stay, and for which party."""

from dataclasses import dataclass
from typing import Any

from services.kit.errors import NotPermitted
from services.placements.amendments.models import Amendment
from services.placements.amendments.schemas import AmendmentCreate
from services.placements.parties.domain import Author
from services.placements.placements.models import Placement
from services.scheme.parties import Party
from services.scheme.roles import Role


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, and for which parties. On their own stay they are only the employee."""

    author: Author
    parties: frozenset[Party]
    decides: bool  # what they ask for is their party's yes too; not for a requester of the host

    @property
    def party(self) -> Party:
        return next(party for party in (Party.EMPLOYEE, Party.HOME, Party.HOST) if party in self.parties)

    def require_decider(self) -> None:
        """Raises NotPermitted for a requester, who does not bind the host."""
        if not self.decides:
            raise NotPermitted("role", roles=[Role.COORDINATOR])

    def amendment(self, placement: Placement, asked: AmendmentCreate, **content: Any) -> Amendment:
        """What this party asks about the stay."""
        return Amendment(
            placement_id=placement.id,
            kind=asked.kind,
            party=self.party,
            proposed_by=self.author.sub,
            client_id=self.author.client_id,
            note=asked.note,
            **{"reason": asked.reason, **content},
        )

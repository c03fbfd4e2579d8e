"""Which names of experts somebody may know."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.kit.access.table import Caller
from services.pool.access import knows_name, relations
from services.pool.repository.shown_experts import ShownExperts, Visible
from services.pool.schemas.names import ReaderNameRead, ReaderNamesRead


def knows(caller: Caller, found: Visible) -> bool:
    """True for a caller who is shown the name with the profile."""
    stands = relations(caller, found.expert, is_colleague=found.is_colleague)
    return knows_name(stands, found.expert, disclosed=found.disclosed)


def read_reader_names(shown: ShownExperts, readings: Sequence[tuple[UUID, Caller]], *, at: datetime) -> ReaderNamesRead:
    """The name of each expert that its reader may know, None where not. Each body is shown profiles in its own way."""
    found = dict[tuple[UUID, str | None], Visible]()
    for org in dict.fromkeys(reader.org for _, reader in readings):
        asked = list({expert_id for expert_id, reader in readings if reader.org == org})
        found |= {(one.expert.id, org): one for one in shown.list_visible(asked, asker=org, at=at)}

    def named(expert_id: UUID, reader: Caller) -> ReaderNameRead | None:
        one = found.get((expert_id, reader.org))
        if one is None or not knows(reader, one):
            return None
        return ReaderNameRead(name=one.expert.name, own=one.expert.person_id == reader.sub)

    return ReaderNamesRead(experts=[named(*reading) for reading in readings])

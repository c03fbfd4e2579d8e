"""Logs that profiles are read by name, where the expert can see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.access.table import Caller
from services.kit.data.database import Database
from services.kit.data.group_commit import GroupCommit
from services.pool.models import AccessEntry, Expert
from services.pool.repository.experts import Experts


@dataclass(frozen=True, kw_only=True)
class ReadingLog:
    """Logs that profiles are read by name, before they are shown. `group` commits those that come at once together."""

    database: Database
    group: GroupCommit

    def add(self, named: Sequence[Expert], caller: Caller) -> None:
        """Log a reading of others. Where nobody else is named, nothing is locked or written."""
        others = [expert for expert in named if expert.person_id != caller.sub]
        if others:
            self.group.write(lambda session: log_reading(Experts(session), others, caller))


def log_reading(experts: Experts, named: Sequence[Expert], caller: Caller) -> None:
    """An entry for each whose name is shown, all by one statement."""
    reader: dict[str, Any] = {"reader": caller.sub, "reader_org": caller.org, "client_id": caller.client_id}
    experts.log_access([AccessEntry(expert_id=expert.id, **reader) for expert in named])

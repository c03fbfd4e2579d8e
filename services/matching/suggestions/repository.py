"""Every query about the log of suggestions."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlmodel import col

from services.kit import clock
from services.kit.data.repository import Repository, insert_into
from services.kit.errors import NotFound
from services.matching.suggestions.models import ShownState, Suggestion

REFRESHED_AFTER = timedelta(days=1)  # a new showing is recorded once a day at most: the retention is counted in months


class Suggestions(Repository[Suggestion]):
    """The log of what was shown, and the states it was made of. Lines are added; only whose they are changes."""

    def pass_on(self, from_id: str, to: str) -> None:
        """Let a person read what the account that ended in theirs was shown."""
        self.session.execute(update(Suggestion).where(col(Suggestion.caller_sub) == from_id).values(caller_sub=to))

    def get(self, suggestion_id: UUID) -> Suggestion:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Suggestion).where(col(Suggestion.id) == suggestion_id))

    def find_latest(self, line: Suggestion, *, since: datetime) -> Suggestion | None:
        """The newest line of the same kind about the same, shown to the same reader since then."""
        same = (getattr(Suggestion, name) == getattr(line, name) for name in ("kind", "need_id", "expert_id"))
        query = select(Suggestion).where(_shown_to(line), col(Suggestion.at) > since, *same)
        return self.session.scalars(query.order_by(col(Suggestion.at).desc()).limit(1)).first()

    def count_of(self, line: Suggestion, *, since: datetime) -> int:
        """How many lines the line's reader has since then."""
        query = select(func.count()).where(_shown_to(line), col(Suggestion.at) > since)
        return self.session.scalar(query) or 0

    def add_states(self, states: Mapping[str, dict[str, Any]]) -> None:
        """Add each state under its digest. A state that is there already gets a new time of showing."""
        if not states:
            return
        now = clock.now()
        rows = [  # always in one order, so that two requests never deadlock
            {"digest": digest, "subject_id": state["id"], "state": state, "last_shown_at": now}
            for digest, state in sorted(states.items())
        ]
        statement = insert_into(self.session, ShownState).values(rows)
        self.session.execute(
            statement.on_conflict_do_update(
                index_elements=["digest"],
                set_={"last_shown_at": now},
                where=col(ShownState.last_shown_at) < now - REFRESHED_AFTER,
            )
        )

    def find_states(self, digests: Collection[str]) -> Mapping[str, dict[str, Any]]:
        query = select(ShownState).where(col(ShownState.digest).in_(digests))
        return {shown.digest: shown.state for shown in self.session.scalars(query)}

    def forget(self, *, before: datetime) -> None:
        """Delete what was last shown before that moment."""
        self.session.execute(delete(Suggestion).where(col(Suggestion.at) < before))
        long_ago = col(ShownState.last_shown_at) < before - REFRESHED_AFTER
        self.session.execute(delete(ShownState).where(long_ago))


def _shown_to(line: Suggestion) -> ColumnElement[bool]:
    names = ("caller_sub", "caller_client", "caller_org")
    return and_(*(getattr(Suggestion, name) == getattr(line, name) for name in names))

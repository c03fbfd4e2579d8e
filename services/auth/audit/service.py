"""Records logins and administration in the audit: who, what, with what result, from where, for which public body."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.audit.models import DONE, Action, AuditEntry
from services.kit import context
from services.kit.access.table import Caller
from services.kit.data.database import Database
from services.kit.data.outbox import name_actor


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acted, as far as it was proven: a person through a client, a client itself, or nobody known."""

    sub: str | None = None
    client_id: str | None = None
    org: str | None = None
    session_id: UUID | None = None

    @classmethod
    def of(cls, caller: Caller) -> Self:
        session_id = UUID(caller.sid) if caller.sid else None
        return cls(sub=caller.sub, client_id=caller.client_id, org=caller.org, session_id=session_id)

    @property
    def for_audit_trail(self) -> context.Actor:
        """The actor as the kit's audit names them, where no token of the request does."""
        person = None if self.sub == self.client_id else self.sub
        return context.Actor(person=person, client_id=self.client_id, org=self.org)


NOBODY = Actor()
OPERATOR = Actor(client_id="ressurspool-ops")  # whoever runs the scheme, at the command line


def record_audit(
    session: Session,
    action: Action,
    by: Actor | Caller,
    *,
    about: tuple[str, UUID | str] | None = None,
    orgnr: str | None = None,
    result: str = DONE,
) -> None:
    """Add an entry in the current transaction: the entry stands if, and only if, what it records does.

    `about` is the kind and id of what was acted on, `orgnr` the body concerned where it is not the actor's own.
    """
    actor = Actor.of(by) if isinstance(by, Caller) else by
    kind, subject = about or (None, None)
    entry = AuditEntry(
        action=action,
        result=result,
        actor=actor.sub,
        client_id=actor.client_id,
        session_id=actor.session_id,
        orgnr=orgnr or actor.org,
        subject_kind=kind,
        subject_id=None if subject is None else str(subject),
        address=context.current().address,
        request_id=context.current().request_id,
    )
    session.add(entry)
    name_actor(session, actor.for_audit_trail)


def record_refusal(
    database: Database, action: Action, by: Actor | Caller, *, result: str, about: tuple[str, UUID | str] | None = None
) -> None:
    """Add an entry for a refusal, in a transaction of its own: that of the refused request is rolled back.

    Never inside another transaction: on SQLite the two would wait for each other. There, use `record_audit` and raise
    an error that `keeps_changes`.
    """
    with database.write() as session:
        record_audit(session, action, by, about=about, result=result)

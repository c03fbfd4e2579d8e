"""The table of the audit, and the actions it records."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.auth.tables import Table
from services.kit import clock
from services.kit.data.tables import UtcDateTime
from services.kit.ids import new_id

DONE = "done"  # an entry's result; otherwise the code of the refusal


class Action(StrEnum):
    """What the audit tells of: logins step by step, what must not be used twice, and administration."""

    LOGIN_PASSWORD = "login.password"  # noqa: S105 -- a step's name
    LOGIN_SECOND_FACTOR = "login.second_factor"
    LOGIN_RECOVERY_CODE = "login.recovery_code"
    LOGIN_FEDERATED = "login.federated"
    LOGIN_DEVICE = "login.device"
    LOGIN_COMPLETED = "login.completed"  # the body is chosen, the session begins
    SESSION_ENDED = "session.ended"
    CODE_REUSED = "code.reused"
    REFRESH_TOKEN_REUSED = "refresh_token.reused"  # noqa: S105 -- an event's name
    ASSERTION_REUSED = "assertion.reused"
    ORGANISATION_PROPOSED = "organisation.proposed"
    ORGANISATION_REGISTERED = "organisation.registered"
    ORGANISATION_CHANGED = "organisation.changed"
    DEPARTURE_ASKED = "departure.asked"
    DEPARTURE_WITHDRAWN = "departure.withdrawn"
    ORGANISATION_LEFT = "organisation.left"
    ORGANISATION_SUCCEEDED = "organisation.succeeded"
    POLICY_CHANGED = "policy.changed"
    ABSENCE_ANNOUNCED = "absence.announced"
    ABSENCE_WITHDRAWN = "absence.withdrawn"
    SUBSTITUTE_APPOINTED = "substitute.appointed"
    SUBSTITUTE_ENDED = "substitute.ended"
    DELEGATION_CREATED = "delegation.created"
    DELEGATION_ACCEPTED = "delegation.accepted"
    DELEGATION_WITHDRAWN = "delegation.withdrawn"
    DELEGATION_EXPIRED = "delegation.expired"
    INVITATION_CREATED = "invitation.created"
    INVITATION_WITHDRAWN = "invitation.withdrawn"
    INVITATION_ACCEPTED = "invitation.accepted"
    MEMBERSHIP_GRANTED = "membership.granted"
    MEMBERSHIP_CHANGED = "membership.changed"
    MEMBERSHIP_ENDED = "membership.ended"
    CLIENT_CREATED = "client.created"
    CLIENT_CHANGED = "client.changed"
    CLIENT_REMOVED = "client.removed"
    CLIENT_KEY_ADDED = "client_key.added"
    CLIENT_KEY_REMOVED = "client_key.removed"
    SIGNING_KEY_ADDED = "signing_key.added"
    SIGNING_KEY_ACTIVATED = "signing_key.activated"  # it signs from now on, the one before it stops
    SIGNING_KEY_RESEALED = "signing_key.resealed"
    SIGNING_KEY_REVOKED = "signing_key.revoked"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_RENAMED = "account.renamed"
    ACCOUNT_JOINED = "account.joined"  # the account that stays
    ACCOUNT_ENDED = "account.ended"  # the one that was joined into it
    JOIN_BEGUN = "join.begun"
    ADDRESS_ASKED = "address.asked"
    ADDRESS_ADDED = "address.added"
    ADDRESS_REMOVED = "address.removed"
    ACCOUNT_LINKED = "account.linked"
    ACCOUNT_UNLINKED = "account.unlinked"
    ACCOUNT_DISABLED = "account.disabled"
    ACCOUNT_ENABLED = "account.enabled"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 -- an event's name
    PASSWORD_RESET_ASKED = "password.reset_asked"  # noqa: S105 -- an event's name
    PASSWORD_RESET = "password.reset"  # noqa: S105 -- an event's name
    SECOND_FACTOR_ENROLLED = "second_factor.enrolled"
    SECOND_FACTOR_REMOVED = "second_factor.removed"
    CONSENT_GIVEN = "consent.given"
    CONSENT_WITHDRAWN = "consent.withdrawn"


class AuditEntry(Table, table=True):
    """One thing done or refused: codes and ids, never names, mail addresses, passwords or free text.

    The database refuses to change an entry, and to delete one younger than 90 days.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_at_id", "at", "id"),
        Index("ix_audit_entries_orgnr", "orgnr", "at", "id"),
        Index("ix_audit_entries_orgnr_action", "orgnr", "action", "at", "id"),
        Index("ix_audit_entries_actor", "actor", "at", "id"),
        Index("ix_audit_entries_actor_orgnr", "actor", "orgnr", "at", "id"),
        Index("ix_audit_entries_subject_id", "subject_id", "at", "id"),
        Index("ix_audit_entries_subject_id_orgnr", "subject_id", "orgnr", "at", "id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    action: str = Field(max_length=32)
    result: str = Field(max_length=32)
    actor: str | None = Field(default=None, max_length=64)  # `sub` of whoever was proven to act
    client_id: str | None = Field(default=None, max_length=64)
    session_id: UUID | None = None
    orgnr: str | None = Field(default=None, max_length=9)  # the body acted for, or acted on by whoever runs the scheme
    subject_kind: str | None = Field(default=None, max_length=32)
    subject_id: str | None = Field(default=None, max_length=64)
    address: str | None = Field(default=None, max_length=64)  # network address; None: not over HTTP
    request_id: str = Field(max_length=64)

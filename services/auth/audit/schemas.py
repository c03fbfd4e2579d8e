"""The filter and the responses of the audit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.auth.audit.models import AuditEntry
from services.kit.schemas import ResponseModel


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which entries to list. A field that is None filters nothing."""

    action: str | None = None
    person: UUID | None = None  # who acted, or was acted on
    since: datetime | None = None
    until: datetime | None = None


class AuditEntryRead(ResponseModel):
    """One thing done or refused, in codes and ids."""

    id: UUID
    at: datetime
    action: str
    result: Annotated[str, Field(description="`done`, or why not")]
    actor: Annotated[str | None, Field(description="`sub` of who was proven to act: a person, or a client's own id")]
    client_id: str | None
    session_id: UUID | None
    orgnr: Annotated[str | None, Field(description="The body acted for, or on")]
    subject_kind: str | None
    subject_id: str | None
    address: Annotated[str | None, Field(description="The network address; null for what was not asked over HTTP")]
    request_id: str

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        return cls(**entry.model_dump())

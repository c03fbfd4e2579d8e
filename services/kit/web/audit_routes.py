"""The audit of one thing over HTTP, for its parties. Each service says who they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from sqlalchemy.orm import Session

from services.kit.access.guard import CurrentGrants, RouteGrants, caller_for
from services.kit.access.table import Caller
from services.kit.data.audit import AuditRow, list_acts
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, NotPermitted
from services.kit.schemas import ResponseModel
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.kit.web.session import OwnDatabase

router = APIRouter(tags=["audit"])


@dataclass(frozen=True, kw_only=True)
class AuditReader:
    """What a caller may know of a thing's audit: the parties they speak for, and whether they know the other bodies.

    Acts with a verb in `hidden` are not for them.
    """

    parties: frozenset[str]
    knows_bodies: bool = True
    hidden: frozenset[str] = frozenset()


FindAuditReader = Callable[[Session, UUID, RouteGrants], AuditReader]  # raises NotFound where the caller has no part

AuditCaller = Annotated[Caller, Depends(caller_for("list_audit"))]
Subject = Annotated[UUID, Query(description="The id of the thing whose acts are asked for")]


class ActRead(ResponseModel):
    """One act, in codes and ids. Of other sides' people only the party and the body are shown."""

    sequence: Annotated[int, Field(description="Its number in the service's whole audit")]
    at: datetime
    verb: Annotated[str, Field(description="As the event that was emitted; or a change that concerned nobody else")]
    version: Annotated[int, Field(description="The thing's version since")]
    parties: Annotated[list[str], Field(description="Whom they spoke for; empty for what came about by itself")]
    org: Annotated[str | None, Field(description="The body acted for, as far as you may know it")]
    person: Annotated[str | None, Field(description="`sub` of who acted, on your own side")]
    client_id: Annotated[str | None, Field(description="Through which client, on your own side")]
    let_by: Annotated[str | None, Field(description="The coordinator whose delegation let them, on your own side")]
    reason: str | None
    cause: Annotated[str | None, Field(description="What acted by itself: `job`, `event` or `command`")]
    hash: Annotated[str, Field(description="Keep it with its sequence to prove later that this row was there")]

    @classmethod
    def of(cls, row: AuditRow, caller: Caller, reader: AuditReader) -> Self:
        """The row as this reader may see it."""
        parties = row.parties.split(",") if row.parties else []
        own_body = row.org is not None and row.org == caller.org
        own_side = row.person == caller.sub or (own_body and not reader.parties.isdisjoint(parties))
        return cls(
            sequence=row.n,
            at=row.time,
            verb=row.verb,
            version=row.version,
            parties=parties,
            org=row.org if own_body or reader.knows_bodies else None,
            person=row.person if own_side else None,
            client_id=row.client_id if own_side else None,
            let_by=row.let_by if own_side else None,
            reason=row.reason,
            cause=row.cause.partition(" ")[0] if row.cause else None,
            hash=row.hash,
        )


@router.get("/v1/audit", name="list_audit", responses=problems(NotPermitted, NotFound, InvalidCursor))
def list_audit(
    caller: AuditCaller,
    *,
    grants: CurrentGrants,
    subject: Subject,
    request: Request,
    database: OwnDatabase,
    paging: PageParams,
    response: CurrentResponse,
) -> Listed[ActRead]:
    """List what was done to one thing and who did it, the newest first, where you are a party of it.

    Every change has one row, since the audit began. Nobody changes a row afterwards: each carries the hash of the one
    before it.
    """
    with database.read() as session:
        reader: AuditReader = request.app.state.audit_reader(session, subject, grants)
        found = list_acts(session, database.tables, subject, without=reader.hidden, paging=paging)
    return response.page(found, ActRead, [ActRead.of(row, caller, reader) for row in found.items])

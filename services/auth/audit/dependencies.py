"""What the routes of the audit are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.auth.access import person_id_of
from services.auth.audit.models import Action, AuditEntry
from services.auth.audit.repository import AuditEntries
from services.auth.audit.schemas import AuditFilter
from services.auth.bodies.repository import Organisations
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.schemas import QueriedMoment
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession
from services.scheme.roles import Role

AuditReader = Annotated[Caller, Depends(caller_for("list_audit"))]
LoginsReader = Annotated[Caller, Depends(caller_for("list_my_logins"))]


async def audit_filter(
    action: Annotated[Action | None, Query(description="What was done")] = None,
    person: Annotated[UUID | None, Query(description="Who acted, or was acted on")] = None,
    since: Annotated[QueriedMoment | None, Query(description="From this moment on")] = None,
    until: Annotated[QueriedMoment | None, Query(description="Before this moment")] = None,
) -> AuditFilter:
    return AuditFilter(action=action, person=person, since=since, until=until)


def audit_page(
    caller: AuditReader, asked: Annotated[AuditFilter, Depends(audit_filter)], session: ReadSession, paging: PageParams
) -> Page[AuditEntry]:
    """Entries of the caller's own body and of those whose place it has taken; of all bodies for an administrator."""
    own = caller.org or ""
    orgnrs = None if Role.ADMIN in caller.roles else [own, *Organisations(session).list_predecessors(own)]
    return AuditEntries(session).list_matching(asked, orgnrs=orgnrs, paging=paging)


def my_logins(caller: LoginsReader, session: ReadSession, paging: PageParams) -> Page[AuditEntry]:
    """Logins to the caller's account, also refused ones."""
    return AuditEntries(session).list_logins_of(person_id_of(caller), paging=paging)


AuditPage = Annotated[Page[AuditEntry], Depends(audit_page)]
MyLoginsPage = Annotated[Page[AuditEntry], Depends(my_logins)]

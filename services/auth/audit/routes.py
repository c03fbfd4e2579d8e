"""The audit of logins and administration over HTTP."""

from fastapi import APIRouter

from services.auth.audit.dependencies import AuditPage, AuditReader, LoginsReader, MyLoginsPage
from services.auth.audit.schemas import AuditEntryRead
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["audit"])


@router.get("/v1/audit", responses=problems(NotPermitted, PersonRequired, InvalidCursor))
def list_audit(caller: AuditReader, page: AuditPage, response: CurrentResponse) -> Listed[AuditEntryRead]:
    """List what was done for and in your own body: logins, and every act of administration, the newest first.

    A body that has taken another's place sees that one's entries too, and an administrator those of all bodies.
    Entries are kept for a year, and nobody changes them.
    """
    return response.page(page, AuditEntryRead, [AuditEntryRead.of(entry) for entry in page.items])


@router.get("/v1/me/logins", responses=problems(PersonRequired, InvalidCursor))
def list_my_logins(caller: LoginsReader, page: MyLoginsPage, response: CurrentResponse) -> Listed[AuditEntryRead]:
    """List the logins to your account, also those that were tried and refused, the newest first."""
    return response.page(page, AuditEntryRead, [AuditEntryRead.of(entry) for entry in page.items])

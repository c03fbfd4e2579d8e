"""The audit of logins and administration over HTTP."""

from fastapi import APIRouter

from services.auth.audit.dependencies import AuditPage, AuditReader, LoginsReader, MyLoginsPage
from services.auth.audit.schemas import AuditEntryRead
from services.kit.answer import Answering
from services.kit.errors import InvalidCursor, NotPermitted, PersonRequired
from services.kit.pagination import Listed
from services.kit.problems import problems

router = APIRouter(tags=["audit"])


@router.get("/v1/audit", responses=problems(NotPermitted, PersonRequired, InvalidCursor))
def list_audit(caller: AuditReader, page: AuditPage, answer: Answering) -> Listed[AuditEntryRead]:
    """List what was done for and in your own body: logins, and every act of administration, the newest first.

    An administrator sees all bodies. Entries are kept for a year, and nobody changes them.
    """
    return answer.page(page, AuditEntryRead, [AuditEntryRead.of(entry) for entry in page.items])


@router.get("/v1/me/logins", responses=problems(PersonRequired, InvalidCursor))
def list_my_logins(caller: LoginsReader, page: MyLoginsPage, answer: Answering) -> Listed[AuditEntryRead]:
    """List the logins to your account, also those that were tried and refused, the newest first."""
    return answer.page(page, AuditEntryRead, [AuditEntryRead.of(entry) for entry in page.items])

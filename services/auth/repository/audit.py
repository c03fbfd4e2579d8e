"""Every query about the audit."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import col

from services.auth.models import AuditEntry
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository


class AuditEntries(Repository[AuditEntry]):
    """What was done, newest first. Nothing here changes an entry."""

    def list_where(self, *conditions: ColumnElement[bool], paging: Paging) -> Found[AuditEntry]:
        by = (col(AuditEntry.at), col(AuditEntry.id))
        return page_of(self.session, select(AuditEntry).where(*conditions), paging=paging, by=by, newest_first=True)

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(AuditEntry).where(col(AuditEntry.at) < before))

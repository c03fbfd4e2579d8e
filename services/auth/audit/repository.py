"""Every query about the audit."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.audit.schemas import AuditFilter
from services.kit.data.pagination import Page, PageRequest, page_of
from services.kit.data.repository import Repository


class AuditEntries(Repository[AuditEntry]):
    """Audit entries, the newest first. No method changes one."""

    def list_matching(
        self, asked: AuditFilter, *, orgnrs: Sequence[str] | None, paging: PageRequest
    ) -> Page[AuditEntry]:
        """Entries of these bodies; of all bodies where `orgnrs` is None."""
        of_body = [col(AuditEntry.orgnr).in_(orgnrs)] if orgnrs is not None else []
        return self._page(*of_body, *_conditions(asked), paging=paging)

    def list_logins_of(self, person_id: UUID, *, paging: PageRequest) -> Page[AuditEntry]:
        """The logins to somebody's account, completed or refused, step by step."""
        logins = col(AuditEntry.action).startswith("login.")
        return self._page(logins, col(AuditEntry.subject_id) == str(person_id), paging=paging)

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(AuditEntry).where(col(AuditEntry.at) < before))

    def _page(self, *conditions: ColumnElement[bool], paging: PageRequest) -> Page[AuditEntry]:
        by = (col(AuditEntry.at), col(AuditEntry.id))
        return page_of(self.session, select(AuditEntry).where(*conditions), paging=paging, by=by, newest_first=True)


def _conditions(asked: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if asked.action is not None:
        yield col(AuditEntry.action) == asked.action
    if asked.person is not None:
        yield (col(AuditEntry.actor) == str(asked.person)) | (col(AuditEntry.subject_id) == str(asked.person))
    if asked.since is not None:
        yield col(AuditEntry.at) >= asked.since
    if asked.until is not None:
        yield col(AuditEntry.at) < asked.until

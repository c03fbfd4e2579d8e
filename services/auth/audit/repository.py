"""Every query about the audit."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, true
from sqlmodel import col

from services.auth.audit.models import AuditEntry
from services.auth.audit.schemas import AuditFilter
from services.kit.data.pagination import Page, PageRequest, page_of_any
from services.kit.data.repository import Repository


class AuditEntries(Repository[AuditEntry]):
    """Audit entries, the newest first. No method changes one."""

    def list_matching(
        self, asked: AuditFilter, *, orgnrs: Sequence[str] | None, paging: PageRequest
    ) -> Page[AuditEntry]:
        """Entries of these bodies; of all bodies where `orgnrs` is None."""
        bodies = [true()] if orgnrs is None else [col(AuditEntry.orgnr) == orgnr for orgnr in orgnrs]
        any_of = [body & people for body in bodies for people in _people(asked)]
        return self._page(any_of, *_conditions(asked), paging=paging)

    def list_logins_of(self, person_id: UUID, *, paging: PageRequest) -> Page[AuditEntry]:
        """The logins to somebody's account, completed or refused, step by step."""
        logins = col(AuditEntry.action).startswith("login.")
        return self._page([col(AuditEntry.subject_id) == str(person_id)], logins, paging=paging)

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(AuditEntry).where(col(AuditEntry.at) < before))

    def _page(
        self, any_of: Sequence[ColumnElement[bool]], *conditions: ColumnElement[bool], paging: PageRequest
    ) -> Page[AuditEntry]:
        by, query = (col(AuditEntry.at), col(AuditEntry.id)), select(AuditEntry).where(*conditions)
        return page_of_any(self.session, query, any_of, paging=paging, by=by, newest_first=True)


def _people(asked: AuditFilter) -> Iterator[ColumnElement[bool]]:
    """The entries about a person: what they did, and what was done to them."""
    if asked.person is None:
        yield true()
    else:
        yield col(AuditEntry.actor) == str(asked.person)
        yield col(AuditEntry.subject_id) == str(asked.person)


def _conditions(asked: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if asked.action is not None:
        yield col(AuditEntry.action) == asked.action
    if asked.since is not None:
        yield col(AuditEntry.at) >= asked.since
    if asked.until is not None:
        yield col(AuditEntry.at) < asked.until

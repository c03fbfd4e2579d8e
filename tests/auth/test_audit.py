"""The audit: an entry stands with what it records, and never changes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from services.auth.audit.models import Action, AuditEntry
from services.auth.audit.service import NOBODY, OPERATOR, Actor, record_audit, record_refusal
from services.auth.jobs import forget_audit_job
from services.kit import clock, context
from services.kit.data.database import Database
from tests.support.callers import BAERUM

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
PERSON = uuid4()


def entries(database: Database) -> list[AuditEntry]:
    """The test's own entries: start-up added one for the first key."""
    since_start = select(AuditEntry).where(col(AuditEntry.action) != Action.SIGNING_KEY_ADDED)
    with database.read() as session:
        return list(session.scalars(since_start.order_by(col(AuditEntry.at))))


class TestRecordAudit:
    def test_records_who_did_what_to_whom_from_where(self, database: Database) -> None:
        context.begin(context.RequestContext(request_id="a-request", address="192.0.2.7"))
        with clock.stopped_at(NOON), database.write() as session:
            by = Actor(sub=str(PERSON), client_id="cli", org=BAERUM, session_id=UUID(int=7))
            record_audit(session, Action.INVITATION_CREATED, by, about=("invitation", UUID(int=1)))
        (entry,) = entries(database)
        assert entry.model_dump(exclude={"id"}) == {
            "at": NOON,
            "action": "invitation.created",
            "result": "done",
            "actor": str(PERSON),
            "client_id": "cli",
            "session_id": UUID(int=7),
            "orgnr": BAERUM,
            "subject_kind": "invitation",
            "subject_id": str(UUID(int=1)),
            "address": "192.0.2.7",
            "request_id": "a-request",
        }

    def test_names_the_body_that_whoever_runs_the_scheme_acted_on(self, database: Database) -> None:
        with database.write() as session:
            record_audit(session, Action.INVITATION_CREATED, OPERATOR, orgnr=BAERUM)
        assert [(entry.client_id, entry.orgnr) for entry in entries(database)] == [("ressurspool-ops", BAERUM)]

    def test_goes_with_its_transaction(self, database: Database) -> None:
        with pytest.raises(ZeroDivisionError), database.write() as session:
            record_audit(session, Action.CLIENT_CREATED, NOBODY)
            raise ZeroDivisionError
        assert entries(database) == []


class TestRecordRefusal:
    def test_stands_although_the_request_is_rolled_back(self, database: Database) -> None:
        record_refusal(database, Action.LOGIN_PASSWORD, NOBODY, result="wrong-password", about=("person", PERSON))
        (entry,) = entries(database)
        assert (entry.result, entry.actor, entry.subject_id) == ("wrong-password", None, str(PERSON))


class TestAnEntry:
    @pytest.fixture(autouse=True)
    def entry(self, database: Database) -> None:
        record_refusal(database, Action.LOGIN_PASSWORD, NOBODY, result="wrong-password")

    def test_cannot_be_changed(self, database: Database) -> None:
        with pytest.raises(DatabaseError, match="append-only"), database.write() as session:
            session.execute(update(AuditEntry).values(result="done"))

    def test_cannot_be_deleted_while_it_is_young(self, database: Database) -> None:
        with pytest.raises(DatabaseError, match="append-only"), database.write() as session:
            session.execute(delete(AuditEntry))

    def test_cannot_be_truncated(self, database: Database) -> None:
        if database.engine.dialect.name == "sqlite":
            return  # which has no TRUNCATE: a DELETE without condition meets the trigger
        with pytest.raises(DatabaseError, match="append-only"), database.write() as session:
            session.execute(text("TRUNCATE audit_entries"))

    def test_is_changed_where_the_trigger_is_taken_away(self, database: Database) -> None:
        off = {"sqlite": "DROP TRIGGER keep_audit_update", "postgresql": "DROP TRIGGER keep_audit ON audit_entries"}
        with database.write() as session:
            session.execute(text(off[database.engine.dialect.name]))
            session.execute(update(AuditEntry).values(result="done"))
        assert [entry.result for entry in entries(database)] == ["done"]

    def test_is_forgotten_when_it_is_old(self, database: Database) -> None:
        with clock.stopped_at(NOON):
            record_refusal(database, Action.LOGIN_PASSWORD, NOBODY, result="too-many-guesses")
        with clock.stopped_at(NOON + timedelta(days=366)):
            forget_audit_job(days=365).work(database)
        assert [entry.result for entry in entries(database)] == ["wrong-password"]

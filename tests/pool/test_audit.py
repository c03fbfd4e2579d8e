"""Acts on experts that the scene of tests/access cannot show, and a chain that outlives the people (I17)."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select

from services.kit import clock
from services.kit.data.audit_check import verify_chain
from services.kit.data.database import Database
from services.pool.jobs import expire_endorsements
from services.pool.models import Table
from tests.pool.factories import endorsed, signed_up
from tests.support.acts import last_act, said_by
from tests.support.api import Api
from tests.support.callers import BAERUM, person


def test_submitting_names_the_employee(api: Api, database: Database) -> None:
    sub = str(uuid4())
    expert_id, me = signed_up(api, sub=sub, submit=False)
    assert api.post(f"/v1/experts/{expert_id}/submission", me).status_code == 201
    assert said_by(last_act(database)) == ("expert.submitted", sub, BAERUM, "employee", None)


def test_resuming_names_the_employee(api: Api, database: Database) -> None:
    sub = str(uuid4())
    expert_id, me = endorsed(api, sub=sub)
    assert api.post(f"/v1/experts/{expert_id}/pause", me, json={"reason": "workload"}).status_code == 201
    assert api.delete(f"/v1/experts/{expert_id}/pause", me).status_code == 200
    assert said_by(last_act(database)) == ("expert.resumed", sub, BAERUM, "employee", None)


def test_renewing_names_the_employee(api: Api, database: Database) -> None:
    sub = str(uuid4())
    expert_id, _ = endorsed(api, sub=sub)
    with clock.stopped_at(clock.now() + timedelta(days=401)):
        expire_endorsements(database)
        assert last_act(database).person is None
        me = person("employee", BAERUM, sub=sub)
        assert api.post(f"/v1/experts/{expert_id}/renewal", me).status_code == 201
        assert said_by(last_act(database)) == ("expert.renewed", sub, BAERUM, "employee", None)


def test_the_chain_stands_when_everything_else_is_erased(api: Api, database: Database) -> None:
    endorsed(api)
    whole = verify_chain(database).last
    kept = {"audit_trail", "feed_head", "access_log"}  # the log of reads has an end of its own
    with database.write() as session:
        for table in reversed(Table.metadata.sorted_tables):
            if table.name not in kept:
                session.execute(delete(table))
        assert session.scalar(select(func.count()).select_from(database.tables.outbox)) == 0
    verdict = verify_chain(database)
    assert (verdict.fault, verdict.last) == (None, whole)
    assert whole.n > 0

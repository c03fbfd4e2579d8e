"""Plans that tests request, make and read."""

from typing import Any

from services.kit.data.database import Database
from services.matching.plans.models import Plan
from services.matching.plans.worker import Worker
from tests.matching.scenes.states import an_id, made_at_noon
from tests.support import callers
from tests.support.api import Api
from tests.support.callers import BAERUM, LANEKASSEN

person, machine = made_at_noon(callers.person), made_at_noon(callers.machine)

COORDINATOR, BROKER = person("coordinator", BAERUM), person("broker", LANEKASSEN)
OTHERS_NEED = an_id(1009)


def asked(api: Api, caller: dict[str, str] = COORDINATOR, **order: Any) -> dict[str, Any]:
    answer = api.post("/v1/plans", caller, json=order)
    assert answer.status_code == 201, answer.text
    plan: dict[str, Any] = answer.json()
    assert answer.headers["Location"] == f"/matching/v1/plans/{plan['id']}"
    return plan


def made(api: Api, caller: dict[str, str] = COORDINATOR, **order: Any) -> dict[str, Any]:
    plan = asked(api, caller, **order)
    Worker(index=api.app.state.index).make_due(api.app.state.database)
    done: dict[str, Any] = api.get(f"/v1/plans/{plan['id']}", {**caller, "Accept-Language": "en"}).json()
    assert done["state"] == "done", done
    return done


def lines(api: Api, plan: dict[str, Any], what: str, caller: dict[str, str] = COORDINATOR) -> list[dict[str, Any]]:
    answer = api.get(f"/v1/plans/{plan['id']}/{what}", {**caller, "Accept-Language": "en"})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def pairs(api: Api, plan: dict[str, Any], caller: dict[str, str] = COORDINATOR) -> set[tuple[str, str]]:
    return {(one["need_id"], one["expert_id"]) for one in lines(api, plan, "assignments", caller)}


def claim(worker: Worker, database: Database) -> Plan:
    claimed = worker.claim_due(database)
    assert claimed is not None
    return claimed

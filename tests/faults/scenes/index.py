"""Compares matching's index with the tables of pool and needs, by what each of them has of everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from sqlalchemy import MetaData
from sqlalchemy.orm import Session
from sqlmodel import select

from ressurspool.ops.stack import Stack
from services.kit.data.database import Database
from services.kit.settings import DEVELOPMENT_SECRET
from services.matching.fit.digests import digest_of_all
from services.matching.fit.states import ExpertState, NeedState
from services.needs.domain import PUBLISHED
from services.needs.models import Need
from services.needs.models import Table as NeedsTable
from services.needs.repository.needs import Needs
from services.pool.domain import ENDORSED
from services.pool.models import Expert
from services.pool.models import Table as PoolTable
from services.pool.repository.experts import Experts

HEALED_SECONDS = 60

Held = tuple[int, str]


def differences(stack: Stack) -> dict[str, tuple[Held, Held]]:
    """Of experts and needs, how many matching holds and their digest, beside those of the tables; {} where equal."""
    held, tables = index_of(stack), tables_of(stack)
    return {name: (held[name], tables[name]) for name in tables if held[name] != tables[name]}


def index_of(stack: Stack) -> dict[str, Held]:
    """As the running matching answers; nothing where it does not."""
    form = {"grant_type": "client_credentials", "resource": "matching"}
    with httpx.Client(trust_env=False, timeout=10) as http:
        token = http.post(f"{stack.address('auth')}/oauth/token", data=form, auth=("notify", DEVELOPMENT_SECRET)).json()
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        answer = http.get(f"{stack.address('matching')}/v1/index", headers=headers)
    body: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
    return {name: (body[name]["count"], body[name]["digest"]) if body else (0, "") for name in ("experts", "needs")}


def tables_of(stack: Stack) -> dict[str, Held]:
    """Worked out anew from the tables, not read from the state feeds."""
    with reading(stack, "pool", PoolTable.metadata) as session:
        experts = [
            ExpertState.of(Experts(session)._match_profile(expert)).indexed()
            for expert in session.scalars(select(Expert))
            if expert.state in ENDORSED
        ]
    with reading(stack, "needs", NeedsTable.metadata) as session:
        needs = [
            NeedState.of(Needs(session)._match_need(need)).coded()
            for need in session.scalars(select(Need))
            if need.state in PUBLISHED
        ]
    return {"experts": (len(experts), digest_of_all(experts)), "needs": (len(needs), digest_of_all(needs))}


@contextmanager
def reading(stack: Stack, service: str, metadata: MetaData) -> Iterator[Session]:
    database = Database(stack.databases[service], metadata, connections=1)
    try:
        with database.read() as session:
            yield session
    finally:
        database.close()

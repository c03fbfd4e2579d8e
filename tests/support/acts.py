"""Acts as the audit records them."""

from dataclasses import fields
from typing import Any

from sqlalchemy import select

from services.kit import clock
from services.kit.data.audit import Act
from services.kit.data.database import Database


def an_act(**own: Any) -> Act:
    content: dict[str, Any] = {
        "time": clock.now(), "verb": "thing.made", "subject": "a", "version": 1, "event": None, "person": "a-person",
        "client_id": "a-client", "org": "964338531", "parties": "home", "let_by": None, "reason": None, "cause": None,
        "request_id": "a-request", "digest": "0" * 64,
    }  # fmt: skip
    return Act(**content | own)


def last_act(database: Database) -> Act:
    """The newest row of the audit."""
    trail = database.tables.audit_trail
    names = [trail.c[field.name] for field in fields(Act)]
    with database.read() as session:
        return Act(**session.execute(select(*names).order_by(trail.c.n.desc()).limit(1)).mappings().one())


def said_by(act: Act) -> tuple[str, str | None, str | None, str, str | None]:
    """What was done, by whom, for which body, as which party, and what made it happen where nobody did."""
    return act.verb, act.person, act.org, act.parties, act.cause

"""Who may do what: the table of permissions as data, and the guard that asks it."""

from services.kit.access.guard import Authenticated, Permit, Permitted, authenticated, caller_for, permitted
from services.kit.access.table import (
    AccessTable,
    Caller,
    Grant,
    Kind,
    Permission,
    Relation,
    Role,
    callers,
    delegates,
    machines,
    people,
    prompt,
    services,
)

__all__ = [
    "AccessTable",
    "Authenticated",
    "Caller",
    "Grant",
    "Kind",
    "Permission",
    "Permit",
    "Permitted",
    "Relation",
    "Role",
    "authenticated",
    "caller_for",
    "callers",
    "delegates",
    "machines",
    "people",
    "permitted",
    "prompt",
    "services",
]

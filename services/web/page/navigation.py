"""The main menu: who sees which entry."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry: its address, its word, and the roles that see it. Nobody's roles: everybody who is logged in."""

    path: str
    word: str
    roles: frozenset[str] = frozenset()


EMPLOYEES = frozenset({"employee"})

MENU = (
    Entry(path="/web/tasks", word="nav_tasks"),
    Entry(path="/web/inbox", word="nav_inbox"),
    Entry(path="/web/profile", word="nav_profile", roles=EMPLOYEES),
    Entry(path="/web/opportunities", word="nav_opportunities", roles=EMPLOYEES),
    Entry(path="/web/candidacies", word="nav_candidacies", roles=EMPLOYEES),
    Entry(path="/web/needs", word="nav_needs"),
    Entry(path="/web/employees", word="nav_employees", roles=frozenset({"coordinator"})),
    Entry(path="/web/stays", word="nav_stays"),
    Entry(path="/web/plans", word="nav_plans", roles=frozenset({"coordinator", "broker"})),
    Entry(path="/web/coverage", word="nav_coverage", roles=frozenset({"coordinator", "broker"})),
    Entry(path="/web/body", word="nav_body", roles=frozenset({"coordinator"})),
    Entry(path="/web/me", word="nav_me"),
)


def menu_for(roles: Collection[str]) -> list[Entry]:
    return [entry for entry in MENU if not entry.roles or entry.roles.intersection(roles)]

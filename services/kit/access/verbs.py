"""The verbs of a kind of thing, each with who may request it: what `legal` names is open to whoever reads it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.kit.access.table import AccessTable, Caller, Permission
from services.scheme.relations import Relation


@dataclass(frozen=True, eq=False)
class Verbs:
    """Each verb's permission in the service's table, and the routes by which verbs are requested."""

    permissions: Mapping[str, Permission]
    routes: Mapping[str, str]

    @classmethod
    def of(cls, access: AccessTable, routes: Mapping[str, str], **narrower: Permission) -> "Verbs":
        """`routes` names each verb's route; a verb that is open to fewer than its route has a `narrower` permission."""
        permissions = {verb: narrower.get(verb, access[route]) for verb, route in routes.items()}
        return cls(permissions, routes)

    def open_to(self, caller: Caller, relations: Collection[Relation]) -> frozenset[str]:
        """The verbs that are not refused to this caller. Who a thing is about acts as nobody else on it."""
        stands = {Relation.SELF} if Relation.SELF in relations else relations
        return frozenset(verb for verb, needed in self.permissions.items() if needed.admits(caller, stands))


def verbs_of_route(route: str, tables: Collection[Verbs]) -> Verbs | None:
    """The verbs of the kind of thing that a route moves. None for a route that moves nothing."""
    return next((verbs for verbs in tables if route in verbs.routes.values()), None)

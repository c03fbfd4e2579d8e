"""Where a service stores a public body, it is decided what becomes of it when another takes the body's place."""

import re
from collections.abc import Mapping

from ressurspool.ops.succession import PASSES_ON
from services.scheme.services import SERVICES
from tests.architecture.rooms import application

_NAMED = re.compile(r"(\A|_)(orgnr|org|orgs|predecessor|successor|audience)\Z|succeeded_by")

AUTH_PASSES_ON = {  # services/auth/successions
    "absences.orgnr",
    "clients.orgnr",
    "delegations.orgnr",
    "invitations.orgnr",
    "letters.orgnr",
    "mail_domains.orgnr",
    "memberships.orgnr",
    "policies.orgnr",  # as a copy, unless the successor has one
}
IS_THE_BODY = {"auth": {"organisations.orgnr", "organisations.succeeded_by"}}
ENDS = {
    "auth": {"consents.orgnr", "sessions.orgnr"},  # but for a delegate's, which passes
    "pool": {"organisations.orgnr"},
    "notify": {"mailboxes.orgnr"},  # the successor's coordinators set their own
}
MOVES_WITH_ITS_MEMBERSHIP = {  # auth grants each anew, by its id
    "pool": {"memberships.orgnr", "further_bodies.orgnr"},
    "placements": {"memberships.orgnr"},
}
KEPT_AS_HISTORY: Mapping[str, set[str]] = {
    "auth": {
        "audit_entries.orgnr",  # the successor's coordinators read them
        "proposals.orgnr",
        "register_entries.orgnr",  # Enhetsregisteret's answer
    },
    "pool": {
        "access_log.reader_org",
        "ended_memberships.orgnr",
        "lending_caps.orgnr",  # auth emits the policy anew
    },
    "needs": {"organisations.orgnr"},  # its level and sector, which only its needs showed
    "matching": {
        "suggestions.caller_org",
        "told_counties.org",  # forgotten after some weeks
    },
    "placements": {"policies.orgnr"},  # auth emits the policy anew
    "notify": {
        "announcements.audience",  # for members received late, by the body of then
        "bodies.orgnr",  # a lock
    },
}
OF_THE_KIT = {
    "audit_trail.org",  # the body acted for then; the database refuses to change it
    "outbox_orgs.orgnr",  # whom an event concerned when it happened
}


def test_every_column_of_public_bodies_passes_ends_or_is_history() -> None:
    found = {service: columns_of(service) for service in SERVICES}
    assert found == {service: decided_for(service) for service in SERVICES}


def columns_of(service: str) -> set[str]:
    tables = application(service).state.database.tables.outbox.metadata.tables.values()
    return {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if _NAMED.search(column.name) and table.name != "successions"
    }


def decided_for(service: str) -> set[str]:
    passing = AUTH_PASSES_ON if service == "auth" else set(PASSES_ON[service])
    rest = [tables.get(service, set()) for tables in (IS_THE_BODY, ENDS, MOVES_WITH_ITS_MEMBERSHIP, KEPT_AS_HISTORY)]
    return passing.union(OF_THE_KIT, *rest)

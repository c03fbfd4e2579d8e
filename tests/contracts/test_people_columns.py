"""Every column that names a person follows them when two accounts are joined, or is kept as history, and says why.

Whoever adds a column with a person decides here which of the two it is. `tests/<service>/test_joins.py` shows that the
columns that follow do.
"""

import importlib

import pytest
from sqlalchemy import Table as SqlTable

from services.auth.tables import Table as Auth
from services.kit.data.tables import UtcDateTime
from services.matching.tables import Table as Matching
from services.needs.models import Table as Needs
from services.notify.tables import Table as Notify
from services.placements.tables import Table as Placements
from services.pool.models import Table as Pool

# the names that columns with a person's id have
NAMES = ("person", "sub", "actor", "reader", "caller", "audience", "persons", "joined_into", "subject_id")
ENDS = ("_by", "person_id", "_sub")

FOLLOWS = {
    "auth": {
        "absences.person_id",
        "addresses.person_id",
        "consents.person_id",
        "delegations.accepted_by",
        "delegations.delegated_by",
        "identities.person_id",
        "invitations.invited_by",
        "letters.asked_by",
        "memberships.person_id",
        "organisations.leaving_asked_by",
        "people.joined_into",
        "recovery_codes.person_id",
        "second_factors.person_id",
    },
    "pool": {"experts.person_id", "memberships.person_id"},
    "needs": {"needs.posted_by"},
    "matching": {"plans.caller_sub", "suggestions.caller_sub"},
    "placements": {
        "bookings.person_id",
        "candidacies.offered_by",
        "candidacies.person_id",
        "memberships.person_id",
        "placements.person_id",
    },
    "notify": {
        "absences.person_id",
        "deliveries.person_id",
        "digest_lines.person_id",
        "memberships.person_id",
        "messages.person_id",
        "preferences.person_id",
        "tasks.audience",
        "unsubscribe_links.person_id",
    },
}
HISTORY = {
    "auth": {
        "audit_entries.actor": "who acted, by the account of then; the database refuses to change it",
        "audit_entries.subject_id": "what was acted on, the same",
        "join_codes.person_id": "codes of the account that ends are deleted",
        "known_browsers.person_id": "browsers of the account that ends are forgotten",
        "organisations.succeeded_by": "a body's number, no person",
        "sessions.person_id": "logins to the account that ends are ended, and deleted in a month",
    },
    "pool": {
        "access_log.reader": "who read a profile, by the account of then",
        "ended_memberships.person_id": "keeps out tokens of a membership that ended, which are of the account of then",
        "experts.endorsed_by": "who endorsed, by the account of then",
        "renames.person_id": "auth answers with the name of the person who stays",
    },
    "needs": {},
    "matching": {"shown_states.subject_id": "an expert or a need, no person"},
    "placements": {
        "amendments.proposed_by": "who asked, by the account of then; rules read the party",
        "candidacies.withdrawn_by": "the party, no person",
        "decisions.let_by": "what was said; rules read it by the account of today (Decisions.as_decided)",
        "decisions.sub": "what was said; rules read it by the account of today (Decisions.as_decided)",
        "placements.ended_by": "the party, no person",
        "terms_proposals.proposed_by": "whose yes it is once it is adopted: a decision, read as those are",
        "terms_versions.written_by": "who wrote the terms, by the account of then; append-only",
    },
    "notify": {
        "announcements.audience": "what an audience was notified of; it is read for roles only",
        "digests.person_id": "on which days a digest was sent, to the account of then",
        "tasks.closed_by": "the type of an event, no person",
    },
}
KITS = {  # the kit's tables, in every service
    "audit_trail.let_by": "who let them act, by the account of then; the database refuses to change it",
    "audit_trail.person": "who acted, the same",
    "idempotency_keys.caller": "answers repeated requests of the account of then",
    "joined_people.joined_into": "which account stayed",
    "joined_people.person_id": "which account ended",
    "outbox.persons": "what happened; followers read it by the account of today (kit/events/joins.py)",
}
SERVICES = {
    "auth": Auth,
    "pool": Pool,
    "needs": Needs,
    "matching": Matching,
    "placements": Placements,
    "notify": Notify,
}


def names_a_person(name: str) -> bool:
    return name in NAMES or name.endswith(ENDS)


def columns_of(tables: list[SqlTable]) -> set[str]:
    named = [column for table in tables for column in table.columns if names_a_person(column.name)]
    return {f"{column.table.name}.{column.name}" for column in named if not isinstance(column.type, UtcDateTime)}


@pytest.mark.parametrize("service", SERVICES)
def test_every_column_with_a_person_follows_or_is_history(service: str) -> None:
    importlib.import_module(f"services.{service}.main")  # loads the tables of every noun
    found = columns_of(list(SERVICES[service].metadata.tables.values()))
    assert found - KITS.keys() == FOLLOWS[service] | HISTORY[service].keys()

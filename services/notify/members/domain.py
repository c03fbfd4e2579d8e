"""Audiences: one person (`person:<id>`), or everybody with a role in a body (`coordinator:<orgnr>`)."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from services.scheme.roles import Role

PERSON = "person"  # in the place of a role: the audience is this one person
MAILBOX = "mailbox"  # in the place of a role: the shared address of a body's coordinators
UNCONFIRMED_MAILBOX = "new_mailbox"  # the same, before somebody has shown that they read it
ALL_BODIES = "scheme"  # in the place of a body: the role holds in all of them
NOBODY = UUID(int=0)  # in the place of a person's id

_ACTING = frozenset({Role.REQUESTER, Role.COORDINATOR})


def audience_of(role: str, concerned: str) -> str:
    """The audience as it is stored: a role and a body, or PERSON and a person's id."""
    return f"{role}:{concerned}"


def parts_of(audience: str) -> tuple[str, str]:
    """The role and the body of an audience, or PERSON and a person's id."""
    role, _, concerned = audience.partition(":")
    return role, concerned


def is_mailbox(recipient: str) -> bool:
    """Whether this is a body's shared address, and no person."""
    return parts_of(recipient)[0] in {MAILBOX, UNCONFIRMED_MAILBOX}


def readers_of(recipient: str, roles: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """A person's capacities as siblings are told them: on their own, and `person.body.roles` for each body.

    `roles` are theirs by body. Employees know nothing by their body, only on their own. A body's shared address reads
    as a coordinator there who is nobody (coordinators are requesters too), and knows nothing before it is confirmed.
    """
    kind, concerned = parts_of(recipient)
    if is_mailbox(recipient):
        return (f"{NOBODY}.{concerned}.{Role.COORDINATOR}-{Role.REQUESTER}",) if kind == MAILBOX else ()
    acting = {body: sorted(of_body) for body, of_body in roles.items() if not _ACTING.isdisjoint(of_body)}
    return (recipient, *(f"{recipient}.{body}.{'-'.join(acting[body])}" for body in sorted(acting)))


def present(everybody: Sequence[str], away: Collection[str]) -> Sequence[str]:
    """Those with a role in a body who are not away. Where all of them are, all: somebody must be asked."""
    return [person_id for person_id in everybody if person_id not in away] or everybody

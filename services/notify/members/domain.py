"""Audiences: one person (`person:<id>`), or everybody with a role in a body (`coordinator:<orgnr>`)."""

from collections.abc import Collection, Sequence

PERSON = "person"  # in the place of a role: the audience is this one person
MAILBOX = "mailbox"  # in the place of a role: the shared address of a body's coordinators
UNCONFIRMED_MAILBOX = "new_mailbox"  # the same, before somebody has shown that they read it
ALL_BODIES = "scheme"  # in the place of a body: the role holds in all of them


def audience_of(role: str, concerned: str) -> str:
    """The audience as it is stored: a role and a body, or PERSON and a person's id."""
    return f"{role}:{concerned}"


def parts_of(audience: str) -> tuple[str, str]:
    """The role and the body of an audience, or PERSON and a person's id."""
    role, _, concerned = audience.partition(":")
    return role, concerned


def present(everybody: Sequence[str], away: Collection[str]) -> Sequence[str]:
    """Those with a role in a body who are not away. Where all of them are, all: somebody must be asked."""
    return [person_id for person_id in everybody if person_id not in away] or everybody

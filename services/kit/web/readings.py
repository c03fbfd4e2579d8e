"""Things that a sibling asks about, each for a reader of its own whose roles it knows: what notify mails to people.

A reading is written `thing.person.body.roles`, or `thing.person` for somebody in no body; roles have `-` between them.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from services.kit.access.table import Caller, CallerKind
from services.kit.web.query_parameters import listed
from services.scheme.organisations import is_orgnr
from services.scheme.roles import Role

MOST_READINGS = 100
LONGEST_READING = 128
_ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_READING = rf"{_ID}\.{_ID}(\.[0-9]{{9}}\.[a-z-]+)?"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A thing, and who is to read of it. The sibling that asks has their roles from auth's events."""

    thing: UUID
    reader: Caller

    @classmethod
    def of(cls, text: str) -> "Reading":
        """Raises ValueError for what is no reading."""
        thing, person, *body = text.split(".")
        org, roles = body or (None, "")
        if org is not None and not is_orgnr(org):
            raise ValueError("organisation_number")
        reader = Caller(
            kind=CallerKind.PERSON,
            sub=str(UUID(person)),
            client_id="",
            org=org,
            roles=frozenset(Role(role) for role in roles.split("-")) if org else frozenset(),
            scopes=frozenset(),
            bearer="",
        )
        return cls(thing=UUID(thing), reader=reader)


async def asked_readings(
    readings: Annotated[
        str,
        Query(
            max_length=(LONGEST_READING + 1) * MOST_READINGS,
            json_schema_extra={"pattern": f"^{_READING}(,{_READING})*$"},
            description="What is asked about and for whom, with commas between them: `thing.person.body.roles`, "
            "with `-` between roles; or `thing.person`",
        ),
    ],
) -> list[Reading]:
    """The readings in their order, each once. Raises Invalid."""
    return listed(readings, Reading.of, name="readings")


AskedReadings = Annotated[list[Reading], Depends(asked_readings)]

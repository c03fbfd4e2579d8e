"""What routes about a public body are given."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import TypeAdapter

from services.auth.access import relations
from services.auth.bodies.models import Organisation
from services.auth.bodies.repository import Organisations
from services.kit.access.guard import CurrentGrants
from services.kit.text import Orgnr
from services.kit.web.query_parameters import LONGEST_LIST, listed
from services.kit.web.session import ReadSession, WriteSession


async def organisations_to_read(session: ReadSession) -> Organisations:
    return Organisations(session)


async def own_orgnr(orgnr: Orgnr, grants: CurrentGrants) -> str:
    """The caller's own body. Raises NotFound for any other, whether it exists or not."""
    grants.require(relations(grants.caller, orgnr))
    return orgnr


async def callers_orgnr(grants: CurrentGrants) -> str:
    """The body that the caller acts for; empty where it acts for none."""
    return grants.caller.org or ""


_ORGNR: TypeAdapter[str] = TypeAdapter(Orgnr)


async def asked_orgnrs(
    orgnrs: Annotated[
        str,
        Query(
            max_length=LONGEST_LIST,
            json_schema_extra={"pattern": "^[0-9]{9}(,[0-9]{9})*$"},
            description="Their numbers, with commas between them",
        ),
    ],
) -> list[str]:
    return listed(orgnrs, _ORGNR.validate_python, name="orgnrs")


AskedOrgnrs = Annotated[list[str], Depends(asked_orgnrs)]
CallersOrgnr = Annotated[str, Depends(callers_orgnr)]
ReadOrganisations = Annotated[Organisations, Depends(organisations_to_read)]
OwnOrgnr = Annotated[str, Depends(own_orgnr)]


def own_body(orgnr: OwnOrgnr, known: ReadOrganisations) -> Organisation:
    """The caller's own body. Raises NotFound."""
    return known.get(orgnr)


def changed_body(orgnr: OwnOrgnr, session: WriteSession) -> Organisation:
    """The caller's own body, locked before anything else that its change touches. Raises NotFound."""
    return Organisations(session).get_locked(orgnr)


OwnBody = Annotated[Organisation, Depends(own_body)]
ChangedBody = Annotated[Organisation, Depends(changed_body)]

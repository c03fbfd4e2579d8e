"""Public bodies, as routes are given them."""

from typing import Annotated

from fastapi import Depends

from services.auth.access import relations
from services.auth.repository import Organisations
from services.kit.access import Permit
from services.kit.session import ReadSession
from services.kit.text import Orgnr


def organisations(session: ReadSession) -> Organisations:
    return Organisations(session)


KnownOrganisations = Annotated[Organisations, Depends(organisations)]


def own_orgnr(orgnr: Orgnr, permit: Permit) -> str:
    """The caller's own body. Raises NotFound for any other, whether it exists or not."""
    permit.on(relations(permit.caller, orgnr))
    return orgnr


OwnOrgnr = Annotated[str, Depends(own_orgnr)]

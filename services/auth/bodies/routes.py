"""The public list of bodies over HTTP."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import AskedOrgnrs, ReadOrganisations
from services.auth.bodies.schemas import NamesRead, OrganisationRead
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound
from services.kit.text import Orgnr
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams

router = APIRouter(tags=["organisations"])


@router.get("/v1/organisations", responses=problems(InvalidCursor))
def list_organisations(
    known: ReadOrganisations, page: PageParams, response: CurrentResponse
) -> Listed[OrganisationRead]:
    """List the public bodies of the scheme, in the order they joined. Needs no login."""
    found = known.list_joined(paging=page)
    led = known.list_coordinated([body.orgnr for body in found.items])
    return response.page(
        found, OrganisationRead, [OrganisationRead.of(body, has_coordinator=body.orgnr in led) for body in found.items]
    )


@router.get("/v1/organisation-names")
def list_organisation_names(known: ReadOrganisations, orgnrs: AskedOrgnrs) -> NamesRead:
    """Read the names of several bodies at once, also of such as have left. Unknown ones are left out."""
    return NamesRead.of(known.list_of(orgnrs))


@router.get("/v1/organisations/{orgnr}", responses=problems(NotFound))
def read_organisation(orgnr: Orgnr, known: ReadOrganisations) -> OrganisationRead:
    """Read a public body, also one that has left. Without a coordinator, whoever runs the scheme invites the first.

    Where another body has taken its place, after a merger say, `succeeded_by` is the number to use instead.
    """
    return OrganisationRead.of(known.get(orgnr), has_coordinator=bool(known.list_coordinated([orgnr])))

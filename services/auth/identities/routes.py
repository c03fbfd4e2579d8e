"""One's own identities at issuers, over HTTP."""

from fastapi import APIRouter

from services.auth.identities import service
from services.auth.identities.dependencies import (
    ChangedIdentities,
    IdentityHolder,
    KnownIssuers,
    MyIdentitiesPage,
    MyIdentity,
    MyselfLocked,
)
from services.auth.identities.errors import LastWayIn
from services.auth.identities.schemas import IdentityRead
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse

router = APIRouter(tags=["sessions"])


@router.get("/v1/me/identities", responses=problems(PersonRequired, InvalidCursor))
def list_my_identities(
    caller: IdentityHolder, page: MyIdentitiesPage, issuers: KnownIssuers, response: CurrentResponse
) -> Listed[IdentityRead]:
    """List by which agencies' own logins you are known here, the one linked first at the top."""
    shown = [IdentityRead.of(identity, issuers.get(identity.issuer)) for identity in page.items]
    return response.page(page, IdentityRead, shown)


@router.delete(
    "/v1/me/identities/{identity_id}", status_code=204, responses=problems(PersonRequired, NotFound, LastWayIn)
)
def remove_my_identity(
    *,
    caller: IdentityHolder,
    person: MyselfLocked,
    identity: MyIdentity,
    identities: ChangedIdentities,
    issuers: KnownIssuers,
) -> None:
    """Log in by that agency's login no more: what you are logged in to by it ends, here and everywhere.

    Your last way to log in stays. It is linked again as it was the first time: by an invitation, or by your password
    after logging in there.
    """
    service.remove_identity(identities, identity, person, issuers=issuers.keys(), by=caller)

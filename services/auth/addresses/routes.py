"""One's own addresses over HTTP."""

from fastapi import APIRouter

from services.auth.addresses import service
from services.auth.addresses.dependencies import AddressHolder, Holder, HolderLocked, MyAddress, MyAddressesPage
from services.auth.addresses.errors import PrimaryAddress
from services.auth.addresses.schemas import AddressAsked, AddressCreate, AddressRead
from services.auth.letters.dependencies import LimitedSource
from services.auth.limits.errors import TooManyAsked
from services.auth.people.dependencies import ChangedPeople
from services.auth.settings import Settings
from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotFound, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.kit.web.session import WriteSession

router = APIRouter(tags=["me"])


@router.get("/v1/me/addresses", responses=problems(PersonRequired, NotFound, InvalidCursor))
def list_my_addresses(
    caller: AddressHolder, person: Holder, page: MyAddressesPage, response: CurrentResponse
) -> Listed[AddressRead]:
    """List your addresses, the oldest first. You log in by each; mail goes to the primary one (`PATCH /v1/me`)."""
    return response.page(page, AddressRead, [AddressRead.of(address, person) for address in page.items])


@router.post("/v1/me/addresses", status_code=202, responses=problems(PersonRequired, NotFound, TooManyAsked))
def add_my_address(  # noqa: PLR0917 -- FastAPI passes them by name
    caller: AddressHolder,
    source: LimitedSource,  # in a transaction of its own, before the person is locked
    person: HolderLocked,
    asked: AddressCreate,
    session: WriteSession,
    settings: Settings,
) -> AddressAsked:
    """Have a single-use link mailed to another address of yours. Whoever follows it adds the address to your account.

    The answer is the same whether or not another account has the address; the page of the link says so.
    """
    return service.ask_address(session, settings, person, asked, source=source, by=caller)


@router.delete(
    "/v1/me/addresses/{address_id}", status_code=204, responses=problems(PersonRequired, NotFound, PrimaryAddress)
)
def remove_my_address(caller: AddressHolder, person: HolderLocked, address: MyAddress, people: ChangedPeople) -> None:
    """Remove an address of yours: nobody logs in by it any more. The primary one stays until another is chosen."""
    service.remove_address(people, person, address, by=caller)

"""Deliveries over HTTP."""

from fastapi import APIRouter, Response

from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.kit.web.session import OwnDatabase
from services.notify.deliveries.dependencies import Myself
from services.notify.deliveries.repository import ShownDeliveries
from services.notify.deliveries.schemas import DeliveryRead

router = APIRouter(tags=["deliveries"])


@router.get(
    "/v1/deliveries",
    response_model=Listed[DeliveryRead],
    responses=problems(NotPermitted, PersonRequired, InvalidCursor),
)
def list_deliveries(caller: Myself, database: OwnDatabase, page: PageParams, response: CurrentResponse) -> Response:
    """List the mails made of your messages and how each went, the newest first."""
    with database.snapshot() as snapshot:
        found = ShownDeliveries(snapshot).list_of(caller.sub, paging=page)
    return response.shown_page(found.each(DeliveryRead.model_validate), DeliveryRead)

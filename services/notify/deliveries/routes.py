"""Deliveries over HTTP."""

from fastapi import APIRouter

from services.kit.data.pagination import Listed
from services.kit.errors import InvalidCursor, NotPermitted, PersonRequired
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse, PageParams
from services.notify.deliveries.dependencies import Myself, ReadDeliveries
from services.notify.deliveries.schemas import DeliveryRead

router = APIRouter(tags=["deliveries"])


@router.get("/v1/deliveries", responses=problems(NotPermitted, PersonRequired, InvalidCursor))
def list_deliveries(
    caller: Myself, deliveries: ReadDeliveries, page: PageParams, response: CurrentResponse
) -> Listed[DeliveryRead]:
    """List the mails made of your messages and how each went, the newest first."""
    found = deliveries.list_of(caller.sub, paging=page)
    return response.page(found, DeliveryRead, [DeliveryRead.model_validate(one) for one in found.items])

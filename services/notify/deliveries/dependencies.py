"""What the routes about deliveries are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.web.session import ReadSession
from services.notify.deliveries.repository import Deliveries

Myself = Annotated[Caller, Depends(caller_for("list_deliveries"))]


async def deliveries_to_read(session: ReadSession) -> Deliveries:
    return Deliveries(session)


ReadDeliveries = Annotated[Deliveries, Depends(deliveries_to_read)]

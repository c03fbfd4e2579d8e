"""What the routes about deliveries are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access import Caller, caller_for
from services.kit.session import ReadSession
from services.notify.deliveries.repository import Deliveries

Myself = Annotated[Caller, Depends(caller_for("list_deliveries"))]


async def deliveries_to_read(session: ReadSession) -> Deliveries:
    return Deliveries(session)


ReadDeliveries = Annotated[Deliveries, Depends(deliveries_to_read)]

"""What the routes of departures are given: the caller."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

HomeCoordinator = Annotated[Caller, Depends(caller_for("ask_departure", "withdraw_departure"))]
HomeReader = Annotated[Caller, Depends(caller_for("read_departure"))]

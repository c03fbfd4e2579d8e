"""What the routes of departures are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access import Caller, caller_for

HomeCoordinator = Annotated[Caller, Depends(caller_for("ask_departure", "withdraw_departure"))]
HomeReader = Annotated[Caller, Depends(caller_for("read_departure"))]

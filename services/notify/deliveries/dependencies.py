"""What the routes about deliveries are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

Myself = Annotated[Caller, Depends(caller_for("list_deliveries"))]

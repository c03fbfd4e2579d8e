"""What the routes about tasks are given."""

from typing import Annotated

from fastapi import Depends, Query

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

TaskReader = Annotated[Caller, Depends(caller_for("list_tasks", "read_task"))]
ClosedToo = Annotated[bool, Query(alias="all", description="Closed tasks too")]

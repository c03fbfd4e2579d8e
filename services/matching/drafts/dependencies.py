"""What the route of drafts is given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

Drafter = Annotated[Caller, Depends(caller_for("count_fitting"))]

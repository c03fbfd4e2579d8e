"""The caller who accepts a delegation."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

Delegate = Annotated[Caller, Depends(caller_for("accept_delegation"))]

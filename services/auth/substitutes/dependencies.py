"""What the routes of substitutes are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access import Caller, caller_for

HomeCoordinator = Annotated[Caller, Depends(caller_for("appoint_substitute"))]

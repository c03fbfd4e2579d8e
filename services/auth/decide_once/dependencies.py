"""What the routes of decide once are given."""

from typing import Annotated

from fastapi import Depends

from services.kit.access import Caller, caller_for

Delegate = Annotated[Caller, Depends(caller_for("accept_delegation"))]

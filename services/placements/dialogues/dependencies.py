"""Who calls the routes of messages."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

Writer = Annotated[Caller, Depends(caller_for("write_message"))]
Reader = Annotated[Caller, Depends(caller_for("list_messages", "read_message"))]

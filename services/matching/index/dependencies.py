"""What routes are given of the index."""

from typing import Annotated

from fastapi import Depends, Request

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.matching.engine.index import Index, Snapshot


async def current_snapshot(request: Request) -> Snapshot:
    """One moment of the index for the whole request. Raises IndexEmpty."""
    index: Index = request.app.state.index
    return index.snapshot()


CurrentSnapshot = Annotated[Snapshot, Depends(current_snapshot)]
Sibling = Annotated[Caller, Depends(caller_for("show_index"))]
